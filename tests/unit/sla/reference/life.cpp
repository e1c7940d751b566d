#include "unit/sla/reference/life.hpp"

#include "unit/sla/reference/reading.hpp"

namespace entente::test {
namespace {

__extension__ using Wide = __int128;

bool waits_for_a_start(const Target &target) {
  return target.metric == Metric::next_response || target.start_on != 0 || !target.start_when.empty();
}

Reopen policy_of(const Target &target) {
  if (target.metric == Metric::periodic_update) return Reopen::new_cycle;
  if (target.metric == Metric::next_response) return Reopen::ignore;
  return target.reopen;
}

}  // namespace

const ReferenceLife &ReferenceLives::of(std::size_t target, std::size_t moment) {
  const auto key = std::pair(target, moment);
  const auto found = told_.find(key);
  if (found != told_.end()) return found->second;
  Life life = tell(target, moment, false);
  return told_.insert_or_assign(key, std::move(life)).first->second;
}

ReferenceLife ReferenceLives::tell(std::size_t index, std::size_t moment, bool always_applied) {
  const Target &target = history_.world().contract->targets[index];
  const auto base = history_.base(target);
  Life life;
  if (!base || *base > moment) return life;
  if (always_applied || history_.applies(target, *base)) {
    const LoggedBalance *balance = history_.balance(target);
    life.phase = Phase::idle;
    if (balance != nullptr || !waits_for_a_start(target) || history_.starts(target, *base)) {
      open(life, target, *base, balance == nullptr ? 0 : balance->consumed_us, balance != nullptr);
    }
  }
  for (std::size_t j = *base + 1; j <= moment; ++j) {
    const bool applies = always_applied || history_.applies(target, j);
    if (applies && (life.phase == Phase::absent || life.phase == Phase::deferred)) {
      come_to_apply(life, index, j);
    } else {
      live(life, target, j, applies);
    }
  }
  return life;
}

void ReferenceLives::open(Life &life, const Target &target, std::size_t moment, std::int64_t brought_us,
                          bool balance) const {
  if (history_.is_stopped(target, moment)) {
    life.phase = Phase::wanted;
    life.wanted_brought = brought_us;
    life.wanted_balance = balance;
    return;
  }
  life.phase = Phase::open;
  life.again = false;
  life.cycles.push_back({moment, moment, brought_us, balance, {}, ReferenceCycle::End::open, 0});
}

/// A stop_on event or a state that is a response.
void ReferenceLives::end_for_good(Life &life, const Target &target, std::size_t moment) const {
  life.again = false;
  if (target.metric == Metric::periodic_update) {
    open(life, target, moment, 0, false);
  } else if (waits_for_a_start(target)) {
    life.phase = Phase::idle;
    if (history_.starts(target, moment)) open(life, target, moment, 0, false);
  } else {
    life.phase = Phase::over;
    life.answered = true;
  }
}

void ReferenceLives::live(Life &life, const Target &target, std::size_t j, bool applies) {
  const bool ends = history_.ends(target, j);
  if (life.phase == Phase::stopped) {
    stay_stopped(life, target, j);
  } else if (life.phase == Phase::wanted && ends) {
    end_for_good(life, target, j);
  } else if (life.phase == Phase::wanted) {
    open(life, target, j, life.wanted_brought, life.wanted_balance);
  } else if (!applies) {
    cease(life, j);
    return;
  } else if (life.phase == Phase::open && (ends || history_.is_stopped(target, j))) {
    ReferenceCycle &cycle = life.cycles.back();
    cycle.end = j;
    cycle.how = ReferenceCycle::End::stopped;
    if (ends) {
      end_for_good(life, target, j);
    } else {
      if (history_.level(target, j) == Clock::cancel) cycle.how = ReferenceCycle::End::cancelled;
      life.phase = Phase::stopped;
      if (policy_of(target) == Reopen::ignore) {
        life.phase = waits_for_a_start(target) ? Phase::idle : Phase::over;
        life.answered = life.answered || life.phase == Phase::over;
      }
    }
  } else if (life.phase == Phase::idle && history_.starts(target, j)) {
    open(life, target, j, 0, false);
  }
  if (!applies && life.phase != Phase::stopped && life.phase != Phase::wanted) cease(life, j);
}

void ReferenceLives::cease(Life &life, std::size_t j) {
  if (life.phase == Phase::open) {
    life.cycles.back().how = ReferenceCycle::End::superseded;
    life.cycles.back().end = j;
  }
  life.phase = Phase::absent;
}

void ReferenceLives::stay_stopped(Life &life, const Target &target, std::size_t j) const {
  if (history_.ends(target, j)) return end_for_good(life, target, j);
  if (history_.starts(target, j)) life.again = true;
  if (history_.is_stopped(target, j)) return;
  if (life.again) {
    open(life, target, j, 0, false);
  } else {
    reopen(life, target, j);
  }
}

void ReferenceLives::reopen(Life &life, const Target &target, std::size_t j) const {
  ReferenceCycle &cycle = life.cycles.back();
  switch (policy_of(target)) {
    case Reopen::ignore:
      return;
    case Reopen::resume:
      cycle.undone.emplace_back(cycle.end, j);
      cycle.how = ReferenceCycle::End::open;
      life.phase = Phase::open;
      return;
    case Reopen::restart:
      life.cycles.pop_back();
      [[fallthrough]];
    case Reopen::new_cycle:
      open(life, target, j, 0, false);
  }
}

void ReferenceLives::come_to_apply(Life &life, std::size_t index, std::size_t j) {
  const Target &target = history_.world().contract->targets[index];
  if (target.on_change == OnChange::from_creation) return stand_since_creation(life, index, j);
  if (life.phase == Phase::absent) life.again = false;
  life.phase = Phase::deferred;
  if (history_.ends(target, j)) life.again = false;
  if (history_.starts(target, j)) life.again = true;
  if (history_.is_stopped(target, j)) return;
  if (series_answered(life, index, j)) {
    life.phase = Phase::over;
    return;
  }
  const Heritage heritage = inherit(index, j);
  const bool starts = !waits_for_a_start(target) || life.again || history_.start_holds(target, j);
  life.phase = Phase::idle;
  if (starts || heritage.was_open) open(life, target, j, heritage.brought_us, false);
}

/// The clock that would be open or waited for now, had the target applied since the opening.
void ReferenceLives::stand_since_creation(Life &life, std::size_t index, std::size_t j) {
  Life always = tell(index, j, true);
  std::vector<ReferenceCycle> cycles = std::move(life.cycles);
  if (always.phase == Phase::open) {
    cycles.push_back(always.cycles.back());
    cycles.back().counts_from = j;
  }
  const bool answered = life.answered;
  life = std::move(always);
  life.cycles = std::move(cycles);
  life.answered = answered;
  if (life.phase == Phase::stopped) life.phase = Phase::deferred;
}

bool ReferenceLives::series_answered(const Life &own, std::size_t index, std::size_t j) {
  const std::vector<Target> &targets = history_.world().contract->targets;
  if (own.answered) return true;
  for (std::size_t other = 0; other < targets.size(); ++other) {
    if (other == index || targets[other].series != targets[index].series) continue;
    const Life &before = of(other, j - 1);
    const bool comes = before.phase == Phase::absent || before.phase == Phase::deferred;
    if (before.answered || (!comes && of(other, j).answered)) return true;
  }
  return false;
}

ReferenceLives::Heritage ReferenceLives::inherit(std::size_t index, std::size_t j) {
  const std::vector<Target> &targets = history_.world().contract->targets;
  const Target &target = targets[index];
  for (std::size_t other = 0; other < targets.size(); ++other) {
    const Target &before = targets[other];
    if (other == index || before.series != target.series || history_.applies(before, j)) continue;
    const Life &life = of(other, j);
    if (life.cycles.empty()) continue;
    const ReferenceCycle &cycle = life.cycles.back();
    if (cycle.how != ReferenceCycle::End::superseded || cycle.end != j) continue;
    if (target.on_change == OnChange::from_change) return {0, true};
    const ReferenceReading reading = read_cycle(history_, before, cycle);
    const std::int64_t consumed = reading.brought_us + reading.elapsed_us;
    if (target.on_change == OnChange::carry) return {consumed - reading.put_off_us, true};
    const Wide scaled = Wide{consumed} * target.duration_us / (before.duration_us + reading.put_off_us);
    return {static_cast<std::int64_t>(scaled), true};
  }
  return {};
}

}  // namespace entente::test
