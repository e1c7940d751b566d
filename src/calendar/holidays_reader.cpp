#include "calendar/holidays_reader.hpp"

#include <algorithm>

#include "base/words.hpp"
#include "calendar/local_text.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

using json::Kind;
using json::Value;

/// The keys of which each rule has exactly one: it says what kind of rule it is.
constexpr std::array<std::string_view, 5> kKinds = {"date", "yearly", "weekday", "easter", "orthodox_easter"};
constexpr std::array<std::string_view, 3> kObserved = {"none", "nearest_weekday", "next_weekday"};
constexpr std::string_view kLast = "last";

std::optional<LocalDate> read_date(Value value, ProblemList &problems) {
  const std::optional<std::string_view> text = json::read_text(value, problems);
  if (!text) return std::nullopt;
  LocalDate date;
  switch (parse_date(*text, date)) {
    case DateText::date: return date;
    case DateText::no_such_date: json::report(problems, "no_such_date", value, kRealDateExpected); break;
    case DateText::malformed: json::report(problems, "bad_value", value, kDateExpected); break;
  }
  return std::nullopt;
}

std::optional<YearlyDate> read_yearly(Value value, ProblemList &problems) {
  const std::optional<std::string_view> text = json::read_text(value, problems);
  if (!text) return std::nullopt;
  LocalDate date;
  switch (parse_date("2000-" + std::string(*text), date)) {  // a leap year: 29 February comes
    case DateText::date: return YearlyDate{date.month, date.day};
    case DateText::no_such_date: json::report(problems, "no_such_date", value, "a day that comes in some year"); break;
    case DateText::malformed: json::report(problems, "bad_value", value, "a month and a day such as \"12-25\""); break;
  }
  return std::nullopt;
}

std::optional<std::int32_t> read_number(std::optional<Value> value, std::int32_t least, std::int32_t most,
                                        ProblemList &problems) {
  const auto number = value ? json::read_integer(*value, least, most, problems) : std::nullopt;
  return number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt;
}

std::optional<std::int32_t> read_nth(std::optional<Value> value, ProblemList &problems) {
  if (!value || value->kind() != Kind::text) return read_number(value, 1, 5, problems);
  if (value->text() == kLast) return NthWeekday::kLast;
  json::report(problems, "bad_value", *value, "an integer from 1 to 5, or \"last\"");
  return std::nullopt;
}

std::optional<NthWeekday> read_nth_weekday(Value value, json::ObjectReader &object, ProblemList &problems) {
  const std::optional<std::size_t> weekday = json::read_word(value, kWeekdays, problems);
  const std::optional<std::int32_t> nth = read_nth(object.required("nth"), problems);
  const std::optional<std::int32_t> month = read_number(object.required("month"), 1, 12, problems);
  if (!weekday || !nth || !month) return std::nullopt;
  return NthWeekday{static_cast<std::int32_t>(*weekday), *nth, *month};
}

/// The day of a rule of this kind into the rule.
bool read_day(std::size_t kind, Value value, json::ObjectReader &object, HolidayRule &rule, ProblemList &problems) {
  const auto take = [&](const auto &day) {
    if (day) rule.day = *day;
    return day.has_value();
  };
  switch (kind) {
    case 0: return take(read_date(value, problems));
    case 1: return take(read_yearly(value, problems));
    case 2: return take(read_nth_weekday(value, object, problems));
    default: break;
  }
  const std::optional<std::int32_t> days = read_number(value, -366, 366, problems);
  if (days) rule.day = DaysFromEaster{*days, kind == 3 ? Easter::western : Easter::orthodox};
  return days.has_value();
}

void read_years(Value element, json::ObjectReader &object, HolidayRule &rule, ProblemList &problems) {
  const std::optional<Value> until = object.optional("until");
  rule.from = read_number(object.optional("from"), 1, 9999, problems).value_or(1);
  rule.until = read_number(until, 1, 9999, problems).value_or(9999);
  if (rule.until >= rule.from) return;
  json::report(problems, "inconsistent", until ? *until : element, "a year that is not before \"from\"");
}

