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

// Searches end where nothing went past a bucket: counts that were not taken back would let this one go round for ever.
TEST(KeyIndex, FullBucketsLeaveNoTraceOnceTheyAreEmptied) {
  std::mt19937_64 random(2);
  entente::KeyIndex index;
  std::vector<std::int64_t> keys(32);
  const auto key_of = [&](std::int32_t place) { return keys[static_cast<std::size_t>(place)]; };
  for (int round = 0; round < 3000; ++round) {
    for (std::size_t i = 0; i < keys.size(); ++i)
      keys[i] = i % 8 == 0 ? static_cast<std::int64_t>(random() >> 4) * 8 : keys[i - 1] + 1;
    for (std::int32_t place = 0; place < 32; ++place) {
      index.reserve_one(key_of);
      const auto found = index.find(key_of(place), [](std::int32_t) { return false; });
      index.insert_at(found, place);
    }
    ASSERT_EQ(index.find(-1 - round, [&](std::int32_t at) { return key_of(at) == -1 - round; }).place, -1);
    for (std::int32_t place = 0; place < 32; ++place) index.erase(key_of(place), place);
  }
}
