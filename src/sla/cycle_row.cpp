#include "sla/cycle_row.hpp"

#include <algorithm>
#include <limits>
#include <span>

#ifdef __linux__
#include <sys/mman.h>
#endif
#ifdef __x86_64__
#include <emmintrin.h>
#endif

namespace entente {
namespace {

CycleState judge(const LaneState &lane, Ending ending, std::int64_t due_us) {
  const bool has_due = due_us != kNoValue;
  switch (ending) {
    case Ending::stopped:
      return has_due && lane.since_us > due_us ? CycleState::breached : CycleState::met;
    case Ending::cancelled:
    case Ending::superseded:
      return has_due && lane.since_us > due_us ? CycleState::breached : CycleState::cancelled;
    case Ending::open:
      break;
  }
  if (has_due && due_us < lane.since_us) return CycleState::breached;
  return lane.phase == Phase::pause ? CycleState::paused : CycleState::running;
}

std::int32_t percent_of(std::int64_t consumed_us, std::int64_t allowed_us) {
  const std::int64_t percent = consumed_us * 100 / allowed_us;  // at most twice 130 years: no overflow
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(percent, 0, std::numeric_limits<std::int32_t>::max()));
}

/// While a clock was stopped nothing escalates: that is made up for at the reopening.
std::int64_t after_stops(std::int64_t at_us, const std::vector<Tally::Stop> &stops) {
  for (const Tally::Stop &stop : stops) {
    if (stop.from_us <= at_us && at_us < stop.to_us) at_us = stop.to_us;
  }
  return at_us;
}

/// From so many bytes on a column does not fit into the caches beside the others.
constexpr std::size_t kLargeBytes = 1U << 20U;

/// Writes past the caches: what is not read again soon need not be fetched, nor push out what is.
inline void stream(std::int64_t &at, std::int64_t value) noexcept {
#ifdef __x86_64__
  _mm_stream_si64(reinterpret_cast<long long *>(&at), value);
#else
  at = value;
#endif
}
inline void stream(std::int32_t &at, std::int32_t value) noexcept {
#ifdef __x86_64__
  _mm_stream_si32(reinterpret_cast<int *>(&at), value);
#else
  at = value;
#endif
}

template <class T, class Field>
void write(Column<T> &column, const std::vector<CycleRow> &rows, Field &&field) {
  const std::size_t first = column.size();
  column.resize(first + rows.size());
  T *const out = column.data() + first;
  if (column.capacity() * sizeof(T) < kLargeBytes) {
    for (std::size_t i = 0; i < rows.size(); ++i) out[i] = field(rows[i]);
  } else {
    for (std::size_t i = 0; i < rows.size(); ++i) stream(out[i], field(rows[i]));
  }
}

using Int32 = Column<std::int32_t> Cycles::*;
using Int64 = Column<std::int64_t> Cycles::*;
constexpr Int32 kInt32[] = {&Cycles::ticket, &Cycles::target, &Cycles::state, &Cycles::consumed_percent,
                            &Cycles::status, &Cycles::cycle,  &Cycles::escalation};
constexpr Int64 kInt64[] = {&Cycles::started_us,   &Cycles::due_us,         &Cycles::stopped_us, &Cycles::breached_us,
                            &Cycles::target_us,    &Cycles::elapsed_us,     &Cycles::paused_us,  &Cycles::settled_us,
                            &Cycles::outside_us,   &Cycles::provider_us,    &Cycles::requester_us,
                            &Cycles::third_party_us, &Cycles::closing_us,   &Cycles::brought_us, &Cycles::put_off_us,
                            &Cycles::escalated_us, &Cycles::escalated_row};
static_assert(std::size(kInt32) + std::size(kInt64) == kColumns);

/// Makes room in a column and, where the system does so, asks for large pages: what is written once spends a third of
/// the time on the first touch of small ones.
template <class T>
void make_room(Column<T> &column, std::size_t size) {
  column.reserve(size);
#ifdef __linux__
  constexpr std::uintptr_t kPage = 2U << 20U;
  const auto begin = (reinterpret_cast<std::uintptr_t>(column.data()) + kPage - 1) / kPage * kPage;
  const auto end = reinterpret_cast<std::uintptr_t>(column.data() + column.capacity()) / kPage * kPage;
  if (begin < end) (void)madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

template <class T>
void join_column(Column<T> Cycles::*column, std::span<Cycles> parts, Column<T> &all) {
  std::size_t size = 0;
  for (const Cycles &part : parts) size += (part.*column).size();
  make_room(all, size);
  for (Cycles &part : parts) {
    all.insert(all.end(), (part.*column).begin(), (part.*column).end());
    (part.*column) = {};
  }
}

}  // namespace

void Cycles::clear() noexcept {
  for (const Int32 column : kInt32) (this->*column).clear();
  for (const Int64 column : kInt64) (this->*column).clear();
}

void fill_row(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, Ending ending, CycleRow &row) {
  CalendarAnswer due{static_cast<CalendarStatus>(lane.due_status), lane.due_us};
  if (!lane.due_known) due = projected_due(plan, lane, *plans.calendars[static_cast<std::size_t>(lane.calendar)]);
  const CycleState state = judge(lane, ending, due.value);
  row.target = lane.target;
  row.state = static_cast<std::int32_t>(state);
  row.consumed_percent = percent_of(lane.consumed_us(), lane.allowed_us);
  row.status = static_cast<std::int32_t>(due.status);
  row.started_us = lane.started_us;
  row.due_us = due.value;
  row.stopped_us = ending == Ending::open ? kNoValue : lane.since_us;
  row.breached_us = state == CycleState::breached ? due.value : kNoValue;
  row.target_us = plan.target->duration_us;
  row.elapsed_us = lane.elapsed_us;
  row.paused_us = lane.paused_us;
  row.settled_us = lane.account.settled_us;
  row.outside_us = lane.since_us - lane.started_us - lane.elapsed_us - lane.paused_us;
  row.waited_us = lane.account.waited_us;
  row.brought_us = lane.brought_us;
  row.put_off_us = lane.allowed_us - plan.target->duration_us;
}

void find_escalations(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, const CycleRow &row,
                      std::vector<EscalationRow> &out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  const std::int64_t end_us = lane.since_us;
  const auto add = [&](std::int32_t escalation, std::int64_t at_us) {
    const std::int64_t reached_us = after_stops(at_us, lane.account.stops);
    if (reached_us < end_us) out.push_back({0, escalation, reached_us});
  };
  for (const auto &[escalation, at_us] : lane.account.escalated) add(escalation, at_us);
  if (lane.due_known && row.status == 0) {
    const Calendar &calendar = *plans.calendars[static_cast<std::size_t>(lane.due_calendar)];
    for (std::size_t i = 0; i < plan.target->escalations.size(); ++i) {
      const Escalation &escalation = plan.target->escalations[i];
      if (consumed_for(escalation, lane) != kNoValue) continue;
      const CalendarAnswer at = after_due(escalation, lane, calendar);
      if (at.status == CalendarStatus::ok) add(static_cast<std::int32_t>(i), at.value);
    }
  }
  std::sort(out.begin() + first, out.end(), [](const EscalationRow &a, const EscalationRow &b) {
    return a.at_us != b.at_us ? a.at_us < b.at_us : a.escalation < b.escalation;
  });
}

void CycleBuffer::append(const std::vector<EscalationRow> &escalations) {
  for (const EscalationRow &escalation : escalations) {
    cycles_.escalated_row.push_back(static_cast<std::int64_t>(cycles_.size()) + escalation.row);
    cycles_.escalation.push_back(escalation.escalation);
    cycles_.escalated_us.push_back(escalation.at_us);
  }
}

void CycleBuffer::reserve(std::size_t rows) {
  for (const Int32 column : kInt32) {
    if (column != &Cycles::escalation) make_room(cycles_.*column, rows);
  }
  for (const Int64 column : kInt64) {
    if (column != &Cycles::escalated_us && column != &Cycles::escalated_row) make_room(cycles_.*column, rows);
  }
}

void CycleBuffer::flush() {
  Cycles &c = cycles_;
  write(c.ticket, rows_, [](const CycleRow &row) { return row.ticket; });
  write(c.target, rows_, [](const CycleRow &row) { return row.target; });
  write(c.state, rows_, [](const CycleRow &row) { return row.state; });
  write(c.consumed_percent, rows_, [](const CycleRow &row) { return row.consumed_percent; });
  write(c.status, rows_, [](const CycleRow &row) { return row.status; });
  write(c.cycle, rows_, [](const CycleRow &row) { return row.cycle; });
  write(c.started_us, rows_, [](const CycleRow &row) { return row.started_us; });
  write(c.due_us, rows_, [](const CycleRow &row) { return row.due_us; });
  write(c.stopped_us, rows_, [](const CycleRow &row) { return row.stopped_us; });
  write(c.breached_us, rows_, [](const CycleRow &row) { return row.breached_us; });
  write(c.target_us, rows_, [](const CycleRow &row) { return row.target_us; });
  write(c.elapsed_us, rows_, [](const CycleRow &row) { return row.elapsed_us; });
  write(c.paused_us, rows_, [](const CycleRow &row) { return row.paused_us; });
  write(c.settled_us, rows_, [](const CycleRow &row) { return row.settled_us; });
  write(c.outside_us, rows_, [](const CycleRow &row) { return row.outside_us; });
  write(c.provider_us, rows_, [](const CycleRow &row) { return row.waited_us[0]; });
  write(c.requester_us, rows_, [](const CycleRow &row) { return row.waited_us[1]; });
  write(c.third_party_us, rows_, [](const CycleRow &row) { return row.waited_us[2]; });
  write(c.closing_us, rows_, [](const CycleRow &row) { return row.waited_us[3]; });
  write(c.brought_us, rows_, [](const CycleRow &row) { return row.brought_us; });
  write(c.put_off_us, rows_, [](const CycleRow &row) { return row.put_off_us; });
#ifdef __x86_64__
  _mm_sfence();
#endif
  rows_.clear();
}

void join(std::size_t column, std::span<Cycles> parts, Cycles &all) {
  if (column < std::size(kInt32)) {
    join_column(kInt32[column], parts, all.*kInt32[column]);
  } else {
    const Int64 chosen = kInt64[column - std::size(kInt32)];
    join_column(chosen, parts, all.*chosen);
  }
}

}  // namespace entente
