#include <algorithm>
#include <initializer_list>
#include <limits>

#include "calendar/calendar_rows.hpp"
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

}  // namespace

void Calendar::add_column(Instants at_us, Instants amount_us, std::span<std::int64_t> out_us, Statuses status,
                          Convention conventions) const {
  check_sizes(at_us.size(), {amount_us.size(), out_us.size()}, status);
  fill(out_us, status,
       [&](std::size_t i) { return calendar_rows::add(open_time_, at_us[i], amount_us[i], conventions); });
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
  fill(out_us, status,
       [&](std::size_t i) { return calendar_rows::between(open_time_, from_us[i], to_us[i], conventions); });
}

void Calendar::is_open_column(Instants at_us, std::span<std::int32_t> out, Statuses status,
                              Convention conventions) const {
  check_sizes(at_us.size(), {out.size()}, status);
  for (std::size_t i = 0; i < at_us.size(); ++i) {
    const CalendarAnswer answer = calendar_rows::is_open(open_time_, at_us[i], conventions);
    const bool ok = answer.status == CalendarStatus::ok;
    out[i] = ok ? static_cast<std::int32_t>(answer.value) : std::numeric_limits<std::int32_t>::min();
    if (!status.empty()) status[i] = static_cast<std::int32_t>(answer.status);
  }
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

}  // namespace entente
