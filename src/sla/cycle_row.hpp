#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entente/sla/cycles.hpp"
#include "sla/lane.hpp"
#include "sla/tally.hpp"

namespace entente {

/// One row of Cycles; the fields are its columns.
struct CycleRow {
  std::int32_t ticket = 0, target = 0, state = 0, consumed_percent = 0, status = 0, cycle = 0;
  std::int64_t started_us = 0, due_us = 0, stopped_us = 0, breached_us = 0, target_us = 0;
  std::int64_t elapsed_us = 0, paused_us = 0, settled_us = 0, outside_us = 0;
  Tally::ByWait waited_us{};
  std::int64_t brought_us = 0, put_off_us = 0;
};

/// An escalation of a row that is not written yet.
struct EscalationRow {
  std::int64_t row = 0;
  std::int32_t escalation = 0;
  std::int64_t at_us = 0;
};

/// Fills the row of a cycle that ended like this; what is still open is judged at lane.since_us.
void fill_row(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, Ending ending, CycleRow &row);

/// The instants at which its escalations were reached before its end, by instant.
void find_escalations(const Plans &plans, const Plan &plan, const Lane<Tally> &lane, const CycleRow &row,
                      std::vector<EscalationRow> &out);

/// Collects rows and writes them into columns, many at a time.
class CycleBuffer {
 public:
  static constexpr std::size_t kRows = 128;        ///< so many stay in the nearest cache
  static constexpr std::size_t kFirstRows = 4096;  ///< so many tell how many there will be

  explicit CycleBuffer(Cycles &cycles) : cycles_(cycles) {}

  /// Rows that are not written yet.
  [[nodiscard]] std::vector<CycleRow> &rows() noexcept { return rows_; }
  /// Appends escalations of rows that are not written yet: their `row` counts from the first of these.
  void append(const std::vector<EscalationRow> &escalations);
  /// Writes what is left.
  void flush();
  /// Whether the next flush is the first: then it is known about how many rows there will be.
  [[nodiscard]] bool is_first() const noexcept { return cycles_.size() == 0; }
  [[nodiscard]] bool is_full() const noexcept { return rows_.size() >= (is_first() ? kFirstRows : kRows); }
  /// Makes room in the columns.
  void reserve(std::size_t rows);

 private:
  Cycles &cycles_;
  std::vector<CycleRow> rows_;
};

/// Moves one of the columns of the parts, [0, kColumns), one after the other into the same column of `all`. Different
/// columns may be joined at the same time; the parts' columns are released.
inline constexpr std::size_t kColumns = 24;
void join(std::size_t column, std::span<Cycles> parts, Cycles &all);

}  // namespace entente
