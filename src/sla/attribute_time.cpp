#include "entente/sla/attribute_time.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "entente/base/error.hpp"
#include "sla/attribute_tally.hpp"
#include "sla/ticket_clocks.hpp"
#include "sla/walk.hpp"

namespace entente {
namespace {

void require_attribute(const Contract &contract, std::int32_t attribute) {
  if (attribute >= 0 && static_cast<std::size_t>(attribute) < contract.attributes.size()) return;
  throw Error(ErrorCode::not_found, "the contract has no attribute " + std::to_string(attribute));
}

/// Leads one ticket after the other through its clocks, whose accounts keep the time by value.
class TicketShares {
 public:
  using Clocks = TicketClocks<Lane<AttributeTally>, TicketShares>;

  TicketShares(const EventLog &log, const Plans &plans, std::int64_t as_of_us, std::int32_t attribute,
               AttributedTime &out)
      : log_(log), plans_(plans), as_of_us_(as_of_us), attribute_(attribute),
        provider_of_(provider_of(plans.contract, attribute)), timeline_(plans), lanes_(plans.targets.size()),
        codes_(plans.contract.attributes.size()), out_(out) {}

  void attribute(std::size_t ticket) {
    const std::int64_t opened_us = log_.opened_us(ticket);
    if (opened_us == kNoValue || opened_us > as_of_us_) return;
    timeline_.fill(log_, ticket, as_of_us_);
    for (std::size_t i = 0; i < codes_.size(); ++i) codes_[i] = log_.code(static_cast<std::int32_t>(i), ticket);
    const std::span<const Balance> balances = log_.balances_of(ticket);
    const std::span<Lane<AttributeTally>> lanes = std::span(lanes_).first(
        choose_lanes<Lane<AttributeTally>>(plans_, timeline_, opened_us, codes_.data(), balances, lanes_));
    const auto set_value = [&](std::int32_t value) {
      for (Lane<AttributeTally> &lane : lanes) lane.account.value = value;
    };
    set_value(codes_[static_cast<std::size_t>(attribute_)]);
    cycles_.clear();
    Clocks clocks(plans_, log_.alphabet(), lanes, codes_.data(), opened_us, timeline_.may_change(), *this);
    walk(clocks, timeline_, balances, [&](Alphabet::Symbol symbol, Timeline::Point &now) {
      if (!log_.alphabet().is_attribute(symbol)) return;
      const Alphabet::AttributeValue changed = log_.alphabet().attribute_value(symbol);
      if (changed.attribute != attribute_) return;
      clocks.split(now);
      set_value(changed.code);
    });
    append(static_cast<std::int32_t>(ticket));
  }

  /// Called by the ticket's clocks: an open clock stops; a cycle has ended.
  void stops(const LaneState &) noexcept {}
  void cycle(const Plan &, const Lane<AttributeTally> &lane, Ending) {
    cycles_.push_back({lane.target, lane.account.shares});
  }

 private:
  struct Ended {
    std::int32_t target;
    std::vector<AttributeTally::Share> shares;
  };

  /// Cycles come as they end; they are wanted by target, and numbered as in Cycles.
  void append(std::int32_t ticket) {
    std::stable_sort(cycles_.begin(), cycles_.end(), [](const Ended &a, const Ended &b) { return a.target < b.target; });
    std::int32_t number = 0;
    for (std::size_t i = 0; i < cycles_.size(); ++i) {
      Ended &ended = cycles_[i];
      number = i > 0 && cycles_[i - 1].target == ended.target ? number + 1 : 0;
      std::sort(ended.shares.begin(), ended.shares.end(), [](const auto &a, const auto &b) { return a.value < b.value; });
      for (const AttributeTally::Share &share : ended.shares) {
        if (share.run_us == 0 && share.pause_us == 0) continue;
        out_.ticket.push_back(ticket);
        out_.target.push_back(ended.target);
        out_.cycle.push_back(number);
        out_.value.push_back(share.value);
        out_.party.push_back(provider_of_[static_cast<std::size_t>(share.value)]);
        out_.run_us.push_back(share.run_us);
        out_.pause_us.push_back(share.pause_us);
      }
    }
  }

  const EventLog &log_;
  const Plans &plans_;
  std::int64_t as_of_us_;
  std::int32_t attribute_;
  std::vector<std::int32_t> provider_of_;
  Timeline timeline_;
  std::vector<Lane<AttributeTally>> lanes_;
  std::vector<std::int32_t> codes_;
  std::vector<Ended> cycles_;
  AttributedTime &out_;
};

}  // namespace

AttributedTime attribute_time(const EventLog &log, std::int64_t as_of_us, std::int32_t attribute) {
  require_attribute(log.contract(), attribute);
  if (!is_supported_instant(as_of_us)) {
    throw Error(ErrorCode::range, "as_of_us is " + std::to_string(as_of_us) + ", expected an instant in 1970-2100");
  }
  const Plans plans(log.contract());
  AttributedTime time;
  TicketShares shares(log, plans, as_of_us, attribute, time);
  for (std::size_t ticket = 0; ticket < log.tickets(); ++ticket) shares.attribute(ticket);
  return time;
}

std::vector<std::int32_t> provider_of(const Contract &contract, std::int32_t attribute) {
  require_attribute(contract, attribute);
  const std::vector<std::string> &values = contract.attributes[static_cast<std::size_t>(attribute)].values;
  if (attribute != contract.attribution) return std::vector<std::int32_t>(values.size() + 1, -1);
  std::int32_t others = -1;
  std::map<std::string_view, std::int32_t> named;
  for (std::size_t i = 0; i < contract.parties.size(); ++i) {
    const Party &party = contract.parties[i];
    if (party.kind != PartyKind::provider) continue;
    if (party.others) others = static_cast<std::int32_t>(i);
    for (const std::string &value : party.values) named.emplace(value, static_cast<std::int32_t>(i));
  }
  std::vector<std::int32_t> parties{others};
  for (const std::string &value : values) {
    const auto found = named.find(value);
    parties.push_back(found == named.end() ? others : found->second);
  }
  return parties;
}

}  // namespace entente
