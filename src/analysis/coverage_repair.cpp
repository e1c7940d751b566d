#include "entente/analysis/coverage_repair.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "entente/base/error.hpp"
#include "repair_rows.hpp"

namespace entente {

/// Successive shortest paths, one missing knower at a time. Nodes: agents, then clients; the potential of the sink is 0.
/// Residual arcs: client -> agent at the cost of a pair not yet begun, agent -> client at minus that of one begun, agent ->
/// sink while it has slots, client -> sink at unmet_cost. Their reduced costs never fall below 0, which proves the plan.
class CoverageRepairSearch::Flow {
 public:
  explicit Flow(const RepairRows &rows)
      : agents_((analysis::check_repair(rows), rows.agents)), clients_(rows.clients), unmet_cost_(analysis::unmet_cost(rows)),
        load_weight_(rows.load_weight), arcs_(analysis::sorted_arcs(rows)), slots_(rows.slots.begin(), rows.slots.end()),
        missing_(rows.missing.begin(), rows.missing.end()) {
    begin_.assign(static_cast<std::size_t>(clients_) + 1, 0);
    for (const auto &arc : arcs_) ++begin_[static_cast<std::size_t>(arc.client) + 1];
    for (std::size_t c = 1; c < begin_.size(); ++c) begin_[c] += begin_[c - 1];
    const auto nodes = static_cast<std::size_t>(agents_) + static_cast<std::size_t>(clients_);
    place_.assign(arcs_.size(), kNone);
    held_.resize(static_cast<std::size_t>(agents_));
    cut_missing();
    potential_.assign(nodes, 0);
    distance_.assign(nodes, kFar);
    parent_.assign(nodes, kNone);
    reserve_held();
    heap_.reserve(arcs_.size() + 1);
    touched_.reserve(nodes);
  }

  Progress step(std::int64_t work) noexcept {
    const std::int64_t left = progress_.total - progress_.done;
    for (std::int64_t now = work <= 0 ? left : std::min(work, left); now > 0; --now) {
      while (served_ == missing_[static_cast<std::size_t>(client_)]) {
        ++client_;
        served_ = 0;
      }
      serve(client_);
      ++served_;
      ++progress_.done;
    }
    return progress_;
  }

  [[nodiscard]] Progress progress() const noexcept { return progress_; }

  [[nodiscard]] CoverageRepair result() const {
    if (!progress_.finished()) throw Error(ErrorCode::state, "the repair is not finished");
    CoverageRepair repair;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      if (place_[i] == kNone) continue;
      repair.agent.push_back(arcs_[i].agent);
      repair.client.push_back(arcs_[i].client);
      repair.cost += arcs_[i].cost;
    }
    repair.unmet = unmet_;
    for (const std::int32_t count : unmet_) repair.unmet_sum += count;
    for (std::size_t a = 0; a < held_.size(); ++a) repair.agent_price.push_back(agent_price(a));
    for (std::int32_t c = 0; c < clients_; ++c) repair.client_price.push_back(client_price(c));
    return repair;
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

  struct Entry {
    std::int64_t distance;
    std::uint32_t node;
    bool operator>(const Entry &other) const noexcept {
      return distance != other.distance ? distance > other.distance : node > other.node;
    }
  };

  [[nodiscard]] std::size_t node_of(std::int32_t client) const noexcept {
    return static_cast<std::size_t>(agents_) + static_cast<std::size_t>(client);
  }
  [[nodiscard]] bool full(std::size_t agent) const noexcept {
    return held_[agent].size() >= static_cast<std::size_t>(slots_[agent]);
  }
  /// The cost of a further client on top of its pair's.
  [[nodiscard]] std::int64_t load_cost(std::size_t agent) const noexcept {
    return load_weight_ * static_cast<std::int64_t>(held_[agent].size() + 1);
  }

  /// What exceeds a client's pairs is unmet from the start.
  void cut_missing() {
    for (std::size_t c = 0; c < missing_.size(); ++c) {
      const auto need = std::min<std::size_t>(static_cast<std::size_t>(missing_[c]), begin_[c + 1] - begin_[c]);
      unmet_.push_back(missing_[c] - static_cast<std::int32_t>(need));
      missing_[c] = static_cast<std::int32_t>(need);
      progress_.total += missing_[c];
    }
  }

