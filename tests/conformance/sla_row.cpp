#include "sla_row.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace conformance {

using nlohmann::json;

void require_ok(std::int32_t status, entente_error *error) {
  const std::string message = entente_error_message(error);
  entente_error_destroy(error);
  if (status != ENTENTE_OK) throw std::runtime_error(std::string(entente_status_name(status)) + " (" + message + ")");
}

CalendarHandle create_calendar(const std::string &document) {
  entente_calendar *calendar = nullptr;
  entente_error *error = nullptr;
  require_ok(entente_calendar_create(document.data(), document.size(), nullptr, 0, &calendar, nullptr, &error), error);
  return {calendar, entente_calendar_destroy};
}

std::string calendar_document(const json &calendar) {
  json document = calendar;
  document["zone"] = document["tz"];
  document.erase("tz");
  return document.dump();
}

std::int64_t RowReader::instant(const json &value) const {
  const std::string text = value.get<std::string>();
  if (text.find('T') == std::string::npos) return midnight(text);
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone_hour = 0, zone_minute = 0;
  double second = 0;
  char sign = 0;
  const int fields = std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%lf%c%d:%d", &year, &month, &day, &hour, &minute,
                                 &second, &sign, &zone_hour, &zone_minute);
  const bool utc = fields == 7 && sign == 'Z';
  if (!utc && (fields != 9 || (sign != '+' && sign != '-'))) throw std::runtime_error("not an instant: " + text);
  const auto date = std::chrono::sys_days(std::chrono::year(year) / month / day);
  const std::int64_t zone_minutes = (zone_hour * 60 + zone_minute) * (sign == '-' ? -1 : 1);
  const std::int64_t minutes = date.time_since_epoch().count() * 1440 + hour * 60 + minute - zone_minutes;
  return minutes * 60 * kSecondUs + std::llround(second * 1e6);
}

std::int64_t RowReader::duration(const json &seconds) {
  return seconds.is_number_integer() ? seconds.get<std::int64_t>() * kSecondUs
                                     : std::llround(seconds.get<double>() * 1e6);
}

/// Asked of the library: the only opening of a calendar that is open on that date alone.
std::int64_t RowReader::midnight(const std::string &date) const {
  json document = {{"zone", zone_}, {"weekly", json::object()}};
  document["exceptions"][date] = json::array({json::array({"00:00", "24:00"})});
  const CalendarHandle calendar = create_calendar(document.dump());
  std::int64_t at_us = 0;
  entente_error *error = nullptr;
  require_ok(entente_calendar_next_open(calendar.get(), 0, 0, &at_us, &error), error);
  return at_us;
}

}  // namespace conformance
