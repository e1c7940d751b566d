#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sla/cycle_row.hpp"

namespace entente {

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
