#include <gtest/gtest.h>

#include <sstream>

#include "entente/sla/evaluate.hpp"
#include "unit/base/long_campaign.hpp"
#include "unit/sla/reference/random_contract.hpp"

namespace entente {
namespace {

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
  Comparison(std::uint64_t seed, std::size_t tickets) : seed_(seed), case_(seed, tickets) {}

  /// Tickets of which some row differs.
  [[nodiscard]] std::vector<LoggedTicket> differing() const {
    const std::vector<std::string> got = engine(case_.tickets);
    std::vector<LoggedTicket> out;
    for (std::size_t i = 0; i < case_.tickets.size(); ++i) {
      if (got[i] != reference(case_.tickets[i], static_cast<std::int32_t>(i)))
        out.push_back(case_.tickets[i]);
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
    return "seed " + std::to_string(seed_) + "\n" + case_.json + "\n" + to_text(ticket, case_.tick_minutes) +
           "\nreference:\n" + reference(ticket, 0) + "engine:\n" + engine({ticket})[0];
  }

 private:
  [[nodiscard]] std::string reference(const LoggedTicket &ticket, std::int32_t number) const {
    std::string out;
    for (const auto &row : test::reference_rows(case_.world, ticket, number))
      out.append(to_text(row)).append("\n");
    return out;
  }
  [[nodiscard]] std::vector<std::string> engine(const std::vector<LoggedTicket> &tickets) const {
    const Cycles cycles =
        evaluate(test::log_of(case_.contract, tickets, case_.world.tick_us), case_.as_of_us());
    std::vector<std::string> out(tickets.size());
    for (std::size_t row = 0; row < cycles.size(); ++row) {
      out[static_cast<std::size_t>(cycles.ticket[row])].append(test::to_text(cycles, row)).append("\n");
    }
    return out;
  }

  std::uint64_t seed_;
  test::RandomCase case_;
};

TEST(EvaluateAgreement, EveryColumnAndEscalationIsThatOfTheTickByTickModel) {
  const std::uint64_t contracts = test::long_campaign() ? 30'000 : 300;
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
