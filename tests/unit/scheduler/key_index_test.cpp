#include "scheduler/key_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

TEST(KeyIndex, FindsWhatAMapFinds) {
  std::mt19937_64 random(1);
  for (const std::uint64_t spread : {20u, 300u, 1u << 31}) {
    entente::KeyIndex index;
    std::map<std::int64_t, std::int32_t> expected;
    std::vector<std::int64_t> keys(400);
    for (int step = 0; step < 3000; ++step) {
      const auto key = static_cast<std::int64_t>(random() % spread) - 100;
      const auto found = expected.find(key);
      const auto key_of = [&](std::int32_t request) { return keys[static_cast<std::size_t>(request)]; };
      const auto matches = [&](std::int32_t request) { return key_of(request) == key; };
      ASSERT_EQ(index.find(key, matches).place, found == expected.end() ? -1 : found->second);
      if (found != expected.end()) {
        index.erase(key, found->second);
        expected.erase(found);
      } else if (expected.size() < 300) {
        std::int32_t request = 0;
        while (std::any_of(expected.begin(), expected.end(), [&](const auto &one) { return one.second == request; }))
          ++request;
        keys[static_cast<std::size_t>(request)] = key;
        index.reserve_one(key_of);
        index.insert_at(index.find(key, matches), request);
        expected[key] = request;
      } else {
        index.erase(expected.begin()->first, expected.begin()->second);
        expected.erase(expected.begin());
      }
    }
    for (const auto &one : expected)
      ASSERT_EQ(index.find(one.first, [&](std::int32_t at) { return keys[static_cast<std::size_t>(at)] == one.first; }).place,
                one.second);
  }
}
