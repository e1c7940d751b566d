#include "entente/analysis/closeness.hpp"

#include <gtest/gtest.h>

#include "entente/analysis/harmonic.hpp"
#include "entente/base/error.hpp"
#include "weighted_arcs.hpp"

namespace {

using namespace entente;
using test::Arcs;

struct Reference {
  std::vector<double> closeness, harmonic;
  std::vector<std::int32_t> reachable;
};

/// Both measures by their definitions, from a matrix of distances.
Reference reference(const Arcs &arcs, View view) {
  const test::Matrix d = test::distances(arcs, view == View::dir);
  Reference result;
  for (std::size_t v = 0; v < d.size(); ++v) {
    double sum = 0;
    double inverse = 0;
    std::int32_t reached = 1;
    for (std::size_t u = 0; u < d.size(); ++u) {
      if (u == v || std::isinf(d[v][u])) continue;
      ++reached;
      sum += d[v][u];
      inverse += 1 / d[v][u];
    }
    result.reachable.push_back(reached);
    result.closeness.push_back(reached == 1 ? std::nan("") : (reached - 1) / sum);
    result.harmonic.push_back(d.size() == 1 ? 0 : inverse / static_cast<double>(d.size() - 1));
  }
  return result;
}

void expect_reference(const Arcs &arcs) {
  const Graph graph = arcs.build();
  for (const View view : {View::dir, View::und}) {
    const Reference expected = reference(arcs, view);
    const Closeness got = closeness(graph, view);
    ASSERT_TRUE(test::all_close(got.value, expected.closeness, 1e-14));
    ASSERT_EQ(got.reachable, expected.reachable);
    ASSERT_TRUE(test::all_close(harmonic(graph, view), expected.harmonic, 1e-13));
  }
}

TEST(Closeness, AndHarmonicEqualTheirDefinitionsOnEverySmallGraph) {
  for (std::int32_t n = 0; n <= 4; ++n) {
    for (std::uint32_t bits = 0; bits < 1u << (n * (n - 1)); ++bits) expect_reference(test::directed_graph(n, bits));
  }
}

TEST(Closeness, AndHarmonicEqualTheirDefinitionsOnRandomGraphsOfSeveralBatches) {
  std::mt19937 random(31);
  for (int round = 0; round < 12; ++round) expect_reference(test::random_graph(random, 700));
}

TEST(Closeness, AndHarmonicEqualTheirDefinitionsWhereDistancesAreLongAndComponentsMany) {
  Arcs arcs{900, {}};
  for (std::int32_t v = 0; v < 400; ++v) arcs.list.emplace_back(v, v + 1);       // a chain
  for (std::int32_t v = 450; v < 880; v += 3) arcs.both(v, v + 1);               // pairs, and isolates between them
  for (std::int32_t v = 500; v < 560; ++v) arcs.list.emplace_back(v, 500 + (v - 499) % 60);  // a ring over some
  expect_reference(arcs);
}

template <class Make>
void expect_same_bytes(Make make, const Graph &graph, View view) {
  const auto whole = make(graph, view, 1);
  whole->step(0);
  for (const std::int32_t threads : {1, 2, 3, 8}) {
    for (const std::int64_t work : {std::int64_t{1}, std::int64_t{300}, std::int64_t{0}}) {
      const auto job = make(graph, view, threads);
      std::int64_t before = 0;
      while (!job->step(work).finished()) {
        EXPECT_GT(job->progress().done, before);
        before = job->progress().done;
      }
      EXPECT_TRUE(test::equal_bytes(job->values(), whole->values())) << threads << " threads, steps of " << work;
    }
  }
}

TEST(Closeness, AndHarmonicAreTheSameBytesForAnyThreadsAndSteps) {
  std::mt19937 random(32);
  const Graph graph = test::random_graph(random, 3'000).build();
  for (const View view : {View::dir, View::und}) {
    expect_same_bytes(closeness_job, graph, view);
    expect_same_bytes(harmonic_job, graph, view);
  }
}

TEST(Closeness, OfAnIsolateIsNotANumberAndItReachesItself) {
  const Closeness got = closeness(build_graph({1, {}, {}, {}}), View::und);
  EXPECT_TRUE(std::isnan(got.value[0]));
  EXPECT_EQ(got.reachable[0], 1);
  EXPECT_EQ(harmonic(build_graph({1, {}, {}, {}}), View::und), std::vector<double>{0.0});
  EXPECT_TRUE(harmonic(build_graph({}), View::dir).empty());
}

TEST(Closeness, JobGivesNothingBeforeItIsFinishedAndHarmonicHasNoWholeNumbers) {
  const Graph graph = test::diamonds(2).build();
  const auto job = closeness_job(graph, View::und);
  EXPECT_THROW((void)job->values(), Error);
  EXPECT_THROW((void)job->integers(), Error);
  job->step(0);
  EXPECT_EQ(job->integers().size(), 7u);
  const auto other = harmonic_job(graph, View::und);
  other->step(0);
  EXPECT_THROW((void)other->integers(), Error);
  EXPECT_THROW((void)harmonic_job(graph, View::und, 0), Error);
}

TEST(Harmonic, KeepsEveryDigitOfManySmallParts) {
  constexpr std::int32_t kSpokes = 3'000;  // a star whose arms have two joints: sums of 1, 1/2, 1/3, 1/4
  Arcs arcs{1 + 2 * kSpokes, {}};
  for (std::int32_t i = 0; i < kSpokes; ++i) {
    arcs.both(0, 1 + 2 * i);
    arcs.both(1 + 2 * i, 2 + 2 * i);
  }
  const std::vector<double> got = harmonic(arcs.build(), View::und);
  EXPECT_DOUBLE_EQ(got[0], 1.5 * kSpokes / (2.0 * kSpokes));
  EXPECT_DOUBLE_EQ(got[2], (1.0 + 0.5 + (kSpokes - 1) / 3.0 + (kSpokes - 1) / 4.0) / (2.0 * kSpokes));
}

}  // namespace
