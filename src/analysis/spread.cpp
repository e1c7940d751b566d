#include "entente/analysis/spread.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "parallel_blocks.hpp"
#include "random_stream.hpp"
#include "reverse_sampler.hpp"

namespace entente {
namespace {

using analysis::RandomStream;

__extension__ using Wide = unsigned __int128;

/// Who was reached in one run, in order; joined at most once each.
struct Player {
  std::vector<std::uint32_t> stamp;      ///< equal to run: reached
  std::vector<std::uint32_t> met_stamp;  ///< equal to run: `met` counts for this run (linear_threshold)
  std::vector<std::uint32_t> met;        ///< predecessors reached
  std::vector<std::int32_t> reached;
  std::uint32_t run = 0;

  Player(std::size_t n, bool threshold) : stamp(n, 0), met_stamp(threshold ? n : 0, 0), met(threshold ? n : 0, 0), reached(n) {}

  void begin() noexcept {
    if (++run != 0) return;
    std::fill(stamp.begin(), stamp.end(), 0U);
    std::fill(met_stamp.begin(), met_stamp.end(), 0U);
    run = 1;
  }
};

class SpreadJob final : public Job {
 public:
  SpreadJob(const Graph &graph, const DiffusionModel &model, std::span<const std::int32_t> seeds, std::int64_t runs,
            std::uint64_t seed, std::int32_t threads)
      : model_(model), successors_(graph.adjacency(View::dir)), seeds_(seeds.begin(), seeds.end()), runs_(runs), seed_(seed) {
    const auto n = static_cast<std::size_t>(graph.vertices());
    indegree_.assign(n, 0);
    for (const std::int32_t v : successors_.neighbours) ++indegree_[static_cast<std::size_t>(v)];
    std::sort(seeds_.begin(), seeds_.end());
    seeds_.erase(std::unique(seeds_.begin(), seeds_.end()), seeds_.end());
    players_.assign(static_cast<std::size_t>(std::min(threads, limits::kThreads)),
                    Player(n, model.diffusion == Diffusion::linear_threshold));
  }

  Progress step(std::int64_t work) override {
    const std::int64_t left = runs_ - done_;
    if (left == 0) return progress();
    const std::int64_t now = work <= 0 ? left : std::min(work, left);
    const std::int64_t blocks = (now + kBlock - 1) / kBlock;
    std::vector<std::array<Wide, 2>> sums(players_.size(), {0, 0});
    analysis::run_blocks(static_cast<std::int32_t>(players_.size()), blocks, [&](std::size_t worker, std::int64_t block) {
      const std::int64_t end = std::min(now, (block + 1) * kBlock);
      for (std::int64_t run = block * kBlock; run < end; ++run) {
        const std::uint64_t reached = play(static_cast<std::uint64_t>(done_ + run), players_[worker]);
        sums[worker][0] += reached;
        sums[worker][1] += Wide{reached} * reached;
      }
    });
    for (const auto &sum : sums) {
      sum_ += sum[0];
      squares_ += sum[1];
    }
    done_ += now;
    if (done_ == runs_) finish();
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override { return {done_, runs_}; }

  [[nodiscard]] std::span<const double> values() const override {
    if (done_ != runs_) throw Error(ErrorCode::state, "the job is not finished");
    return values_;
  }

 private:
  static constexpr std::int64_t kBlock = 16;

  [[nodiscard]] std::uint64_t play(std::uint64_t run, Player &player) const noexcept {
    const std::uint64_t key = analysis::sample_keys(seed_, analysis::Purpose::spread, run / 2)[run % 2];
    RandomStream random(key);
    player.begin();
    std::size_t size = 0;
    for (const std::int32_t v : seeds_) {
      player.stamp[static_cast<std::size_t>(v)] = player.run;
      player.reached[size++] = v;
    }
    for (std::size_t head = 0; head < size; ++head) {
      for (const std::int32_t v : successors_[player.reached[head]]) {
        const auto at = static_cast<std::size_t>(v);
        if (player.stamp[at] == player.run || !joins(at, key, random, player)) continue;
        player.stamp[at] = player.run;
        player.reached[size++] = v;
      }
    }
    return size;
  }

  /// Whether v, which one more of its predecessors has met, joins.
  [[nodiscard]] bool joins(std::size_t v, std::uint64_t key, RandomStream &random, Player &player) const noexcept {
    constexpr double kUnit = 0x1p-53;
    switch (model_.diffusion) {
      case Diffusion::independent_cascade: return static_cast<double>(random.next() >> 11) * kUnit < model_.probability;
      case Diffusion::weighted_cascade: return below(random.next(), indegree_[v]) == 0;
      case Diffusion::linear_threshold: break;
    }
    if (player.met_stamp[v] != player.run) {
      player.met_stamp[v] = player.run;
      player.met[v] = 0;
    }
    // The threshold of v in this run: it joins when more than so many of its predecessors have.
    const std::uint64_t threshold = below(RandomStream::mixed(key ^ RandomStream::mixed(v)), indegree_[v]);
    return ++player.met[v] > threshold;
  }

  void finish() noexcept {
    const auto runs = static_cast<double>(runs_);
    const double spread_of_squares = static_cast<double>(squares_ * static_cast<Wide>(runs_) - sum_ * sum_);
    values_[0] = static_cast<double>(sum_) / runs;
    values_[1] = runs_ < 2 ? std::numeric_limits<double>::quiet_NaN()
                           : std::sqrt(spread_of_squares / (runs * (runs - 1)) / runs);
  }

  DiffusionModel model_;
  Adjacency successors_;
  std::vector<std::uint32_t> indegree_;
  std::vector<std::int32_t> seeds_;
  std::int64_t runs_;
  std::uint64_t seed_;
  std::vector<Player> players_;
  std::int64_t done_ = 0;
  Wide sum_ = 0;
  Wide squares_ = 0;
  std::array<double, 2> values_{};
};

}  // namespace

std::unique_ptr<Job> spread_job(const Graph &graph, const DiffusionModel &model, std::span<const std::int32_t> seeds,
                                std::int64_t runs, std::uint64_t seed, std::int32_t threads) {
  analysis::check_model(model);
  if (runs < 1 || runs > INT32_MAX) throw Error(ErrorCode::invalid, "runs is not in [1, 2^31)");
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  for (const std::int32_t v : seeds) {
    if (v < 0 || v >= graph.vertices()) throw Error(ErrorCode::range, "seed " + std::to_string(v) + " is no vertex");
  }
  return std::make_unique<SpreadJob>(graph, model, seeds, runs, seed, threads);
}

SpreadEstimate spread(const Graph &graph, const DiffusionModel &model, std::span<const std::int32_t> seeds,
                      std::int64_t runs, std::uint64_t seed, std::int32_t threads) {
  const std::unique_ptr<Job> job = spread_job(graph, model, seeds, runs, seed, threads);
  job->step(0);
  return {job->values()[0], job->values()[1]};
}

}  // namespace entente
