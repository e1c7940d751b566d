#include "ical/event.hpp"

#include <algorithm>

#include "calendar/day_number.hpp"
#include "ical/property.hpp"

namespace entente::ical {
namespace {

std::string text_of(icalproperty *property) {
  const icalvalue *const value = icalproperty_get_value(property);
  const bool is_text = value != nullptr && icalvalue_isa(value) == ICAL_TEXT_VALUE;
  const char *const text = is_text ? icalvalue_get_text(value) : nullptr;
  return text == nullptr ? "" : text;
}

/// The word of a property such as STATUS, in capitals.
std::string word_of(const ContentLine &line) {
  std::string word = line.text.substr(line.text.find(':') + 1);
  for (char &c : word)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return word;
}

/// The date of a DATE or a DATE-TIME value.
icaltimetype time_of(const ContentLine &line, icalproperty *property) {
  const icalvalue *const value = icalproperty_get_value(property);
  const icalvalue_kind kind = value == nullptr ? ICAL_NO_VALUE : icalvalue_isa(value);
  icaltimetype time = icaltime_null_time();
  switch (kind) {
    case ICAL_DATE_VALUE: time = icalvalue_get_date(value); break;
    case ICAL_DATETIME_VALUE:
    case ICAL_DATETIMEDATE_VALUE: time = icalvalue_get_datetime(value); break;
    case ICAL_DATETIMEPERIOD_VALUE: time = icalvalue_get_datetimeperiod(value).time; break;
    case ICAL_PERIOD_VALUE: time = icalvalue_get_period(value).start; break;
    default: break;
  }
  if (!exists({time.year, time.month, time.day})) fail_at(line.number, "a date of " + line.name + " that does not exist");
  return time;
}

std::int64_t day_of(const icaltimetype &time) { return day_number({time.year, time.month, time.day}); }

class EventReader {
 public:
  explicit EventReader(const EventLines &lines) : lines_(lines) { event_.number = lines.number; }

  Event read() {
    for (const ContentLine &line : lines_.lines) read(line);
    if (!has_start_) fail_at(lines_.number, "an event without DTSTART");
    if (event_.is_timed) return std::move(event_);
    if (end_) event_.days = *end_ - event_.first_day;
    if (length_) event_.days = *length_;
    if (event_.days < 0) fail_at(end_line_, "an event that ends before it begins");
    event_.days = std::max<std::int64_t>(event_.days, 1);  // feeds often end an event on the day on which it begins
    return std::move(event_);
  }

 private:
  void read(const ContentLine &line) {
    const std::string &name = line.name;
    const auto each = [&](const auto &take) { for_each_property(line, take); };
    const auto each_day = [&](std::vector<std::int64_t> &days) {
      each([&](icalproperty *property) { days.push_back(day_of(time_of(line, property))); });
    };
    if (name == "DTSTART") {
      each([&](icalproperty *property) { start(line, property); });
    } else if (name == "DTEND") {
      each([&](icalproperty *property) { end_ = day_of(time_of(line, property)), end_line_ = line.number; });
    } else if (name == "DURATION") {
      each([&](icalproperty *property) { length(line, property); });
    } else if (name == "SUMMARY") {
      each([&](icalproperty *property) { event_.summary = text_of(property); });
    } else if (name == "DESCRIPTION") {
      each([&](icalproperty *property) { event_.description = text_of(property); });
    } else if (name == "CATEGORIES") {
      each([&](icalproperty *property) { event_.categories.push_back(text_of(property)); });
    } else if (name == "UID") {
      each([&](icalproperty *property) { event_.uid = text_of(property); });
    } else if (name == "TRANSP") {
      event_.is_transparent = word_of(line) == "TRANSPARENT";
    } else if (name == "STATUS") {
      event_.is_cancelled = word_of(line) == "CANCELLED";
    } else if (name == "RRULE") {
      event_.rules.push_back({line.number, line.text.substr(line.text.find(':') + 1)});
    } else if (name == "RDATE") {
      each_day(event_.more_days);
    } else if (name == "EXDATE") {
      each_day(event_.less_days);
    } else if (name == "RECURRENCE-ID") {
      each([&](icalproperty *property) { replaces(line, property); });
    }
  }

  void start(const ContentLine &line, icalproperty *property) {
    if (has_start_) fail_at(line.number, "a second DTSTART");
    const icaltimetype time = time_of(line, property);
    has_start_ = true;
    event_.is_timed = time.is_date == 0;
    event_.first_day = day_of(time);
  }

  void length(const ContentLine &line, icalproperty *property) {
    const icaldurationtype duration = icalproperty_get_duration(property);
    constexpr unsigned kMost = 1'000'000;
    if (duration.is_neg != 0 || duration.days > kMost || duration.weeks > kMost) {
      fail_at(line.number, "a DURATION that no event has");
    }
    length_ = std::int64_t{duration.days} + std::int64_t{duration.weeks} * 7;
  }

  void replaces(const ContentLine &line, icalproperty *property) {
    if (icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER) != nullptr) {
      fail_at(line.number, "RECURRENCE-ID with RANGE: a change of all later recurrences is not read");
    }
    event_.replaces = day_of(time_of(line, property));
  }

  const EventLines &lines_;
  Event event_;
  bool has_start_ = false;
  std::optional<std::int64_t> end_;
  std::optional<std::int64_t> length_;
  std::int64_t end_line_ = 0;
};

}  // namespace

Event read_event(const EventLines &event) { return EventReader(event).read(); }

}  // namespace entente::ical
