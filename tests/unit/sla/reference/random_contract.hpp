#pragma once

#include <memory>
#include <random>
#include <string>

#include "entente/sla/event_log.hpp"
#include "unit/sla/reference/rows.hpp"

namespace entente::test {

/// Choices of a random generator that are the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }
  std::string one_of(std::initializer_list<const char *> choices) {
    return *(choices.begin() + below(static_cast<std::int64_t>(choices.size())));
  }
  std::mt19937_64 &engine() { return random_; }

 private:
  std::mt19937_64 random_;
};

inline constexpr std::int64_t kReferenceDay = 20'454;  ///< 2026-01-01, a Thursday and a holiday
inline constexpr std::int64_t kReferenceDays = 9;      ///< everything happens in so many days

/// Calendars of random_contract() by their plain definition: 0 office, 1 always, 2 never, 3 late.
[[nodiscard]] bool is_open_at(std::int32_t calendar, std::int64_t minute);

/// A contract with several targets to a series, random policies, amendments and combinations. Durations are
/// multiples of tick_minutes.
[[nodiscard]] std::string random_contract_json(Dice &dice, std::int64_t tick_minutes);
/// A contract document of the same calendars and states with these members ("targets", "amendments", ...).
[[nodiscard]] std::string contract_json(const std::string &members);
/// Read; throws where it has a problem.
[[nodiscard]] std::shared_ptr<const Contract> read_contract(const std::string &json);
[[nodiscard]] ReferenceWorld world_of(const Contract &contract, std::int64_t tick_minutes,
                                      std::int64_t as_of);

[[nodiscard]] LoggedTicket random_ticket(Dice &dice, const Contract &contract, std::int64_t tick_minutes);
[[nodiscard]] EventLog log_of(std::shared_ptr<const Contract> contract,
                              const std::vector<LoggedTicket> &tickets, std::int64_t tick_us);

/// A random contract with tickets and an instant of judgement.
struct RandomCase {
  std::int64_t tick_minutes = 0;
  std::string json;
  std::shared_ptr<const Contract> contract;
  std::vector<LoggedTicket> tickets;
  ReferenceWorld world;

  RandomCase(std::uint64_t seed, std::size_t count);
  [[nodiscard]] EventLog log() const { return log_of(contract, tickets, world.tick_us); }
  [[nodiscard]] std::int64_t as_of_us() const { return world.as_of * world.tick_us; }
};

}  // namespace entente::test
