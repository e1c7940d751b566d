#include "ical/recurrence.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "calendar/day_number.hpp"
#include "entente/base/error.hpp"
#include "ical/property.hpp"

namespace entente::ical {
namespace {

using Iterator = std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)>;

std::int64_t day_of(const icaltimetype &time) { return day_number({time.year, time.month, time.day}); }

icaltimetype time_of(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  time.is_date = 1;
  return time;
}

icalrecurrencetype read_rule(const Event::Rule &rule) {
  // Before libical sees it, which would keep the name of the calendar for ever.
  constexpr std::string_view kScale = "RSCALE";
  const auto same = [](char a, char b) { return a == b || a - 'a' + 'A' == b; };
  if (std::search(rule.text.begin(), rule.text.end(), kScale.begin(), kScale.end(), same) != rule.text.end()) {
    fail_at(rule.number, "RSCALE: recurrence in another calendar is not read");
  }
  icalerror_clear_errno();
  const icalrecurrencetype read = icalrecurrencetype_from_string(rule.text.c_str());
  switch (read.freq) {
    case ICAL_YEARLY_RECURRENCE:
    case ICAL_MONTHLY_RECURRENCE:
    case ICAL_WEEKLY_RECURRENCE:
    case ICAL_DAILY_RECURRENCE: break;
    case ICAL_HOURLY_RECURRENCE:
    case ICAL_MINUTELY_RECURRENCE:
    case ICAL_SECONDLY_RECURRENCE: fail_at(rule.number, "whole days that recur within a day");
    default: fail_at(rule.number, "a rule of recurrence that cannot be read");
  }
  return read;
}

/// Steps that libical takes over so many days, counted generously.
std::int64_t steps(icalrecurrencetype_frequency frequency, std::int64_t days) {
  switch (frequency) {
    case ICAL_DAILY_RECURRENCE: return days;
    case ICAL_WEEKLY_RECURRENCE: return days / 7 + 1;
    case ICAL_MONTHLY_RECURRENCE: return days / 15 + 1;
    default: return days / 90 + 1;
  }
}

void expand(const Event &event, const Event::Rule &rule, std::int64_t last_day, Work &work,
            std::set<std::int64_t> &begins) {
  if (event.first_day < day_number({1900, 1, 1})) fail_at(event.number, "a recurrence that begins before 1900");
  const icalrecurrencetype read = read_rule(rule);
  const Iterator iterator(icalrecur_iterator_new(read, time_of(event.first_day)), icalrecur_iterator_free);
  if (iterator == nullptr) fail_at(rule.number, "a rule of recurrence that never comes");
  std::int64_t last = event.first_day;
  std::int64_t count = 0;
  for (;; ++count) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next) != 0) break;
    const std::int64_t day = day_of(next);
    work.spend(steps(read.freq, day - last) + 1, rule.number);
    if (day > last_day) return;
    begins.insert(day);
    last = day;
  }
  // Where it never came, libical looked through the years up to 2582.
  if (count == 0) work.spend(steps(read.freq, day_number({2583, 1, 1}) - last), rule.number);
}

}  // namespace

void Work::spend(std::int64_t steps, std::int64_t line) {
  left_ -= steps;
  if (left_ >= 0) return;
  throw Error(ErrorCode::limit, "line " + std::to_string(line) + ": the recurrences of this feed are too much work",
              {line, 0});
}

std::vector<std::int64_t> begins_of(const Event &event, std::int64_t last_day, Work &work) {
  std::set<std::int64_t> begins;
  if (event.rules.empty()) begins.insert(event.first_day);
  for (const Event::Rule &rule : event.rules) expand(event, rule, last_day, work, begins);
  begins.insert(event.more_days.begin(), event.more_days.end());
  for (const std::int64_t day : event.less_days) begins.erase(day);
  begins.erase(begins.upper_bound(last_day), begins.end());
  return {begins.begin(), begins.end()};
}

}  // namespace entente::ical
