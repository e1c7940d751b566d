#include "distance_sums.hpp"

#include <algorithm>
#include <atomic>
#include <bit>

#include "index.hpp"
#include "renumbering.hpp"
#include "thread_team.hpp"

namespace entente::analysis {
namespace {

/// What an entry costs when it is pushed, relative to one that is pulled (measured, see bench/NOTES.md).
constexpr std::uint64_t kPushCost = 2;

}  // namespace

DistanceSums::DistanceSums(const Graph &graph, View view, std::int32_t threads) : directed_(view == View::dir) {
  SearchOrder order = search_order(graph);
  vertex_ = std::move(order.vertex);
  out_ = renumber(graph.adjacency(view), vertex_);
  if (directed_) in_ = transpose(out_);
  auto component = order.component_begin.begin();
  for (std::int32_t first = 0; first < size(); first += std::min(kBatch, size() - first)) {
    const std::int32_t last = first + std::min(kBatch, size() - first);
    while (*(component + 1) <= first) ++component;
    region_begin_.push_back(*component);
    region_end_.push_back(*std::lower_bound(component, order.component_begin.end(), last));
  }
  const auto workers = static_cast<std::size_t>(
      std::clamp(threads, 1, std::max(static_cast<std::int32_t>(region_begin_.size()), 1)));
  workers_.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) {
    const std::size_t n = vertex_.size();
    const std::vector<Bits> none(n);
    workers_.push_back({none, none, none, std::vector<std::int32_t>(n + 1), std::vector<std::int32_t>(n + 1),
                        std::vector<DistanceSum>(n)});
  }
}

void DistanceSums::run(std::int32_t end) {
  if (end <= done_) return;
  const std::int32_t first = done_ / kBatch;
  const std::int32_t last = (end - 1) / kBatch + 1;
  std::atomic<std::int32_t> next{first};
  run_team(std::min(workers_.size(), index(last - first)), [&](std::size_t worker) {
    for (std::int32_t batch = next++; batch < last; batch = next++) search(workers_[worker], batch * kBatch);
  });
  done_ = last == static_cast<std::int32_t>(region_begin_.size()) ? size() : last * kBatch;
}

void DistanceSums::write_total(std::vector<DistanceSum> &total) const noexcept {
  std::fill(total.begin(), total.end(), DistanceSum{});
  for (const Search &worker : workers_) {
    for (std::size_t place = 0; place < vertex_.size(); ++place) {
      DistanceSum &sum = total[index(vertex_[place])];
      sum.harmonic += worker.sum[place].harmonic;
      sum.distance += worker.sum[place].distance;
      sum.reached += worker.sum[place].reached;
    }
  }
}

/// All searches of one batch, which begins at place `first`.
void DistanceSums::search(Search &search, std::int32_t first) const noexcept {
  const std::int32_t begin = region_begin_[index(first / kBatch)];
  const std::int32_t end = region_end_[index(first / kBatch)];
  std::fill(search.seen.begin() + begin, search.seen.begin() + end, Bits{});
  Bits all;
  std::size_t count = 0;
  for (std::int32_t i = 0; i < std::min(kBatch, size() - first); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << (i % 64);
    all.word[i / 64] |= bit;
    search.seen[index(first + i)].word[i / 64] = search.frontier[index(first + i)].word[i / 64] = bit;
    search.reached[count++] = first + i;
  }
  const Adjacency &in = directed_ ? in_ : out_;
  std::uint64_t missing = out_.offsets[index(end)] - out_.offsets[index(begin)];  // entries of vertices that miss a bit
  for (std::int64_t round = 1; count > 0; ++round) {
    std::uint64_t push_cost = 0;
    for (std::size_t i = 0; i < count; ++i) push_cost += kPushCost * in.degree(search.reached[i]);
    std::size_t next_count = 0;
    if (push_cost <= missing + index(end - begin)) {
      push(search, count, next_count);
    } else {
      pull(search, begin, end, all, next_count);
    }
    missing -= settle(search, next_count, round, all);
    for (std::size_t i = 0; i < count; ++i) search.frontier[index(search.reached[i])] = {};
    search.frontier.swap(search.next);
    search.reached.swap(search.reached_next);
    count = next_count;
  }
}

void DistanceSums::push(Search &search, std::size_t count, std::size_t &next_count) const noexcept {
  const Adjacency &in = directed_ ? in_ : out_;
  for (std::size_t i = 0; i < count; ++i) {
    const Bits bits = search.frontier[index(search.reached[i])];
    for (const std::int32_t v : in[search.reached[i]]) {
      Bits &next = search.next[index(v)];
      const Bits &seen = search.seen[index(v)];
      std::uint64_t before = 0;
      std::uint64_t after = 0;
      for (std::int32_t k = 0; k < kWords; ++k) {
        before |= next.word[k];
        next.word[k] |= bits.word[k] & ~seen.word[k];
        after |= next.word[k];
      }
      search.reached_next[next_count] = v;
      next_count += static_cast<std::size_t>(before == 0 && after != 0);
    }
  }
}

void DistanceSums::pull(Search &search, std::int32_t begin, std::int32_t end, const Bits &all,
                        std::size_t &next_count) const noexcept {
  for (std::int32_t v = begin; v < end; ++v) {
    Bits wanted;
    std::uint64_t any = 0;
    for (std::int32_t k = 0; k < kWords; ++k) {
      wanted.word[k] = all.word[k] & ~search.seen[index(v)].word[k];
      any |= wanted.word[k];
    }
    if (any == 0) continue;
    Bits found;
    for (const std::int32_t w : out_[v]) {
      for (std::int32_t k = 0; k < kWords; ++k) found.word[k] |= search.frontier[index(w)].word[k];
    }
    any = 0;
    for (std::int32_t k = 0; k < kWords; ++k) any |= search.next[index(v)].word[k] = found.word[k] & wanted.word[k];
    search.reached_next[next_count] = v;
    next_count += static_cast<std::size_t>(any != 0);
  }
}

/// Counts the bits that arrived and marks them as seen. Returns the entries of vertices that miss none any more.
std::uint64_t DistanceSums::settle(Search &search, std::size_t next_count, std::int64_t round,
                                   const Bits &all) const noexcept {
  const auto distance = static_cast<DistanceSum::Fixed>(round);
  const DistanceSum::Fixed inverse = (DistanceSum::Fixed{1} << DistanceSum::kFraction) / distance;
  std::uint64_t complete = 0;
  for (std::size_t i = 0; i < next_count; ++i) {
    const std::int32_t v = search.reached_next[i];
    Bits &seen = search.seen[index(v)];
    std::int32_t bits = 0;
    std::uint64_t missing = 0;
    for (std::int32_t k = 0; k < kWords; ++k) {
      bits += std::popcount(search.next[index(v)].word[k]);
      seen.word[k] |= search.next[index(v)].word[k];
      missing |= all.word[k] & ~seen.word[k];
    }
    DistanceSum &sum = search.sum[index(v)];
    sum.harmonic += static_cast<std::uint64_t>(bits) * inverse;
    sum.distance += bits * round;
    sum.reached += bits;
    if (missing == 0) complete += out_.degree(v);
  }
  return complete;
}

}  // namespace entente::analysis
