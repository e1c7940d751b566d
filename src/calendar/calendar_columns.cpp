#include <algorithm>
#include <initializer_list>
#include <limits>

#include "calendar/calendar_rows.hpp"
#include "calendar/wide_rows.hpp"
#include "entente/base/error.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {
namespace {

using Instants = std::span<const std::int64_t>;
using Statuses = std::span<std::int32_t>;

void check_sizes(std::size_t n, std::initializer_list<std::size_t> others, Statuses status) {
  const bool same = std::all_of(others.begin(), others.end(), [n](std::size_t other) { return other == n; });
  if (!same || (!status.empty() && status.size() != n)) throw Error(ErrorCode::invalid, "columns of different lengths");
}

/// out[i] and status[i] from row(i), for all rows. The value is stored before the next row is read, so that the output
/// may be an input column.
template <class Row>
void fill(std::span<std::int64_t> out, Statuses status, Row row) {
  std::int32_t *const statuses = status.data();
  if (status.empty()) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = row(i).value;
    return;
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const CalendarAnswer answer = row(i);
    out[i] = answer.value;
    statuses[i] = static_cast<std::int32_t>(answer.status);
  }
}

/// A column after its first `done` rows; nothing of one that was left out.
template <class Value>
std::span<Value> rest(std::span<Value> column, std::size_t done) {
  return column.empty() ? column : column.subspan(done);
}

using WideRows = std::size_t (*)(const OpenTime &, Instants, Instants, std::span<std::int64_t>, Statuses) noexcept;

/// Rows that `wide` answers, from the first on.
std::size_t wide_rows(WideRows wide, const OpenTime &open, Instants a, Instants b, std::span<std::int64_t> out,
                      Statuses status, Convention conventions) {
  const bool applies = conventions == Convention::none && calendar_rows::has_wide_rows();
  return applies ? wide(open, a, b, out, status) : 0;
}

/// The same for yes and no: 1, 0 or, where the row has no answer, INT32_MIN.
template <class Row>
void fill(std::span<std::int32_t> out, Statuses status, Row row) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const CalendarAnswer answer = row(i);
    const bool ok = answer.status == CalendarStatus::ok;
    out[i] = ok ? static_cast<std::int32_t>(answer.value) : std::numeric_limits<std::int32_t>::min();
    if (!status.empty()) status[i] = static_cast<std::int32_t>(answer.status);
  }
}

}  // namespace

void Calendar::add_column(Instants at_us, Instants amount_us, std::span<std::int64_t> out_us, Statuses status,
                          Convention conventions) const {
  check_sizes(at_us.size(), {amount_us.size(), out_us.size()}, status);
  const std::size_t done =
      wide_rows(calendar_rows::wide_add, open_time_, at_us, amount_us, out_us, status, conventions);
  fill(rest(out_us, done), rest(status, done),
       [&](std::size_t i) { return calendar_rows::add(open_time_, at_us[done + i], amount_us[done + i], conventions); });
}

void Calendar::subtract_column(Instants at_us, Instants amount_us, std::span<std::int64_t> out_us, Statuses status,
                               Convention conventions) const {
  check_sizes(at_us.size(), {amount_us.size(), out_us.size()}, status);
  fill(out_us, status,
       [&](std::size_t i) { return calendar_rows::subtract(open_time_, at_us[i], amount_us[i], conventions); });
}

void Calendar::between_column(Instants from_us, Instants to_us, std::span<std::int64_t> out_us, Statuses status,
                              Convention conventions) const {
  check_sizes(from_us.size(), {to_us.size(), out_us.size()}, status);
  const std::size_t done =
      wide_rows(calendar_rows::wide_between, open_time_, from_us, to_us, out_us, status, conventions);
  fill(rest(out_us, done), rest(status, done), [&](std::size_t i) {
    return calendar_rows::between(open_time_, from_us[done + i], to_us[done + i], conventions);
  });
}

void Calendar::is_open_column(Instants at_us, std::span<std::int32_t> out, Statuses status,
                              Convention conventions) const {
  check_sizes(at_us.size(), {out.size()}, status);
  fill(out, status, [&](std::size_t i) { return calendar_rows::is_open(open_time_, at_us[i], conventions); });
}

void Calendar::next_open_column(Instants at_us, std::span<std::int64_t> out_us, Statuses status,
                                Convention conventions) const {
  check_sizes(at_us.size(), {out_us.size()}, status);
  fill(out_us, status, [&](std::size_t i) { return calendar_rows::next_open(open_time_, at_us[i], conventions); });
}

void Calendar::previous_open_column(Instants at_us, std::span<std::int64_t> out_us, Statuses status,
                                    Convention conventions) const {
  check_sizes(at_us.size(), {out_us.size()}, status);
  fill(out_us, status, [&](std::size_t i) { return calendar_rows::previous_open(open_time_, at_us[i], conventions); });
}

void Calendar::next_close_column(Instants at_us, std::span<std::int64_t> out_us, Statuses status) const {
  check_sizes(at_us.size(), {out_us.size()}, status);
  fill(out_us, status, [&](std::size_t i) { return calendar_rows::next_close(open_time_, at_us[i]); });
}

void Calendar::next_open_start_column(Instants at_us, std::span<std::int64_t> out_us, Statuses status) const {
  check_sizes(at_us.size(), {out_us.size()}, status);
  fill(out_us, status, [&](std::size_t i) { return calendar_rows::next_open_start(open_time_, at_us[i]); });
}

void Calendar::add_days_column(Instants at_us, Instants days, DayMeaning meaning, std::int64_t day_length_us,
                               std::span<std::int64_t> out_us, Statuses status, Convention conventions) const {
  check_sizes(at_us.size(), {days.size(), out_us.size()}, status);
  fill(out_us, status, [&](std::size_t i) { return add_days(at_us[i], days[i], meaning, day_length_us, conventions); });
}

void Calendar::workdays_between_column(Instants from_us, Instants to_us, std::span<std::int64_t> out,
                                       Statuses status) const {
  check_sizes(from_us.size(), {to_us.size(), out.size()}, status);
  fill(out, status, [&](std::size_t i) { return calendar_rows::workdays_between(*dates_, from_us[i], to_us[i]); });
}

void Calendar::is_workday_column(Instants at_us, std::span<std::int32_t> out, Statuses status) const {
  check_sizes(at_us.size(), {out.size()}, status);
  fill(out, status, [&](std::size_t i) { return calendar_rows::is_workday(*dates_, at_us[i]); });
}

void Calendar::is_holiday_column(Instants at_us, std::span<std::int32_t> out, Statuses status) const {
  check_sizes(at_us.size(), {out.size()}, status);
  fill(out, status, [&](std::size_t i) { return calendar_rows::is_holiday(*dates_, at_us[i]); });
}

void Calendar::is_break_column(Instants at_us, std::span<std::int32_t> out, Statuses status) const {
  check_sizes(at_us.size(), {out.size()}, status);
  fill(out, status, [&](std::size_t i) { return calendar_rows::is_break(*dates_, at_us[i]); });
}

}  // namespace entente
