#include "entente/analysis/impact.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "entente/analysis/bypass.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "impact_bounds.hpp"
#include "parallel_blocks.hpp"
#include "random_stream.hpp"

namespace entente {
namespace {

__extension__ using Wide = unsigned __int128;

void check(const Graph &graph, const ImpactOptions &options) {
  if (options.runs < 1 || options.runs > INT32_MAX) throw Error(ErrorCode::invalid, "runs is not in [1, 2^31)");
  if (options.threads < 1) throw Error(ErrorCode::invalid, "threads is below 1");
  if (options.groups < 0) throw Error(ErrorCode::range, "the number of groups is negative");
  if (!options.group.empty() && options.group.size() != static_cast<std::size_t>(graph.vertices())) {
    throw Error(ErrorCode::invalid, "the column of groups has not one value a vertex");
  }
  for (const std::int32_t source : options.sources) {
    if (source < 0 || source >= graph.vertices()) throw Error(ErrorCode::range, "source " + std::to_string(source) + " is no vertex");
  }
  for (std::size_t v = 0; v < options.group.size(); ++v) {
    if (options.group[v] >= -1 && options.group[v] < options.groups) continue;
    throw Error(ErrorCode::not_found, "vertex " + std::to_string(v) + ": there is no group " + std::to_string(options.group[v]));
  }
  const auto above = std::find_if(graph.strengths().begin(), graph.strengths().end(), [](double p) { return p > 1; });
  if (above != graph.strengths().end()) {
    throw Error(ErrorCode::range, "arc " + std::to_string(above - graph.strengths().begin()) + ": the strength is above 1, no probability");
  }
}

/// What runs add up to: how often each vertex was affected; of each group, people and their squares.
struct Tally {
  std::vector<std::int64_t> hits;
  std::vector<std::int64_t> people;
  std::vector<Wide> squares;

  Tally(std::size_t vertices, std::size_t groups) : hits(vertices, 0), people(groups, 0), squares(groups, 0) {}
  void add(const Tally &other) noexcept {
    for (std::size_t i = 0; i < hits.size(); ++i) hits[i] += other.hits[i];
    for (std::size_t i = 0; i < people.size(); ++i) people[i] += other.people[i], squares[i] += other.squares[i];
  }
};

}  // namespace

class ImpactStudy::Study {
 public:
  Study(const Graph &graph, const ImpactOptions &options)
      : options_((check(graph, options), options)), arcs_(graph.adjacency(View::dir)),
        probability_(graph.strengths().begin(), graph.strengths().end()),
        sources_(options.sources.begin(), options.sources.end()), group_(options.group.begin(), options.group.end()),
        tally_(arcs_.offsets.size() - 1, static_cast<std::size_t>(options.groups)) {
    options_.sources = {};
    options_.group = {};
    std::sort(sources_.begin(), sources_.end());
    sources_.erase(std::unique(sources_.begin(), sources_.end()), sources_.end());
    const analysis::ImpactArcs weighted{arcs_, probability_};
    analysis::BestPaths best = analysis::best_paths(weighted, sources_);
    analysis::WalkBound walks = analysis::bound_by_walks(weighted, sources_);
    impact_.lower = std::move(best.probability);
    impact_.from = std::move(best.from);
    impact_.upper = std::move(walks.upper);
    impact_.walks_converge = walks.converges;
    for (std::size_t v = 0; v < impact_.upper.size(); ++v) impact_.upper[v] = std::max(impact_.upper[v], impact_.lower[v]);
    impact_.group_lower = by_group(impact_.lower);
    impact_.group_upper = by_group(impact_.upper);
    progress_ = {0, options.runs};
  }

  Progress step(std::int64_t work) {
    const std::int64_t left = progress_.total - progress_.done;
    if (left == 0) return progress_;
    const std::int64_t now = work <= 0 ? left : std::min(work, left);
    const std::int64_t blocks = (now + kBlock - 1) / kBlock;
    const auto workers = static_cast<std::size_t>(std::min<std::int64_t>(std::min(options_.threads, limits::kThreads), blocks));
    std::vector<Tally> tallies(workers, Tally(tally_.hits.size(), tally_.people.size()));
    std::vector<std::vector<std::int32_t>> reached(workers);
    std::vector<std::vector<std::int64_t>> stamps(workers, std::vector<std::int64_t>(tally_.hits.size(), -1));
    analysis::run_blocks(static_cast<std::int32_t>(workers), blocks, [&](std::size_t worker, std::int64_t block) {
      for (std::int64_t run = block * kBlock; run < std::min(now, (block + 1) * kBlock); ++run) {
        play(progress_.done + run, reached[worker], stamps[worker], tallies[worker]);
      }
    });
    Tally sum = tally_;
    for (const Tally &tally : tallies) sum.add(tally);
    if (now == left) impact_ = concluded(sum);
    tally_ = std::move(sum);
    progress_.done += now;
    return progress_;
  }

