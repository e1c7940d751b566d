#include "entente/analysis/influence.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "influence_bounds.hpp"
#include "reverse_sampler.hpp"
#include "sampled_sets.hpp"
#include "seed_estimate.hpp"
#include "seed_picker.hpp"
#include "seed_rule.hpp"

namespace entente {
namespace {

using analysis::SampledSets;

constexpr std::int64_t kMostSets = std::int64_t{1} << 31;  ///< of both collections

void check(const InfluenceOptions &options) {
  analysis::check_model(options.model);
  if (!(options.epsilon > 0 && options.epsilon < 1)) throw Error(ErrorCode::range, "epsilon is not in (0, 1)");
  if (!(options.delta >= 0 && options.delta < 1)) throw Error(ErrorCode::range, "delta is not in [0, 1)");
  if (options.sets < 0 || options.sets > kMostSets) throw Error(ErrorCode::invalid, "sets is not in [0, 2^31]");
  if (options.threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
}

/// Sets in whole blocks.
std::int64_t whole(double sets) {
  constexpr std::int64_t kBlock = SampledSets::kBlock;
  const double most = static_cast<double>(kMostSets / 2);
  return (static_cast<std::int64_t>(std::min(std::ceil(sets), most)) + kBlock - 1) / kBlock * kBlock;
}

}  // namespace

class InfluenceSearch::State {
 public:
  State(const Graph &graph, const InfluenceOptions &options)
      : rule_((check(options), options), graph.vertices()), vertices_(graph.vertices()), seed_(options.seed),
        epsilon_(options.epsilon), sets_(graph.vertices(), limits::kSampledMembers) {
    if (rule_.most_seeds() == 0) return;  // nothing to choose: finished
    sampler_.emplace(graph, options.model);
    workers_.assign(static_cast<std::size_t>(std::min(options.threads, limits::kThreads)),
                    analysis::ReverseSampler::Worker(vertices_));
    by_degree_ = rule_.by_degree(graph);
    plan(options);
  }

  Progress step(std::int64_t work) {
    const std::int64_t end = work <= 0 || work > INT64_MAX - progress_.done ? INT64_MAX : progress_.done + work;
    while (!progress_.finished() && progress_.done < end) advance(end - progress_.done);
    return progress_;
  }

  [[nodiscard]] Progress progress() const noexcept { return progress_; }

  [[nodiscard]] const Influence &result() const {
    if (!progress_.finished()) throw Error(ErrorCode::state, "the search is not finished");
    return result_;
  }

 private:
  enum class Phase { sample, pick, estimate };

  void plan(const InfluenceOptions &options) {
    const double n = vertices_;
    const double delta = options.delta > 0 ? options.delta : std::min(0.5, 1 / n);
    const analysis::SetCounts counts = analysis::set_counts(n, rule_.most_seeds(), epsilon_, delta);
    theta_ = whole(std::max(counts.first, static_cast<double>(options.sets) / 2));
    most_theta_ = std::max(theta_, whole(counts.most));
    double rounds = 1;
    for (std::int64_t theta = theta_; theta < most_theta_; theta *= 2) ++rounds;
    const double choices = rule_.has_costs() ? 3 : 2;
    a_ = std::log(3 * rounds * choices / delta);
    progress_ = {0, 3 * theta_};
  }

  /// Some of the work of one phase, at least a block or a seed.
  void advance(std::int64_t work) {
    const std::int64_t blocks = (std::min(work, theta_) + SampledSets::kBlock - 1) / SampledSets::kBlock;
    switch (phase_) {
      case Phase::sample: return sample(blocks);
      case Phase::pick: return pick();
      case Phase::estimate: return estimate(blocks);
    }
  }

  void sample(std::int64_t blocks) {
    const std::int64_t left = (theta_ - sets_.count() + SampledSets::kBlock - 1) / SampledSets::kBlock;
    const std::int64_t before = sets_.count();
    if (left > 0 && sets_.extend(*sampler_, workers_, seed_, std::min(blocks, left))) {
      progress_.done += sets_.count() - before;
      return;
    }
    picker_.emplace(sets_, rule_);
    phase_ = Phase::pick;
    progress_.done = progress_.total - 2 * theta_;
  }

