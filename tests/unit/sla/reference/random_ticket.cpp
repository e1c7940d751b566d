#include <algorithm>

#include "unit/sla/reference/random_contract.hpp"

namespace entente::test {

LoggedTicket random_ticket(Dice &dice, const Contract &contract, std::int64_t tick_minutes) {
  const std::int64_t day = 1440 / tick_minutes;
  const auto code_of = [&](std::size_t attribute) {
    return static_cast<std::int32_t>(
        dice.below(static_cast<std::int64_t>(contract.attributes[attribute].values.size()) + 1));
  };
  LoggedTicket ticket{kReferenceDay * day + dice.below(4 * day), {}, {}, {}};
  for (std::size_t a = 0; a < contract.attributes.size(); ++a) ticket.codes.push_back(code_of(a));
  std::int64_t tick = ticket.opened - (dice.one_in(6) ? dice.below(day / 4) : 0);
  const std::int64_t stride = dice.one_in(2) ? day / 2 : day / 6;
  for (std::int64_t n = dice.below(11); n > 0; --n) {
    tick += dice.one_in(3) ? 0 : dice.below(stride);
    LoggedEvent event{tick, kStateEvent, 0};
    if (n % 3 == 0 && !contract.attributes.empty()) {
      const auto attribute =
          static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(contract.attributes.size())));
      event.kind = kAttributeEvent + static_cast<std::int32_t>(attribute);
      event.value = code_of(attribute);
    } else if (dice.one_in(2)) {
      event.kind = kHappeningEvent;
      event.value = static_cast<std::int32_t>(dice.below(kHappenings));
    } else {
      event.value = static_cast<std::int32_t>(dice.below(static_cast<std::int64_t>(contract.states.size())));
    }
    ticket.events.push_back(event);
    if (dice.one_in(10)) ticket.events.push_back(event);
  }
  if (dice.one_in(4)) std::shuffle(ticket.events.begin(), ticket.events.end(), dice.engine());
  if (dice.one_in(6)) {
    const auto commitment =
        static_cast<std::int32_t>(dice.below(static_cast<std::int64_t>(contract.commitments.size())));
    ticket.balances.push_back({commitment, dice.below(20) * tick_minutes * 60'000'000, 0,
                               ticket.opened - day / 8 + dice.below(day)});
  }
  return ticket;
}

EventLog log_of(std::shared_ptr<const Contract> contract, const std::vector<LoggedTicket> &tickets,
                std::int64_t tick_us) {
  std::vector<std::int64_t> opened_us, at_us, sequence, consumed_us, paused_us, balance_us;
  std::vector<std::int32_t> attributes, ticket, value, kind, balance_ticket, commitment;
  for (std::size_t a = 0; a < contract->attributes.size(); ++a) {
    for (const LoggedTicket &one : tickets) attributes.push_back(one.codes[a]);
  }
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    opened_us.push_back(tickets[i].opened * tick_us);
    for (const LoggedEvent &event : tickets[i].events) {
      ticket.push_back(static_cast<std::int32_t>(i));
      at_us.push_back(event.tick * tick_us);
      value.push_back(event.value);
      kind.push_back(event.kind);
      sequence.push_back(event.sequence);
    }
    for (const LoggedBalance &balance : tickets[i].balances) {
      balance_ticket.push_back(static_cast<std::int32_t>(i));
      commitment.push_back(balance.commitment);
      consumed_us.push_back(balance.consumed_us);
      paused_us.push_back(balance.paused_us);
      balance_us.push_back(balance.tick * tick_us);
    }
  }
  const BalanceColumns balances{balance_ticket, commitment, consumed_us, paused_us, balance_us};
  return EventLog(std::move(contract),
                  {opened_us, attributes, ticket, at_us, value, kind, sequence, balances});
}

RandomCase::RandomCase(std::uint64_t seed, std::size_t count) {
  Dice dice(seed);
  static constexpr std::int64_t kTicks[] = {10, 30, 60};
  tick_minutes = kTicks[dice.below(3)];
  json = random_contract_json(dice, tick_minutes);
  contract = read_contract(json);
  for (std::size_t i = 0; i < count; ++i) tickets.push_back(random_ticket(dice, *contract, tick_minutes));
  const std::int64_t day = 1440 / tick_minutes;
  world =
      world_of(*contract, tick_minutes, (kReferenceDay + 2) * day + dice.below((kReferenceDays - 2) * day));
}

}  // namespace entente::test