std::optional<HolidayRule> read_rule(Value element, ProblemList &problems) {
  json::ObjectReader object(element, problems);
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                 [&](std::string_view key) { return element.member(key).has_value(); });
  if (kind == kKinds.end()) {
    json::report(problems, "missing_key", element, "one of the keys " + one_of({kKinds.begin(), kKinds.end()}));
    return std::nullopt;
  }
  HolidayRule rule;
  const bool is_date = kind == kKinds.begin();
  const std::string where = "beside " + json_quoted(*kind);
  const bool is_read = read_day(static_cast<std::size_t>(kind - kKinds.begin()), *object.optional(*kind), object, rule,
                                problems);
  if (const auto name = object.optional("name")) rule.name = json::read_name(*name, problems).value_or("");
  if (!is_date) {
    if (const auto observed = object.optional("observed")) {
      rule.observed = static_cast<Observed>(json::read_word(*observed, kObserved, problems).value_or(0));
    }
    read_years(element, object, rule, problems);
  }
  for (const std::string_view key : kKinds) {
    if (key != *kind) object.forbidden(key, where);
  }
  if (*kind != "weekday") {
    for (const std::string_view key : {"nth", "month"}) object.forbidden(key, where);
  }
  if (is_date) {
    for (const std::string_view key : {"from", "until", "observed"}) object.forbidden(key, where);
  }
  object.finish();
  return is_read ? std::optional(rule) : std::nullopt;
}

struct WriteDay {
  json::Writer &writer;

  void operator()(const LocalDate &date) const { writer.member("date", date_text(date)); }
  void operator()(const YearlyDate &date) const {
    writer.member("yearly", date_text({2000, date.month, date.day}).substr(5));
  }
  void operator()(const NthWeekday &day) const {
    writer.member("weekday", kWeekdays[static_cast<std::size_t>(day.weekday)]);
    if (day.nth == NthWeekday::kLast) {
      writer.member("nth", kLast);
    } else {
      writer.member("nth", std::int64_t{day.nth});
    }
    writer.member("month", std::int64_t{day.month});
  }
  void operator()(const DaysFromEaster &day) const {
    writer.member(day.easter == Easter::western ? "easter" : "orthodox_easter", std::int64_t{day.days});
  }
};

void write_rule(json::Writer &writer, const HolidayRule &rule) {
  writer.begin_object();
  std::visit(WriteDay{writer}, rule.day);
  if (!rule.name.empty()) writer.member("name", rule.name);
  if (!std::holds_alternative<LocalDate>(rule.day)) {
    writer.member("observed", kObserved[static_cast<std::size_t>(rule.observed)]);
    writer.member("from", std::int64_t{rule.from});
    writer.member("until", std::int64_t{rule.until});
  }
  writer.end_object();
}

/// False after `limit`.
bool is_within_limits(Value value, ProblemList &problems) {
  std::size_t rules = 0;
  for (const Value element : value) rules += element.kind() == Kind::object && !element.member("date") ? 1 : 0;
  if (value.size() <= limits::kCalendarDates && rules <= limits::kHolidayRules) return true;
  json::report(problems, "limit", value,
               "at most " + std::to_string(limits::kCalendarDates) + " holidays, and of those by rule " +
                   std::to_string(limits::kHolidayRules));
  return false;
}

}  // namespace

void read_holidays(Value value, CalendarDefinition &definition, ProblemList &problems) {
  if (!json::is_kind(value, Kind::array, problems) || !is_within_limits(value, problems)) return;
  for (const Value element : value) {
    if (element.kind() == Kind::text) {
      if (const auto date = read_date(element, problems)) definition.holidays.push_back(*date);
    } else if (element.kind() == Kind::object) {
      if (auto rule = read_rule(element, problems)) definition.holiday_rules.push_back(std::move(*rule));
    } else {
      json::report(problems, "wrong_type", element, "a date, or an object with a rule");
    }
  }
  std::vector<LocalDate> &dates = definition.holidays;
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
}

void write_holidays(json::Writer &writer, const CalendarDefinition &definition) {
  writer.begin_array();
  for (const LocalDate &date : definition.holidays) writer.text(date_text(date));
  for (const HolidayRule &rule : definition.holiday_rules) write_rule(writer, rule);
  writer.end_array();
}

}  // namespace entente
