#include "entente/analysis/knowledge.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

bool before(const Knowledge::Entry &a, const Knowledge::Entry &b) noexcept {
  return std::tie(a.client, a.agent) < std::tie(b.client, b.agent);
}

void check(const KnowledgeRows &rows, double threshold) {
  const std::size_t m = rows.agent.size(), n = rows.declared_agent.size();
  if (std::isnan(threshold)) throw Error(ErrorCode::invalid, "the threshold is not a number");
  if (rows.client.size() != m || (!rows.strength.empty() && rows.strength.size() != m) || rows.declared_client.size() != n ||
      rows.declared_as.size() != n) {
    throw Error(ErrorCode::invalid, "the columns of relations or declarations have different lengths");
  }
  if (m > static_cast<std::size_t>(limits::kRows) || n > static_cast<std::size_t>(limits::kRows) - m) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " rows");
  }
  const auto refuse = [](const char *kind, std::size_t row, const char *what, ErrorCode code) {
    throw Error(code, kind + std::to_string(row) + what);
  };
  for (std::size_t i = 0; i < m; ++i) {
    if (rows.agent[i] < 0) refuse("row ", i, ": the agent is below 0", ErrorCode::range);
    if (!rows.strength.empty() && !(rows.strength[i] >= 0))
      refuse("row ", i, ": the strength is negative or not a number", ErrorCode::range);
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (rows.declared_agent[i] < 0) refuse("declaration ", i, ": the agent is below 0", ErrorCode::range);
    if (rows.declared_as[i] != Knows::primary && rows.declared_as[i] != Knows::backup)
      refuse("declaration ", i, ": neither primary nor backup", ErrorCode::invalid);
  }
}

}  // namespace

Knowledge::Knowledge(const KnowledgeRows &rows, double threshold) {
  check(rows, threshold);
  const std::size_t m = rows.agent.size(), n = rows.declared_agent.size();
  entries_.reserve(m + n);
  for (std::size_t i = 0; i < m; ++i)
    entries_.push_back({rows.client[i], rows.agent[i], Knows::measured, rows.strength.empty() ? 1.0 : rows.strength[i]});
  for (std::size_t i = 0; i < n; ++i)
    entries_.push_back({rows.declared_client[i], rows.declared_agent[i], rows.declared_as[i], 0});
  std::stable_sort(entries_.begin(), entries_.end(), before);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries_.size();) {
    Entry pair{entries_[i].client, entries_[i].agent, Knows::stranger, 0};
    bool has_row = false;
    for (; i < entries_.size() && entries_[i].client == pair.client && entries_[i].agent == pair.agent; ++i) {
      if (entries_[i].knows == Knows::measured) has_row = true, pair.strength += entries_[i].strength;
      else pair.knows = std::max(pair.knows, entries_[i].knows);
    }
    if (pair.knows == Knows::stranger && has_row && pair.strength >= threshold) pair.knows = Knows::measured;
    entries_[kept++] = pair;
  }
  entries_.resize(kept);
}

Knowledge::Entry Knowledge::of(std::int64_t client, std::int32_t agent) const noexcept {
  const Entry wanted{client, agent, Knows::stranger, 0};
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), wanted, before);
  return found != entries_.end() && !before(wanted, *found) ? *found : wanted;
}

std::int32_t Knowledge::knowers(std::int64_t client) const noexcept {
  auto at = std::lower_bound(entries_.begin(), entries_.end(), Entry{client, 0, Knows::stranger, 0}, before);
  std::int32_t count = 0;
  for (; at != entries_.end() && at->client == client; ++at) count += at->knows != Knows::stranger ? 1 : 0;
  return count;
}

}  // namespace entente
