#include "entente/analysis/closeness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "distance_sums.hpp"
#include "entente/analysis/harmonic.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "index.hpp"

namespace entente {
namespace {

using analysis::DistanceSum;
using analysis::DistanceSums;

/// What both measures share: searches by the step, then one value a vertex from its sums.
class DistanceJob : public Job {
 public:
  DistanceJob(const Graph &graph, View view, std::int32_t threads) : sums_(graph, view, threads) {
    values_.resize(analysis::index(graph.vertices()));
    total_.resize(values_.size());
  }

  Progress step(std::int64_t work) override {
    const std::int64_t left = sums_.size() - sums_.done();
    if (left > 0) {
      const std::int64_t now = work <= 0 ? left : std::min(work, left);
      sums_.run(sums_.done() + static_cast<std::int32_t>(now));
    }
    if (progress().finished() && !valued_) {
      sums_.write_total(total_);
      finish(total_);
      valued_ = true;
    }
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override { return {sums_.done(), sums_.size()}; }

  [[nodiscard]] std::span<const double> values() const override {
    require_finished();
    return values_;
  }

 protected:
  void require_finished() const {
    if (!valued_ && !values_.empty()) throw Error(ErrorCode::state, "the job is not finished");
  }
  std::vector<double> values_;

 private:
  virtual void finish(const std::vector<DistanceSum> &total) noexcept = 0;

  DistanceSums sums_;
  std::vector<DistanceSum> total_;  ///< room for the end: the last step allocates nothing
  bool valued_ = false;
};

class ClosenessJob final : public DistanceJob {
 public:
  ClosenessJob(const Graph &graph, View view, std::int32_t threads) : DistanceJob(graph, view, threads) {
    reachable_.resize(values_.size());
  }

  [[nodiscard]] std::span<const std::int32_t> integers() const override {
    require_finished();
    return reachable_;
  }

 private:
  void finish(const std::vector<DistanceSum> &total) noexcept override {
    for (std::size_t v = 0; v < total.size(); ++v) {
      reachable_[v] = total[v].reached + 1;
      values_[v] = total[v].reached == 0 ? std::numeric_limits<double>::quiet_NaN()
                                         : total[v].reached / static_cast<double>(total[v].distance);
    }
  }

  std::vector<std::int32_t> reachable_;
};

class HarmonicJob final : public DistanceJob {
 public:
  using DistanceJob::DistanceJob;

 private:
  void finish(const std::vector<DistanceSum> &total) noexcept override {
    for (std::size_t v = 0; v < total.size(); ++v) {
      const double sum = std::ldexp(static_cast<double>(total[v].harmonic), -DistanceSum::kFraction);
      values_[v] = sum == 0 ? 0.0 : sum / static_cast<double>(total.size() - 1);
    }
  }
};

template <class Measure>
std::unique_ptr<Job> make(const Graph &graph, View view, std::int32_t threads) {
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  return std::make_unique<Measure>(graph, view, std::min(threads, limits::kThreads));
}

}  // namespace

std::unique_ptr<Job> closeness_job(const Graph &graph, View view, std::int32_t threads) {
  return make<ClosenessJob>(graph, view, threads);
}

std::unique_ptr<Job> harmonic_job(const Graph &graph, View view, std::int32_t threads) {
  return make<HarmonicJob>(graph, view, threads);
}

Closeness closeness(const Graph &graph, View view, std::int32_t threads) {
  const std::unique_ptr<Job> job = closeness_job(graph, view, threads);
  job->step(0);
  const auto values = job->values();
  const auto reachable = job->integers();
  return {{values.begin(), values.end()}, {reachable.begin(), reachable.end()}};
}

std::vector<double> harmonic(const Graph &graph, View view, std::int32_t threads) {
  const std::unique_ptr<Job> job = harmonic_job(graph, view, threads);
  job->step(0);
  const auto values = job->values();
  return {values.begin(), values.end()};
}

}  // namespace entente
