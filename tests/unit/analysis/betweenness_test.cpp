#include "entente/analysis/betweenness.hpp"

#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <cmath>
#include <cstring>

#include "arcs.hpp"
#include "entente/base/error.hpp"

namespace {

using namespace entente;
using test::Arcs;

using Values = std::vector<double>;

/// By the definition: every path of every pair, kept where it is a shortest one. Shares nothing with the engine.
class PathLister {
 public:
  PathLister(const Arcs &arcs, bool directed)
      : matrix_(arcs.matrix(directed)), value_(matrix_.size(), 0.0), directed_(directed) {}

  Values run() {
    const std::size_t n = matrix_.size();
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = directed_ ? 0 : s + 1; t < n; ++t) {
        if (s != t) add_pair(s, t);
      }
    }
    return value_;
  }

 private:
  void add_pair(std::size_t s, std::size_t t) {
    shortest_.clear();
    path_.assign(1, s);
    extend(t);
    for (const auto &path : shortest_) {
      for (std::size_t i = 1; i + 1 < path.size(); ++i) value_[path[i]] += 1.0 / static_cast<double>(shortest_.size());
    }
  }

  void extend(std::size_t t) {
    const std::size_t at = path_.back();
    if (at == t) {
      if (!shortest_.empty() && path_.size() > shortest_.front().size()) return;
      if (!shortest_.empty() && path_.size() < shortest_.front().size()) shortest_.clear();
      shortest_.push_back(path_);
      return;
    }
    for (std::size_t next = 0; next < matrix_.size(); ++next) {
      if (matrix_[at][next] == 0 || std::find(path_.begin(), path_.end(), next) != path_.end()) continue;
      path_.push_back(next);
      extend(t);
      path_.pop_back();
    }
  }

  std::vector<std::vector<char>> matrix_;
  Values value_;
  bool directed_;
  std::vector<std::size_t> path_;
  std::vector<std::vector<std::size_t>> shortest_;
};

template <class Direction>
Values boost_betweenness(const Arcs &arcs, bool directed) {
  using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, Direction>;
  const auto matrix = arcs.matrix(directed);
  BoostGraph graph(matrix.size());
  for (std::size_t u = 0; u < matrix.size(); ++u) {
    for (std::size_t v = directed ? 0 : u; v < matrix.size(); ++v) {
      if (matrix[u][v] != 0) boost::add_edge(u, v, graph);
    }
  }
  Values values(matrix.size(), 0.0);
  boost::brandes_betweenness_centrality(
      graph, boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph)));
  return values;
}

void expect_near(const Values &got, const Values &expected, const char *what, std::uint32_t which) {
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t v = 0; v < got.size(); ++v) {
    ASSERT_NEAR(got[v], expected[v], 1e-12 * std::max(1.0, expected[v])) << what << " " << which << ", vertex " << v;
  }
}

