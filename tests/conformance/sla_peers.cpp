// Operations of single peers, each expressed by documented ones of ours. What a peer does where a start lies on no
// workday, or a result outside hours, is said here in our terms: that is how its users would move over.
#include "sla_operations.hpp"

namespace conformance {
namespace {

std::int64_t days(const Question &q, std::int64_t at_us, std::int64_t n, std::int32_t meaning) {
  return call<std::int64_t>(entente_calendar_add_days, q.calendar, at_us, n, meaning, std::int64_t{0}, 0);
}

std::int64_t same_clock_time(const Question &q, std::int64_t at_us, std::int64_t n) {
  return days(q, at_us, n, ENTENTE_DAY_SAME_CLOCK_TIME);
}

/// A start on no workday first moves to the next one in `direction`.
std::int64_t on_a_workday(const Question &q, std::int64_t at_us, std::int64_t direction) {
  const bool workday = call<std::int32_t>(entente_calendar_is_workday, q.calendar, at_us) != 0;
  return workday ? at_us : same_clock_time(q, at_us, direction);
}

/// business_time: a start outside hours first moves to the next opening or, subtracting, to the last one.
std::int64_t on_an_opening(const Question &q, std::int64_t at_us, std::int64_t n) {
  if (call<std::int32_t>(entente_calendar_is_open, q.calendar, at_us, 0) != 0) return at_us;
  if (n > 0) return call<std::int64_t>(entente_calendar_next_open, q.calendar, at_us, 0);
  std::int64_t open_us = 0, close_us = 0;
  call<std::size_t>(entente_calendar_periods_before, q.calendar, at_us, 0, std::size_t{1}, &open_us, &close_us);
  return open_us;
}

/// biz: a result outside hours moves on to the next opening or, subtracting, back to the last close.
std::int64_t within_hours(const Question &q, std::int64_t at_us, std::int64_t n) {
  if (n > 0) return call<std::int64_t>(entente_calendar_next_open, q.calendar, at_us, ENTENTE_END_INCLUSIVE);
  return call<std::int64_t>(entente_calendar_previous_open, q.calendar, at_us, ENTENTE_EXACT_OPEN_NOT_ROLLED_BACK);
}

std::int64_t days_of_peer(const Question &q, std::int64_t n) {
  const std::int64_t at_us = q.reader.instant(q.args["start"]);
  if (n == 0) return at_us;
  if (q.peer == "working_hours") return same_clock_time(q, on_a_workday(q, at_us, n > 0 ? 1 : -1), n);
  if (q.peer == "moment-business-time") return same_clock_time(q, on_a_workday(q, at_us, 1), n);
  if (q.peer == "business_time") return same_clock_time(q, on_an_opening(q, at_us, n), n);
  if (q.peer == "biz") return within_hours(q, same_clock_time(q, at_us, n), n);
  return same_clock_time(q, at_us, n);
}

Values add_days(const Question &q) { return {days_of_peer(q, q.args["days"].get<std::int64_t>())}; }

Values subtract_days(const Question &q) { return {days_of_peer(q, -q.args["days"].get<std::int64_t>())}; }

Values add_days_to_close(const Question &q) {
  return {days(q, q.reader.instant(q.args["start"]), q.args["days"].get<std::int64_t>(), ENTENTE_DAY_END_OF_DAY)};
}

Values workdays_between(const Question &q) {
  return {call<std::int64_t>(entente_calendar_workdays_between, q.calendar, q.reader.instant(q.args["from"]),
                             q.reader.instant(q.args["to"]))};
}

/// Open time, cut off to whole units of this many seconds.
template <std::int64_t unit_s>
Values between_truncated(const Question &q) {
  return {call<std::int64_t>(entente_calendar_between, q.calendar, q.reader.instant(q.args["from"]),
                             q.reader.instant(q.args["to"]), 0) /
          (unit_s * kSecondUs)};
}

}  // namespace

const std::map<std::string, Operation> &peer_operations() {
  static const std::map<std::string, Operation> kOperations = {
      {"add_days", {add_days, read_instant}},
      {"subtract_days", {subtract_days, read_instant}},
      {"add_days_to_close", {add_days_to_close, read_instant}},
      {"workdays_between", {workdays_between, read_number}},
      {"workdays_between_calendar", {workdays_between, read_number}},
      {"between_truncated_second", {between_truncated<1>, read_number}},
      {"between_truncated_minute", {between_truncated<60>, read_number}},
      {"between_truncated_hour", {between_truncated<3600>, read_number}},
  };
  return kOperations;
}

}  // namespace conformance
