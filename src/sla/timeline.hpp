#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/contract/contract.hpp"
#include "entente/sla/event_log.hpp"

namespace entente {

/// One ticket from its opening to the instant of judgement: stretches of constant state. Scratch space that is filled
/// anew for each ticket, so that an evaluation allocates only until the longest ticket has been seen.
class Timeline {
 public:
  /// Before the first event no state holds: the clock runs and waits for the provider.
  static constexpr std::int32_t kNoState = -1;

  explicit Timeline(const Contract &contract);

  /// Stretches of a ticket opened at or before as_of_us.
  void fill(const EventLog &log, std::size_t ticket, std::int64_t as_of_us);

  /// Number of stretches, at least 1; stretch i is [begin_us(i), begin_us(i + 1)), possibly empty.
  [[nodiscard]] std::size_t size() const noexcept { return state_.size(); }
  [[nodiscard]] std::int64_t begin_us(std::size_t i) const noexcept { return at_us_[i]; }
  [[nodiscard]] std::int64_t end_us() const noexcept { return at_us_.back(); }
  [[nodiscard]] std::int32_t state(std::size_t i) const noexcept { return state_[i]; }

  /// Open time of a calendar before each boundary (size() + 1 values), looked up once a ticket and calendar.
  [[nodiscard]] const std::vector<std::int64_t> &open_before(std::int32_t calendar);

 private:
  struct Positions {
    bool current = false;
    std::vector<std::int64_t> open_us;
  };

  const Contract &contract_;
  std::vector<std::int64_t> at_us_;
  std::vector<std::int32_t> state_;
  std::vector<Positions> positions_;  ///< one for each calendar
};

}  // namespace entente
