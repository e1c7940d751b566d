#include "unit/sla/reference/life.hpp"

namespace entente::test {
namespace {

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

}  // namespace entente::test
