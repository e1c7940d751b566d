#include "entente/quota/terms.hpp"

#include <string>

#include "entente/base/error.hpp"

namespace entente {
namespace {

void check(std::int64_t value, std::int64_t least, std::int64_t most, const char *name) {
  if (value >= least && value <= most) return;
  throw Error(ErrorCode::range, std::string("quota line: ") + name + " is " + std::to_string(value) +
                                    ", allowed are " + std::to_string(least) + " to " + std::to_string(most));
}

}  // namespace

Terms terms_of(const QuotaLine &line) {
  Terms terms;
  terms.start_within_us = line.start_within_us;
  terms.spacing_us = line.spacing_us;
  terms.grace_us = line.grace_us;
  terms.answer_within_us = line.answer_within_us;
  terms.quota = line.quota;
  terms.overdraft = line.overdraft;
  terms.carry_cap = line.carry_cap;
  terms.carry_num = line.carry_num;
  terms.carry_den = line.carry_den;
  terms.weight = line.weight;
  return terms;
}

void check_terms(const Terms &terms, std::int64_t period_us) {
  check(period_us, 1, kLastWorkingTimeUs, "period");
  check(terms.start_within_us, 0, kLastWorkingTimeUs, "start_within");
  check(terms.spacing_us, 0, kLastWorkingTimeUs, "spacing");
  check(terms.grace_us, 0, kLastWorkingTimeUs, "grace");
  check(terms.answer_within_us, 0, kLastWorkingTimeUs, "answer_within");
  check(terms.quota, 0, kMaxLineUnits, "quota");
  check(terms.overdraft, 0, kMaxLineUnits, "overdraft");
  check(terms.carry_cap, 0, kMaxLineUnits, "carry_cap");
  check(terms.carry_den, 1, kMaxLineUnits, "carry_den");
  check(terms.carry_num, 0, terms.carry_den, "carry_num");
  check(terms.weight, 1, 16, "weight");
  const std::int64_t periods = kLastWorkingTimeUs / period_us + 1;
  if (terms.quota > (std::int64_t{1} << 61) / periods)
    throw Error(ErrorCode::range, "quota line: the quota is too large for so short a period: the units of all "
                                  "periods would not fit in 64 bits");
}

}  // namespace entente