  void pick() {
    if (picker_->pick()) {
      const auto picked = static_cast<std::int64_t>(picker_->seeds().size());
      progress_.done = progress_.total - 2 * theta_ + theta_ / rule_.most_seeds() * picked;
      return;
    }
    std::vector<std::vector<std::int32_t>> choices{picker_->seeds(), by_degree_};
    if (rule_.has_costs()) choices.push_back({picker_->best_single()});
    estimate_ = analysis::SeedEstimate(vertices_, std::move(choices));
    most_covered_ = picker_->most_covered();
    picker_.reset();
    phase_ = Phase::estimate;
    progress_.done = progress_.total - theta_;
  }

  void estimate(std::int64_t blocks) {
    const std::int64_t left = (theta_ - estimate_.count()) / SampledSets::kBlock;
    if (left > 0) {
      const std::int64_t now = std::min(blocks, left);
      estimate_.extend(*sampler_, workers_, seed_, now);
      if (now < left) {
        progress_.done += now * SampledSets::kBlock;
        return;
      }
      progress_.done = progress_.total - 1;  // the last unit is the conclusion
    }
    result_ = conclude();
    if (result_.certified || sets_.full() || theta_ >= most_theta_) {
      progress_.done = progress_.total;
      return;
    }
    progress_.done = progress_.total;
    theta_ = std::min(2 * theta_, most_theta_);
    progress_.total += theta_ - sets_.count() + 2 * theta_;
    phase_ = Phase::sample;
  }

  [[nodiscard]] Influence conclude() const {
    std::size_t best = 0;
    for (std::size_t c = 1; c < estimate_.choices().size(); ++c) {
      if (estimate_.covered(c) > estimate_.covered(best)) best = c;
    }
    const double n = vertices_;
    const auto theta = static_cast<double>(estimate_.count());
    const auto people = [&](std::int64_t covered) { return static_cast<double>(covered) * n / theta; };
    Influence found;
    found.seeds = estimate_.choices()[best];
    for (std::size_t i = 0; i < found.seeds.size(); ++i) {
      found.gain.push_back(people(estimate_.first(best, i)));
      found.sole.push_back(people(estimate_.sole(best, i)));
    }
    found.by_degree = best == 1;
    found.sets = sets_.count() + estimate_.count();
    found.spread = people(estimate_.covered(best));
    const auto seeds = static_cast<double>(found.seeds.size());
    found.upper = std::min(n, analysis::upper_bound(most_covered_, a_, n, static_cast<double>(sets_.count())));
    found.lower = analysis::lower_bound(static_cast<double>(estimate_.covered(best)), a_, n, theta);
    found.lower = std::min(found.upper, std::max(seeds, found.lower));
    found.ratio = found.lower / found.upper;
    found.certified = !sets_.full() && found.ratio >= rule_.guarantee() - epsilon_;
    return found;
  }

  analysis::SeedRule rule_;
  std::int32_t vertices_;
  std::uint64_t seed_;
  double epsilon_;
  double a_ = 0;
  std::int64_t theta_ = 0;
  std::int64_t most_theta_ = 0;
  std::optional<analysis::ReverseSampler> sampler_;
  std::vector<analysis::ReverseSampler::Worker> workers_;
  std::vector<std::int32_t> by_degree_;
  SampledSets sets_;
  std::optional<analysis::SeedPicker> picker_;
  double most_covered_ = 0;
  analysis::SeedEstimate estimate_;
  Phase phase_ = Phase::sample;
  Progress progress_;
  Influence result_;
};

InfluenceSearch::InfluenceSearch(const Graph &graph, const InfluenceOptions &options)
    : state_(std::make_unique<State>(graph, options)) {}
InfluenceSearch::InfluenceSearch(InfluenceSearch &&) noexcept = default;
InfluenceSearch &InfluenceSearch::operator=(InfluenceSearch &&) noexcept = default;
InfluenceSearch::~InfluenceSearch() = default;

Progress InfluenceSearch::step(std::int64_t work) { return state_->step(work); }
Progress InfluenceSearch::progress() const noexcept { return state_->progress(); }
const Influence &InfluenceSearch::result() const { return state_->result(); }

Influence maximise_influence(const Graph &graph, const InfluenceOptions &options) {
  InfluenceSearch search(graph, options);
  search.step(0);
  return search.result();
}

}  // namespace entente
