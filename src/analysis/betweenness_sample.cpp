#include "entente/analysis/betweenness_sample.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "index.hpp"
#include "path_sampler.hpp"
#include "thread_team.hpp"

namespace entente {
namespace {

using analysis::index;
using analysis::PathSampler;

/// Samples are taken by threads in runs of this many.
constexpr std::int64_t kRun = 64;
/// The checks before the last come at 1/2^kChecks, ..., 1/2 of the samples.
constexpr int kChecks = 5;

class SampleJob final : public Job {
 public:
  SampleJob(const Graph &graph, const SampleOptions &options, std::int64_t samples)
      : options_(options), n_(graph.vertices()), out_(graph.adjacency(options.view)), samples_(samples) {
    if (options.view == View::dir) in_ = transpose(out_);
    values_.resize(index(n_));
    const Adjacency &in = options.view == View::dir ? in_ : out_;
    for (std::int32_t i = 0; i < options.threads; ++i) workers_.emplace_back(out_, in);
  }

  Progress step(std::int64_t work) override {
    const std::int64_t left = samples_ - done_;
    const std::int64_t goal = done_ + (work <= 0 ? left : std::min(work, left));
    while (done_ < goal && !progress().finished()) {
      const std::int64_t check = next_check();
      run(std::min(goal, check));
      if (done_ == check && done_ < samples_ && holds()) samples_ = done_;
    }
    if (progress().finished()) finish();
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override { return {done_, samples_}; }

  [[nodiscard]] std::span<const double> values() const override {
    if (!progress().finished()) throw Error(ErrorCode::state, "the job is not finished");
    return values_;
  }

 private:
  /// The number of samples of the next check, or of all.
  [[nodiscard]] std::int64_t next_check() const noexcept {
    for (int halvings = kChecks; halvings > 0; --halvings) {
      if (samples_ >> halvings > done_) return samples_ >> halvings;
    }
    return samples_;
  }

  void run(std::int64_t end) {
    const std::int64_t begin = done_;
    std::atomic<std::int64_t> next{begin};
    const auto workers = static_cast<std::size_t>(
        std::min<std::int64_t>(static_cast<std::int64_t>(workers_.size()), (end - begin - 1) / kRun + 1));
    analysis::run_team(workers, [&](std::size_t worker) {
      for (std::int64_t from = next.fetch_add(kRun); from < end; from = next.fetch_add(kRun)) {
        for (std::int64_t i = from; i < std::min(from + kRun, end); ++i) sample(i, workers_[worker]);
      }
    });
    done_ = end;
  }

  void sample(std::int64_t number, PathSampler &sampler) const noexcept {
    analysis::RandomDraws draws(options_.seed, analysis::DrawPurpose::sampled_path, static_cast<std::uint64_t>(number));
    const auto n = static_cast<std::uint64_t>(n_);
    const auto s = static_cast<std::int32_t>(draws.below(n));
    auto t = static_cast<std::int32_t>(draws.below(n - 1));
    if (t >= s) ++t;
    sampler.sample(s, t, draws);
  }

  [[nodiscard]] std::int64_t count(std::size_t v) const noexcept {
    std::int64_t sum = 0;
    for (const PathSampler &worker : workers_) sum += worker.count()[v];
    return sum;
  }

  /// Whether the empirical Bernstein bound is within the error for every vertex.
  [[nodiscard]] bool holds() const noexcept {
    const auto r = static_cast<double>(done_);
    const double log = std::log(4 * kChecks * static_cast<double>(n_) / (options_.failure / 2));
    for (std::size_t v = 0; v < values_.size(); ++v) {
      const double share = static_cast<double>(count(v)) / r;
      const double variance = share * (1 - share) * r / (r - 1);
      if (!(std::sqrt(2 * variance * log / r) + 7 * log / (3 * (r - 1)) <= options_.error)) return false;
    }
    return true;
  }

  void finish() noexcept {
    const double pairs = static_cast<double>(n_) * (static_cast<double>(n_) - 1) / (options_.view == View::und ? 2 : 1);
    for (std::size_t v = 0; v < values_.size() && done_ > 0; ++v) {
      values_[v] = static_cast<double>(count(v)) / static_cast<double>(done_) * pairs;
    }
  }

  SampleOptions options_;
  std::int32_t n_;
  const Adjacency out_;
  Adjacency in_;  ///< view dir only
  std::int64_t samples_;
  std::int64_t done_ = 0;
  std::vector<PathSampler> workers_;
  std::vector<double> values_;
};

}  // namespace

std::unique_ptr<Job> betweenness_sample_job(const Graph &graph, const SampleOptions &options) {
  if (options.threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  if (!(options.error > 0 && options.error < 1)) throw Error(ErrorCode::invalid, "the error is not in (0, 1)");
  if (!(options.failure > 0 && options.failure < 1)) throw Error(ErrorCode::invalid, "the failure is not in (0, 1)");
  const auto n = static_cast<double>(graph.vertices());
  const double samples = n < 3 ? 0 : std::ceil(std::log(4 * n / options.failure) / (2 * options.error * options.error));
  if (!(samples <= 0x1p53)) throw Error(ErrorCode::limit, "more than 2^53 samples");
  SampleOptions bounded = options;
  bounded.threads = std::min(options.threads, limits::kThreads);
  return std::make_unique<SampleJob>(graph, bounded, static_cast<std::int64_t>(samples));
}

SampledBetweenness betweenness_sample(const Graph &graph, const SampleOptions &options) {
  const std::unique_ptr<Job> job = betweenness_sample_job(graph, options);
  const Progress progress = job->step(0);
  const auto values = job->values();
  return {{values.begin(), values.end()}, progress.done};
}

}  // namespace entente
