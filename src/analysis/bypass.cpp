#include "entente/analysis/bypass.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

constexpr std::int64_t kFewestContacts = 10;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

void check(const DirectContactRows &rows, double limit) {
  const std::size_t m = rows.client.size();
  if (!(limit >= 0 && limit <= 1)) throw Error(ErrorCode::range, "the limit is not in [0, 1]");
  if (rows.agent.size() != m || rows.direct.size() != m) {
    throw Error(ErrorCode::invalid, "the columns of contacts have different lengths");
  }
  if (rows.clients < 0 || rows.agents < 0) throw Error(ErrorCode::range, "a number of clients or agents is negative");
  if (m > static_cast<std::size_t>(limits::kRows) || rows.clients > limits::kRows || rows.agents > limits::kRows) {
    throw Error(ErrorCode::limit, "more than " + std::to_string(limits::kRows) + " rows, clients or agents");
  }
  for (std::size_t i = 0; i < m; ++i) {
    const char *wrong = rows.client[i] < 0 || rows.client[i] >= rows.clients ? "client"
                        : rows.agent[i] < 0 || rows.agent[i] >= rows.agents  ? "agent"
                        : rows.direct[i] != 0 && rows.direct[i] != 1         ? "direct"
                                                                             : nullptr;
    if (wrong != nullptr) throw Error(ErrorCode::range, "row " + std::to_string(i) + ": " + wrong + " is out of range");
  }
}

}  // namespace

double wilson_lower(std::int64_t successes, std::int64_t trials) noexcept {
  constexpr double kZ = 1.959963984540054;
  if (trials == 0) return kUnknown;
  if (successes == 0) return 0;
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double z2 = kZ * kZ;
  return (p + z2 / (2 * n) - kZ * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n);
}

Bypass bypass(const DirectContactRows &rows, double limit) {
  check(rows, limit);
  const auto clients = static_cast<std::size_t>(rows.clients);
  Bypass result{std::vector<std::int64_t>(clients, 0), std::vector<std::int64_t>(clients, 0),
                std::vector<double>(clients, kUnknown), std::vector<double>(clients, kUnknown),
                std::vector<double>(clients, kUnknown), std::vector<std::int32_t>(clients, 0)};
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;  // of direct contacts
  for (std::size_t i = 0; i < rows.client.size(); ++i) {
    const auto client = static_cast<std::size_t>(rows.client[i]);
    ++result.contacts[client];
    if (rows.direct[i] == 0) continue;
    ++result.direct[client];
    pairs.emplace_back(rows.client[i], rows.agent[i]);
  }
  std::sort(pairs.begin(), pairs.end());
  for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
    while (end < pairs.size() && pairs[end] == pairs[begin]) ++end;
    const auto client = static_cast<std::size_t>(pairs[begin].first);
    const double share = static_cast<double>(end - begin) / static_cast<double>(result.direct[client]);
    result.hhi[client] = (std::isnan(result.hhi[client]) ? 0 : result.hhi[client]) + share * share;
  }
  for (std::size_t c = 0; c < clients; ++c) {
    if (result.contacts[c] == 0) continue;
    result.share[c] = static_cast<double>(result.direct[c]) / static_cast<double>(result.contacts[c]);
    result.lower[c] = wilson_lower(result.direct[c], result.contacts[c]);
    result.flagged[c] = result.contacts[c] >= kFewestContacts && result.lower[c] > limit ? 1 : 0;
  }
  return result;
}

}  // namespace entente
