#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "entente/sla/evaluate.hpp"
#include "unit/sla/reference/random_contract.hpp"

namespace entente {
namespace {

using test::Dice;
using test::LoggedTicket;

std::string to_text(const LoggedTicket &ticket, std::int64_t tick_minutes) {
  std::ostringstream out;
  const auto at = [&](std::int64_t tick) -> std::ostream & {
    const std::int64_t minute = tick * tick_minutes;
    return out << "\n  " << minute / 1440 << "d" << minute % 1440 / 60 << ":" << minute % 60;
  };
  at(ticket.opened) << " opened, codes";
  for (const std::int32_t code : ticket.codes) out << " " << code;
  for (const auto &one : ticket.events) at(one.tick) << " kind " << one.kind << " value " << one.value;
  for (const auto &one : ticket.balances) {
    at(one.tick) << " balance: commitment " << one.commitment << " consumed " << one.consumed_us;
  }
  return out.str();
}

/// One contract with its tickets, and how often the two answers differ.
class Comparison {
 public:
  Comparison(std::uint64_t seed, std::size_t tickets) : seed_(seed) {
    Dice dice(seed);
    static constexpr std::int64_t kTicks[] = {10, 30, 60};
    tick_minutes_ = kTicks[dice.below(3)];
    json_ = test::random_contract_json(dice, tick_minutes_);
    contract_ = test::read_contract(json_);
    for (std::size_t i = 0; i < tickets; ++i) log_.push_back(test::random_ticket(dice, *contract_, tick_minutes_));
    const std::int64_t day = 1440 / tick_minutes_;
    const std::int64_t as_of = (test::kReferenceDay + 2) * day + dice.below((test::kReferenceDays - 2) * day);
    world_ = test::world_of(*contract_, tick_minutes_, as_of);
  }

  /// Tickets of which some row differs.
  [[nodiscard]] std::vector<LoggedTicket> differing() const {
    const std::vector<std::string> got = engine(log_);
    std::vector<LoggedTicket> out;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      if (got[i] != reference(log_[i], static_cast<std::int32_t>(i))) out.push_back(log_[i]);
    }
    return out;
  }

  /// Without the events that it takes no part of.
  [[nodiscard]] LoggedTicket shrunk(LoggedTicket ticket) const {
    for (std::size_t i = 0; i < ticket.events.size();) {
      LoggedTicket fewer = ticket;
      fewer.events.erase(fewer.events.begin() + static_cast<std::ptrdiff_t>(i));
      if (engine({fewer})[0] == reference(fewer, 0)) {
        ++i;
      } else {
        ticket = std::move(fewer);
        i = 0;
      }
    }
    return ticket;
  }

  [[nodiscard]] std::string told(const LoggedTicket &ticket) const {
    return "seed " + std::to_string(seed_) + "\n" + json_ + "\n" + to_text(ticket, tick_minutes_) + "\nreference:\n" +
           reference(ticket, 0) + "engine:\n" + engine({ticket})[0];
  }

 private:
  [[nodiscard]] std::string reference(const LoggedTicket &ticket, std::int32_t number) const {
    std::string out;
    for (const auto &row : test::reference_rows(world_, ticket, number)) out.append(to_text(row)).append("\n");
    return out;
  }
  [[nodiscard]] std::vector<std::string> engine(const std::vector<LoggedTicket> &tickets) const {
    const Cycles cycles = evaluate(test::log_of(contract_, tickets, world_.tick_us), world_.as_of * world_.tick_us);
    std::vector<std::string> out(tickets.size());
    for (std::size_t row = 0; row < cycles.size(); ++row) {
      out[static_cast<std::size_t>(cycles.ticket[row])].append(test::to_text(cycles, row)).append("\n");
    }
    return out;
  }

  std::uint64_t seed_;
  std::int64_t tick_minutes_ = 0;
  std::string json_;
  std::shared_ptr<const Contract> contract_;
  std::vector<LoggedTicket> log_;
  test::ReferenceWorld world_;
};

TEST(EvaluateAgreement, EveryColumnAndEscalationIsThatOfTheTickByTickModel) {
  const std::uint64_t contracts = std::getenv("ENTENTE_TEST_LONG") != nullptr ? 30'000 : 300;
  std::size_t wrong = 0, fewest = 1000;
  std::string smallest;
  for (std::uint64_t seed = 0; seed < contracts; ++seed) {
    const Comparison comparison(seed, 40);
    const std::vector<LoggedTicket> differing = comparison.differing();
    wrong += differing.size();
    if (differing.empty() || fewest == 0) continue;
    const LoggedTicket ticket = comparison.shrunk(differing.front());
    if (ticket.events.size() >= fewest) continue;
    fewest = ticket.events.size();
    smallest = comparison.told(ticket);
  }
  EXPECT_EQ(wrong, 0U) << "tickets, of " << contracts << " contracts of 40; the smallest:\n" << smallest;
}

}  // namespace
}  // namespace entente
