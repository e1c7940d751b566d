#include "sla_operations.hpp"

namespace conformance {
namespace {

using nlohmann::json;

template <auto function>
Values walk(const Question &q) {
  return {call<std::int64_t>(function, q.calendar, q.reader.instant(q.args["start"]),
                             RowReader::duration(q.args["seconds"]), q.conventions)};
}

Values between(const Question &q) {
  return {call<std::int64_t>(entente_calendar_between, q.calendar, q.reader.instant(q.args["from"]),
                             q.reader.instant(q.args["to"]), q.conventions)};
}

template <auto function>
Values moment(const Question &q) {
  return {call<std::int64_t>(function, q.calendar, q.reader.instant(q.args["at"]), q.conventions)};
}

template <auto function>
Values plain_moment(const Question &q) {
  return {call<std::int64_t>(function, q.calendar, q.reader.instant(q.args["at"]))};
}

Values is_open(const Question &q) {
  return {call<std::int32_t>(entente_calendar_is_open, q.calendar, q.reader.instant(q.args["at"]), q.conventions)};
}

template <auto function>
Values yes_or_no(const Question &q) {
  return {call<std::int32_t>(function, q.calendar, q.reader.instant(q.args["at"]))};
}

template <auto function>
Values periods(const Question &q) {
  const auto capacity = q.args["count"].get<std::size_t>();
  Values open(capacity), close(capacity), bounds;
  const auto count = call<std::size_t>(function, q.calendar, q.reader.instant(q.args["from"]), q.conventions, capacity,
                                       open.data(), close.data());
  for (std::size_t i = 0; i < count; ++i) {
    bounds.push_back(open[i]);
    bounds.push_back(close[i]);
  }
  return bounds;
}

Values read_duration(const RowReader &, const json &value) { return {RowReader::duration(value)}; }

Values read_yes_or_no(const RowReader &, const json &value) { return {value.get<bool>() ? 1 : 0}; }

Values read_periods(const RowReader &reader, const json &value) {
  Values bounds;
  for (const json &period : value) {
    for (const json &bound : period) bounds.push_back(reader.instant(bound));
  }
  return bounds;
}

}  // namespace

Values read_instant(const RowReader &reader, const json &value) { return {reader.instant(value)}; }

Values read_number(const RowReader &, const json &value) { return {value.get<std::int64_t>()}; }

const std::map<std::string, Operation> &reference_operations() {
  static const std::map<std::string, Operation> kOperations = {
      {"add", {walk<entente_calendar_add>, read_instant}},
      {"subtract", {walk<entente_calendar_subtract>, read_instant}},
      {"between", {between, read_duration}},
      {"is_open", {is_open, read_yes_or_no}},
      {"is_holiday", {yes_or_no<entente_calendar_is_holiday>, read_yes_or_no}},
      {"is_break", {yes_or_no<entente_calendar_is_break>, read_yes_or_no}},
      {"is_workday", {yes_or_no<entente_calendar_is_workday>, read_yes_or_no}},
      {"next_open_moment", {moment<entente_calendar_next_open>, read_instant}},
      {"previous_open_moment", {moment<entente_calendar_previous_open>, read_instant}},
      {"next_open_start", {plain_moment<entente_calendar_next_open_start>, read_instant}},
      {"next_close", {plain_moment<entente_calendar_next_close>, read_instant}},
      {"periods_after", {periods<entente_calendar_periods_after>, read_periods}},
      {"periods_before", {periods<entente_calendar_periods_before>, read_periods}},
      {"sla_target", {sla_target, read_sla_target}},
  };
  return kOperations;
}

}  // namespace conformance
