#pragma once

#include "sla/lane.hpp"

namespace entente {

/// One step of one lane at one instant. `Moment` says when it is and how much was open before; `Sink` takes the cycles
/// that end. The lane's account is told of every stretch of time that is counted.
template <class LaneType, class Moment, class Sink>
class Step {
 public:
  Step(const Plans &plans, LaneType &lane, Moment &now, Sink &sink)
      : plans_(plans), plan_(plans.targets[static_cast<std::size_t>(lane.target)]), lane_(lane), now_(now), sink_(sink) {}

  /// Starts a cycle here with lane.brought_us consumed before.
  void begin() {
    const Target &target = *plan_.target;
    lane_.calendar = lane_.next_calendar;
    lane_.started_us = lane_.since_us = now_.at_us();
    lane_.elapsed_us = lane_.paused_us = 0;
    lane_.allowed_us = target.duration_us;
    if (target.outside_bonus_us > 0 && calendar().is_open(now_.at_us()).value == 0) {
      lane_.allowed_us += target.outside_bonus_us;
    }
    lane_.due_us = kNoValue;
    lane_.due_status = 0;
    lane_.reached = 0;
    lane_.due_known = lane_.pending = lane_.told = lane_.withdrawn = false;
    lane_.fresh = true;
    lane_.phase = static_cast<Phase>(lane_.level());
    lane_.account.begin(lane_, open_us());
    if (lane_.brought_us > 0) run(0);
    if (lane_.phase >= Phase::stop) end_by_level();
  }

  void enter(const StateEffect &effect) {
    lane_.state_clock = effect.clock;
    if (effect.responds) end_by_event();
    update(effect.waits_for);
  }

  void happen(Happening happening) {
    WaitsFor waits_for = lane_.waits_for;
    if (contains(plan_.target->stop_on, happening)) end_by_event();
    if (happening == Happening::reopen || happening == Happening::cancel) {
      lane_.state_clock = happening == Happening::reopen ? Clock::run : Clock::cancel;
      waits_for = happening == Happening::reopen ? WaitsFor::provider : WaitsFor::closing;
    }
    if (contains(plan_.target->start_on, happening) && may_begin()) ask_to_begin();
    update(waits_for);
  }

  /// The ticket opens; lane.applies and lane.visible are set. A cycle starts where start_when holds.
  void open(const std::int32_t *codes) {
    lane_.calendar = lane_.next_calendar = static_cast<std::int8_t>(plan_.calendar(codes));
    if (plan_.asks_attributes) {
      reconsider(codes);
      return;
    }
    lane_.start_holds = true;
    if (!plan_.starts_by_event && may_begin()) begin();
  }

  /// The same for a target that applies all the time.
  void appear_at_opening(const std::int32_t *codes) {
    lane_.applies = lane_.visible = true;
    open(codes);
  }

  /// Nothing follows: the cycle is given out as it stands.
  void finish() {
    if (lane_.is_open()) {
      count();
      give(Ending::open);
    } else if (lane_.phase == Phase::stop || lane_.phase == Phase::cancel) {
      give_stopped();
    }
  }

  /// Attributes have changed.
  void reconsider(const std::int32_t *codes) {
    const Target &target = *plan_.target;
    const auto code_of = [&](std::int32_t attribute) { return codes[attribute]; };
    const std::int32_t calendar_now = target.calendar.of == CalendarOf::group_at_the_time
                                          ? plan_.calendar(codes)
                                          : std::int32_t{lane_.next_calendar};
    if (calendar_now != lane_.next_calendar) switch_calendar(calendar_now);
    lane_.attribute_clock = Clock::run;
    if (!target.pause_when.empty() && holds(target.pause_when, code_of)) lane_.attribute_clock = Clock::pause;
    if (!target.stop_when.empty() && holds(target.stop_when, code_of)) lane_.attribute_clock = Clock::stop;
    const bool held = lane_.start_holds;
    lane_.start_holds = holds(target.start_when, code_of);
    if (lane_.start_holds && !held && plan_.starts_by_condition && may_begin()) ask_to_begin();
    update(lane_.waits_for);
  }

  /// Counts the time up to here.
  void count() {
    const std::int64_t open = open_us();
    const std::int64_t delta = open - lane_.account.open_before(*this);
    const std::int64_t wall = now_.at_us() - lane_.since_us;
    if (lane_.phase == Phase::run) {
      run(delta);
    } else if (lane_.phase == Phase::pause) {
      pause(delta, wall);
    }
    if (wall > 0) lane_.fresh = false;
    lane_.account.pass(lane_, lane_.phase == Phase::pause && is_wall() ? wall : delta, now_.at_us());
    lane_.since_us = now_.at_us();
    lane_.account.counted(open);
  }

