#pragma once

#include "bind.hpp"

namespace entente_python {

struct Scheduler {
  SchedulerHandle handle;
};

/// The operations of the queue; bind_scheduler() binds the rest.
void bind_operations(nb::class_<Scheduler> &cls);

}  // namespace entente_python
