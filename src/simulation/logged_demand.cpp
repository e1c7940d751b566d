#include "entente/simulation/logged_demand.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/philox.hpp"
#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/quota/ledger.hpp"
#include "entente/simulation/demand.hpp"
#include "simulation/draw.hpp"

namespace entente {
namespace {

void check(bool holds, std::size_t row, const char *what) {
  if (!holds) throw Error(ErrorCode::range, "row " + std::to_string(row) + ": " + what);
}

void check_row(const LoggedDemand &demand, std::size_t i, std::int32_t departments) {
  const std::int64_t arrival = demand.arrival_us[i];
  check(arrival >= 0 && arrival < demand.horizon_us, i, "the arrival must lie in 0 to the end of the log");
  check(demand.work_us[i] == kNoValue || (demand.work_us[i] >= 1 && demand.work_us[i] <= kLastWorkingTimeUs), i,
        "the work must be 1 microsecond or more");
  check(demand.department[i] >= 0 && demand.department[i] < departments, i, "no such department");
  check(demand.pool.empty() || (demand.pool[i] >= 0 && demand.pool[i] < kMaxPools), i, "the pool must lie in 0 to 999");
  check(demand.urgency[i] == Urgency::ordinary || demand.urgency[i] == Urgency::called ||
        demand.urgency[i] == Urgency::priority, i, "no such urgency");
  check(demand.start_us[i] == kNoValue || (demand.start_us[i] >= arrival && demand.start_us[i] <= kLastWorkingTimeUs), i,
        "the start lies before the arrival");
}

/// The known works, department by department, and where each department begins in them.
struct KnownWorks {
  std::vector<std::int64_t> work_us;
  std::vector<std::size_t> begin;
};

KnownWorks known_works(const LoggedDemand &demand) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < demand.work_us.size(); ++i)
    if (demand.work_us[i] != kNoValue) rows.push_back(i);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return demand.department[a] < demand.department[b]; });
  KnownWorks known;
  for (const std::size_t row : rows) {
    while (known.begin.size() <= static_cast<std::size_t>(demand.department[row])) known.begin.push_back(known.work_us.size());
    known.work_us.push_back(demand.work_us[row]);
  }
  return known;
}

std::int64_t drawn_work_us(const KnownWorks &known, std::size_t department, std::uint64_t seed, std::size_t row) {
  const auto begin_of = [&](std::size_t d) { return d < known.begin.size() ? known.begin[d] : known.work_us.size(); };
  std::size_t begin = begin_of(department);
  std::size_t count = begin_of(department + 1) - begin;
  if (count == 0) {
    begin = 0;
    count = known.work_us.size();
  }
  const simulation::Draw draw = simulation::draw(seed, simulation::Purpose::unknown_work, 0, row);
  return known.work_us[begin + below(draw.first, count)];
}

}  // namespace

void check_logged_demand(const LoggedDemand &demand, std::int32_t departments) {
  const std::size_t n = demand.arrival_us.size();
  if (demand.work_us.size() != n || demand.department.size() != n || demand.urgency.size() != n ||
      demand.start_us.size() != n || (!demand.pool.empty() && demand.pool.size() != n))
    throw Error(ErrorCode::invalid, "the columns of the log differ in length");
  if (n > static_cast<std::size_t>(kMaxRunRequests)) throw Error(ErrorCode::limit, "the log has more than 4000000 requests");
  if (demand.horizon_us < 1 || demand.horizon_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "the end of the log must lie in 1 to 4200000000000000 microseconds");
  for (std::size_t i = 0; i < n; ++i) check_row(demand, i, departments);
  const bool is_known = std::any_of(demand.work_us.begin(), demand.work_us.end(), [](std::int64_t w) { return w != kNoValue; });
  if (n > 0 && !is_known) throw Error(ErrorCode::invalid, "the log tells the work of no request");
}

Workload draw_workload(const LoggedDemand &demand, std::uint64_t seed) {
  std::vector<std::size_t> order(demand.arrival_us.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return demand.arrival_us[a] < demand.arrival_us[b]; });
  const KnownWorks known = known_works(demand);
  Workload workload;
  workload.horizon_us = demand.horizon_us;
  for (const std::size_t row : order) {
    workload.arrival_us.push_back(demand.arrival_us[row]);
    workload.work_us.push_back(demand.work_us[row] != kNoValue
                                   ? demand.work_us[row]
                                   : drawn_work_us(known, static_cast<std::size_t>(demand.department[row]), seed, row));
    workload.department.push_back(demand.department[row]);
    workload.pool.push_back(demand.pool.empty() ? 0 : demand.pool[row]);
    workload.urgency.push_back(demand.urgency[row]);
    workload.logged_start_us.push_back(demand.start_us[row]);
  }
  return workload;
}

}  // namespace entente
