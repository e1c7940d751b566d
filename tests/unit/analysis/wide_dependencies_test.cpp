// Numbers of shortest paths beyond the range of double.
#include <gtest/gtest.h>

#include <cmath>

#include "arcs.hpp"
#include "entente/analysis/betweenness.hpp"

namespace {

using namespace entente;

/// The betweenness of a chain of diamonds by its symmetry: every pair on different sides of a joint passes it, and
/// half of the pairs that cross a diamond pass each of its sides.
std::vector<double> chain_values(std::int32_t length) {
  std::vector<double> values(static_cast<std::size_t>(3 * length + 1));
  for (std::int32_t i = 0; i <= length; ++i) {
    const double before = 3.0 * i;
    const double after = 3.0 * (length - i);
    double joint = before * after;
    if (i > 0) joint += 0.5;       // the two sides of the diamond before it meet there, or at the joint before
    if (i < length) joint += 0.5;  // and those of the diamond after it
    values[static_cast<std::size_t>(3 * i)] = joint;
    if (i == length) break;
    const double side = 0.5 * (before + 1) * (after - 2);
    values[static_cast<std::size_t>(3 * i + 1)] = values[static_cast<std::size_t>(3 * i + 2)] = side;
  }
  return values;
}

class Chain : public testing::TestWithParam<std::int32_t> {};

TEST_P(Chain, OfDiamondsHasItsClosedForm) {
  const std::vector<double> expected = chain_values(GetParam());
  const Graph graph = test::diamonds(GetParam()).build();
  const std::vector<double> und = betweenness(graph, View::und);
  const std::vector<double> dir = betweenness(graph, View::dir);
  for (std::size_t v = 0; v < expected.size(); ++v) {
    ASSERT_NEAR(und[v], expected[v], 1e-12 * std::max(1.0, expected[v])) << v;
    ASSERT_NEAR(dir[v], 2 * expected[v], 2e-12 * std::max(1.0, expected[v])) << v;
  }
}

// 2^900 is where the engine changes to a wider exponent, 2^1024 where double ends.
INSTANTIATE_TEST_SUITE_P(AroundTheRangeOfDouble, Chain, testing::Values(1, 2, 50, 899, 900, 901, 1100));

TEST(WideDependencies, LeaveNothingBehindForTheSourcesAfterThem) {
  const Graph graph = test::diamonds(905).build();  // sources near the middle need no wide exponent
  const std::vector<double> whole = betweenness(graph, View::und);
  const auto job = betweenness_job(graph, View::und, 3);
  while (!job->step(5).finished()) {
  }
  EXPECT_EQ(whole, std::vector<double>(job->values().begin(), job->values().end()));
}

}  // namespace
