#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

struct Scheduler {
  SchedulerHandle handle;
};

/// None, or the word for a refusal.
nb::object refusal_word(std::int32_t refusal);
/// An operation of the C API on one thing, or on two, by their ids: None, or the refusal.
template <auto call>
nb::object operation(Scheduler &scheduler, std::int64_t now_us, std::int32_t id) {
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(call(scheduler.handle.get(), now_us, id, &refusal, failure.out()));
  return refusal_word(refusal);
}
template <auto call>
nb::object operation_on_two(Scheduler &scheduler, std::int64_t now_us, std::int32_t id, std::int32_t other) {
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(call(scheduler.handle.get(), now_us, id, other, &refusal, failure.out()));
  return refusal_word(refusal);
}

/// Terms of a quota line by name, as numbers and values. Raises ValueError for an unknown name.
std::pair<std::vector<std::int32_t>, std::vector<std::int64_t>> read_terms(const nb::dict &terms);

/// The operations of the queue, those of its host, and its state as bytes; bind_scheduler() binds the rest.
void bind_operations(nb::class_<Scheduler> &cls);
void bind_host(nb::class_<Scheduler> &cls);
void bind_scheduler_state(nb::module_ &module, nb::class_<Scheduler> &cls);
/// Who knows whom, and the assignment that joins graph, scheduler and SLA.
void bind_assignment(nb::module_ &module, nb::class_<Scheduler> &cls);

}  // namespace entente_python
