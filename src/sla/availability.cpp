#include "entente/sla/availability.hpp"

#include <algorithm>
#include <string>

#include "base/multiply_divide.hpp"
#include "entente/base/error.hpp"

namespace entente {
namespace {

struct Interval {
  std::int64_t from_us;
  std::int64_t to_us;
};

/// 0, or why a row is left out.
std::int32_t status_of(std::int64_t from_us, std::int64_t to_us) {
  if (!is_supported_instant(from_us)) return static_cast<std::int32_t>(ErrorCode::range);
  if (to_us == kNoValue) return 0;
  if (!is_supported_instant(to_us)) return static_cast<std::int32_t>(ErrorCode::range);
  return to_us < from_us ? static_cast<std::int32_t>(ErrorCode::invalid) : 0;
}

/// Appends the rows that are right.
void read(std::span<const std::int64_t> from_us, std::span<const std::int64_t> to_us, std::vector<Interval> &out) {
  for (std::size_t i = 0; i < from_us.size(); ++i) {
    if (status_of(from_us[i], to_us[i]) != 0) continue;
    out.push_back({from_us[i], to_us[i] == kNoValue ? kLastInstantUs : to_us[i]});
  }
}

/// Ascending and apart from each other; the same instants.
void merge(std::vector<Interval> &intervals) {
  std::sort(intervals.begin(), intervals.end(), [](const Interval &a, const Interval &b) { return a.from_us < b.from_us; });
  std::size_t kept = 0;
  for (const Interval &interval : intervals) {
    if (kept > 0 && interval.from_us <= intervals[kept - 1].to_us) {
      intervals[kept - 1].to_us = std::max(intervals[kept - 1].to_us, interval.to_us);
    } else {
      intervals[kept++] = interval;
    }
  }
  intervals.resize(kept);
}

/// Open time of each period within intervals that are merged.
std::vector<std::int64_t> open_within(const OpenTime &hours, const std::vector<Interval> &intervals,
                                      std::span<const std::int64_t> bounds_us) {
  std::vector<std::int64_t> open_us(bounds_us.empty() ? 0 : bounds_us.size() - 1);
  for (const Interval &interval : intervals) {
    const auto after = std::upper_bound(bounds_us.begin(), bounds_us.end(), interval.from_us) - bounds_us.begin();
    for (auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - 1, 0));
         i < open_us.size() && bounds_us[i] < interval.to_us; ++i) {
      open_us[i] += hours.before_us(std::min(interval.to_us, bounds_us[i + 1])) -
                    hours.before_us(std::max(interval.from_us, bounds_us[i]));
    }
  }
  return open_us;
}

void check(const OutageColumns &columns, std::span<const std::int64_t> bounds_us, std::int32_t objective_ppm,
           std::span<const std::int32_t> outage_status, std::span<const std::int32_t> maintenance_status) {
  const auto fits = [](std::size_t n, std::size_t to, std::size_t status) { return n == to && (status == 0 || status == n); };
  if (!fits(columns.outage_from_us.size(), columns.outage_to_us.size(), outage_status.size()) ||
      !fits(columns.maintenance_from_us.size(), columns.maintenance_to_us.size(), maintenance_status.size())) {
    throw Error(ErrorCode::invalid, "columns of outages or of maintenance windows have different lengths");
  }
  for (std::size_t i = 0; i < bounds_us.size(); ++i) {
    if (!is_supported_instant(bounds_us[i])) throw Error(ErrorCode::range, "a bound of the periods is not within 1970-2100");
    if (i > 0 && bounds_us[i] <= bounds_us[i - 1]) throw Error(ErrorCode::invalid, "the bounds of the periods do not ascend");
  }
  if (objective_ppm < 0 || objective_ppm > kWholePpm) {
    throw Error(ErrorCode::range, "objective_ppm is " + std::to_string(objective_ppm) + ", expected 0 to 1000000");
  }
}

}  // namespace

Availability availability(const Calendar &calendar, const OutageColumns &columns,
                          std::span<const std::int64_t> bounds_us, std::int32_t objective_ppm,
                          std::span<std::int32_t> outage_status, std::span<std::int32_t> maintenance_status) {
  check(columns, bounds_us, objective_ppm, outage_status, maintenance_status);
  std::vector<Interval> excluded;
  read(columns.maintenance_from_us, columns.maintenance_to_us, excluded);
  std::vector<Interval> covered = excluded;  // by an outage or a window
  read(columns.outage_from_us, columns.outage_to_us, covered);
  merge(excluded);
  merge(covered);
  const OpenTime &hours = calendar.open_time();
  Availability result;
  const std::vector<Interval> always{{kFirstInstantUs, kLastInstantUs}};
  result.service_us = open_within(hours, always, bounds_us);
  result.maintenance_us = open_within(hours, excluded, bounds_us);
  result.downtime_us = open_within(hours, covered, bounds_us);
  for (std::size_t i = 0; i < result.size(); ++i) {
    result.downtime_us[i] -= result.maintenance_us[i];
    const std::int64_t owed_us = result.service_us[i] - result.maintenance_us[i];
    const std::int64_t up_us = owed_us - result.downtime_us[i];
    result.ppm.push_back(owed_us == 0 ? INT32_MIN : static_cast<std::int32_t>(multiply_divide(up_us, kWholePpm, owed_us)));
    result.met.push_back(owed_us == 0 ? INT32_MIN : result.ppm.back() >= objective_ppm ? 1 : 0);
  }
  for (std::size_t i = 0; i < outage_status.size(); ++i) {
    outage_status[i] = status_of(columns.outage_from_us[i], columns.outage_to_us[i]);
  }
  for (std::size_t i = 0; i < maintenance_status.size(); ++i) {
    maintenance_status[i] = status_of(columns.maintenance_from_us[i], columns.maintenance_to_us[i]);
  }
  return result;
}

}  // namespace entente
