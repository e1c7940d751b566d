#include "entente/analysis/meeting_plan.hpp"

#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using namespace entente;
using capi::guard;
using capi::read_span;
using capi::require;

namespace {

MeetingRows rows_of(const entente_meeting_columns *columns) {
  require(columns != nullptr, "columns is NULL");
  require(columns->struct_size >= static_cast<int32_t>(sizeof *columns), "entente_meeting_columns: struct_size is not its size");
  if (columns->meetings < 0 || columns->agents < 0) throw Error(ErrorCode::range, "a number of meetings or agents is negative");
  const auto meetings = static_cast<size_t>(columns->meetings);
  const auto rooms = capi::product(static_cast<size_t>(columns->agents), columns->weeks);
  return {columns->meetings, columns->agents, read_span(columns->meeting, columns->rows, "meeting"),
          read_span(columns->agent, columns->rows, "agent"), read_span(columns->expiry_us, meetings, "expiry_us"),
          capi::optional_span(columns->weight, meetings),
          read_span(columns->week_us, columns->weeks == 0 ? 0 : columns->weeks + 1, "week_us"),
          read_span(columns->room, rooms, "room")};
}

void write(const std::vector<int32_t> &column, int32_t *out) noexcept {
  if (out != nullptr) std::copy(column.begin(), column.end(), out);
}

}  // namespace

int32_t entente_meeting_plan(const entente_meeting_columns *columns, int32_t *agent, int32_t *week, int32_t *weeks_late,
                             int64_t *lateness, entente_error **err) {
  return guard(err, [&] {
    const MeetingPlan plan = plan_meetings(rows_of(columns));
    write(plan.agent, agent);
    write(plan.week, week);
    write(plan.weeks_late, weeks_late);
    if (lateness != nullptr) *lateness = plan.lateness;
  });
}
