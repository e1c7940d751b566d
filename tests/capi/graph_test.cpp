#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"

namespace {

using Graph = std::unique_ptr<entente_graph, decltype(&entente_graph_destroy)>;
using Job = std::unique_ptr<entente_job, decltype(&entente_job_destroy)>;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Graph create(std::int32_t vertices, const std::vector<std::int32_t> &source, const std::vector<std::int32_t> &target) {
  entente_graph *graph = nullptr;
  EXPECT_EQ(entente_graph_create(vertices, source.size(), source.data(), target.data(), nullptr, &graph, nullptr),
            ENTENTE_OK);
  return {graph, entente_graph_destroy};
}

Job betweenness(const Graph &graph, std::int32_t view, std::int32_t threads = 1) {
  entente_job *job = nullptr;
  EXPECT_EQ(entente_graph_betweenness(graph.get(), view, threads, &job, nullptr), ENTENTE_OK);
  return {job, entente_job_destroy};
}

/// 0 -> 1 -> 2 -> 0 and 2 -> 3; 4 alone; a loop and a repeated row.
Graph small() { return create(5, {0, 1, 2, 2, 1, 0}, {1, 2, 0, 3, 1, 1}); }

TEST(Graph, TellsItsFigures) {
  const Graph graph = small();
  EXPECT_EQ(entente_graph_figure(graph.get(), ENTENTE_GRAPH_VERTICES), 5);
  EXPECT_EQ(entente_graph_figure(graph.get(), ENTENTE_GRAPH_ARCS), 4);
  EXPECT_EQ(entente_graph_figure(graph.get(), ENTENTE_GRAPH_EDGES), 4);
  EXPECT_EQ(entente_graph_figure(graph.get(), ENTENTE_GRAPH_LOOPS_DROPPED), 1);
  EXPECT_EQ(entente_graph_figure(graph.get(), ENTENTE_GRAPH_ROWS_MERGED), 1);
  EXPECT_EQ(entente_graph_figure(graph.get(), 5), INT64_MIN);
  EXPECT_EQ(entente_graph_figure(graph.get(), -1), INT64_MIN);
  EXPECT_EQ(entente_graph_figure(nullptr, ENTENTE_GRAPH_ARCS), INT64_MIN);
}

TEST(Graph, AnswersColumnsOfEveryVertex) {
  const Graph graph = small();
  std::vector<std::int32_t> out(5);
  EXPECT_EQ(entente_graph_degree(graph.get(), ENTENTE_VIEW_DIR, out.data(), 5, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, (std::vector<std::int32_t>{1, 1, 2, 0, 0}));
  EXPECT_EQ(entente_graph_degree(graph.get(), ENTENTE_VIEW_UND, out.data(), 5, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, (std::vector<std::int32_t>{2, 2, 3, 1, 0}));
  std::int32_t count = 0;
  EXPECT_EQ(entente_graph_components(graph.get(), out.data(), 5, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, (std::vector<std::int32_t>{0, 0, 0, 0, 1}));
  EXPECT_EQ(count, 2);
  EXPECT_EQ(entente_graph_strong_components(graph.get(), out.data(), 5, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(out, (std::vector<std::int32_t>{0, 0, 0, 1, 2}));
  EXPECT_EQ(count, 3);
  EXPECT_EQ(entente_graph_components(graph.get(), out.data(), 5, nullptr, nullptr), ENTENTE_OK);
}

TEST(Graph, RefusesAWrongColumnAndLeavesItAlone) {
  const Graph graph = small();
  std::vector<std::int32_t> out(6, 77);
  std::int32_t count = 77;
  for (const std::size_t n : {std::size_t{0}, std::size_t{4}, std::size_t{6}, SIZE_MAX}) {
    EXPECT_EQ(entente_graph_degree(graph.get(), ENTENTE_VIEW_UND, out.data(), n, nullptr), ENTENTE_E_BUFFER);
    EXPECT_EQ(entente_graph_components(graph.get(), out.data(), n, &count, nullptr), ENTENTE_E_BUFFER);
    EXPECT_EQ(entente_graph_strong_components(graph.get(), out.data(), n, &count, nullptr), ENTENTE_E_BUFFER);
  }
  EXPECT_EQ(entente_graph_degree(graph.get(), 2, out.data(), 5, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_degree(graph.get(), -1, out.data(), 5, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_components(graph.get(), nullptr, 5, &count, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_components(nullptr, out.data(), 5, &count, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(out, std::vector<std::int32_t>(6, 77));
  EXPECT_EQ(count, 77);
}

TEST(Graph, OfNothingIsValid) {
  entente_graph *created = nullptr;
  ASSERT_EQ(entente_graph_create(0, 0, nullptr, nullptr, nullptr, &created, nullptr), ENTENTE_OK);
  const Graph graph(created, entente_graph_destroy);
  std::int32_t count = 77;
  EXPECT_EQ(entente_graph_components(graph.get(), nullptr, 0, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(count, 0);
  EXPECT_EQ(entente_graph_strong_components(graph.get(), nullptr, 0, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_graph_degree(graph.get(), ENTENTE_VIEW_DIR, nullptr, 0, nullptr), ENTENTE_OK);
  const Job job = betweenness(graph, ENTENTE_VIEW_UND);
  std::int64_t done = 77;
  std::int64_t total = 77;
  EXPECT_EQ(entente_job_values(job.get(), nullptr, 0, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_job_step(job.get(), 1, &done, &total, nullptr), ENTENTE_OK);
  EXPECT_EQ(done, 0);
  EXPECT_EQ(total, 0);
}

TEST(Graph, OfOneVertexIsValid) {
  const Graph graph = create(1, {0}, {0});
  const Job job = betweenness(graph, ENTENTE_VIEW_DIR);
  double value = 77;
  EXPECT_EQ(entente_job_step(job.get(), 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_job_values(job.get(), &value, 1, nullptr), ENTENTE_OK);
  EXPECT_EQ(value, 0.0);
}

TEST(Graph, RefusesBadRowsAndNamesThem) {
  const std::vector<std::int32_t> source{0, 1, 2};
  const std::vector<std::int32_t> target{1, 2, 3};
  entente_graph *graph = reinterpret_cast<entente_graph *>(1);
  entente_error *error = nullptr;
  EXPECT_EQ(entente_graph_create(3, 3, source.data(), target.data(), nullptr, &graph, &error), ENTENTE_E_RANGE);
  EXPECT_EQ(graph, nullptr);
  EXPECT_EQ(entente_error_status(error), ENTENTE_E_RANGE);
  EXPECT_NE(std::string(entente_error_message(error)).find("row 2"), std::string::npos);
  entente_error_destroy(error);
  for (const double bad : {0.0, -1.0, kNan, HUGE_VAL}) {
    const std::vector<double> strength{1.0, bad, 1.0};
    EXPECT_EQ(entente_graph_create(4, 3, source.data(), target.data(), strength.data(), &graph, &error),
              ENTENTE_E_RANGE);
    EXPECT_NE(std::string(entente_error_message(error)).find("row 1"), std::string::npos);
    entente_error_destroy(error);
  }
}

TEST(Graph, RefusesNullAndHugeArguments) {
  const std::int32_t id = 0;
  entente_graph *graph = nullptr;
  EXPECT_EQ(entente_graph_create(1, 1, nullptr, &id, nullptr, &graph, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_create(1, 1, &id, nullptr, nullptr, &graph, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_create(1, 1, &id, &id, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_create(-1, 0, nullptr, nullptr, nullptr, &graph, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_graph_create(INT32_MAX, 0, nullptr, nullptr, nullptr, &graph, nullptr), ENTENTE_E_LIMIT);
  EXPECT_EQ(entente_graph_create(1, std::size_t{1} << 31, &id, &id, nullptr, &graph, nullptr), ENTENTE_E_LIMIT);
  EXPECT_EQ(graph, nullptr);
  entente_graph_destroy(nullptr);
}

TEST(Job, GoesOnWhereItStoppedAndOutlivesItsGraph) {
  Graph graph = small();
  const Job job = betweenness(graph, ENTENTE_VIEW_DIR, 2);
  graph.reset();
  std::vector<double> values(5, 77);
  std::int64_t done = 0;
  std::int64_t total = 0;
  EXPECT_EQ(entente_job_values(job.get(), values.data(), 5, nullptr), ENTENTE_E_STATE);
  for (std::int64_t step = 1; step <= 5; ++step) {
    EXPECT_EQ(entente_job_values(job.get(), values.data(), 5, nullptr), ENTENTE_E_STATE);
    EXPECT_EQ(entente_job_step(job.get(), 1, &done, &total, nullptr), ENTENTE_OK);
    EXPECT_EQ(done, step);
    EXPECT_EQ(total, 5);
  }
  EXPECT_EQ(values, std::vector<double>(5, 77));
  EXPECT_EQ(entente_job_values(job.get(), values.data(), 4, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(entente_job_values(job.get(), nullptr, 5, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_job_values(job.get(), values.data(), 5, nullptr), ENTENTE_OK);
  EXPECT_EQ(values, (std::vector<double>{1, 2, 3, 0, 0}));
}

TEST(Job, TakesAnyAmountOfWork) {
  const Graph graph = small();
  for (const std::int64_t work : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, INT64_MAX}) {
    const Job job = betweenness(graph, ENTENTE_VIEW_UND);
    std::int64_t done = 0;
    EXPECT_EQ(entente_job_step(job.get(), work, &done, nullptr, nullptr), ENTENTE_OK);
    EXPECT_EQ(done, 5);
    std::vector<double> values(5);
    EXPECT_EQ(entente_job_values(job.get(), values.data(), 5, nullptr), ENTENTE_OK);
    EXPECT_EQ(values, (std::vector<double>{0, 0, 2, 0, 0}));
  }
}

TEST(Job, RefusesWrongArguments) {
  const Graph graph = small();
  entente_job *job = reinterpret_cast<entente_job *>(1);
  EXPECT_EQ(entente_graph_betweenness(graph.get(), ENTENTE_VIEW_DIR, 0, &job, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(job, nullptr);
  EXPECT_EQ(entente_graph_betweenness(graph.get(), 2, 1, &job, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_betweenness(nullptr, ENTENTE_VIEW_DIR, 1, &job, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_graph_betweenness(graph.get(), ENTENTE_VIEW_DIR, 1, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_job_step(nullptr, 1, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_job_values(nullptr, nullptr, 0, nullptr), ENTENTE_E_INVALID);
  entente_job_destroy(nullptr);
}

}  // namespace
