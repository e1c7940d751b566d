#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "entente/calendar/calendar_definition.hpp"
#include "unit/calendar/libc_zone.hpp"

/// A second answer to every calendar operation, by walking step by step through a table of open and closed steps. It
/// shares no code with the engine: the offsets come from the C library, wall-clock times are looked for among the
/// stretches of one offset, and every step asks the definition whether it is open.
namespace entente::test {

/// Open or closed for each of n steps from start_s.
class Walker {
 public:
  Walker(const CalendarDefinition &definition, const LibcZone &zone, std::int64_t start_s, std::int64_t step_s,
         std::size_t n);

  [[nodiscard]] std::size_t size() const { return open_.size(); }
  [[nodiscard]] std::int64_t instant_us(std::size_t i) const;
  [[nodiscard]] std::int64_t step_us() const;
  [[nodiscard]] bool open(std::size_t i) const { return open_[i] != 0; }

  /// Steps, or the index of an instant; nothing where the walk leaves the table.
  [[nodiscard]] std::int64_t between(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::optional<std::size_t> next_open(std::size_t at) const;
  [[nodiscard]] std::optional<std::size_t> previous_open(std::size_t at) const;
  [[nodiscard]] std::optional<std::size_t> add(std::size_t at, std::size_t steps) const;
  [[nodiscard]] std::optional<std::size_t> subtract(std::size_t at, std::size_t steps) const;
  [[nodiscard]] std::optional<std::size_t> next_close(std::size_t at) const;
  [[nodiscard]] std::optional<std::size_t> next_open_start(std::size_t at) const;

 private:
  using Placed = std::vector<std::pair<std::int64_t, std::int64_t>>;
  [[nodiscard]] Placed placed(std::int64_t day, bool breaks) const;
  void look_around(std::int64_t day);
  [[nodiscard]] bool is_open(std::int64_t utc_s);

  const CalendarDefinition &definition_;
  const LibcZone &zone_;
  std::int64_t start_s_;
  std::int64_t step_s_;
  std::int64_t around_ = -1'000'000;  ///< the date whose surroundings the next two hold
  Placed hours_;
  Placed breaks_;
  std::vector<char> open_;  ///< 1 or 0
};

}  // namespace entente::test
