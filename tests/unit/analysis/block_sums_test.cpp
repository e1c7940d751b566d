#include "analysis/block_sums.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "arcs.hpp"
#include "entente/analysis/betweenness.hpp"

namespace {

/// Allocations left until one fails; below 0: none fails.
std::atomic<long> allocations_left{-1};
std::atomic<long> failures{0};

void *allocate(std::size_t size) {
  if (allocations_left.load() >= 0 && allocations_left.fetch_sub(1) == 0) {
    ++failures;
    throw std::bad_alloc();
  }
  if (void *memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void *operator new(std::size_t size) { return allocate(size); }
void *operator new(std::size_t size, const std::nothrow_t &) noexcept { return std::malloc(size == 0 ? 1 : size); }
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, const std::nothrow_t &) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace entente;

TEST(BlockSums, AJobWhoseStepRanOutOfMemoryStandsAsBefore) {
  std::mt19937 random(61);
  const Graph graph = test::random_graph(random, 500).build();
  const std::vector<double> expected = betweenness(graph, View::dir);
  const auto job = betweenness_job(graph, View::dir, 4);
  job->step(21);
  for (long failing = 0;; ++failing) {
    const Progress before = job->progress();
    const long failed_before = failures;
    allocations_left = failing;
    bool failed = false;
    try {
      job->step(40);
    } catch (const std::bad_alloc &) {
      failed = true;
    }
    allocations_left = -1;
    ASSERT_EQ(failed, failures != failed_before) << "a failure was swallowed";
    if (!failed) break;
    EXPECT_EQ(job->progress().done, before.done);
  }
  EXPECT_GE(failures, 2) << "no allocation was made to fail";
  job->step(0);
  EXPECT_EQ(std::vector<double>(job->values().begin(), job->values().end()), expected);
}

TEST(BlockSums, AStepOfOneThreadAllocatesNothing) {
  const Graph graph = test::diamonds(40).build();
  const auto job = betweenness_job(graph, View::und);
  allocations_left = 0;
  const bool finished = job->step(0).finished();
  allocations_left = -1;
  EXPECT_TRUE(finished);
}

TEST(BlockSums, NoFailingAllocationLeaksOrHalfBuildsAJob) {
  const Graph graph = test::diamonds(10).build();
  long failing = 0;
  for (;; ++failing) {
    allocations_left = failing;
    try {
      const auto job = betweenness_job(graph, View::und, 2);
      allocations_left = -1;
      break;
    } catch (const std::bad_alloc &) {
      allocations_left = -1;
    }
  }
  EXPECT_GT(failing, 20);
}

}  // namespace