  [[nodiscard]] Progress progress() const noexcept { return progress_; }
  [[nodiscard]] const Impact &result() const {
    if (!progress_.finished()) throw Error(ErrorCode::state, "the study is not finished");
    return impact_;
  }

 private:
  static constexpr std::int64_t kBlock = 16;

  [[nodiscard]] std::vector<double> by_group(const std::vector<double> &values) const {
    std::vector<double> sums(tally_.people.size(), 0);
    for (std::size_t v = 0; v < group_.size(); ++v) {
      if (group_[v] >= 0) sums[static_cast<std::size_t>(group_[v])] += values[v];
    }
    return sums;
  }

  /// One cascade; a stamp equal to the run's number marks who is affected.
  void play(std::int64_t run, std::vector<std::int32_t> &reached, std::vector<std::int64_t> &stamp, Tally &tally) const {
    constexpr double kUnit = 0x1p-53;
    const auto number = static_cast<std::uint64_t>(run);
    analysis::RandomStream random(analysis::sample_keys(options_.seed, analysis::Purpose::impact, number / 2)[number % 2]);
    reached.assign(sources_.begin(), sources_.end());
    for (const std::int32_t v : sources_) stamp[static_cast<std::size_t>(v)] = run;
    for (std::size_t head = 0; head < reached.size(); ++head) {
      const auto u = static_cast<std::size_t>(reached[head]);
      for (std::size_t arc = arcs_.offsets[u]; arc < arcs_.offsets[u + 1]; ++arc) {
        const auto v = static_cast<std::size_t>(arcs_.neighbours[arc]);
        if (stamp[v] == run) continue;
        if (!probability_.empty() && static_cast<double>(random.next() >> 11) * kUnit >= probability_[arc]) continue;
        stamp[v] = run;
        reached.push_back(arcs_.neighbours[arc]);
      }
    }
    std::vector<std::int64_t> people(tally.people.size(), 0);
    for (const std::int32_t v : reached) {
      ++tally.hits[static_cast<std::size_t>(v)];
      if (!group_.empty() && group_[static_cast<std::size_t>(v)] >= 0) ++people[static_cast<std::size_t>(group_[static_cast<std::size_t>(v)])];
    }
    for (std::size_t g = 0; g < people.size(); ++g) {
      tally.people[g] += people[g];
      tally.squares[g] += Wide(people[g]) * Wide(people[g]);
    }
  }

  [[nodiscard]] Impact concluded(const Tally &sum) const {
    Impact done = impact_;
    const std::int64_t runs = progress_.total;
    const auto count = static_cast<double>(runs);
    for (const std::int64_t hits : sum.hits) {
      done.mean.push_back(static_cast<double>(hits) / count);
      done.mean_low.push_back(wilson_lower(hits, runs));
      done.mean_high.push_back(1 - wilson_lower(runs - hits, runs));
    }
    for (std::size_t g = 0; g < sum.people.size(); ++g) {
      done.group_mean.push_back(static_cast<double>(sum.people[g]) / count);
      const Wide people = static_cast<Wide>(sum.people[g]);
      const auto spread = static_cast<double>(sum.squares[g] * static_cast<Wide>(runs) - people * people);
      done.group_error.push_back(runs < 2 ? std::numeric_limits<double>::quiet_NaN()
                                          : std::sqrt(spread / (count * (count - 1)) / count));
    }
    return done;
  }

  ImpactOptions options_;
  Adjacency arcs_;
  std::vector<double> probability_;
  std::vector<std::int32_t> sources_, group_;
  Tally tally_;
  Progress progress_;
  Impact impact_;
};

ImpactStudy::ImpactStudy(const Graph &graph, const ImpactOptions &options) : study_(std::make_unique<Study>(graph, options)) {}
ImpactStudy::ImpactStudy(ImpactStudy &&) noexcept = default;
ImpactStudy &ImpactStudy::operator=(ImpactStudy &&) noexcept = default;
ImpactStudy::~ImpactStudy() = default;

Progress ImpactStudy::step(std::int64_t work) { return study_->step(work); }
Progress ImpactStudy::progress() const noexcept { return study_->progress(); }
const Impact &ImpactStudy::result() const { return study_->result(); }

Impact study_impact(const Graph &graph, const ImpactOptions &options) {
  ImpactStudy study(graph, options);
  study.step(0);
  return study.result();
}

}  // namespace entente
