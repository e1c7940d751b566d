#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "entente.h"
#include "subcommands.hpp"

namespace conformance {
namespace {

using nlohmann::json;

constexpr std::int64_t kSecondUs = 1'000'000;

/// What a calendar answered: a status, and an instant, a duration or a yes or no.
struct Answer {
  std::int32_t status = ENTENTE_OK;
  std::int64_t value = 0;
};

using Calendar = std::unique_ptr<entente_calendar, decltype(&entente_calendar_destroy)>;

/// An ISO 8601 instant, rounded to microseconds.
std::int64_t instant(const std::string &text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone_hour = 0, zone_minute = 0;
  double second = 0;
  char sign = 0;
  const int fields = std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%lf%c%d:%d", &year, &month, &day, &hour, &minute,
                                 &second, &sign, &zone_hour, &zone_minute);
  if (fields != 9 || (sign != '+' && sign != '-')) throw std::runtime_error("not an instant: " + text);
  const auto date = std::chrono::sys_days(std::chrono::year(year) / month / day);
  const std::int64_t zone_minutes = (zone_hour * 60 + zone_minute) * (sign == '-' ? -1 : 1);
  const std::int64_t minutes = date.time_since_epoch().count() * 1440 + hour * 60 + minute - zone_minutes;
  return minutes * 60 * kSecondUs + std::llround(second * 1e6);
}

/// Seconds, possibly with a fraction.
std::int64_t duration(const json &seconds) {
  return seconds.is_number_integer() ? seconds.get<std::int64_t>() * kSecondUs
                                     : std::llround(seconds.get<double>() * 1e6);
}

std::string entente_document(const json &calendar) {
  json document = calendar;
  document["zone"] = document["tz"];
  document.erase("tz");
  return document.dump();
}

Calendar create(const std::string &document) {
  entente_calendar *calendar = nullptr;
  entente_error *error = nullptr;
  entente_calendar_create(document.data(), document.size(), nullptr, 0, &calendar, nullptr, &error);
  const std::string message = entente_error_message(error);
  entente_error_destroy(error);
  if (calendar == nullptr) throw std::runtime_error(message + ": " + document);
  return {calendar, entente_calendar_destroy};
}

/// An operation of the vectors that is one of ours: how to ask for it, and what an expected value means in
/// microseconds (or 0 and 1).
struct Operation {
  std::function<Answer(const entente_calendar *, const json &, std::int32_t)> ask;
  std::function<std::int64_t(const json &)> read;
};

using Walk = decltype(&entente_calendar_add);
using Moment = decltype(&entente_calendar_next_open);

Operation walk(Walk function, const char *from, const char *by, std::int64_t (*read_by)(const json &),
               std::int64_t (*read_result)(const json &)) {
  return {[=](const entente_calendar *calendar, const json &args, std::int32_t conventions) {
            Answer answer;
            answer.status = function(calendar, instant(args[from]), read_by(args[by]), conventions, &answer.value,
                                     nullptr);
            return answer;
          },
          read_result};
}

Operation moment(Moment function) {
  return {[=](const entente_calendar *calendar, const json &args, std::int32_t conventions) {
            Answer answer;
            answer.status = function(calendar, instant(args["at"]), conventions, &answer.value, nullptr);
            return answer;
          },
          [](const json &value) { return instant(value); }};
}

Answer ask_is_open(const entente_calendar *calendar, const json &args, std::int32_t conventions) {
  std::int32_t open = 0;
  const std::int32_t status = entente_calendar_is_open(calendar, instant(args["at"]), conventions, &open, nullptr);
  return {status, open};
}

const std::map<std::string, Operation> &operations() {
  const auto to_instant = [](const json &value) { return instant(value); };
  static const std::map<std::string, Operation> kOperations = {
      {"add", walk(entente_calendar_add, "start", "seconds", duration, to_instant)},
      {"subtract", walk(entente_calendar_subtract, "start", "seconds", duration, to_instant)},
      {"between", walk(entente_calendar_between, "from", "to", to_instant, duration)},
      {"is_open", {ask_is_open, [](const json &value) { return std::int64_t{value.get<bool>()}; }}},
      {"next_open_moment", moment(entente_calendar_next_open)},
      {"previous_open_moment", moment(entente_calendar_previous_open)},
  };
  return kOperations;
}

/// The option that stands for a divergence label; 0 where the label is no endpoint convention.
std::int32_t convention(const std::string &label) {
  static const std::map<std::string, std::int32_t> kConventions = {
      {"exact-close-rolls-to-next-opening", ENTENTE_CLOSE_LANDS_ON_NEXT_OPEN},
      {"end-inclusive", ENTENTE_END_INCLUSIVE},
      {"counts-the-end-second", ENTENTE_COUNTS_THE_END_SECOND},
      {"reversed-range-gives-zero", ENTENTE_REVERSED_RANGE_GIVES_ZERO},
      {"rounds-to-whole-seconds", ENTENTE_ROUNDS_TO_WHOLE_SECONDS},
      {"exact-open-not-rolled-back", ENTENTE_EXACT_OPEN_NOT_ROLLED_BACK},
  };
  const auto found = kConventions.find(label);
  return found == kConventions.end() ? 0 : found->second;
}

/// Asks once and compares, with a tolerance of one microsecond; what differs, or nothing.
std::optional<std::string> difference(const Operation &operation, const entente_calendar *calendar, const json &row,
                                      std::int32_t conventions, const json &expected) {
  const Answer answer = operation.ask(calendar, row["args"], conventions);
  if (answer.status != ENTENTE_OK) return entente_status_name(answer.status);
  if (std::llabs(answer.value - operation.read(expected)) <= 1) return std::nullopt;
  return std::to_string(answer.value);
}

void run_row(const json &row, const entente_calendar *calendar, Report &report) {
  const std::string op = row["op"];
  const auto operation = operations().find(op);
  if (operation == operations().end()) return report.skip(op);
  const json agrees = row.value("agrees_with_reference", json());
  if (agrees.is_null()) return report.skip(op + " (no reference)");

  const auto check = [&](std::int32_t conventions, const json &expected) {
    const auto got = difference(operation->second, calendar, row, conventions, expected);
    if (got) {
      const std::string wanted = std::to_string(operation->second.read(expected));
      report.fail(row["id"], *got, wanted + " (" + op + ", conventions " + std::to_string(conventions) + ")");
    }
    return !got;
  };
  const std::int32_t conventions = convention(row.value("divergence", ""));
  bool right = true;
  if (agrees.get<bool>()) {
    right = check(0, row["expect"]);
  } else {
    if (conventions != 0) right = check(conventions, row["expect"]);
    if (right && row.contains("reference")) right = check(0, row["reference"]);
  }
  if (right) report.pass();
}

}  // namespace

void run_sla(const std::vector<std::string> &arguments, Report &report) {
  for (const std::string &path : arguments) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::map<std::string, std::vector<json>> rows;  // by calendar: ten rows share one, and compiling it costs most
    for (std::string line; std::getline(file, line);) {
      json row = json::parse(line);
      std::string document = entente_document(row["calendar"]);
      rows[std::move(document)].push_back(std::move(row));
    }
    for (const auto &[document, rows_of_calendar] : rows) {
      const Calendar calendar = create(document);
      for (const json &row : rows_of_calendar) {
        try {
          run_row(row, calendar.get(), report);
        } catch (const std::exception &error) {
          report.fail(row["id"], error.what(), "an answer");
        }
      }
    }
  }
}

}  // namespace conformance
