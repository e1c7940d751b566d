#include "reverse_sampler.hpp"

#include <algorithm>

#include "entente/base/error.hpp"

namespace entente::analysis {
namespace {

SkipTable skips(const DiffusionModel &model, const Adjacency &predecessors) {
  std::vector<std::uint32_t> lengths;
  for (std::size_t v = 0; v + 1 < predecessors.offsets.size(); ++v) {
    lengths.push_back(predecessors.offsets[v + 1] - predecessors.offsets[v]);
  }
  if (model.diffusion != Diffusion::independent_cascade) return SkipTable(lengths);
  return {model.probability, lengths.empty() ? 0 : *std::max_element(lengths.begin(), lengths.end())};
}

}  // namespace

void check_model(const DiffusionModel &model) {
  if (model.diffusion != Diffusion::independent_cascade) return;
  if (!(model.probability > 0 && model.probability <= 1)) {
    throw Error(ErrorCode::range, "the probability is not in (0, 1]");
  }
}

void ReverseSampler::Worker::begin() noexcept {
  if (++epoch_ != 0) return;
  std::fill(stamp_.begin(), stamp_.end(), 0U);
  epoch_ = 1;
}

ReverseSampler::ReverseSampler(const Graph &graph, const DiffusionModel &model)
    : model_(model), vertices_(graph.vertices()), predecessors_(transpose(graph.adjacency(View::dir))),
      skips_(skips(model, predecessors_)) {}

/// Breadth-first against the arcs, from one live arc to the next.
std::size_t ReverseSampler::cascade(std::int32_t root, RandomStream &random, Worker &worker) const noexcept {
  std::int32_t *const set = worker.set_.data();
  set[0] = root;
  static_cast<void>(worker.enter(root));
  std::size_t size = 1;
  for (std::size_t head = 0; head < size; ++head) {
    const auto row = predecessors_[set[head]];
    const auto length = static_cast<std::uint32_t>(row.size());
    if (length == 0) continue;
    const SkipTable::Law law = skips_.law(length);
    for (std::uint32_t at = 0; at < length; ++at) {
      at += law.failures(random.next(), length - at);
      if (at >= length) break;
      if (worker.enter(row[at])) set[size++] = row[at];
    }
  }
  return size;
}

/// Each vertex has one live arc, from a predecessor drawn evenly: a walk until it meets itself or a start.
std::size_t ReverseSampler::walk(std::int32_t root, RandomStream &random, Worker &worker) const noexcept {
  std::size_t size = 0;
  for (std::int32_t at = root; worker.enter(at);) {
    worker.set_[size++] = at;
    const auto row = predecessors_[at];
    if (row.empty()) break;
    at = row[below(random.next(), row.size())];
  }
  return size;
}

}  // namespace entente::analysis
