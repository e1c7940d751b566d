#include "unit/sla/reference/life.hpp"
#include "unit/sla/reference/reading.hpp"

/// What becomes of a target that comes to apply to a ticket that is open already.
namespace entente::test {
namespace {

__extension__ using Wide = __int128;

}  // namespace

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
