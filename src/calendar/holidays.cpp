#include "entente/calendar/holidays.hpp"

#include <algorithm>
#include <numeric>

#include "calendar/day_number.hpp"
#include "calendar/holiday_rule.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

/// Years whose rules can reach the horizon, with more than a year of distance from Easter and two of moves.
constexpr std::int32_t kFirstYear = 1967;
constexpr std::int32_t kLastYear = 2102;

/// A day and the place of its rule in the definition; bare dates have the place behind all rules.
struct Closed {
  std::int64_t day;
  std::size_t rule;

  friend auto operator<=>(const Closed &, const Closed &) = default;
};

bool is_weekend(std::int64_t day) {
  const std::int64_t weekday = ((day + 3) % 7 + 7) % 7;
  return weekday >= 5;
}

/// Finds the next Monday to Friday that is no holiday. Days that are taken are skipped in almost constant time however
/// many there are in a row: each points on to a later one (disjoint sets with path halving).
class FreeWeekdays {
 public:
  FreeWeekdays() : next_(static_cast<std::size_t>(kEnd - kBegin) + 1) {
    std::iota(next_.begin(), next_.end(), 0);
    for (std::int64_t day = kBegin; day < kEnd; ++day) {
      if (is_weekend(day)) take(day);
    }
  }

  void take(std::int64_t day) {
    if (day >= kBegin && day < kEnd) at(day) = static_cast<std::int32_t>(day - kBegin) + 1;
  }
  /// The first free day from `day` on, which is then taken; kEnd where there is none.
  std::int64_t take_next(std::int64_t day) {
    if (day < kBegin || day >= kEnd) return kEnd;
    auto found = static_cast<std::size_t>(day - kBegin);
    while (next_[found] != static_cast<std::int32_t>(found)) {
      next_[found] = next_[static_cast<std::size_t>(next_[found])];
      found = static_cast<std::size_t>(next_[found]);
    }
    take(kBegin + static_cast<std::int64_t>(found));
    return kBegin + static_cast<std::int64_t>(found);
  }

  static constexpr std::int64_t kBegin = kFirstDate - 400;
  static constexpr std::int64_t kEnd = kLastDate + 400;

 private:
  std::int32_t &at(std::int64_t day) { return next_[static_cast<std::size_t>(day - kBegin)]; }

  std::vector<std::int32_t> next_;
};

/// Moves what falls on a weekend and is to be observed on a weekday. The earlier one goes first; of two on the same
/// date, the earlier rule.
void observe(const std::vector<HolidayRule> &rules, std::vector<Closed> &moving, std::vector<Closed> &closed) {
  if (moving.empty()) return;
  std::sort(moving.begin(), moving.end());
  FreeWeekdays free;
  for (const Closed &holiday : closed) free.take(holiday.day);
  const auto is_nearest = [&](const Closed &holiday) { return rules[holiday.rule].observed == Observed::nearest_weekday; };
  for (Closed holiday : moving) {
    if (!is_nearest(holiday)) continue;
    holiday.day += is_weekend(holiday.day + 1) ? -1 : 1;
    free.take(holiday.day);
    closed.push_back(holiday);
  }
  for (Closed holiday : moving) {
    if (is_nearest(holiday)) continue;
    holiday.day = free.take_next(holiday.day);
    closed.push_back(holiday);
  }
}

std::vector<Closed> closed_days(const CalendarDefinition &definition) {
  const std::vector<HolidayRule> &rules = definition.holiday_rules;
  std::vector<Closed> closed;
  std::vector<Closed> moving;
  const auto close = [&](std::size_t rule, std::int32_t year) {
    const std::optional<std::int64_t> day = day_in_year(rules[rule], year);
    if (day) (rules[rule].observed != Observed::none && is_weekend(*day) ? moving : closed).push_back({*day, rule});
  };
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    const LocalDate *const date = std::get_if<LocalDate>(&rules[rule].day);
    const std::int32_t first = date != nullptr ? std::clamp(date->year, kFirstYear, kLastYear) : kFirstYear;
    const std::int32_t last = date != nullptr ? first : kLastYear;
    for (std::int32_t year = first; year <= last; ++year) close(rule, year);
  }
  for (const LocalDate &date : definition.holidays) closed.push_back({day_number(date), rules.size()});
  observe(rules, moving, closed);
  return closed;
}

void check_all(const CalendarDefinition &definition) {
  if (definition.holidays.size() > limits::kCalendarDates) throw Error(ErrorCode::limit, "more than 100,000 holidays");
  for (const LocalDate &date : definition.holidays) {
    if (!exists(date)) throw Error(ErrorCode::invalid, "a date that does not exist");
  }
  std::size_t dates = 0;
  for (const HolidayRule &rule : definition.holiday_rules) {
    check(rule);
    dates += std::holds_alternative<LocalDate>(rule.day) ? 1 : 0;
  }
  if (dates > limits::kCalendarDates) throw Error(ErrorCode::limit, "more than 100,000 holidays");
  if (definition.holiday_rules.size() - dates > limits::kHolidayRules) {
    throw Error(ErrorCode::limit, "more than 1000 holidays by rule");
  }
}

}  // namespace

Holidays::Holidays(const CalendarDefinition &definition) : names_(1) {
  check_all(definition);
  std::vector<Closed> closed = closed_days(definition);
  std::sort(closed.begin(), closed.end());
  std::vector<std::int32_t> name_of_rule(definition.holiday_rules.size() + 1, 0);
  for (std::size_t rule = 0; rule < definition.holiday_rules.size(); ++rule) {
    if (definition.holiday_rules[rule].name.empty()) continue;
    name_of_rule[rule] = static_cast<std::int32_t>(names_.size());
    names_.push_back(definition.holiday_rules[rule].name);
  }
  for (const Closed &holiday : closed) {
    if (!within_horizon(holiday.day)) continue;
    const auto day = static_cast<std::int32_t>(holiday.day);
    if (days_.empty() || days_.back() != day) {
      days_.push_back(day);
      name_of_.push_back(0);
    }
    if (name_of_.back() == 0) name_of_.back() = name_of_rule[holiday.rule];
  }
}

const std::string *Holidays::name(std::int64_t day) const noexcept {
  const auto found = std::lower_bound(days_.begin(), days_.end(), day);
  if (found == days_.end() || *found != day) return nullptr;
  return &names_[static_cast<std::size_t>(name_of_[static_cast<std::size_t>(found - days_.begin())])];
}

const std::string *Holidays::name(const LocalDate &date) const noexcept {
  return exists(date) ? name(day_number(date)) : nullptr;
}

}  // namespace entente
