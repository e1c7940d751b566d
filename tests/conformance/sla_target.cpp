#include <algorithm>
#include <stdexcept>

#include "sla_operations.hpp"

namespace conformance {
namespace {

using nlohmann::json;

constexpr std::int64_t kDaySeconds = 86'400;

/// One ticket under a contract with one target: what its clock shows at an instant.
class Clock {
 public:
  Clock(const Question &q, std::int64_t seconds) : started_us_(q.reader.instant(q.args["start"])) {
    json hours = json::parse(calendar_document(q.hours));
    const json document = {
        {"entente", 1}, {"name", "row"}, {"zone", hours["zone"]}, {"calendars", {{"hours", hours}}},
        {"clock_map", {{"Open", "run"}, {"Waiting", q.args.value("pauses_count", true) ? "pause" : "run"}}},
        {"targets", {{{"id", "t"}, {"metric", "resolution"}, {"duration", std::to_string(seconds) + "s"}, {"calendar", "hours"}}}}};
    const std::string text = document.dump();
    entente_error *error = nullptr;
    require_ok(entente_contract_parse(text.data(), text.size(), nullptr, 0, &contract_, nullptr, &error), error);
    for (const json &pause : q.args["pauses"]) {
      at_us_.insert(at_us_.end(), {q.reader.instant(pause[0]), q.reader.instant(pause[1])});
      state_.insert(state_.end(), {1, 0});
    }
  }
  ~Clock() { entente_contract_destroy(contract_); }
  Clock(const Clock &) = delete;
  Clock &operator=(const Clock &) = delete;

  struct Reading {
    std::int64_t due_us, paused_us;
  };
  [[nodiscard]] Reading read(std::int64_t as_of_us) const {
    const std::vector<std::int32_t> ticket(at_us_.size(), 0);
    entente_log_columns columns{};
    columns.struct_size = sizeof columns;
    columns.tickets = 1;
    columns.opened_us = &started_us_;
    columns.events = at_us_.size();
    columns.ticket = ticket.data();
    columns.at_us = at_us_.data();
    columns.value = state_.data();
    entente_log *log = nullptr;
    entente_error *error = nullptr;
    require_ok(entente_log_create(contract_, &columns, &log, &error), error);
    entente_cycles *cycles = nullptr;
    const std::int32_t status = entente_evaluate(log, as_of_us, 1, &cycles, &error);
    entente_log_destroy(log);
    require_ok(status, error);
    const Reading reading{entente_cycles_int64(cycles, ENTENTE_CYCLE_DUE_US)[0],
                          entente_cycles_int64(cycles, ENTENTE_CYCLE_PAUSED_US)[0]};
    entente_cycles_destroy(cycles);
    return reading;
  }

 private:
  std::int64_t started_us_;
  std::vector<std::int64_t> at_us_;
  std::vector<std::int32_t> state_;
  entente_contract *contract_ = nullptr;
};

constexpr std::int64_t kYearsUs = 25 * 365 * kDaySeconds * kSecondUs;  ///< in which any target of a row is due
constexpr std::int64_t kLastUs = 4'102'444'800 * kSecondUs;            ///< 2100-01-01

/// A target in seconds: due, and what had been paused by then.
Clock::Reading seconds_target(const Question &q) {
  const Clock clock(q, q.args["target"]["seconds"].get<std::int64_t>());
  const std::int64_t due_us = clock.read(std::min(q.reader.instant(q.args["start"]) + kYearsUs, kLastUs)).due_us;
  return {due_us, clock.read(due_us).paused_us};
}

/// A target in days: the date, put off by the calendar time that was paused.
Clock::Reading days_target(const Question &q) {
  const json &target = q.args["target"];
  const std::int32_t meaning = target.value("to_close", false) ? ENTENTE_DAY_END_OF_DAY : ENTENTE_DAY_SAME_CLOCK_TIME;
  const auto date_us = call<std::int64_t>(entente_calendar_add_days, q.calendar, q.reader.instant(q.args["start"]),
                                          target["days"].get<std::int64_t>(), meaning, std::int64_t{0}, q.conventions);
  std::int64_t paused_us = 0;
  for (const json &pause : q.args["pauses"]) {
    if (!q.args.value("pauses_count", true)) break;
    paused_us += call<std::int64_t>(entente_calendar_between, q.calendar, q.reader.instant(pause[0]),
                                    q.reader.instant(pause[1]), std::int32_t{0});
  }
  if (paused_us == 0) return {date_us, 0};
  return {call<std::int64_t>(entente_calendar_add, q.calendar, date_us, paused_us, q.conventions), paused_us};
}

std::int64_t escalation(const Question &q, std::int64_t due_us) {
  const std::int64_t seconds = q.args["escalation_offset_seconds"];
  if (q.args.value("escalation_in_days", false)) {
    return call<std::int64_t>(entente_calendar_add_days, q.calendar, due_us, seconds / kDaySeconds,
                              std::int32_t{ENTENTE_DAY_SAME_CLOCK_TIME}, std::int64_t{0}, std::int32_t{0});
  }
  return call<std::int64_t>(entente_calendar_add, q.calendar, due_us, seconds * kSecondUs, std::int32_t{0});
}

}  // namespace

Values sla_target(const Question &q) {
  const Clock::Reading reading = q.args["target"].contains("seconds") ? seconds_target(q) : days_target(q);
  return {reading.due_us, reading.paused_us,
          q.args.contains("escalation_offset_seconds") ? escalation(q, reading.due_us) : kNotAsked};
}

Values read_sla_target(const RowReader &reader, const json &value) {
  return {reader.instant(value["due"]),
          value.contains("waiting_seconds") ? RowReader::duration(value["waiting_seconds"]) : kNotAsked,
          value.contains("escalation_at") ? reader.instant(value["escalation_at"]) : kNotAsked};
}

}  // namespace conformance