  /// No step allocates: an agent holds at most as many as it has slots and pairs.
  void reserve_held() {
    std::vector<std::size_t> pairs(held_.size(), 0);
    for (const auto &arc : arcs_) ++pairs[static_cast<std::size_t>(arc.agent)];
    for (std::size_t a = 0; a < held_.size(); ++a) {
      held_[a].reserve(std::min(pairs[a], static_cast<std::size_t>(slots_[a])));
    }
  }

  void reach(std::size_t node, std::int64_t distance, std::uint32_t arc) noexcept {
    if (distance >= distance_[node]) return;
    if (distance_[node] == kFar) touched_.push_back(static_cast<std::uint32_t>(node));
    distance_[node] = distance;
    parent_[node] = arc;
    if (distance >= to_sink_) return;  // never settled
    heap_.push_back({distance, static_cast<std::uint32_t>(node)});
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  }

  void settle_client(std::int32_t client) noexcept {
    const auto c = static_cast<std::size_t>(client);
    const std::size_t node = node_of(client);
    const std::int64_t here = distance_[node] + potential_[node];
    end_here(node, here + unmet_cost_);
    for (std::size_t i = begin_[c]; i < begin_[c + 1]; ++i) {
      if (place_[i] != kNone) continue;
      const auto agent = static_cast<std::size_t>(arcs_[i].agent);
      reach(agent, here + arcs_[i].cost - potential_[agent], static_cast<std::uint32_t>(i));
      if (!full(agent)) end_at_agent(agent);
    }
  }

  void settle_agent(std::size_t agent) noexcept {
    const std::int64_t here = distance_[agent] + potential_[agent];
    for (const std::uint32_t i : held_[agent]) {
      const std::size_t client = node_of(arcs_[i].client);
      reach(client, here - arcs_[i].cost - potential_[client], i);
    }
  }

  /// A path that ends with an agent that has room is as long as it will be when the agent is settled: known at once, it
  /// keeps what is farther out of the heap.
  void end_at_agent(std::size_t agent) noexcept {
    end_here(agent, distance_[agent] + potential_[agent] + load_cost(agent));
  }

  void end_here(std::size_t node, std::int64_t distance) noexcept {
    if (distance > to_sink_ || (distance == to_sink_ && node >= last_)) return;
    to_sink_ = distance;
    last_ = node;
  }

  /// Sends one unit from the client to the sink along a shortest path.
  void serve(std::int32_t client) noexcept {
    to_sink_ = kFar;
    last_ = node_of(client);
    reach(last_, 0, kNone);
    while (!heap_.empty()) {
      const Entry nearest = heap_.front();
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
      heap_.pop_back();
      if (nearest.distance >= to_sink_) break;
      if (nearest.distance > distance_[nearest.node]) continue;
      if (nearest.node < static_cast<std::uint32_t>(agents_)) {
        settle_agent(nearest.node);
      } else {
        settle_client(static_cast<std::int32_t>(nearest.node) - agents_);
      }
    }
    heap_.clear();
    augment(client);
    for (const std::uint32_t node : touched_) {
      if (distance_[node] < to_sink_) potential_[node] += distance_[node] - to_sink_;
      distance_[node] = kFar;
    }
    touched_.clear();
  }

  void augment(std::int32_t client) noexcept {
    std::size_t node = last_;
    if (node >= static_cast<std::size_t>(agents_)) ++unmet_[node - static_cast<std::size_t>(agents_)];
    for (;;) {
      if (node < static_cast<std::size_t>(agents_)) {
        const std::uint32_t arc = parent_[node];
        node = node_of(arcs_[arc].client);
        hold(arc);
      } else if (node != node_of(client)) {
        const std::uint32_t arc = parent_[node];
        node = static_cast<std::size_t>(arcs_[arc].agent);
        drop(arc);
      } else {
        return;
      }
    }
  }

  void drop(std::uint32_t arc) noexcept {
    auto &held = held_[static_cast<std::size_t>(arcs_[arc].agent)];
    held[place_[arc]] = held.back();
    place_[held.back()] = place_[arc];
    held.pop_back();
    place_[arc] = kNone;
  }

  void hold(std::uint32_t arc) noexcept {
    auto &held = held_[static_cast<std::size_t>(arcs_[arc].agent)];
    place_[arc] = static_cast<std::uint32_t>(held.size());
    held.push_back(arc);
  }

