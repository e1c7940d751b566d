#include "unit/sla/reference/reading.hpp"

#include <algorithm>
#include <map>

namespace entente::test {
namespace {

class Walk {
 public:
  Walk(const ReferenceHistory &history, const Target &target, const ReferenceCycle &cycle)
      : history_(history), world_(history.world()), target_(target), cycle_(cycle) {}

  ReferenceReading walk() {
    const std::int64_t from = history_.tick(cycle_.start);
    const bool ended = cycle_.how != ReferenceCycle::End::open;
    const std::int64_t to = ended ? history_.tick(cycle_.end) : world_.as_of;
    out_.started_us = us(from);
    out_.end_us = us(to);
    if (ended) out_.stopped_us = us(to);
    out_.brought_us = cycle_.brought_us;
    begin(from);
    for (std::int64_t tick = from; tick < to; ++tick) step(tick);
    last_ = ended ? cycle_.end : history_.size() - 1;
    if (!out_.due_us) project(to);
    raise_after_due(to);
    judge(to);
    return out_;
  }

 private:
  [[nodiscard]] std::int64_t us(std::int64_t tick) const { return tick * world_.tick_us; }
  [[nodiscard]] std::int64_t promise() const { return target_.duration_us + out_.put_off_us; }
  [[nodiscard]] std::int64_t consumed() const { return out_.brought_us + out_.elapsed_us; }

  /// The undone stop in which a tick lies: its moments.
  [[nodiscard]] const std::pair<std::size_t, std::size_t> *stop_at(std::int64_t tick) const {
    for (const auto &stop : cycle_.undone) {
      if (tick >= history_.tick(stop.first) && tick < history_.tick(stop.second)) return &stop;
    }
    return nullptr;
  }

  [[nodiscard]] std::int32_t calendar_at(std::int64_t tick) const {
    const auto *stop = stop_at(tick);
    return history_.calendar(target_, stop != nullptr ? stop->first : history_.moment_at(tick));
  }

  /// Whether a tick counts: it is open, or lies between a start outside hours and the opening that follows
  /// it.
  [[nodiscard]] bool is_open(std::int32_t calendar, std::int64_t tick) const {
    if (tick < history_.tick(cycle_.start)) return world_.is_open(calendar, tick);
    if (target_.outside_hours == OutsideHours::immediately) {
      const auto [found, is_new] = opening_.try_emplace(calendar, history_.tick(cycle_.start));
      const std::int64_t never = found->second + world_.horizon;
      while (is_new && found->second < never && !world_.is_open(calendar, found->second)) ++found->second;
      if (tick < found->second || (is_new && found->second == never)) return true;
    }
    return world_.is_open(calendar, tick);
  }

  void begin(std::int64_t from) {
    const std::int32_t calendar = history_.calendar(target_, cycle_.start);
    if (!world_.is_open(calendar, from)) out_.put_off_us = target_.outside_bonus_us;
    note_consumption(consumed(), us(from));
    if (consumed() >= promise()) due_at(us(from), calendar);
  }

  void due_at(std::int64_t at_us, std::int32_t calendar) {
    out_.due_us = at_us;
    due_calendar_ = calendar;
  }

  void step(std::int64_t tick) {
    const auto *stop = stop_at(tick);
    const std::size_t moment = history_.moment_at(tick);
    const std::int32_t calendar = calendar_at(tick);
    const bool open = is_open(calendar, tick);
    const bool running = stop == nullptr && history_.level(target_, moment) == Clock::run;
    const bool by_wall = !running && target_.pause_counts == PauseCounts::wall_time;
    if (!open && !by_wall) {
      out_.outside_us += world_.tick_us;
      return;
    }
    out_.waited_us[static_cast<std::size_t>(history_.waits_for(moment))] += world_.tick_us;
    if (!running) {
      out_.paused_us += world_.tick_us;
      if (stop != nullptr) out_.settled_us += world_.tick_us;
      if (!open && !out_.due_us) out_.put_off_us += world_.tick_us;
      return;
    }
    const std::int64_t before = consumed();
    out_.elapsed_us += world_.tick_us;
    note_consumption(before, us(tick));
    if (!out_.due_us && consumed() >= promise()) {
      due_at(landed(us(tick) + promise() - before, calendar), calendar);
    }
  }

