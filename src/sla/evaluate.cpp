#include "entente/sla/evaluate.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <thread>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/base/limits.hpp"
#include "sla/stopwatch.hpp"

namespace entente {
namespace {

bool is_judged(const EventLog &log, std::size_t ticket, std::int64_t as_of_us) {
  return log.opened_us(ticket) != kNoValue && log.opened_us(ticket) <= as_of_us;
}

/// first_row[i]: the row at which ticket i's cycles begin.
std::vector<std::size_t> count_rows(const EventLog &log, std::int64_t as_of_us) {
  std::vector<std::size_t> first_row(log.tickets() + 1, 0);
  for (std::size_t ticket = 0; ticket < log.tickets(); ++ticket) {
    std::size_t rows = 0;
    if (is_judged(log, ticket, as_of_us)) {
      for (const Target &target : log.contract().targets) rows += log.holds(target.when, ticket) ? 1U : 0U;
    }
    first_row[ticket + 1] = first_row[ticket] + rows;
  }
  return first_row;
}

CycleState judge(const Reading &reading, std::int64_t as_of_us) {
  const bool has_due = reading.due_us != kNoValue;
  if (reading.clock == Clock::stop) {
    return has_due && reading.end_us > reading.due_us ? CycleState::breached : CycleState::met;
  }
  if (has_due && reading.due_us < as_of_us) return CycleState::breached;
  return reading.clock == Clock::pause ? CycleState::paused : CycleState::running;
}

std::int32_t consumed_percent(std::int64_t elapsed_us, std::int64_t target_us) {
  const std::int64_t percent = elapsed_us * 100 / target_us;  // elapsed < 4.2e15: no overflow
  return static_cast<std::int32_t>(std::min<std::int64_t>(percent, std::numeric_limits<std::int32_t>::max()));
}

void write_row(Cycles &cycles, std::size_t row, const Target &target, std::int64_t started_us,
               const Reading &reading, std::int64_t as_of_us) {
  const CycleState state = judge(reading, as_of_us);
  cycles.state[row] = static_cast<std::int32_t>(state);
  cycles.consumed_percent[row] = consumed_percent(reading.elapsed_us, target.duration_us);
  cycles.status[row] = reading.status;
  cycles.started_us[row] = started_us;
  cycles.due_us[row] = reading.due_us;
  cycles.stopped_us[row] = reading.clock == Clock::stop ? reading.end_us : kNoValue;
  cycles.breached_us[row] = state == CycleState::breached ? reading.due_us : kNoValue;
  cycles.target_us[row] = target.duration_us;
  cycles.elapsed_us[row] = reading.elapsed_us;
  cycles.paused_us[row] = reading.paused_us;
  cycles.settled_us[row] = reading.settled_us;
  cycles.outside_us[row] = reading.end_us - started_us - reading.elapsed_us - reading.paused_us;
  cycles.provider_us[row] = reading.waited_us[static_cast<std::size_t>(WaitsFor::provider)];
  cycles.requester_us[row] = reading.waited_us[static_cast<std::size_t>(WaitsFor::requester)];
  cycles.third_party_us[row] = reading.waited_us[static_cast<std::size_t>(WaitsFor::third_party)];
  cycles.closing_us[row] = reading.waited_us[static_cast<std::size_t>(WaitsFor::closing)];
}

void evaluate_range(const EventLog &log, std::int64_t as_of_us, const std::vector<std::size_t> &first_row,
                    std::size_t begin, std::size_t end, Cycles &cycles) {
  const Contract &contract = log.contract();
  Timeline timeline(contract);
  for (std::size_t ticket = begin; ticket < end; ++ticket) {
    if (first_row[ticket] == first_row[ticket + 1]) continue;
    timeline.fill(log, ticket, as_of_us);
    std::size_t row = first_row[ticket];
    for (std::size_t i = 0; i < contract.targets.size() && row < first_row[ticket + 1]; ++i) {
      const Target &target = contract.targets[i];
      if (!log.holds(target.when, ticket)) continue;
      cycles.ticket[row] = static_cast<std::int32_t>(ticket);
      cycles.target[row] = static_cast<std::int32_t>(i);
      write_row(cycles, row, target, log.opened_us(ticket), read_clock(contract, target, timeline), as_of_us);
      ++row;
    }
  }
}

/// Each thread writes the rows of its own tickets and nothing else.
void evaluate_threads(const EventLog &log, std::int64_t as_of_us, const std::vector<std::size_t> &first_row,
                      std::size_t threads, Cycles &cycles) {
  std::vector<std::exception_ptr> failures(threads);
  std::vector<std::thread> workers;
  workers.reserve(threads);
  const auto work = [&](std::size_t part) noexcept {
    try {
      evaluate_range(log, as_of_us, first_row, log.tickets() * part / threads, log.tickets() * (part + 1) / threads,
                     cycles);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  std::size_t started = 0;
  try {
    for (; started + 1 < threads; ++started) workers.emplace_back(work, started);
  } catch (...) {  // no more threads to be had: the rest is done here
  }
  for (std::size_t part = started; part < threads; ++part) work(part);
  for (std::thread &worker : workers) worker.join();
  for (const std::exception_ptr &failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace

Cycles evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads) {
  if (!is_supported_instant(as_of_us)) {
    throw Error(ErrorCode::range, "as_of_us is " + std::to_string(as_of_us) + ", expected an instant in 1970-2100");
  }
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is " + std::to_string(threads) + ", expected 1 or more");
  const std::vector<std::size_t> first_row = count_rows(log, as_of_us);
  Cycles cycles;
  cycles.resize(first_row.back());
  const std::size_t parts =
      std::clamp<std::size_t>(log.tickets(), 1, static_cast<std::size_t>(std::min(threads, limits::kThreads)));
  if (parts == 1) {
    evaluate_range(log, as_of_us, first_row, 0, log.tickets(), cycles);
  } else {
    evaluate_threads(log, as_of_us, first_row, parts, cycles);
  }
  return cycles;
}

}  // namespace entente
