#include "entente/analysis/leiden.hpp"

#include <algorithm>
#include <numeric>

#include "arc_strengths.hpp"
#include "community_level.hpp"
#include "entente/base/error.hpp"
#include "index.hpp"
#include "labels.hpp"

namespace entente {
namespace {

using analysis::CommunityLevel;
using analysis::Division;
using analysis::index;

class LeidenJob final : public Job {
 public:
  LeidenJob(const Graph &graph, const LeidenOptions &options)
      : graph_(graph), options_(options), level_(level_of(graph, options.objective)), price_(options.objective.resolution) {
    if (options.objective.quality == CommunityQuality::modularity) {
      const double both = std::accumulate(level_.mass.begin(), level_.mass.end(), 0.0);  // each edge at two ends
      price_ = both > 0 ? price_ / both : 0;
    }
    label_ = best_ = singles();
    quality_.reserve(index(options.restarts));
  }

  Progress step(std::int64_t work) override {
    const Progress before = progress();
    const std::int64_t left = before.total - before.done;
    for (std::int64_t i = work <= 0 ? left : std::min(work, left); i > 0; --i) iterate();
    return progress();
  }

  [[nodiscard]] Progress progress() const noexcept override {
    return {done_, std::int64_t{options_.iterations} * options_.restarts};
  }

  [[nodiscard]] std::span<const double> values() const override {
    require_finished();
    return quality_;
  }

  [[nodiscard]] std::span<const std::int32_t> integers() const override {
    require_finished();
    return best_;
  }

 private:
  static CommunityLevel level_of(const Graph &graph, const QualityOptions &objective) {
    const Adjacency &neighbours = graph.adjacency(View::und);
    CommunityLevel level{neighbours.offsets, neighbours.neighbours, std::vector<double>(neighbours.neighbours.size(), 1.0),
                         std::vector<double>(index(graph.vertices()), 1.0)};
    if (objective.weighted) level.weight = analysis::arc_strengths(graph, View::und);
    if (objective.quality == CommunityQuality::constant_potts) return level;
    for (std::size_t v = 0; v < level.mass.size(); ++v) {
      level.mass[v] = std::accumulate(level.weight.begin() + level.offsets[v], level.weight.begin() + level.offsets[v + 1], 0.0);
    }
    return level;
  }

  [[nodiscard]] std::vector<std::int32_t> singles() const {
    std::vector<std::int32_t> label(index(level_.size()));
    std::iota(label.begin(), label.end(), 0);
    return label;
  }

  void require_finished() const {
    if (!progress().finished()) throw Error(ErrorCode::state, "the job is not finished");
  }

  /// One iteration; where it throws, nothing has changed.
  void iterate() {
    const std::int64_t restart = done_ / options_.iterations;
    const std::int64_t iteration = done_ % options_.iterations;
    analysis::RandomDraws draws(options_.seed, analysis::DrawPurpose::community_order,
                                static_cast<std::uint64_t>(restart) << 32 | static_cast<std::uint64_t>(iteration));
    std::vector<std::int32_t> label = pass(iteration == 0 ? singles() : label_, draws);
    if (iteration + 1 == options_.iterations) {
      const double quality = community_quality(graph_, {label, level_.size()}, options_.objective);
      if (restart == 0 || quality > *std::max_element(quality_.begin(), quality_.end())) {
        best_ = analysis::order_labels(label, count(label)).label;
      }
      quality_.push_back(quality);  // there is room
    }
    label_.swap(label);
    ++done_;
  }

  static std::int32_t count(const std::vector<std::int32_t> &label) {
    return label.empty() ? 0 : *std::max_element(label.begin(), label.end()) + 1;
  }

  /// Moves, refines and aggregates until nothing merges any more. Labels are without gaps, communities connected.
  [[nodiscard]] std::vector<std::int32_t> pass(std::vector<std::int32_t> label, analysis::RandomDraws &draws) const {
    Division division{std::move(label), level_.size()};
    std::vector<std::int32_t> place = singles();  // of each vertex on the level
    CommunityLevel higher;
    for (const CommunityLevel *level = &level_;; level = &higher) {
      analysis::move_vertices(*level, price_, draws, division);
      if (division.count == level->size()) break;
      const Division refined = analysis::refine(*level, price_, division, draws);
      if (refined.count == level->size()) break;
      Division next{std::vector<std::int32_t>(index(refined.count)), division.count};
      for (std::size_t v = 0; v < refined.label.size(); ++v) next.label[index(refined.label[v])] = division.label[v];
      higher = analysis::aggregate(*level, refined);
      for (std::int32_t &at : place) at = refined.label[index(at)];
      division = std::move(next);
    }
    for (std::int32_t &at : place) at = division.label[index(at)];
    return connected_parts(place);
  }

  /// Where the last moves left a community in several pieces, each becomes one of its own, which costs no edge and
  /// lowers what chance would give.
  [[nodiscard]] std::vector<std::int32_t> connected_parts(const std::vector<std::int32_t> &label) const {
    constexpr std::int32_t kNone = -1;
    std::vector<std::int32_t> part(label.size(), kNone);
    std::vector<std::int32_t> stack;
    std::int32_t parts = 0;
    for (std::size_t root = 0; root < label.size(); ++root) {
      if (part[root] != kNone) continue;
      part[root] = parts;
      stack.push_back(static_cast<std::int32_t>(root));
      while (!stack.empty()) {
        const std::size_t v = index(stack.back());
        stack.pop_back();
        for (std::uint32_t i = level_.offsets[v]; i < level_.offsets[v + 1]; ++i) {
          const std::size_t w = index(level_.neighbours[i]);
          if (part[w] != kNone || label[w] != label[v]) continue;
          part[w] = parts;
          stack.push_back(static_cast<std::int32_t>(w));
        }
      }
      ++parts;
    }
    return part;
  }

  const Graph graph_;
  LeidenOptions options_;
  CommunityLevel level_;
  double price_;
  std::vector<std::int32_t> label_;  ///< where the restart under way stands
  std::vector<std::int32_t> best_;
  std::vector<double> quality_;
  std::int64_t done_ = 0;
};

}  // namespace

std::unique_ptr<Job> leiden_job(const Graph &graph, const LeidenOptions &options) {
  if (options.iterations < 1 || options.restarts < 1) {
    throw Error(ErrorCode::invalid, "iterations or restarts are below 1");
  }
  (void)community_quality(graph, {std::vector<std::int32_t>(index(graph.vertices()), 0), 1}, options.objective);
  return std::make_unique<LeidenJob>(graph, options);
}

Communities leiden(const Graph &graph, const LeidenOptions &options) {
  const std::unique_ptr<Job> job = leiden_job(graph, options);
  job->step(0);
  const auto labels = job->integers();
  const auto quality = job->values();
  return {{{labels.begin(), labels.end()}, labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1},
          {quality.begin(), quality.end()}};
}

}  // namespace entente
