#include "sla/cycle_buffer.hpp"

#include <cstdint>
#include <iterator>

#ifdef __linux__
#include <sys/mman.h>
#endif
#ifdef __x86_64__
#include <emmintrin.h>
#endif

namespace entente {
namespace {

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
