#include "repair_rows.hpp"

#include <algorithm>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente::analysis {
namespace {

void check_ids(const RepairRows &rows) {
  const auto refuse = [](std::size_t row, const std::string &what) {
    throw Error(ErrorCode::range, "row " + std::to_string(row) + ": " + what);
  };
  const auto bound = [](std::int32_t count) { return " is not in [0, " + std::to_string(count) + ")"; };
  for (std::size_t i = 0; i < rows.agent.size(); ++i) {
    const std::int32_t agent = rows.agent[i];
    const std::int32_t client = rows.client[i];
    if (agent < 0 || agent >= rows.agents) refuse(i, "agent " + std::to_string(agent) + bound(rows.agents));
    if (client < 0 || client >= rows.clients) refuse(i, "client " + std::to_string(client) + bound(rows.clients));
    if (!rows.cost.empty() && rows.cost[i] < 0) refuse(i, "the cost is negative");
  }
}

void check_counts(std::span<const std::int32_t> counts, std::int32_t needed, const char *what) {
  if (counts.size() != static_cast<std::size_t>(needed)) {
    throw Error(ErrorCode::invalid, std::string("the column of ") + what + " has not one value each");
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < 0) throw Error(ErrorCode::range, std::string(what) + " of " + std::to_string(i) + " is negative");
  }
}

}  // namespace

void check_repair(const RepairRows &rows) {
  const std::size_t m = rows.agent.size();
  if (rows.client.size() != m || (!rows.cost.empty() && rows.cost.size() != m)) {
    throw Error(ErrorCode::invalid, "the columns of relations have different lengths");
  }
  if (rows.agents < 0 || rows.clients < 0) throw Error(ErrorCode::range, "a number of agents or clients is negative");
  if (rows.load_weight < 0) throw Error(ErrorCode::range, "the load weight is negative");
  if (m > static_cast<std::size_t>(limits::kRows) || std::int64_t{rows.agents} + rows.clients > limits::kRows) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " rows, or agents and clients");
  }
  check_counts(rows.slots, rows.agents, "slots");
  check_counts(rows.missing, rows.clients, "missing knowers");
  check_ids(rows);
}

std::vector<RepairArc> sorted_arcs(const RepairRows &rows) {
  std::vector<RepairArc> arcs;
  arcs.reserve(rows.agent.size());
  for (std::size_t i = 0; i < rows.agent.size(); ++i) {
    arcs.push_back({rows.client[i], rows.agent[i], rows.cost.empty() ? 1 : rows.cost[i]});
  }
  const auto before = [](const RepairArc &a, const RepairArc &b) {
    return a.client != b.client ? a.client < b.client : a.agent < b.agent;
  };
  if (!std::is_sorted(arcs.begin(), arcs.end(), before)) std::sort(arcs.begin(), arcs.end(), before);
  for (std::size_t i = 1; i < arcs.size(); ++i) {
    if (before(arcs[i - 1], arcs[i])) continue;
    throw Error(ErrorCode::invalid, "the pair of agent " + std::to_string(arcs[i].agent) + " and client " +
                                        std::to_string(arcs[i].client) + " is given twice");
  }
  return arcs;
}

std::int64_t unmet_cost(const RepairRows &rows) {
  constexpr std::int64_t kMost = std::int64_t{1} << 60;
  std::int64_t largest = rows.cost.empty() ? 1 : 0;
  std::int64_t sum = rows.cost.empty() ? std::ssize(rows.agent) : 0;
  bool fits = true;
  for (const std::int64_t cost : rows.cost) {
    largest = std::max(largest, cost);
    fits = fits && !__builtin_add_overflow(sum, cost, &sum) && sum <= kMost;
  }
  std::int64_t load = 0;  // of the last client of the busiest agent
  std::int64_t result = 0;
  fits = fits && !__builtin_mul_overflow(rows.load_weight, std::int64_t{rows.clients} + 1, &load) &&
         !__builtin_add_overflow(largest, load, &largest) &&
         !__builtin_mul_overflow(largest, 4 * (std::int64_t{rows.agents} + rows.clients + 2), &result) && result <= kMost;
  if (!fits) throw Error(ErrorCode::limit, "the costs are too large to be added up");
  return result + 1;
}

}  // namespace entente::analysis
