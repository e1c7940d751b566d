#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Meetings to be held over a horizon of weeks. Row i: agent[i] could hold meeting[i].
struct MeetingRows {
  std::int32_t meetings = 0;  ///< meeting ids are 0 .. meetings - 1
  std::int32_t agents = 0;    ///< agent ids are 0 .. agents - 1
  std::span<const std::int32_t> meeting;
  std::span<const std::int32_t> agent;       ///< as long as meeting; each pair at most once
  std::span<const std::int64_t> expiry_us;   ///< of each meeting: when its relation is lost (RelationStrengths::expiry_us());
                                             ///< kNoValue: it is lost already
  std::span<const std::int64_t> weight;      ///< of each meeting, >= 1; or empty: 1 each
  std::span<const std::int64_t> week_us;     ///< begin of each week, ascending, and the end of the last
  std::span<const std::int32_t> room;        ///< meetings that agent a has time for in week w: room[a * weeks + w], >= 0
};

/// One value a meeting.
struct MeetingPlan {
  std::vector<std::int32_t> agent;       ///< who holds it; INT32_MIN: nobody within the horizon
  std::vector<std::int32_t> week;        ///< in which week; INT32_MIN likewise
  std::vector<std::int32_t> weeks_late;  ///< weeks after the last one that begins before the expiry; 0: in time
  std::int64_t lateness = 0;             ///< sum of weight x weeks late: the least possible
};

/// Who meets whom in which week, so that the fewest relations are lost, weighted: an exact minimum-cost flow of one unit a
/// meeting through (agent, week) with its room. What is not held within the horizon counts as held in the week after it. Among
/// plans of the least lateness, one that holds meetings soonest (least sum of weeks).
///
/// Throws Error: range (an id, a room below 0, a weight below 1, meetings or agents below 0), invalid (columns of the wrong
/// length, a pair given twice, weeks that do not ascend or none), limit (too many pairs x weeks, weights too large).
/// O(meetings x pairs x weeks x log) at worst, near O(pairs x weeks) where room is not scarce.
[[nodiscard]] MeetingPlan plan_meetings(const MeetingRows &rows);

}  // namespace entente