  /// Levels up to 100 percent that are reached in the running tick which begins at `at_us` with `before`
  /// consumed.
  void note_consumption(std::int64_t before, std::int64_t at_us) {
    for (std::size_t i = 0; i < target_.escalations.size(); ++i) {
      const Escalation &one = target_.escalations[i];
      const bool percent = one.at == EscalationAt::percent && one.amount <= 100;
      if ((!percent && one.at != EscalationAt::before) || raised_.contains(i)) continue;
      const std::int64_t level = percent ? (promise() * one.amount + 99) / 100 : promise() - one.amount;
      if (consumed() >= level) raised_[i] = at_us + std::max<std::int64_t>(level - before, 0);
    }
  }

  /// A due instant where close_lands_on puts it.
  [[nodiscard]] std::int64_t landed(std::int64_t due_us, std::int32_t calendar) const {
    std::int64_t tick = due_us / world_.tick_us;
    const bool at_close =
        due_us % world_.tick_us == 0 && !is_open(calendar, tick) && is_open(calendar, tick - 1);
    if (target_.close_lands_on == CloseLandsOn::close || !at_close) return due_us;
    while (!is_open(calendar, tick)) ++tick;
    return us(tick);
  }

  /// The due date as if the clock resumed at `to`.
  void project(std::int64_t to) {
    const std::int32_t calendar = history_.calendar(target_, last_);
    std::int64_t left = promise() - consumed();
    for (std::int64_t tick = to; tick < to + world_.horizon; ++tick) {
      if (!is_open(calendar, tick)) continue;
      if (left <= world_.tick_us) {
        out_.due_us = landed(us(tick) + left, calendar);
        return;
      }
      left -= world_.tick_us;
    }
  }

  void raise_after_due(std::int64_t to) {
    for (std::size_t i = 0; i < target_.escalations.size(); ++i) {
      const Escalation &one = target_.escalations[i];
      const bool percent = one.at == EscalationAt::percent;
      if (one.at == EscalationAt::before || (percent && one.amount <= 100) || !out_.due_us) continue;
      const std::int64_t amount = percent ? (promise() * (one.amount - 100) + 99) / 100 : one.amount;
      if (*out_.due_us < us(to)) count_from_due(i, amount, to);
    }
    for (auto &[number, at_us] : raised_) {
      at_us = std::max(at_us, us(history_.tick(cycle_.counts_from)));
      while (const auto *stop = stop_at(at_us / world_.tick_us)) at_us = us(history_.tick(stop->second));
      if (at_us < us(to)) out_.escalations.push_back({at_us, static_cast<std::int32_t>(number)});
    }
    std::stable_sort(out_.escalations.begin(), out_.escalations.end(),
                     [](const auto &a, const auto &b) { return a.at_us < b.at_us; });
  }

  void count_from_due(std::size_t number, std::int64_t amount, std::int64_t to) {
    std::int64_t at_us = *out_.due_us;
    for (std::int64_t tick = at_us / world_.tick_us; tick < to && amount > 0; ++tick) {
      const std::int64_t end_us = us(tick + 1);
      if (world_.is_open(due_calendar_, tick)) {
        const std::int64_t taken = std::min(amount, end_us - at_us);
        amount -= taken;
        at_us += taken;
        if (amount == 0) break;
      }
      at_us = end_us;
    }
    if (amount == 0) raised_[number] = at_us;
  }

  void judge(std::int64_t to) {
    const bool passed = out_.due_us && *out_.due_us < us(to);
    if (passed) out_.breached_us = out_.due_us;
    if (passed) {
      out_.state = CycleState::breached;
    } else if (cycle_.how == ReferenceCycle::End::stopped) {
      out_.state = CycleState::met;
    } else if (cycle_.how != ReferenceCycle::End::open) {
      out_.state = CycleState::cancelled;
    } else {
      out_.state = history_.level(target_, last_) == Clock::pause ? CycleState::paused : CycleState::running;
    }
  }

  const ReferenceHistory &history_;
  const ReferenceWorld &world_;
  const Target &target_;
  const ReferenceCycle &cycle_;
  ReferenceReading out_;
  mutable std::map<std::int32_t, std::int64_t> opening_;  ///< the first after the start, by calendar
  std::int32_t due_calendar_ = 0;
  std::size_t last_ = 0;
  std::map<std::size_t, std::int64_t> raised_;
};

}  // namespace

ReferenceReading read_cycle(const ReferenceHistory &history, const Target &target,
                            const ReferenceCycle &cycle) {
  return Walk(history, target, cycle).walk();
}

}  // namespace entente::test
