#include "calendar/holiday_rule.hpp"

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "calendar/day_number.hpp"
#include "calendar/easter.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

namespace greg = boost::gregorian;

void require(bool condition, const char *message) {
  if (!condition) throw Error(ErrorCode::invalid, message);
}

bool within(std::int32_t value, std::int32_t least, std::int32_t most) { return value >= least && value <= most; }

struct Check {
  void operator()(const LocalDate &date) const { require(exists(date), "a date that does not exist"); }
  void operator()(const YearlyDate &date) const {
    require(exists({2000, date.month, date.day}), "a month and a day that never come together");
  }
  void operator()(const NthWeekday &day) const {
    require(within(day.weekday, 0, 6) && within(day.month, 1, 12), "a weekday or a month out of range");
    require(within(day.nth, 1, 5) || day.nth == NthWeekday::kLast, "nth is none of 1 to 5 and not the last");
  }
  void operator()(const DaysFromEaster &day) const {
    require(within(day.days, -366, 366), "more than 366 days from Easter");
    require(day.easter == Easter::western || day.easter == Easter::orthodox, "an unknown Easter");
  }
};

std::int64_t number_of(const greg::date &date) { return (date - greg::date(1970, 1, 1)).days(); }

struct InYear {
  std::int32_t year;

  std::optional<std::int64_t> operator()(const LocalDate &date) const {
    return date.year == year ? std::optional(day_number(date)) : std::nullopt;
  }
  std::optional<std::int64_t> operator()(const YearlyDate &date) const {
    const LocalDate local{year, date.month, date.day};
    return exists(local) ? std::optional(day_number(local)) : std::nullopt;
  }
  std::optional<std::int64_t> operator()(const NthWeekday &day) const {
    const auto greg_year = static_cast<unsigned short>(year);
    const greg::greg_weekday weekday(static_cast<unsigned short>((day.weekday + 1) % 7));  // theirs begins on Sunday
    const greg::greg_month month(static_cast<unsigned short>(day.month));
    if (day.nth == NthWeekday::kLast) {
      return number_of(greg::last_day_of_the_week_in_month(weekday, month).get_date(greg_year));
    }
    // Its own fifth falls back on the fourth where there is none.
    using Nth = greg::nth_day_of_the_week_in_month;
    const greg::date first = Nth(Nth::first, weekday, month).get_date(greg_year);
    const greg::date found = first + greg::weeks(day.nth - 1);
    return found.month() == month ? std::optional(number_of(found)) : std::nullopt;
  }
  std::optional<std::int64_t> operator()(const DaysFromEaster &day) const {
    const bool is_western = day.easter == Easter::western;
    return day_number(is_western ? western_easter(year) : orthodox_easter(year)) + day.days;
  }
};

}  // namespace

void check(const HolidayRule &rule) {
  std::visit(Check{}, rule.day);
  require(within(rule.from, 1, 9999) && within(rule.until, rule.from, 9999), "years out of range or out of order");
  require(rule.observed <= Observed::next_weekday, "an unknown way to observe a holiday");
  require(rule.name.find('\0') == std::string::npos, "a character U+0000 in the name of a holiday");
  if (rule.name.size() > limits::kNameBytes) throw Error(ErrorCode::limit, "a name of more than 256 bytes");
}

std::optional<std::int64_t> day_in_year(const HolidayRule &rule, std::int32_t year) {
  return within(year, rule.from, rule.until) ? std::visit(InYear{year}, rule.day) : std::nullopt;
}

}  // namespace entente
