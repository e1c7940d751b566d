#include "entente/analysis/meeting_plan.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "entente/analysis/coverage_repair.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

void check(const MeetingRows &rows) {
  const auto need = [](std::size_t have, std::size_t wanted, const char *what) {
    if (have != wanted) throw Error(ErrorCode::invalid, std::string("the column of ") + what + " has the wrong length");
  };
  if (rows.meetings < 0 || rows.agents < 0) throw Error(ErrorCode::range, "a number of meetings or agents is negative");
  if (rows.week_us.size() < 2) throw Error(ErrorCode::invalid, "there is no week");
  for (std::size_t w = 1; w < rows.week_us.size(); ++w) {
    if (rows.week_us[w] <= rows.week_us[w - 1]) throw Error(ErrorCode::invalid, "the weeks do not ascend");
  }
  const std::size_t weeks = rows.week_us.size() - 1;
  const auto most = static_cast<std::size_t>(limits::kRows);
  if (weeks > most || rows.meeting.size() > most / (weeks + 1) ||
      static_cast<std::size_t>(rows.agents) > most / (weeks + 1)) {
    throw Error(ErrorCode::limit, "too many pairs, agents or weeks");
  }
  need(rows.agent.size(), rows.meeting.size(), "agents");
  need(rows.expiry_us.size(), static_cast<std::size_t>(rows.meetings), "expiries");
  if (!rows.weight.empty()) need(rows.weight.size(), static_cast<std::size_t>(rows.meetings), "weights");
  need(rows.room.size(), static_cast<std::size_t>(rows.agents) * weeks, "rooms");
  for (std::size_t i = 0; i < rows.weight.size(); ++i) {
    if (rows.weight[i] < 1) throw Error(ErrorCode::range, "meeting " + std::to_string(i) + ": the weight is below 1");
  }
  for (std::size_t i = 0; i < rows.meeting.size(); ++i) {
    const bool known = rows.meeting[i] >= 0 && rows.meeting[i] < rows.meetings && rows.agent[i] >= 0 && rows.agent[i] < rows.agents;
    if (!known) throw Error(ErrorCode::range, "row " + std::to_string(i) + ": no such meeting or agent");
  }
}

/// The horizon, and what each week costs each meeting.
class Weeks {
 public:
  explicit Weeks(const MeetingRows &rows) : rows_(rows), count_(static_cast<std::int32_t>(rows.week_us.size()) - 1) {
    for (const std::int64_t expiry : rows.expiry_us) {
      const auto begin = rows.week_us.begin();
      last_.push_back(static_cast<std::int32_t>(std::lower_bound(begin, rows.week_us.end() - 1, expiry) - begin) - 1);
    }
    // One unit of lateness outweighs all weeks of all meetings together.
    late_ = (std::int64_t{count_} + 1) * (std::int64_t{rows.meetings} + 1);
  }

  [[nodiscard]] std::int32_t count() const noexcept { return count_; }
  /// Week count() stands for "not within the horizon".
  [[nodiscard]] std::int32_t late(std::int32_t meeting, std::int32_t week) const noexcept {
    return std::max(0, week - last_[static_cast<std::size_t>(meeting)]);
  }
  [[nodiscard]] std::int64_t weight(std::int32_t meeting) const noexcept {
    return rows_.weight.empty() ? 1 : rows_.weight[static_cast<std::size_t>(meeting)];
  }
  [[nodiscard]] std::int64_t cost(std::int32_t meeting, std::int32_t week) const {
    std::int64_t result = 0;
    if (__builtin_mul_overflow(weight(meeting), std::int64_t{late(meeting, week)}, &result) ||
        __builtin_mul_overflow(result, late_, &result) || __builtin_add_overflow(result, std::int64_t{week}, &result)) {
      throw Error(ErrorCode::limit, "meeting " + std::to_string(meeting) + ": the weight is too large");
    }
    return result;
  }

 private:
  const MeetingRows &rows_;
  std::int32_t count_;
  std::int64_t late_;
  std::vector<std::int32_t> last_;  ///< of each meeting: the last week that begins before its relation is lost, or -1
};

/// Meetings as clients that lack one knower, (agent, week) as agents with slots, and one more for what finds no room.
struct Flow {
  std::vector<std::int32_t> agent, client, slots, missing;
  std::vector<std::int64_t> cost;

  Flow(const MeetingRows &rows, const Weeks &weeks) : missing(static_cast<std::size_t>(rows.meetings), 1) {
    for (std::size_t i = 0; i < rows.meeting.size(); ++i) {
      for (std::int32_t week = 0; week < weeks.count(); ++week) {
        add(rows.agent[i] * weeks.count() + week, rows.meeting[i], weeks.cost(rows.meeting[i], week));
      }
    }
    for (std::int32_t meeting = 0; meeting < rows.meetings; ++meeting) {
      add(rows.agents * weeks.count(), meeting, weeks.cost(meeting, weeks.count()));
    }
    slots.assign(rows.room.begin(), rows.room.end());
    slots.push_back(rows.meetings);
  }

  void add(std::int32_t place, std::int32_t meeting, std::int64_t price) {
    agent.push_back(place);
    client.push_back(meeting);
    cost.push_back(price);
  }
};

}  // namespace

MeetingPlan plan_meetings(const MeetingRows &rows) {
  constexpr std::int32_t kNobody = std::numeric_limits<std::int32_t>::min();
  check(rows);
  const Weeks weeks(rows);
  const Flow flow(rows, weeks);
  const std::int32_t places = rows.agents * weeks.count();
  const CoverageRepair repair =
      repair_coverage({places + 1, rows.meetings, flow.agent, flow.client, flow.cost, flow.slots, flow.missing, 0});
  MeetingPlan plan;
  for (std::size_t i = 0; i < repair.client.size(); ++i) {  // one row a meeting, in order
    const std::int32_t meeting = repair.client[i];
    const bool held = repair.agent[i] < places;
    const std::int32_t week = held ? repair.agent[i] % weeks.count() : weeks.count();
    plan.agent.push_back(held ? repair.agent[i] / weeks.count() : kNobody);
    plan.week.push_back(held ? week : kNobody);
    plan.weeks_late.push_back(weeks.late(meeting, week));
    plan.lateness += weeks.weight(meeting) * plan.weeks_late.back();
  }
  return plan;
}

}  // namespace entente