  /// Ends the stretch that is being counted, so that the account can put what follows elsewhere.
  void split() {
    if (lane_.is_open()) {
      count();
    } else if (lane_.phase == Phase::stop || lane_.phase == Phase::cancel) {
      lane_.account.stay(lane_.waits_for, measure());
    }
  }

  /// Gives out the cycle as it stands, counted up to here or ended before.
  void give(Ending ending) {
    lane_.withdrawn = ending == Ending::cancelled;
    if (lane_.visible) sink_.cycle(plan_, lane_, ending);
  }

  /// A clock that ran unseen comes to count.
  void appear() {
    count();
    lane_.told = false;
    lane_.fresh = true;
    if (!LaneType::kTalliesEscalations) lane_.reached = 0;  // told once more
    lane_.account.appear(now_.at_us());
  }

  /// The target no longer applies to an open clock.
  void supersede() {
    count();
    if (!lane_.fresh) sink_.stops(lane_);
    if (!lane_.fresh) give(Ending::superseded);
    lane_.visible = lane_.pending = false;
    if (is_shadow()) return;
    lane_.phase = Phase::idle;
    lane_.started_us = kNoValue;
  }

  /// The lane's hours before lane.since_us.
  [[nodiscard]] std::int64_t open_before_since() const noexcept {
    return open_us_at(lane_.since_us, calendar().open_time().before_us(lane_.since_us));
  }

  [[nodiscard]] bool is_shadow() const noexcept { return plan_.target->on_change == OnChange::from_creation; }
  [[nodiscard]] const Plan &plan() const noexcept { return plan_; }
  [[nodiscard]] const Calendar &calendar() const noexcept {
    return *plans_.calendars[static_cast<std::size_t>(lane_.calendar)];
  }
  /// What the lane's hours say at an instant, on a scale of their own.
  [[nodiscard]] std::int64_t open_us_at(std::int64_t at_us, std::int64_t open_before_us) const noexcept {
    if (plan_.target->outside_hours != OutsideHours::immediately) [[likely]] return open_before_us;
    return open_before_us + LaneHours(plan_, lane_, calendar()).extra_us(at_us);
  }

 private:
  [[nodiscard]] bool is_wall() const noexcept { return plan_.target->pause_counts == PauseCounts::wall_time; }
  /// What a stop is measured in: a difference of two of these is paused time.
  [[nodiscard]] std::int64_t measure() { return is_wall() ? now_.at_us() : open_us(); }
  [[nodiscard]] std::int64_t open_us() { return open_us_at(now_.at_us(), now_.open_us(lane_.calendar)); }

  [[nodiscard]] bool may_begin() const noexcept {
    return !lane_.is_open() && !lane_.pending && lane_.phase != Phase::done && !lane_.balanced &&
           (lane_.visible || lane_.applies || is_shadow());
  }

  /// A cycle starts here, or as soon as the ticket is not stopped.
  void ask_to_begin() {
    lane_.pending = true;
    if (lane_.level() < Clock::stop) begin_another();
  }

  void give_stopped() { give(lane_.phase == Phase::cancel ? Ending::cancelled : Ending::stopped); }

  void bring_nothing() noexcept {
    lane_.brought_us = 0;
    lane_.by_balance = false;
  }

  /// The verdict of a stopped cycle stands, and one with the whole promise starts.
  void begin_another() {
    if (lane_.phase == Phase::stop || lane_.phase == Phase::cancel) give_stopped();
    bring_nothing();
    begin();
  }

  /// A response, or whatever else ends the cycle for good.
  void end_by_event() {
    if (lane_.is_open()) {
      count();
      sink_.stops(lane_);
      give(Ending::stopped);
    } else if (lane_.phase == Phase::stop || lane_.phase == Phase::cancel) {
      give_stopped();
    } else if (!lane_.pending) {
      return;
    }
    lane_.phase = Phase::idle;
    lane_.by_balance = false;
    lane_.pending = plan_.repeats_by_event;
    if (!plan_.repeats_by_event && !plan_.starts_again) lane_.phase = Phase::done;
  }

