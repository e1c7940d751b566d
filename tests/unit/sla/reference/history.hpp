#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "entente/contract/contract.hpp"

/// The slow second answer for evaluate(), written from its specification: it shares no code with the engine,
/// knows calendars only as a question asked of each tick, and recomputes every fact from the list of events.
/// All instants lie on a grid of ticks (a minute or more).
namespace entente::test {

struct LoggedEvent {
  std::int64_t tick;
  std::int32_t kind, value;
  std::int64_t sequence = 0;
};

struct LoggedBalance {
  std::int32_t commitment;
  std::int64_t consumed_us, paused_us, tick;
};

struct LoggedTicket {
  std::int64_t opened;
  std::vector<std::int32_t> codes;  ///< one an attribute of the contract
  std::vector<LoggedEvent> events;
  std::vector<LoggedBalance> balances;
};

/// The contract as a test knows it: what is open at a tick is told by the test, not by the engine's
/// calendars.
struct ReferenceWorld {
  const Contract *contract = nullptr;
  std::int64_t tick_us = 60'000'000;
  std::int64_t as_of = 0;  ///< a tick
  std::function<bool(std::int32_t calendar, std::int64_t tick)> is_open;
  std::int64_t horizon = 0;  ///< ticks to search before "never opens"
};

/// One ticket as a list of moments: its opening, then in order everything that happens and every instant at
/// which terms change or a balance begins (these before the events of the same tick).
class ReferenceHistory {
 public:
  ReferenceHistory(const ReferenceWorld &world, const LoggedTicket &ticket);

  [[nodiscard]] std::size_t size() const { return moments_.size(); }
  [[nodiscard]] std::int64_t tick(std::size_t moment) const { return moments_[moment].tick; }
  /// The last moment at or before a tick.
  [[nodiscard]] std::size_t moment_at(std::int64_t tick) const;

  [[nodiscard]] bool applies(const Target &target, std::size_t moment) const;
  [[nodiscard]] Clock level(const Target &target, std::size_t moment) const;
  [[nodiscard]] bool is_stopped(const Target &target, std::size_t moment) const {
    return level(target, moment) >= Clock::stop;
  }
  [[nodiscard]] WaitsFor waits_for(std::size_t moment) const;
  [[nodiscard]] std::int32_t calendar(const Target &target, std::size_t moment) const;
  /// Whether start_on or start_when calls for a clock at this moment; stop_on or responded_in for its end.
  [[nodiscard]] bool starts(const Target &target, std::size_t moment) const;
  [[nodiscard]] bool start_holds(const Target &target, std::size_t moment) const {
    return !target.start_when.empty() && all_hold(target.start_when, facts_[moment]);
  }
  [[nodiscard]] bool ends(const Target &target, std::size_t moment) const;

  [[nodiscard]] const LoggedBalance *balance(const Target &target) const;
  /// The moment at which a target's clock is first thought of: the opening or its balance; none after as_of.
  [[nodiscard]] std::optional<std::size_t> base(const Target &target) const;
  [[nodiscard]] bool is_whole() const;
  [[nodiscard]] const ReferenceWorld &world() const { return *world_; }

 private:
  struct Moment {
    std::int64_t tick;
    const LoggedEvent *event;
  };
  struct Facts {
    std::int32_t state = -1;
    std::optional<Clock> forced;  ///< by a reopen or cancel since the last state
    std::vector<std::int32_t> codes;
  };
  [[nodiscard]] Facts facts_after(std::size_t moment) const;
  [[nodiscard]] static bool all_hold(const Conditions &conditions, const Facts &facts);

  const ReferenceWorld *world_;
  std::int64_t opened_;
  std::vector<std::int32_t> codes_;
  std::vector<LoggedBalance> balances_;
  std::vector<LoggedEvent> events_;
  std::vector<Moment> moments_;
  std::vector<Facts> facts_;
};

}  // namespace entente::test
