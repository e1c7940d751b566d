#include "simulation/draw.hpp"

#include <gtest/gtest.h>

#include <set>

namespace entente::simulation {
namespace {

TEST(Draw, EverySeedPurposeStreamAndIndexIsAnotherDraw) {
  std::set<std::uint64_t> seen;
  std::size_t draws = 0;
  for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 32})
    for (const Purpose purpose : {Purpose::gap, Purpose::urgency, Purpose::service, Purpose::unknown_work})
      for (const std::uint32_t stream : {0U, 1U, 7U})
        for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 32}) {
          const Draw both = draw(seed, purpose, stream, index);
          seen.insert(both.first);
          seen.insert(both.second);
          draws += 2;
        }
  EXPECT_EQ(seen.size(), draws);
}

}  // namespace
}  // namespace entente::simulation
