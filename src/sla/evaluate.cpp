#include "entente/sla/evaluate.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <thread>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/base/limits.hpp"
#include "sla/ticket_evaluator.hpp"

namespace entente {
namespace {

/// Escalations name rows of their own part: now of the whole.
void renumber_escalations(std::span<Cycles> parts) {
  std::size_t first = 0;
  for (Cycles &part : parts) {
    for (std::int64_t &row : part.escalated_row) row += static_cast<std::int64_t>(first);
    first += part.size();
  }
}

/// Does work(0) to work(threads - 1), each in a thread of its own as far as there are threads to be had.
template <class Work>
void in_threads(std::size_t threads, Work &&work) {
  std::vector<std::thread> workers;
  std::vector<std::exception_ptr> failures(threads);
  workers.reserve(threads);
  const auto guarded = [&](std::size_t part) noexcept {
    try {
      work(part);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  std::size_t started = 0;
  try {
    for (; started + 1 < threads; ++started) workers.emplace_back(guarded, started);
  } catch (...) {  // no more threads: the rest is done here
  }
  for (std::size_t part = started; part < threads; ++part) guarded(part);
  for (std::thread &worker : workers) worker.join();
  for (const std::exception_ptr &failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

/// Each thread makes the rows of its own tickets; then each joins some of the columns.
void evaluate_parts(const EventLog &log, const Plans &plans, std::int64_t as_of_us, std::size_t threads,
                    Cycles &cycles) {
  std::vector<Cycles> parts(threads);
  in_threads(threads, [&](std::size_t part) {
    TicketEvaluator(log, plans, as_of_us, parts[part])
        .evaluate(log.tickets() * part / threads, log.tickets() * (part + 1) / threads);
  });
  renumber_escalations(parts);
  in_threads(threads, [&](std::size_t part) {
    for (std::size_t column = part; column < kColumns; column += threads) join(column, parts, cycles);
  });
}

}  // namespace

void evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads, Cycles &cycles) {
  cycles.clear();
  if (!is_supported_instant(as_of_us)) {
    throw Error(ErrorCode::range, "as_of_us is " + std::to_string(as_of_us) + ", expected an instant in 1970-2100");
  }
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is " + std::to_string(threads) + ", expected 1 or more");
  const Plans plans(log.contract());
  const std::size_t count =
      std::clamp<std::size_t>(log.tickets(), 1, static_cast<std::size_t>(std::min(threads, limits::kThreads)));
  try {
    if (count == 1) {
      TicketEvaluator(log, plans, as_of_us, cycles).evaluate(0, log.tickets());
    } else {
      evaluate_parts(log, plans, as_of_us, count, cycles);
    }
  } catch (...) {
    cycles.clear();
    throw;
  }
}

Cycles evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads) {
  Cycles cycles;
  evaluate(log, as_of_us, threads, cycles);
  return cycles;
}

}  // namespace entente
