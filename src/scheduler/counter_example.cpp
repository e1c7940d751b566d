#include "entente/scheduler/counter_example.hpp"

#include "entente/base/error.hpp"
#include "entente/quota/terms.hpp"
#include "scheduler/example_finder.hpp"

namespace entente {

bool promises_nothing(const QuotaLine &line) noexcept {
  return line.quota == 0 && line.overdraft == 0 && line.spacing_us == 0;
}

std::vector<PaceLine> pace_lines(const Quotas &quotas) {
  std::vector<PaceLine> lines;
  for (const QuotaLine &line : quotas.lines) {
    check_terms(terms_of(line), line.period_us);
    if (!promises_nothing(line)) lines.push_back({line.start_within_us, line.spacing_us});
  }
  return lines;
}

ExampleSearch find_counter_example(const Quotas &quotas, const ServerPool &team, std::int32_t line,
                                   ExampleBudget &budget) {
  if (line < 0 || static_cast<std::size_t>(line) >= quotas.lines.size())
    throw Error(ErrorCode::not_found, "no such quota line");
  const QuotaLine &terms = quotas.lines[static_cast<std::size_t>(line)];
  if (promises_nothing(terms)) return {NoExample::kept, std::nullopt};
  ServerPool pool = team;
  pool.ordinary_floor_us = quotas.ordinary_floor_us;
  const Lateness bound = lateness(pace_lines(quotas), pool, terms.start_within_us);
  const bool is_known = bound.status != LatenessStatus::unbounded && bound.at_most_us != kNoValue;
  if (is_known && bound.at_most_us <= terms.grace_us) return {NoExample::kept, std::nullopt};
  return ExampleFinder(quotas, team, budget).find(line);
}

}  // namespace entente
