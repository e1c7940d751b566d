#include "entente/analysis/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

void check_shape(const RelationRows &rows, double threshold, std::int32_t k) {
  const std::size_t m = rows.agent.size();
  if (k < 0) throw Error(ErrorCode::invalid, "k is negative");
  if (std::isnan(threshold)) throw Error(ErrorCode::invalid, "the threshold is not a number");
  if (rows.client.size() != m || (!rows.strength.empty() && rows.strength.size() != m)) {
    throw Error(ErrorCode::invalid, "the columns of relations have different lengths");
  }
  if (rows.agents < 0 || rows.clients < 0) throw Error(ErrorCode::range, "a number of agents or clients is negative");
  if (rows.agents > limits::kRows || rows.clients > limits::kRows || m > static_cast<std::size_t>(limits::kRows)) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " rows, agents or clients");
  }
}

void check_rows(const RelationRows &rows) {
  const auto refuse = [](std::size_t row, const std::string &what) {
    throw Error(ErrorCode::range, "row " + std::to_string(row) + ": " + what);
  };
  const auto refuse_id = [&](std::size_t row, const char *what, std::int32_t id, std::int32_t count) {
    refuse(row, what + std::to_string(id) + " is not in [0, " + std::to_string(count) + ")");
  };
  for (std::size_t i = 0; i < rows.agent.size(); ++i) {
    if (rows.agent[i] < 0 || rows.agent[i] >= rows.agents) refuse_id(i, "agent ", rows.agent[i], rows.agents);
    if (rows.client[i] < 0 || rows.client[i] >= rows.clients) refuse_id(i, "client ", rows.client[i], rows.clients);
    if (!rows.strength.empty() && !(rows.strength[i] >= 0)) refuse(i, "the strength is negative or not a number");
  }
}

/// Row numbers ordered by (client, agent, row).
std::vector<std::uint32_t> sorted_rows(const RelationRows &rows) {
  std::vector<std::uint32_t> order(rows.agent.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (rows.client[a] != rows.client[b]) return rows.client[a] < rows.client[b];
    if (rows.agent[a] != rows.agent[b]) return rows.agent[a] < rows.agent[b];
    return a < b;
  });
  return order;
}

}  // namespace

Coverage coverage(const RelationRows &rows, double threshold, std::int32_t k) {
  constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
  check_shape(rows, threshold, k);
  check_rows(rows);
  const auto clients = static_cast<std::size_t>(rows.clients);
  Coverage result{std::vector<std::int32_t>(clients, 0), std::vector<std::int32_t>(clients, k),
                  std::vector<std::int32_t>(clients, kNone)};
  const std::vector<std::uint32_t> order = sorted_rows(rows);
  for (std::size_t i = 0; i < order.size();) {
    const std::int32_t agent = rows.agent[order[i]];
    const auto client = static_cast<std::size_t>(rows.client[order[i]]);
    double strength = 0;
    for (; i < order.size() && rows.agent[order[i]] == agent &&
           static_cast<std::size_t>(rows.client[order[i]]) == client; ++i) {
      strength += rows.strength.empty() ? 1.0 : rows.strength[order[i]];
    }
    if (!(strength >= threshold)) continue;
    const std::int32_t known_by = ++result.knowers[client];
    result.missing[client] = std::max(0, k - known_by);
    result.sole_knower[client] = known_by == 1 ? agent : kNone;
  }
  return result;
}

}  // namespace entente
