#include "known_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente::analysis {
namespace {

void check_shape(const RelationRows &rows, double threshold) {
  const std::size_t m = rows.agent.size();
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

KnownPairs known_pairs(const RelationRows &rows, double threshold) {
  check_shape(rows, threshold);
  check_rows(rows);
  KnownPairs known;
  known.offsets.assign(static_cast<std::size_t>(rows.clients) + 1, 0);
  const std::vector<std::uint32_t> order = sorted_rows(rows);
  for (std::size_t i = 0; i < order.size();) {
    const std::int32_t agent = rows.agent[order[i]];
    const std::int32_t client = rows.client[order[i]];
    double strength = 0;
    for (; i < order.size() && rows.agent[order[i]] == agent && rows.client[order[i]] == client; ++i) {
      strength += rows.strength.empty() ? 1.0 : rows.strength[order[i]];
    }
    if (!(strength >= threshold)) continue;
    known.agents.push_back(agent);
    ++known.offsets[static_cast<std::size_t>(client) + 1];
  }
  for (std::size_t c = 1; c < known.offsets.size(); ++c) known.offsets[c] += known.offsets[c - 1];
  return known;
}

}  // namespace entente::analysis
