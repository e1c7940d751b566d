#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"

namespace {

using Graph = std::unique_ptr<entente_graph, decltype(&entente_graph_destroy)>;
using Job = std::unique_ptr<entente_job, decltype(&entente_job_destroy)>;
using Ids = std::vector<std::int32_t>;
using Values = std::vector<double>;

/// A triangle 0, 1, 2 with arcs round it, 2 -> 3 -> 2 beside it, and 4 alone. Strengths 1, 2, 3, 4, 1.
Graph small() {
  const Ids source{0, 1, 2, 2, 3}, target{1, 2, 0, 3, 2};
  const Values strength{1, 2, 3, 4, 1};
  entente_graph *graph = nullptr;
  EXPECT_EQ(entente_graph_create(5, 5, source.data(), target.data(), strength.data(), &graph, nullptr), ENTENTE_OK);
  return {graph, entente_graph_destroy};
}

const Ids kLabel{0, 0, 1, 1, 2};

using Make = std::function<std::int32_t(entente_job **)>;

struct Result {
  Values values;
  Ids integers;
};

Result run(const Make &make, std::size_t integers = 0) {
  entente_job *created = nullptr;
  EXPECT_EQ(make(&created), ENTENTE_OK);
  const Job job(created, entente_job_destroy);
  std::int64_t done = 0;
  std::int64_t total = 1;
  while (done < total) EXPECT_EQ(entente_job_step(job.get(), 1, &done, &total, nullptr), ENTENTE_OK);
  Result result{Values(entente_job_count(job.get())), Ids(integers)};
  EXPECT_EQ(entente_job_values(job.get(), result.values.data(), result.values.size(), nullptr), ENTENTE_OK);
  if (integers > 0) {
    EXPECT_EQ(entente_job_integers(job.get(), result.integers.data(), integers, nullptr), ENTENTE_OK);
    EXPECT_EQ(entente_job_integers(job.get(), result.integers.data(), integers + 1, nullptr), ENTENTE_E_BUFFER);
  } else {
    EXPECT_EQ(entente_job_integers(job.get(), nullptr, 0, nullptr), ENTENTE_E_STATE);
  }
  return result;
}

TEST(Measures, ClosenessAndHarmonicAreJobs) {
  const Graph graph = small();
  const Result closeness = run(
      [&](entente_job **out) { return entente_graph_closeness(graph.get(), ENTENTE_VIEW_UND, 1, out, nullptr); }, 5);
  EXPECT_EQ(closeness.values[2], 1.0);
  EXPECT_EQ(closeness.values[3], 0.6);
  EXPECT_TRUE(std::isnan(closeness.values[4]));
  EXPECT_EQ(closeness.integers, (Ids{4, 4, 4, 4, 1}));
  const Result harmonic =
      run([&](entente_job **out) { return entente_graph_harmonic(graph.get(), ENTENTE_VIEW_UND, 2, out, nullptr); });
  EXPECT_EQ(harmonic.values, (Values{0.625, 0.625, 0.75, 0.5, 0.0}));
}

TEST(Measures, CheapestPathsTakeStrengthAsNearness) {
  const Graph graph = small();
  const Result plain = run([&](entente_job **out) {
    return entente_graph_weighted_betweenness(graph.get(), ENTENTE_VIEW_UND, 0, 1, out, nullptr);
  });
  EXPECT_EQ(plain.values, (Values{0, 0, 2, 0, 0}));
  const Result cheapest = run([&](entente_job **out) {  // 0-1 costs 7, by 2 it costs 4 + 3: a tie; and two pairs with 3
    return entente_graph_weighted_betweenness(graph.get(), ENTENTE_VIEW_UND, 6.5, 1, out, nullptr);
  });
  EXPECT_EQ(cheapest.values, (Values{0, 0, 2.5, 0, 0}));
  entente_job *job = nullptr;
  EXPECT_EQ(entente_graph_weighted_betweenness(graph.get(), ENTENTE_VIEW_UND, -1, 1, &job, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_weighted_betweenness(graph.get(), ENTENTE_VIEW_UND, 1e300, 1, &job, nullptr), ENTENTE_E_RANGE);
}

TEST(Measures, PagerankTakesARestartAndTellsItsResidual) {
  const Graph graph = small();
  Values out(5), restart{0, 0, 0, 0, 1};
  double residual = 1;
  const auto call = [&](double damping, const double *from, std::int32_t weighted, double tolerance, std::int32_t sweeps) {
    return entente_graph_pagerank(graph.get(), ENTENTE_VIEW_DIR, damping, weighted, from, tolerance, sweeps, out.data(), 5,
                                  &residual, nullptr);
  };
  EXPECT_EQ(call(0.85, nullptr, 0, 1e-12, 0), ENTENTE_OK);
  EXPECT_NEAR(out[0] + out[1] + out[2] + out[3] + out[4], 1.0, 1e-12);
  EXPECT_LT(residual, 1e-11);
  EXPECT_EQ(call(0.85, restart.data(), 1, 1e-12, 50), ENTENTE_OK);  // all begins, dangles and ends at 4
  EXPECT_EQ(out, (Values{0, 0, 0, 0, 1}));
  const Values before = out;
  restart[4] = 0;
  EXPECT_EQ(call(0.85, restart.data(), 0, 1e-12, 0), ENTENTE_E_RANGE);
  EXPECT_EQ(call(1, nullptr, 0, 1e-12, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(0.85, nullptr, 2, 1e-12, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(0.85, nullptr, 0, 0, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(0.85, nullptr, 0, 1e-12, -1), ENTENTE_E_INVALID);
  EXPECT_EQ(out, before);
}

TEST(Measures, CutsTellHowMuchRoomTheyNeed) {
  const Graph graph = small();
  Ids core(5), a(1, 77), b(1, 77);
  EXPECT_EQ(entente_graph_core_numbers(graph.get(), core.data(), 5, nullptr), ENTENTE_OK);
  EXPECT_EQ(core, (Ids{2, 2, 2, 1, 0}));
  std::size_t need = 77;
  EXPECT_EQ(entente_graph_articulation_points(graph.get(), nullptr, 0, &need, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(need, 1u);
  EXPECT_EQ(entente_graph_articulation_points(graph.get(), a.data(), 1, &need, nullptr), ENTENTE_OK);
  EXPECT_EQ(a[0], 2);
  need = 77;
  EXPECT_EQ(entente_graph_bridges(graph.get(), nullptr, nullptr, 0, &need, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(need, 1u);
  EXPECT_EQ(entente_graph_bridges(graph.get(), a.data(), b.data(), 1, &need, nullptr), ENTENTE_OK);
  EXPECT_EQ(a[0], 2);
  EXPECT_EQ(b[0], 3);
  EXPECT_EQ(entente_graph_bridges(graph.get(), a.data(), nullptr, 1, &need, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_bridges(graph.get(), a.data(), b.data(), 1, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_core_numbers(graph.get(), core.data(), 4, nullptr), ENTENTE_E_BUFFER);
}

TEST(Measures, StructuralHolesGiveTheColumnsThatAreAskedFor) {
  const Graph graph = small();
  Values size(5), efficiency(5), constraint(5);
  EXPECT_EQ(entente_graph_structural_holes(graph.get(), 0, nullptr, size.data(), efficiency.data(), 5, nullptr), ENTENTE_OK);
  EXPECT_EQ(size[2], 3 - 2 / 3.0);
  EXPECT_EQ(efficiency[3], 1.0);
  EXPECT_EQ(entente_graph_structural_holes(graph.get(), 1, constraint.data(), nullptr, nullptr, 5, nullptr), ENTENTE_OK);
  EXPECT_EQ(constraint[3], 1.0);
  EXPECT_TRUE(std::isnan(constraint[4]));
  EXPECT_EQ(entente_graph_structural_holes(graph.get(), 0, nullptr, nullptr, nullptr, 4, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(entente_graph_structural_holes(graph.get(), 7, nullptr, nullptr, nullptr, 5, nullptr), ENTENTE_E_INVALID);
}

TEST(Measures, GroupsAreCountedAndTied) {
  const Graph graph = small();
  std::int64_t internal = 0, external = 0;
  double ei = 0, expected = 0;
  EXPECT_EQ(entente_graph_ei_index(graph.get(), ENTENTE_VIEW_UND, kLabel.data(), 5, 3, &internal, &external, &ei,
                                   &expected, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(internal, 2);
  EXPECT_EQ(external, 2);
  EXPECT_EQ(ei, 0.0);
  EXPECT_DOUBLE_EQ(expected, 1 - 2 * 4.0 / 20);
  std::vector<std::int64_t> in(5), out(5), size(3), ties(9);
  Values index(5), strength(9), density(9);
  EXPECT_EQ(entente_graph_ei_of_groups(graph.get(), ENTENTE_VIEW_UND, kLabel.data(), 5, 3, in.data(), out.data(),
                                       index.data(), nullptr),
            ENTENTE_OK);
  EXPECT_EQ(in[1], 1);
  EXPECT_EQ(out[1], 2);
  EXPECT_TRUE(std::isnan(index[2]));
  EXPECT_EQ(entente_graph_ei_of_vertices(graph.get(), ENTENTE_VIEW_DIR, kLabel.data(), 5, 3, in.data(), out.data(),
                                         index.data(), nullptr),
            ENTENTE_OK);
  EXPECT_EQ(in[2], 2);
  EXPECT_EQ(out[2], 2);
  EXPECT_EQ(entente_graph_group_ties(graph.get(), ENTENTE_VIEW_DIR, kLabel.data(), 5, 3, size.data(), ties.data(),
                                     strength.data(), density.data(), nullptr),
            ENTENTE_OK);
  EXPECT_EQ(size, (std::vector<std::int64_t>{2, 2, 1}));
  EXPECT_EQ(ties, (std::vector<std::int64_t>{1, 1, 0, 1, 2, 0, 0, 0, 0}));
  EXPECT_EQ(strength, (Values{1, 2, 0, 3, 5, 0, 0, 0, 0}));
  EXPECT_EQ(density[0], 0.5);
  EXPECT_TRUE(std::isnan(density[8]));
  Ids a(2), b(2);
  std::size_t need = 0;
  EXPECT_EQ(entente_graph_silent_pairs(graph.get(), kLabel.data(), 5, 3, 1, a.data(), b.data(), 2, &need, nullptr), ENTENTE_OK);
  EXPECT_EQ(need, 2u);
  EXPECT_EQ(a, (Ids{0, 1}));
  EXPECT_EQ(b, (Ids{2, 2}));
  EXPECT_EQ(run([&](entente_job **job) {
              return entente_graph_ei_permutations(graph.get(), ENTENTE_VIEW_UND, kLabel.data(), 5, 3, 9, 1, job, nullptr);
            }).values.size(),
            9u);
}

TEST(Measures, RolesReciprocityAndAssortativity) {
  const Graph graph = small();
  std::vector<std::int64_t> roles(25);
  EXPECT_EQ(entente_graph_brokerage(graph.get(), kLabel.data(), 5, 3, roles.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(roles[ENTENTE_ROLE_GATEKEEPER * 5 + 2], 1);      // 1 -> 2 -> 3
  EXPECT_EQ(roles[ENTENTE_ROLE_REPRESENTATIVE * 5 + 2], 1);  // 3 -> 2 -> 0
  EXPECT_EQ(roles[ENTENTE_ROLE_CONSULTANT * 5 + 2], 1);      // 1 -> 2 -> 0
  double arcs = 0, strength = 0, value = 0;
  EXPECT_EQ(entente_graph_reciprocity(graph.get(), &arcs, &strength, nullptr), ENTENTE_OK);
  EXPECT_EQ(arcs, 0.4);
  EXPECT_DOUBLE_EQ(strength, 2 / 11.0);
  const Ids u{2, 0, 0}, v{3, 1, 3};
  Values of_pair(3);
  EXPECT_EQ(entente_graph_pair_reciprocity(graph.get(), 3, u.data(), v.data(), of_pair.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(of_pair[0], 0.4);
  EXPECT_EQ(of_pair[1], 0.0);
  EXPECT_TRUE(std::isnan(of_pair[2]));
  EXPECT_EQ(entente_graph_assortativity(graph.get(), ENTENTE_VIEW_UND, kLabel.data(), 5, 3, &value, nullptr), ENTENTE_OK);
  EXPECT_DOUBLE_EQ(value, (0.5 - (0.25 + 0.25)) / 0.5);
}

TEST(Measures, CommunitiesAreLabelledAndValued) {
  const Graph graph = small();
  const Result found = run([&](entente_job **job) {
    return entente_graph_leiden(graph.get(), ENTENTE_QUALITY_MODULARITY, 1, 0, 2, 3, 1, job, nullptr);
  }, 5);
  ASSERT_EQ(found.values.size(), 3u);
  double value = 0;
  EXPECT_EQ(entente_graph_community_quality(graph.get(), found.integers.data(), 5, 5, ENTENTE_QUALITY_MODULARITY, 1, 0,
                                            &value, nullptr),
            ENTENTE_OK);
  EXPECT_DOUBLE_EQ(value, *std::max_element(found.values.begin(), found.values.end()));
  entente_job *job = nullptr;
  EXPECT_EQ(entente_graph_leiden(graph.get(), 2, 1, 0, 1, 1, 0, &job, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_leiden(graph.get(), 0, 1, 0, 0, 1, 0, &job, nullptr), ENTENTE_E_INVALID);
}

TEST(Measures, KeyPlayersSamplesAndPartsAreJobs) {
  const Graph graph = small();
  const Result players = run(
      [&](entente_job **job) { return entente_graph_key_players(graph.get(), ENTENTE_VIEW_UND, 2, 1, job, nullptr); }, 2);
  EXPECT_EQ(players.integers, (Ids{2, 4}));
  EXPECT_DOUBLE_EQ(players.values[1], 1.0);
  EXPECT_EQ(run([&](entente_job **job) {
              return entente_graph_betweenness_sample(graph.get(), ENTENTE_VIEW_UND, 0.2, 0.1, 1, 1, job, nullptr);
            }).values.size(),
            5u);
  const Result parts = run([&](entente_job **job) {
    return entente_graph_betweenness_parts(graph.get(), ENTENTE_VIEW_UND, 2, kLabel.data(), 5, 3, 1, job, nullptr);
  }, 2);
  EXPECT_EQ(parts.values, (Values{0, 1, 0, 1, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(parts.integers, (Ids{0, 3}));
}

TEST(Measures, RefuseUnknownLabelsAndWrongColumns) {
  const Graph graph = small();
  const Ids unknown{0, 0, 3, 1, 2};
  double value = 77;
  entente_error *error = nullptr;
  EXPECT_EQ(entente_graph_assortativity(graph.get(), ENTENTE_VIEW_UND, unknown.data(), 5, 3, &value, &error), ENTENTE_E_RANGE);
  EXPECT_NE(std::string(entente_error_message(error)).find("vertex 2"), std::string::npos);
  entente_error_destroy(error);
  EXPECT_EQ(entente_graph_assortativity(graph.get(), ENTENTE_VIEW_UND, kLabel.data(), 4, 3, &value, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(entente_graph_assortativity(graph.get(), ENTENTE_VIEW_UND, nullptr, 5, 3, &value, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_assortativity(graph.get(), 9, kLabel.data(), 5, 3, &value, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_assortativity(nullptr, ENTENTE_VIEW_UND, kLabel.data(), 5, 3, &value, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(value, 77);
  entente_job *job = reinterpret_cast<entente_job *>(1);
  EXPECT_EQ(entente_graph_key_players(graph.get(), ENTENTE_VIEW_UND, -1, 1, &job, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(job, nullptr);
  EXPECT_EQ(entente_job_count(nullptr), 0u);
}

}  // namespace
