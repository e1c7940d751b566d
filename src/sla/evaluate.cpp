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

void evaluate_range(const EventLog &log, const Plans &plans, std::int64_t as_of_us, std::size_t begin,
                    std::size_t end, Cycles &cycles) {
  TicketEvaluator(log, plans, as_of_us, cycles).evaluate(begin, end);
}

/// Each thread makes the rows of its own tickets.
std::vector<Cycles> evaluate_parts(const EventLog &log, const Plans &plans, std::int64_t as_of_us,
                                   std::size_t threads) {
  std::vector<Cycles> parts(threads);
  std::vector<std::exception_ptr> failures(threads);
  std::vector<std::thread> workers;
  workers.reserve(threads);
  const auto work = [&](std::size_t part) noexcept {
    try {
      evaluate_range(log, plans, as_of_us, log.tickets() * part / threads, log.tickets() * (part + 1) / threads,
                     parts[part]);
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
  return parts;
}

}  // namespace

Cycles evaluate(const EventLog &log, std::int64_t as_of_us, std::int32_t threads) {
  if (!is_supported_instant(as_of_us)) {
    throw Error(ErrorCode::range, "as_of_us is " + std::to_string(as_of_us) + ", expected an instant in 1970-2100");
  }
  if (threads < 1) throw Error(ErrorCode::invalid, "threads is " + std::to_string(threads) + ", expected 1 or more");
  const Plans plans(log.contract());
  const std::size_t count =
      std::clamp<std::size_t>(log.tickets(), 1, static_cast<std::size_t>(std::min(threads, limits::kThreads)));
  std::vector<Cycles> parts = evaluate_parts(log, plans, as_of_us, count);
  Cycles cycles = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) append(cycles, std::exchange(parts[i], {}));
  return cycles;
}

}  // namespace entente
