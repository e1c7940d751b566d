#include "entente/simulation/demand.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>

#include "base/multiply_divide.hpp"
#include "base/philox.hpp"
#include "entente/base/error.hpp"
#include "simulation/draw.hpp"
#include "simulation/fixed_point.hpp"

namespace entente {
namespace {

using simulation::Purpose;
__extension__ using Wide = unsigned __int128;

constexpr std::int64_t kMillion = 1'000'000;

void check(bool holds, std::size_t department, const char *what) {
  if (!holds) throw Error(ErrorCode::range, "department " + std::to_string(department) + ": " + what);
}

void check_department(const DepartmentDemand &one, std::size_t d) {
  check(one.requests_per_1000_weeks >= 0 && one.requests_per_1000_weeks <= kMaxRate, d,
        "the requests per 1000 weeks must lie in 0 to 1000000000000");
  check(one.priority_ppm >= 0 && one.priority_ppm <= kMillion && one.called_ppm >= 0 && one.called_ppm <= kMillion, d,
        "the shares of priorities must lie in 0 to 1000000 millionths");
  check(one.pool >= 0 && one.pool < kMaxPools, d, "the pool must lie in 0 to 999");
  check(one.service.mean_us >= 1 && one.service.mean_us <= kMaxMeanVisitUs, d,
        "the mean visit must lie in 1 microsecond to 365 days");
  check(one.service.variation_ppm >= 0 && one.service.variation_ppm <= kMaxVariationPpm, d,
        "the variation of a visit must lie in 0 to 10000000 millionths");
  check(one.intensity.size() <= kMaxIntensityBins, d, "an intensity table has at most 10080 parts");
  check(std::none_of(one.intensity.begin(), one.intensity.end(), [](std::int32_t w) { return w < 0; }), d,
        "an intensity is below 0");
  check(one.intensity.empty() || std::any_of(one.intensity.begin(), one.intensity.end(), [](std::int32_t w) { return w > 0; }),
        d, "no intensity is above 0");
}

/// The instants of one department's week at which a share of its expected requests has come.
class Week {
 public:
  Week(const std::vector<std::int32_t> &intensity, std::int64_t week_us) : week_us_(week_us) {
    sums_.push_back(0);
    for (const std::int32_t weight : intensity) sums_.push_back(sums_.back() + static_cast<std::uint64_t>(weight));
    if (intensity.empty()) sums_.push_back(1);
  }

  /// share_q32 in [0, 2^32).
  [[nodiscard]] std::int64_t at_us(std::uint64_t share_q32) const noexcept {
    const Wide reached = static_cast<Wide>(share_q32) * sums_.back();  // in units of 2^-32
    const auto after = std::upper_bound(sums_.begin(), sums_.end(), reached,
                                        [](Wide value, std::uint64_t sum) { return value < static_cast<Wide>(sum) << 32; });
    const auto part = static_cast<std::size_t>(after - sums_.begin()) - 1;
    const Wide width = static_cast<Wide>(sums_[part + 1] - sums_[part]) << 32;
    const Wide within = reached - (static_cast<Wide>(sums_[part]) << 32);
    const std::int64_t begin = edge_us(part);
    const auto length = static_cast<Wide>(edge_us(part + 1) - begin);
    return begin + static_cast<std::int64_t>(length * within / width);
  }

 private:
  [[nodiscard]] std::int64_t edge_us(std::size_t part) const noexcept {
    return multiply_divide(week_us_, static_cast<std::int64_t>(part), static_cast<std::int64_t>(sums_.size() - 1));
  }

