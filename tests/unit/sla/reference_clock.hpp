#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "entente/sla/cycles.hpp"
#include "unit/sla/small_contract.hpp"

/// A slow second answer for evaluate(): walks every minute and shares no code with the engine. It knows the calendars
/// of small_contract() by their plain definition and works on whole minutes.
namespace entente::test {

enum class Hours { office, always, never };

struct ReferenceTarget {
  Hours hours = Hours::office;
  std::int64_t promised_minutes = 0;
  std::array<Clock, kStates> clock{};
  Reopen reopen = Reopen::resume;
  bool rolls = false;  ///< a due date on a close moves to the next opening
};

struct ReferenceEvent {
  std::int64_t minute;
  std::int32_t state;
};

struct ReferenceReading {
  CycleState state = CycleState::running;
  std::int64_t elapsed = 0, paused = 0, settled = 0, outside = 0;
  std::array<std::int64_t, 4> waited{};
  std::optional<std::int64_t> due, stopped;
};

/// Is the minute that begins at `minute` (since 1970) open?
inline bool is_open_minute(Hours hours, std::int64_t minute) {
  if (hours != Hours::office) return hours == Hours::always;
  const std::int64_t day = minute / 1440;
  const std::int64_t of_day = minute % 1440;
  const std::int64_t weekday = (day + 3) % 7;  // 1970-01-01 was a Thursday; 0 is Monday
  if (weekday >= 5 || day == 20454) return false;  // 20454: 2026-01-01
  return (of_day >= 540 && of_day < 720) || (of_day >= 780 && of_day < 1020);
}

class ReferenceClock {
 public:
  ReferenceClock(const ReferenceTarget &target, std::int64_t opened, std::int64_t as_of)
      : target_(target), opened_(opened), as_of_(as_of) {}

  ReferenceReading run(std::vector<ReferenceEvent> events) {
    std::stable_sort(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.minute < b.minute; });
    std::size_t next = 0;
    for (std::int64_t minute = opened_; minute <= as_of_ && !frozen_; ++minute) {
      for (; next < events.size() && events[next].minute <= minute && !frozen_; ++next) enter(events[next].state, minute);
      if (minute < as_of_ && !frozen_) count(minute);
    }
    return close();
  }

 private:
  void enter(std::int32_t state, std::int64_t minute) {
    const Clock clock = target_.clock[static_cast<std::size_t>(state)];
    if (clock_ == Clock::stop && clock != Clock::stop) {
      if (target_.reopen == Reopen::ignore) {
        frozen_ = true;
        return;
      }
      for (std::size_t i = 0; i < 4; ++i) {
        reading_.waited[i] += in_stop_[i];
        reading_.paused += in_stop_[i];
        reading_.settled += in_stop_[i];
        in_stop_[i] = 0;
      }
      reading_.outside += outside_in_stop_;
      outside_in_stop_ = 0;
    }
    if (clock_ != Clock::stop && clock == Clock::stop) reading_.stopped = minute;
    if (clock != Clock::stop) reading_.stopped.reset();
    clock_ = clock;
    static constexpr std::array<std::size_t, kStates> kWaits{0, 0, 1, 2, 3, 3};
    waits_ = kWaits[static_cast<std::size_t>(state)];
  }

  void count(std::int64_t minute) {
    const bool open = is_open_minute(target_.hours, minute);
    if (clock_ == Clock::stop) {
      (open ? in_stop_[waits_] : outside_in_stop_) += 1;
    } else if (!open) {
      reading_.outside += 1;
    } else {
      reading_.waited[waits_] += 1;
      (clock_ == Clock::run ? reading_.elapsed : reading_.paused) += 1;
      if (reading_.elapsed == target_.promised_minutes && !reading_.due) reading_.due = minute + 1;
    }
  }

  ReferenceReading close() {
    const std::int64_t end = reading_.stopped.value_or(as_of_);
    if (!reading_.due && target_.hours != Hours::never) {
      std::int64_t left = target_.promised_minutes - reading_.elapsed;
      std::int64_t minute = end;
      for (; left > 0; ++minute) left -= is_open_minute(target_.hours, minute) ? 1 : 0;
      reading_.due = minute;
    }
    if (reading_.due && target_.rolls) {
      while (!is_open_minute(target_.hours, *reading_.due)) ++*reading_.due;
    }
    if (reading_.stopped) {
      reading_.state = reading_.due && *reading_.stopped > *reading_.due ? CycleState::breached : CycleState::met;
    } else if (reading_.due && *reading_.due < as_of_) {
      reading_.state = CycleState::breached;
    } else {
      reading_.state = clock_ == Clock::pause ? CycleState::paused : CycleState::running;
    }
    return reading_;
  }

  const ReferenceTarget &target_;
  std::int64_t opened_, as_of_;
  ReferenceReading reading_;
  Clock clock_ = Clock::run;
  std::size_t waits_ = 0;
  std::array<std::int64_t, 4> in_stop_{};
  std::int64_t outside_in_stop_ = 0;
  bool frozen_ = false;
};

}  // namespace entente::test
