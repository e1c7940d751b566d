#include "calendar/definition_reader.hpp"

#include "calendar/holidays_reader.hpp"
#include "calendar/local_text.hpp"
#include "entente/base/limits.hpp"
#include "entente/calendar/read_calendar_definition.hpp"

namespace entente {
namespace {

using json::Kind;
using json::Value;

constexpr std::string_view kAlways = "24x7";

std::optional<std::int32_t> read_time(Value value, bool is_end, ProblemList &problems) {
  const std::optional<std::string_view> text = json::read_text(value, problems);
  if (!text) return std::nullopt;
  const std::optional<std::int32_t> time = parse_time(*text, is_end);
  if (!time) {
    json::report(problems, "bad_value", value,
                 is_end ? "a time such as \"17:00\" or \"17:00:30\", at most \"24:00\""
                        : "a time such as \"09:00\" or \"09:00:30\", before \"24:00\"");
  }
  return time;
}

std::optional<LocalInterval> read_interval(Value value, ProblemList &problems) {
  if (!json::is_kind(value, Kind::array, problems)) return std::nullopt;
  if (value.size() != 2) {
    json::report(problems, "bad_value", value, "an interval of two times, such as [\"09:00\", \"17:00\"]");
    return std::nullopt;
  }
  auto element = value.begin();
  const std::optional<std::int32_t> open = read_time(*element, false, problems);
  ++element;
  const std::optional<std::int32_t> close = read_time(*element, true, problems);
  if (!open || !close) return std::nullopt;
  return LocalInterval{*open, *close};
}

std::vector<LocalInterval> read_intervals(Value value, ProblemList &problems) {
  std::vector<LocalInterval> intervals;
  if (!json::is_kind(value, Kind::array, problems)) return intervals;
  if (value.size() > limits::kIntervalsPerDate) {
    json::report(problems, "limit", value,
                 "at most " + std::to_string(limits::kIntervalsPerDate) + " intervals a day");
    return intervals;
  }
  for (const Value element : value) {
    if (const auto interval = read_interval(element, problems)) intervals.push_back(*interval);
  }
  return intervals;
}

void read_weekly(Value value, CalendarDefinition &definition, ProblemList &problems) {
  if (value.kind() == Kind::text) {
    if (value.text() == kAlways) {
      definition.weekly.fill({{0, 86'400}});
    } else {
      json::report(problems, "bad_value", value, "the hours of each weekday, or \"24x7\"");
    }
    return;
  }
  json::ObjectReader reader(value, problems);
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    if (const auto member = reader.optional(kWeekdays[day]))
      definition.weekly[day] = read_intervals(*member, problems);
  }
  reader.finish();
}

void read_dates(Value value, std::map<LocalDate, std::vector<LocalInterval>> &dates, ProblemList &problems) {
  if (!json::is_kind(value, Kind::object, problems)) return;
  for (const Value member : value) {
    LocalDate date;
    std::vector<LocalInterval> intervals = read_intervals(member, problems);
    switch (parse_date(member.key(), date)) {
      case DateText::date:
        dates.emplace(date, std::move(intervals));
        break;
      case DateText::no_such_date:
        json::report_key(problems, "no_such_date", member, kRealDateExpected);
        break;
      case DateText::malformed:
        json::report_key(problems, "bad_value", member, kDateExpected);
        break;
    }
  }
}

void write_intervals(json::Writer &writer, const std::vector<LocalInterval> &intervals) {
  writer.begin_array();
  for (const LocalInterval &interval : intervals) {
    writer.begin_array();
    writer.text(time_text(interval.open_s));
    writer.text(time_text(interval.close_s));
    writer.end_array();
  }
  writer.end_array();
}

void write_dates(json::Writer &writer, const std::map<LocalDate, std::vector<LocalInterval>> &dates) {
  writer.begin_object();
  for (const auto &[date, intervals] : dates) {
    writer.key(date_text(date));
    write_intervals(writer, intervals);
  }
  writer.end_object();
}

}  // namespace

std::string read_zone_name(Value value, ProblemList &problems) {
  const std::optional<std::string_view> name = json::read_text(value, problems);
  if (!name) return {};
  bool is_spelled = !name->empty() && name->size() <= limits::kZoneNameBytes && name->front() != '/' &&
                    name->back() != '/' && name->find("//") == std::string_view::npos;
  for (const char c : *name) {
    is_spelled = is_spelled && ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                                c == '_' || c == '+' || c == '-' || c == '/');
  }
  if (is_spelled) return std::string(*name);
  json::report(problems, "bad_value", value, "an IANA zone name such as \"Europe/Paris\"");
  return {};
}

CalendarDefinition read_calendar(Value value, const std::string &default_zone, ProblemList &problems) {
  CalendarDefinition definition;
  definition.zone = default_zone;
  json::ObjectReader reader(value, problems);
  const auto zone = default_zone.empty() ? reader.required("zone") : reader.optional("zone");
  if (zone) definition.zone = read_zone_name(*zone, problems);
  if (const auto member = reader.optional("weekly")) read_weekly(*member, definition, problems);
  if (const auto member = reader.optional("holidays")) read_holidays(*member, definition, problems);
  if (const auto member = reader.optional("exceptions")) read_dates(*member, definition.exceptions, problems);
  if (const auto member = reader.optional("breaks")) read_dates(*member, definition.breaks, problems);
  reader.finish();
  return definition;
}

void write_calendar(json::Writer &writer, const CalendarDefinition &definition) {
  writer.begin_object();
  writer.member("zone", definition.zone);
  writer.key("weekly");
  writer.begin_object();
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    writer.key(kWeekdays[day]);
    write_intervals(writer, definition.weekly[day]);
  }
  writer.end_object();
  writer.key("holidays");
  write_holidays(writer, definition);
  writer.key("exceptions");
  write_dates(writer, definition.exceptions);
  writer.key("breaks");
  write_dates(writer, definition.breaks);
  writer.end_object();
}

std::optional<CalendarDefinition> read_calendar_definition(std::string_view json, Problems &problems) {
  ProblemList list;
  std::optional<CalendarDefinition> definition;
  if (const auto document = json::parse(json, list)) definition = read_calendar(document->root(), "", list);
  problems = list.take();
  if (!problems.empty()) definition.reset();
  return definition;
}

}  // namespace entente