  std::int64_t week_us_;
  std::vector<std::uint64_t> sums_;
};

struct Arrival {
  std::int64_t at_us;
  std::uint32_t department;
  std::uint32_t index;
  friend bool operator<(const Arrival &a, const Arrival &b) noexcept {
    return std::tie(a.at_us, a.department, a.index) < std::tie(b.at_us, b.department, b.index);
  }
};

void add_arrivals(const Demand &demand, std::uint32_t d, std::uint64_t seed, std::vector<Arrival> &arrivals) {
  const DepartmentDemand &one = demand.departments[d];
  if (one.requests_per_1000_weeks == 0) return;
  const Week week(one.intensity, demand.week_us);
  const auto weeks = static_cast<std::uint64_t>(demand.weeks + demand.warmup_weeks);
  std::uint64_t expected_q32 = 0;  // requests until the next arrival, on average
  for (std::uint32_t i = 0;; ++i) {
    expected_q32 += static_cast<std::uint64_t>(simulation::minus_log_q32(simulation::draw(seed, Purpose::gap, d, i).first));
    const Wide weeks_q32 = static_cast<Wide>(expected_q32) * 1000 / static_cast<Wide>(one.requests_per_1000_weeks);
    const auto whole = static_cast<std::uint64_t>(weeks_q32 >> 32);
    if (whole >= weeks) return;
    const std::int64_t begin_us = static_cast<std::int64_t>(whole) * demand.week_us;
    arrivals.push_back({begin_us + week.at_us(static_cast<std::uint32_t>(weeks_q32)), d, i});
  }
}

Urgency urgency_of(const DepartmentDemand &one, std::uint64_t random) noexcept {
  const auto ppm = static_cast<std::int64_t>(below(random, kMillion));
  if (ppm < one.priority_ppm) return Urgency::priority;
  return ppm < one.called_ppm ? Urgency::called : Urgency::ordinary;
}

}  // namespace

void check_demand(const Demand &demand) {
  if (demand.week_us < 1 || demand.week_us > kMaxWeekUs)
    throw Error(ErrorCode::range, "a working week must last 1 microsecond to 7 days");
  if (demand.weeks < 1 || demand.warmup_weeks < 0 || demand.weeks > kMaxWeeks || demand.warmup_weeks > kMaxWeeks - demand.weeks)
    throw Error(ErrorCode::range, "weeks must be 1 or more, the warm-up 0 or more, both together at most 5200");
  std::int64_t rate = 0;
  for (std::size_t d = 0; d < demand.departments.size(); ++d) {
    check_department(demand.departments[d], d);
    if (__builtin_add_overflow(rate, demand.departments[d].requests_per_1000_weeks, &rate))
      rate = std::numeric_limits<std::int64_t>::max();
  }
  const auto expected = static_cast<Wide>(rate) * static_cast<Wide>(demand.weeks + demand.warmup_weeks) / 1000;
  if (expected > static_cast<Wide>(kMaxRunRequests))
    throw Error(ErrorCode::limit, "one run would have more than 4000000 requests on average: simulate fewer weeks");
}

Workload draw_workload(const Demand &demand, std::uint64_t seed) {
  std::vector<Arrival> arrivals;
  for (std::uint32_t d = 0; d < demand.departments.size(); ++d) add_arrivals(demand, d, seed, arrivals);
  std::sort(arrivals.begin(), arrivals.end());
  Workload workload;
  workload.horizon_us = (demand.weeks + demand.warmup_weeks) * demand.week_us;
  workload.counted_from_us = demand.warmup_weeks * demand.week_us;
  workload.arrival_us.reserve(arrivals.size());
  workload.work_us.reserve(arrivals.size());
  workload.department.reserve(arrivals.size());
  workload.pool.reserve(arrivals.size());
  workload.urgency.reserve(arrivals.size());
  for (const Arrival &arrival : arrivals) {
    const DepartmentDemand &one = demand.departments[arrival.department];
    workload.arrival_us.push_back(arrival.at_us);
    workload.work_us.push_back(
        simulation::service_us(one.service, simulation::draw(seed, Purpose::service, arrival.department, arrival.index)));
    workload.department.push_back(static_cast<std::int32_t>(arrival.department));
    workload.pool.push_back(one.pool);
    workload.urgency.push_back(
        urgency_of(one, simulation::draw(seed, Purpose::urgency, arrival.department, arrival.index).first));
  }
  return workload;
}

}  // namespace entente
