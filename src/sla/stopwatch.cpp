#include "sla/stopwatch.hpp"

#include "entente/base/instant.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {
namespace {

/// Accumulates stretch after stretch; a stop is kept apart until it is known whether a reopening undoes it.
class Stopwatch {
 public:
  Stopwatch(const Contract &contract, const Target &target)
      : contract_(contract), target_(target),
        calendar_(*contract.calendars[static_cast<std::size_t>(target.calendar)].calendar) {}

  /// False when nothing that follows can change the reading.
  bool pass(std::int32_t state, std::int64_t begin_us, std::int64_t open_us) {
    const Clock clock = state == Timeline::kNoState ? Clock::run : target_.clock[static_cast<std::size_t>(state)];
    const auto waits_for = static_cast<std::size_t>(
        state == Timeline::kNoState ? WaitsFor::provider
                                    : contract_.states[static_cast<std::size_t>(state)].waits_for);
    if (clock == Clock::stop) {
      if (reading_.clock != Clock::stop) reading_.end_us = begin_us;
      reading_.clock = clock;
      stop_us_[waits_for] += open_us;
      return true;
    }
    if (reading_.clock == Clock::stop) {
      if (target_.reopen == Reopen::ignore) return false;
      undo_stop();
    }
    reading_.clock = clock;
    reading_.waited_us[waits_for] += open_us;
    if (clock == Clock::pause) {
      reading_.paused_us += open_us;
    } else {
      if (!due_known_ && reading_.elapsed_us + open_us >= target_.duration_us) set_due(begin_us);
      reading_.elapsed_us += open_us;
    }
    return true;
  }

  Reading finish(std::int64_t end_us) {
    if (reading_.clock != Clock::stop) reading_.end_us = end_us;
    if (!due_known_) set_due(reading_.end_us);
    return reading_;
  }

 private:
  void undo_stop() {
    for (std::size_t i = 0; i < stop_us_.size(); ++i) {
      reading_.waited_us[i] += stop_us_[i];
      reading_.paused_us += stop_us_[i];
      reading_.settled_us += stop_us_[i];
      stop_us_[i] = 0;
    }
  }

  /// The promised time that is left runs from `from_us` on without a break.
  void set_due(std::int64_t from_us) {
    const Convention convention = target_.close_lands_on == CloseLandsOn::next_open
                                      ? Convention::close_lands_on_next_open
                                      : Convention::none;
    const CalendarAnswer due = calendar_.add(from_us, target_.duration_us - reading_.elapsed_us, convention);
    reading_.status = static_cast<std::int32_t>(due.status);
    reading_.due_us = due.value;
    due_known_ = true;
  }

  const Contract &contract_;
  const Target &target_;
  const Calendar &calendar_;
  Reading reading_;
  std::array<std::int64_t, 4> stop_us_{};
  bool due_known_ = false;
};

}  // namespace

Reading read_clock(const Contract &contract, const Target &target, Timeline &timeline) {
  const std::vector<std::int64_t> &open_before = timeline.open_before(target.calendar);
  Stopwatch stopwatch(contract, target);
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    if (!stopwatch.pass(timeline.state(i), timeline.begin_us(i), open_before[i + 1] - open_before[i])) break;
  }
  return stopwatch.finish(timeline.end_us());
}

}  // namespace entente
