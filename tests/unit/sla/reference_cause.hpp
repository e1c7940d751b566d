#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "entente/sla/reconcile.hpp"
#include "unit/sla/reference_clock.hpp"

/// A slow second answer for reconcile(): lists every minute at stake, says what it is, and counts anew for each cause
/// that is taken away. It shares no code with the engine; the rule counts around the clock, the promise in office hours.
namespace entente::test {

struct ReferenceRule {
  std::int64_t promised_minutes = 0;
  std::array<Clock, kStates> clock{};  ///< run, pause or stop
};

struct ReferenceTicket {
  std::int64_t opened = 0;
  std::vector<ReferenceEvent> events;  ///< ascending
  std::optional<std::int64_t> closed;
  bool has_promise = false;
  Verdict recorded = Verdict::none;
};

struct ReferenceAnswer {
  Verdict rule = Verdict::none;
  Cause cause = Cause::none;
};

/// A minute that the rule counts, or that was solved and not yet closed for good.
struct MinuteAtStake {
  std::int64_t minute;
  Cause waits_for;  ///< closing, requester, third_party or provider
  bool in_rule;     ///< the rule's own clock ran
};

inline Cause waits_for(std::int32_t state) {
  static constexpr std::array<Cause, kStates> kCauses{Cause::provider,    Cause::provider, Cause::requester,
                                                      Cause::third_party, Cause::closing,  Cause::closing};
  return kCauses[static_cast<std::size_t>(state)];
}

class ReferenceStake {
 public:
  ReferenceStake(const ReferenceRule &rule, const ReferenceTicket &ticket, std::int64_t as_of)
      : promised_(rule.promised_minutes), as_of_(as_of), has_promise_(ticket.has_promise) {
    std::int32_t state = kNew;
    std::size_t next = 0;
    for (std::int64_t minute = ticket.opened;; ++minute) {
      for (; next < ticket.events.size() && ticket.events[next].minute <= minute; ++next) {
        state = ticket.events[next].state;
        const bool stops = rule.clock[static_cast<std::size_t>(state)] == Clock::stop;
        if (!stops && stopped_) {  // the stop is undone: what passed since was a wait for the closing
          for (std::int64_t m = *stopped_; m < minute; ++m) minutes_.push_back({m, Cause::closing, false});
          stopped_.reset();
        } else if (stops && !stopped_) {
          stopped_ = minute;
        }
      }
      if (minute >= as_of) break;
      if (rule.clock[static_cast<std::size_t>(state)] == Clock::run) minutes_.push_back({minute, waits_for(state), true});
    }
    const std::int64_t last = std::min(ticket.closed.value_or(0), as_of);
    for (std::int64_t m = stopped_.value_or(last); m < last; ++m) minutes_.push_back({m, Cause::closing, false});
  }

  [[nodiscard]] bool is_stopped() const { return stopped_.has_value(); }
  /// What the rule's own clock ran.
  [[nodiscard]] std::int64_t in_rule() const {
    return std::count_if(minutes_.begin(), minutes_.end(), [](const MinuteAtStake &one) { return one.in_rule; });
  }
  /// Whether the rule's own clock is late: it stopped, or stands, after the minute that used the promise up.
  [[nodiscard]] bool is_rule_late() const {
    if (in_rule() != promised_) return in_rule() > promised_;
    const auto last = std::find_if(minutes_.rbegin(), minutes_.rend(), [](const MinuteAtStake &one) { return one.in_rule; });
    return stopped_.value_or(as_of_) > last->minute + 1;
  }
  /// Minutes at stake where these causes are taken away.
  [[nodiscard]] std::int64_t without(std::span<const Cause> removed) const {
    const auto is_removed = [&](Cause cause) { return std::find(removed.begin(), removed.end(), cause) != removed.end(); };
    const bool hours = has_promise_ && is_removed(Cause::calendar);
    const bool holidays = has_promise_ && is_removed(Cause::holiday);
    return std::count_if(minutes_.begin(), minutes_.end(), [&](const MinuteAtStake &one) {
      const bool on_holiday = one.minute / 1440 == 20454;  // 2026-01-01
      // The day before, also a workday, shows what the hours alone would count.
      const std::int64_t shown = on_holiday ? one.minute - 1440 : one.minute;
      if (holidays && on_holiday) return false;
      if (hours && !is_open_minute(Hours::office, shown)) return false;
      return !is_removed(one.waits_for);
    });
  }

 private:
  std::int64_t promised_, as_of_;
  bool has_promise_;
  std::vector<MinuteAtStake> minutes_;
  std::optional<std::int64_t> stopped_;
};

inline ReferenceAnswer reference_cause(const ReferenceRule &rule, const ReferenceTicket &ticket, std::int64_t as_of,
                                       std::span<const Cause> order, std::int64_t rounding) {
  const ReferenceStake stake(rule, ticket, as_of);
  ReferenceAnswer answer;
  const std::int64_t ran = stake.in_rule();
  if (stake.is_rule_late()) answer.rule = Verdict::missed;
  if (!stake.is_rule_late() && stake.is_stopped()) answer.rule = Verdict::met;
  const bool rounds = std::find(order.begin(), order.end(), Cause::rounding) != order.end();
  if (ticket.recorded == Verdict::none) return answer;
  if (answer.rule == Verdict::none) {
    answer.cause = Cause::unknown;
  } else if (ticket.recorded == Verdict::met) {
    if (answer.rule == Verdict::missed) {
      answer.cause = rounds && ran <= rule.promised_minutes + rounding ? Cause::rounding : Cause::unknown;
    }
  } else if (answer.rule == Verdict::met) {
    answer.cause = Cause::rule_met;
  } else {
    answer.cause = Cause::provider;
    for (std::size_t removed = 1; removed <= order.size(); ++removed) {
      const auto gone = order.first(removed);
      const bool rounded = std::find(gone.begin(), gone.end(), Cause::rounding) != gone.end();
      const std::int64_t left = stake.without(gone);
      if (left > rule.promised_minutes + (rounded ? rounding : 0)) continue;
      if (left == stake.without({}) && gone.back() != Cause::rounding) continue;  // late by nothing, nothing taken away
      answer.cause = order[removed - 1];
      break;
    }
  }
  return answer;
}

}  // namespace entente::test