bool same_bytes(const Values &a, const Values &b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

Values stepped(const Graph &graph, View view, std::int32_t threads, std::int64_t work) {
  const auto job = betweenness_job(graph, view, threads);
  while (!job->step(work).finished()) {
  }
  return {job->values().begin(), job->values().end()};
}

TEST(Betweenness, EqualsTheDefinitionOnEveryUndirectedGraphUpToFiveVertices) {
  for (std::int32_t n = 0; n <= 5; ++n) {
    for (std::uint32_t bits = 0; bits < 1u << (n * (n - 1) / 2); ++bits) {
      const Arcs arcs = test::undirected_graph(n, bits);
      expect_near(betweenness(arcs.build(), View::und), PathLister(arcs, false).run(), "graph", bits);
    }
  }
}

TEST(Betweenness, EqualsTheDefinitionOnEveryDirectedGraphUpToFourVertices) {
  for (std::int32_t n = 0; n <= 4; ++n) {
    for (std::uint32_t bits = 0; bits < 1u << (n * (n - 1)); ++bits) {
      const Arcs arcs = test::directed_graph(n, bits);
      expect_near(betweenness(arcs.build(), View::dir), PathLister(arcs, true).run(), "graph", bits);
    }
  }
}

TEST(Betweenness, EqualsTheDefinitionOnRandomGraphs) {
  std::mt19937 random(11);
  for (std::uint32_t round = 0; round < 600; ++round) {
    const Arcs arcs = test::random_graph(random, 9);
    const Graph graph = arcs.build();
    expect_near(betweenness(graph, View::und), PathLister(arcs, false).run(), "und", round);
    expect_near(betweenness(graph, View::dir), PathLister(arcs, true).run(), "dir", round);
  }
}

TEST(Betweenness, EqualsBoostGraphOnRandomGraphs) {
  std::mt19937 random(12);
  for (std::uint32_t round = 0; round < 300; ++round) {
    const Arcs arcs = test::random_graph(random, 150);
    const Graph graph = arcs.build();
    expect_near(betweenness(graph, View::und), boost_betweenness<boost::undirectedS>(arcs, false), "und", round);
    expect_near(betweenness(graph, View::dir), boost_betweenness<boost::directedS>(arcs, true), "dir", round);
  }
}

TEST(Betweenness, EqualsBoostGraphOnGraphsOfTenThousandEdges) {
  for (std::uint32_t seed = 0; seed < 2; ++seed) {
    std::mt19937 random(seed);
    Arcs arcs{800, {}};
    for (int i = 0; i < 10'000; ++i) {
      const double skew = static_cast<double>(random() % 1000) / 1000;
      arcs.list.emplace_back(static_cast<std::int32_t>(800 * skew * skew * skew), random() % 800);
    }
    const Graph graph = arcs.build();
    expect_near(betweenness(graph, View::und), boost_betweenness<boost::undirectedS>(arcs, false), "und", seed);
    expect_near(betweenness(graph, View::dir), boost_betweenness<boost::directedS>(arcs, true), "dir", seed);
  }
}

TEST(Betweenness, OfATreeIsAWholeNumber) {
  Arcs path{5, {}};
  for (std::int32_t v = 0; v + 1 < 5; ++v) path.both(v, v + 1);
  EXPECT_EQ(betweenness(path.build(), View::und), (Values{0, 3, 4, 3, 0}));
  EXPECT_EQ(betweenness(path.build(), View::dir), (Values{0, 6, 8, 6, 0}));
  Arcs star{6, {}};
  for (std::int32_t v = 1; v < 6; ++v) star.both(0, v);
  EXPECT_EQ(betweenness(star.build(), View::und), (Values{10, 0, 0, 0, 0, 0}));
}

TEST(Betweenness, HasTheSameBytesForAnyThreadCountAndStepping) {
  std::mt19937 random(13);
  for (int round = 0; round < 12; ++round) {
    const Graph graph = test::random_graph(random, 400).build();
    for (const View view : {View::und, View::dir}) {
      const Values expected = betweenness(graph, view);
      for (const std::int32_t threads : {1, 2, 3, 8}) {
        for (const std::int64_t work : {0, 1, 7, 16, 33, 1000}) {
          if (work == 1 && threads == 8 && round > 2) continue;
          EXPECT_TRUE(same_bytes(stepped(graph, view, threads, work), expected))
              << "round " << round << ", " << threads << " threads, work " << work;
        }
      }
    }
  }
}

TEST(Betweenness, CountsTheVerticesThatHangOnTreesAsDone) {
  Arcs arcs{7, {}};  // a triangle, a path of three hanging on it, an isolate
  arcs.both(0, 1);
  arcs.both(1, 2);
  arcs.both(2, 0);
  arcs.both(2, 3);
  arcs.both(3, 4);
  arcs.both(4, 5);
  const auto job = betweenness_job(arcs.build(), View::und);
  EXPECT_EQ(job->progress().total, 7);
  EXPECT_EQ(job->progress().done, 3);
  EXPECT_EQ(job->step(1).done, 4);
  EXPECT_EQ(job->step(2).done, 6);
  EXPECT_EQ(job->step(100).done, 7);
  EXPECT_EQ(job->step(1).done, 7);
}

TEST(Betweenness, OfTheEmptyGraphIsFinishedAtOnce) {
  const auto job = betweenness_job(build_graph({}), View::und);
  EXPECT_TRUE(job->progress().finished());
  EXPECT_TRUE(job->values().empty());
  EXPECT_TRUE(job->step(0).finished());
}

TEST(Betweenness, GivesNoValuesBeforeItIsFinished) {
  Arcs triangle{3, {{0, 1}, {1, 2}, {2, 0}}};
  const auto job = betweenness_job(triangle.build(), View::dir);
  job->step(2);
  EXPECT_THROW((void)job->values(), Error);
  job->step(1);
  EXPECT_EQ(job->values().size(), 3u);
}

TEST(Betweenness, RefusesLessThanOneThread) {
  EXPECT_THROW((void)betweenness_job(build_graph({}), View::und, 0), Error);
  EXPECT_THROW((void)betweenness_job(build_graph({}), View::und, -5), Error);
}

TEST(Betweenness, UsesNoMoreThreadsThanThereIsWorkFor) {
  const Graph graph = test::diamonds(20).build();
  EXPECT_TRUE(same_bytes(betweenness(graph, View::und, 2'000'000'000), betweenness(graph, View::und)));
}

}  // namespace