  [[nodiscard]] std::int64_t agent_price(std::size_t agent) const noexcept {
    if (!full(agent)) return 0;
    const std::int64_t price = std::max<std::int64_t>(0, -potential_[agent] - load_cost(agent));
    return price > unmet_cost_ / 2 ? std::numeric_limits<std::int64_t>::max() : price;
  }

  [[nodiscard]] std::int64_t client_price(std::int32_t client) const noexcept {
    const auto c = static_cast<std::size_t>(client);
    std::int64_t price = unmet_cost_;
    for (std::size_t i = begin_[c]; i < begin_[c + 1]; ++i) {
      if (place_[i] != kNone) continue;
      const auto agent = static_cast<std::size_t>(arcs_[i].agent);
      price = std::min(price, arcs_[i].cost - potential_[agent]);
    }
    return price > unmet_cost_ / 2 ? std::numeric_limits<std::int64_t>::min() : price;
  }

  std::int32_t agents_, clients_;
  std::int64_t unmet_cost_;
  std::int64_t load_weight_;
  std::vector<analysis::RepairArc> arcs_;    ///< by client, then agent
  std::vector<std::size_t> begin_;           ///< of each client's arcs
  std::vector<std::int32_t> slots_, missing_;
  std::vector<std::vector<std::uint32_t>> held_;  ///< of each agent: its new relations
  std::vector<std::uint32_t> place_;         ///< of each arc: where it is in its agent's list
  std::vector<std::int32_t> unmet_;
  std::vector<std::int64_t> potential_, distance_;
  std::vector<std::uint32_t> parent_;        ///< the arc by which a node was reached
  std::vector<Entry> heap_;
  std::vector<std::uint32_t> touched_;
  std::int64_t to_sink_ = 0;                 ///< length of the best path found
  std::size_t last_ = 0;                     ///< its last node
  std::int32_t client_ = 0;                  ///< being served
  std::int32_t served_ = 0;
  Progress progress_;
};

CoverageRepairSearch::CoverageRepairSearch(const RepairRows &rows) : flow_(std::make_unique<Flow>(rows)) {}
CoverageRepairSearch::CoverageRepairSearch(CoverageRepairSearch &&) noexcept = default;
CoverageRepairSearch &CoverageRepairSearch::operator=(CoverageRepairSearch &&) noexcept = default;
CoverageRepairSearch::~CoverageRepairSearch() = default;

Progress CoverageRepairSearch::step(std::int64_t work) { return flow_->step(work); }
Progress CoverageRepairSearch::progress() const noexcept { return flow_->progress(); }
CoverageRepair CoverageRepairSearch::result() const { return flow_->result(); }

CoverageRepair repair_coverage(const RepairRows &rows) {
  CoverageRepairSearch search(rows);
  search.step(0);
  return search.result();
}

BalancedRepair balance_coverage(const RepairRows &rows, std::span<const std::int32_t> load) {
  if (load.size() != rows.slots.size()) throw Error(ErrorCode::invalid, "the column of loads has not one value an agent");
  if (std::any_of(load.begin(), load.end(), [](std::int32_t count) { return count < 0; })) {
    throw Error(ErrorCode::range, "a load is negative");
  }
  const std::int64_t least = repair_coverage(rows).unmet_sum;
  std::vector<std::int32_t> slots(rows.slots.begin(), rows.slots.end());
  RepairRows capped = rows;
  capped.slots = slots;
  const auto under = [&](std::int64_t cap) {
    for (std::size_t a = 0; a < slots.size(); ++a) {
      slots[a] = static_cast<std::int32_t>(std::clamp<std::int64_t>(cap - load[a], 0, rows.slots[a]));
    }
    return repair_coverage(capped);
  };
  std::int64_t low = 0;
  std::int64_t high = rows.clients;  // with the largest load: no cap at all
  for (const std::int32_t count : load) high = std::max<std::int64_t>(high, std::int64_t{count} + rows.clients);
  high = std::min<std::int64_t>(high, INT32_MAX);
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    under(middle).unmet_sum == least ? high = middle : low = middle + 1;
  }
  return {static_cast<std::int32_t>(low), under(low)};
}

}  // namespace entente