  /// The phase follows the level.
  void update(WaitsFor waits_for) {
    const Clock level = lane_.level();
    if (static_cast<Phase>(level) == lane_.phase && waits_for == lane_.waits_for) return;
    switch (lane_.phase) {
      case Phase::run:
      case Phase::pause:
        count();
        lane_.phase = static_cast<Phase>(level);
        if (level >= Clock::stop) {
          sink_.stops(lane_);
          end_by_level();
        }
        break;
      case Phase::stop:
      case Phase::cancel:
        if (level < Clock::stop && lane_.pending) {
          begin_another();
        } else if (level < Clock::stop) {
          reopen();
        } else {
          lane_.account.stay(lane_.waits_for, measure());
        }
        break;
      case Phase::idle:
        if (lane_.pending && level < Clock::stop) {
          if (!lane_.by_balance) lane_.brought_us = 0;
          begin();
        }
        break;
      case Phase::done:
        break;
    }
    lane_.waits_for = waits_for;
  }

  /// The level has stopped an open clock.
  void end_by_level() {
    if (plan_.starts_by_event && plan_.target->metric != Metric::state_pair) {  // the next start begins another
      give_stopped();
      lane_.by_balance = false;
      lane_.phase = Phase::idle;
    } else if (plan_.target->reopen == Reopen::ignore) {
      give_stopped();
      lane_.by_balance = false;
      lane_.phase = plan_.starts_again ? Phase::idle : Phase::done;
    } else {
      lane_.account.stopped(measure());
    }
  }

  void reopen() {
    switch (plan_.target->reopen) {
      case Reopen::resume:
        resume();
        return;
      case Reopen::new_cycle:
        begin_another();
        return;
      case Reopen::restart:
      case Reopen::ignore:
        bring_nothing();
        begin();
    }
  }

  /// The stop is undone: the time since then counts as paused.
  void resume() {
    const std::int64_t delta = open_us() - lane_.account.open_before(*this);
    pause(delta, now_.at_us() - lane_.since_us);
    lane_.account.resume(lane_, measure(), now_.at_us());
    if (now_.at_us() > lane_.since_us) lane_.fresh = false;
    lane_.since_us = now_.at_us();
    lane_.calendar = lane_.next_calendar;
    lane_.account.counted(open_us());
    lane_.phase = static_cast<Phase>(lane_.level());
  }

  void run(std::int64_t delta) {
    if (LaneType::kTalliesEscalations && !plan_.target->escalations.empty()) [[unlikely]] reach(delta);
    if (!lane_.due_known && lane_.consumed_us() + delta >= lane_.allowed_us) fix_due();
    lane_.elapsed_us += delta;
  }

  void pause(std::int64_t delta, std::int64_t wall) {
    lane_.paused_us += is_wall() ? wall : delta;
    if (is_wall() && !lane_.due_known) lane_.allowed_us += wall - delta;
  }

  void fix_due() {
    const CalendarAnswer due = projected_due(plan_, lane_, calendar());
    lane_.due_us = due.value;
    lane_.due_status = static_cast<std::int8_t>(due.status);
    lane_.due_calendar = lane_.calendar;
    lane_.due_known = true;
  }

  /// Escalations before the due date that are reached within the next `delta` of running.
  void reach(std::int64_t delta) {
    const std::vector<Escalation> &escalations = plan_.target->escalations;
    for (std::size_t i = 0; i < escalations.size(); ++i) {
      if ((lane_.reached >> i & 1U) != 0) continue;
      const std::int64_t consumed = consumed_for(escalations[i], lane_);
      if (consumed == kNoValue || lane_.consumed_us() + delta < consumed) continue;
      lane_.reached |= 1U << i;
      lane_.account.escalate(static_cast<std::int32_t>(i),
                             consumed_at(plan_, lane_, calendar(), consumed, Convention::none));
    }
  }

  /// Time up to here counts in the calendar that held; that of a stop, in the one that held when it began.
  void switch_calendar(std::int32_t calendar_now) {
    lane_.next_calendar = static_cast<std::int8_t>(calendar_now);
    if (lane_.phase == Phase::stop || lane_.phase == Phase::cancel) return;
    if (lane_.is_open()) count();
    lane_.calendar = lane_.next_calendar;
    if (lane_.is_open()) lane_.account.counted(open_us());
  }

  const Plans &plans_;
  const Plan &plan_;
  LaneType &lane_;
  Moment &now_;
  Sink &sink_;
};

}  // namespace entente
