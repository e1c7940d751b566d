#pragma once

#include <span>

#include "entente/sla/event_log.hpp"
#include "sla/step.hpp"

namespace entente {

/// What a target left behind that ceased to apply while its clock was open.
struct Handover {
  std::int32_t series;
  std::int64_t consumed_us;
  std::int64_t promised_us;
  std::int64_t put_off_us;   ///< added to the promise by its start and its pauses
};

/// What its successor begins with: at most the supported span of time, so that no chain of changes overflows.
[[nodiscard]] inline std::int64_t brought_us(const Target &target, const Handover &from) noexcept {
  __extension__ using Wide = __int128;
  Wide brought = 0;
  if (target.on_change == OnChange::carry) brought = Wide{from.consumed_us} - from.put_off_us;
  if (target.on_change == OnChange::pro_rata) {
    brought = Wide{from.consumed_us} * target.duration_us / (Wide{from.promised_us} + from.put_off_us);
  }
  return static_cast<std::int64_t>(std::clamp<Wide>(brought, -kLastInstantUs, kLastInstantUs));
}

/// Marks the lanes that an opening balance starts. The lanes know their targets.
template <class LaneType>
void mark_balanced(const Plans &plans, std::span<const Balance> balances, std::span<LaneType> lanes) {
  for (const Balance &balance : balances) {
    for (LaneType &lane : lanes) {
      const std::int32_t commitment = plans.targets[static_cast<std::size_t>(lane.target)].target->commitment;
      if (commitment == balance.commitment) lane.balanced = true;
    }
  }
}

/// All clocks of one ticket. `codes`: the ticket's value codes, kept up to date here. The lanes are in order of target;
/// where some may come to apply later they must all be there.
template <class LaneType, class Sink>
class TicketClocks {
 public:
  TicketClocks(const Plans &plans, const Alphabet &alphabet, std::span<LaneType> lanes, std::int32_t *codes,
               std::int64_t opened_us, bool may_change, Sink &sink)
      : plans_(plans), alphabet_(alphabet), lanes_(lanes), codes_(codes), opened_us_(opened_us),
        may_change_(may_change), sink_(sink) {}

  /// The ticket opens. lane.target and lane.balanced are set; all else is as in a new lane.
  template <class Moment>
  void open(Moment &now) {
    for (LaneType &lane : lanes_) {
      auto step = step_of(lane, now);
      lane.applies = lane.visible = applies(step.plan(), now.at_us());
      step.open(codes_);
    }
  }

  template <class Moment>
  void apply(Alphabet::Symbol symbol, Moment &now) {
    if (alphabet_.is_state(symbol)) {
      for (LaneType &lane : lanes_) {
        const StateEffect effect = plans_.targets[static_cast<std::size_t>(lane.target)].states[symbol];
        if (!says_nothing(effect, lane)) step_of(lane, now).enter(effect);
      }
    } else if (alphabet_.is_happening(symbol)) {
      for (LaneType &lane : lanes_) step_of(lane, now).happen(alphabet_.happening(symbol));
    } else {
      change(alphabet_.attribute_value(symbol), now);
    }
    if (may_change_) settle(now);
  }

  /// Terms begin or end here.
  template <class Moment>
  void amend(Moment &now) {
    for (LaneType &lane : lanes_) {
      const Plan &plan = step_of(lane, now).plan();
      if (plan.is_bounded) lane.applies = applies(plan, now.at_us());
    }
    settle(now);
  }

  /// An opening balance starts a clock here.
  template <class Moment>
  void balance(std::int32_t commitment, std::int64_t consumed_us, Moment &now) {
    for (LaneType &lane : lanes_) {
      auto step = step_of(lane, now);
      if (!lane.balanced || step.plan().target->commitment != commitment) continue;
      lane.balanced = false;
      if (!lane.visible && !step.is_shadow()) continue;
      lane.brought_us = consumed_us;
      lane.by_balance = true;
      if (lane.level() >= Clock::stop) {
        lane.pending = true;
      } else {
        step.begin();
      }
    }
  }

