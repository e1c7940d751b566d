#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/calendar/calendar.hpp"

namespace entente {

/// What was down, and what was announced to be, in any order; intervals may overlap, repeat or contain each other. Only
/// read during the call.
struct OutageColumns {
  std::span<const std::int64_t> outage_from_us;       ///< [from, to), to >= from; to kNoValue: not over yet
  std::span<const std::int64_t> outage_to_us;
  std::span<const std::int64_t> maintenance_from_us;  ///< the same
  std::span<const std::int64_t> maintenance_to_us;
};

/// Availability of a service, one row a period. Durations are open microseconds of the service's calendar.
struct Availability {
  std::vector<std::int64_t> service_us;      ///< open time of the period
  std::vector<std::int64_t> maintenance_us;  ///< of that, in a maintenance window: owed to nobody
  std::vector<std::int64_t> downtime_us;     ///< of the rest, in an outage
  std::vector<std::int32_t> ppm;  ///< floor(10^6 (service - maintenance - downtime) / (service - maintenance)); INT32_MIN
                                  ///< where nothing was owed
  std::vector<std::int32_t> met;  ///< 1 where ppm >= the objective, 0 where not; INT32_MIN where nothing was owed

  [[nodiscard]] std::size_t size() const noexcept { return service_us.size(); }
};

inline constexpr std::int32_t kWholePpm = 1'000'000;

/// Agreed service time less downtime over agreed service time, where the agreed service time is the open time less
/// maintenance (ITIL: availability). Period i is [bounds_us[i], bounds_us[i + 1]). An instant that is in several outages
/// counts once; one that is in an outage and in a maintenance window is maintenance. All integers: met is exact.
///
/// outage_status, maintenance_status (numbers of entente_status; may be empty): 3 where an instant is not supported, 1
/// where an interval ends before it begins; such a row is left out.
/// Throws Error: invalid (columns of different lengths; bounds that do not ascend), range (a bound outside 1970-2100, an
/// objective outside 0-10^6). O(rows log rows + periods), whatever the length of an outage.
[[nodiscard]] Availability availability(const Calendar &calendar, const OutageColumns &columns,
                                        std::span<const std::int64_t> bounds_us, std::int32_t objective_ppm,
                                        std::span<std::int32_t> outage_status = {},
                                        std::span<std::int32_t> maintenance_status = {});

}  // namespace entente