  /// What is counted from here on is to be kept apart from what was counted before.
  template <class Moment>
  void split(Moment &now) {
    for (LaneType &lane : lanes_) step_of(lane, now).split();
  }

  /// Nothing follows: every cycle is given out as it stands.
  template <class Moment>
  void finish(Moment &now) {
    for (LaneType &lane : lanes_) {
      step_of(lane, now).finish();
    }
  }

 private:
  template <class Moment>
  Step<LaneType, Moment, Sink> step_of(LaneType &lane, Moment &now) {
    return Step<LaneType, Moment, Sink>(plans_, lane, now, sink_);
  }

  [[nodiscard]] bool applies(const Plan &plan, std::int64_t at_us) const {
    return plan.applies_to_terms(opened_us_, at_us) &&
           plan.applies_to([&](std::int32_t attribute) { return codes_[attribute]; });
  }

  template <class Moment>
  void change(Alphabet::AttributeValue value, Moment &now) {
    codes_[value.attribute] = value.code;
    for (LaneType &lane : lanes_) {
      auto step = step_of(lane, now);
      const Plan &plan = step.plan();
      if (!plan.depends_on[static_cast<std::size_t>(value.attribute)]) continue;
      lane.applies = applies(plan, now.at_us());
      step.reconsider(codes_);
    }
  }

  /// Targets that no longer apply hand over; those that came to apply take over. A stopped cycle stands until a
  /// reopening.
  template <class Moment>
  void settle(Moment &now) {
    handovers_.clear();
    for (LaneType &lane : lanes_) {
      if (!lane.applies && (lane.visible || lane.pending)) leave(lane, now);
    }
    for (LaneType &lane : lanes_) {
      if (lane.applies && !lane.visible) take_over(lane, now);
    }
  }

  template <class Moment>
  void leave(LaneType &lane, Moment &now) {
    auto step = step_of(lane, now);
    if (lane.phase == Phase::idle) {
      if (lane.visible && lane.pending) return;  // stands until the reopening, as a stopped cycle does
      lane.visible = false;
      lane.pending = lane.pending && step.is_shadow();
    }
    if (!lane.is_open() || !lane.visible) return;
    step.supersede();
    const Target &target = *step.plan().target;
    if (find_handover(target.series) != nullptr) return;
    handovers_.push_back({target.series, lane.consumed_us(), target.duration_us, lane.allowed_us - target.duration_us});
  }

  template <class Moment>
  void take_over(LaneType &lane, Moment &now) {
    auto step = step_of(lane, now);
    if (step.is_shadow() || lane.balanced) {
      lane.visible = lane.is_open() || lane.phase == Phase::idle;
      if (lane.is_open()) step.appear();
      return;
    }
    const Target &target = *step.plan().target;
    if (lane.level() >= Clock::stop || is_answered(target.series)) return;
    const Handover *from = find_handover(target.series);
    const bool started = lane.is_open();  // by what came while the ticket was stopped
    lane.visible = true;
    lane.phase = Phase::idle;
    if (from == nullptr && !started && !(step.plan().starts_by_condition && lane.start_holds)) return;
    lane.brought_us = from == nullptr ? 0 : brought_us(target, *from);
    lane.by_balance = false;
    step.begin();
  }

  [[nodiscard]] const Handover *find_handover(std::int32_t series) const noexcept {
    for (const Handover &handover : handovers_) {
      if (handover.series == series) return &handover;
    }
    return nullptr;
  }

  /// What happens once and for all has happened.
  [[nodiscard]] bool is_answered(std::int32_t series) const noexcept {
    return std::any_of(lanes_.begin(), lanes_.end(), [&](const LaneType &lane) {
      return lane.visible && lane.phase == Phase::done &&
             plans_.targets[static_cast<std::size_t>(lane.target)].target->series == series;
    });
  }

  const Plans &plans_;
  const Alphabet &alphabet_;
  std::span<LaneType> lanes_;
  std::int32_t *codes_;
  std::int64_t opened_us_;
  bool may_change_;
  Sink &sink_;
  std::vector<Handover> handovers_;
};

}  // namespace entente
