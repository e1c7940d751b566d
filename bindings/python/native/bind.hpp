#pragma once

#include <nanobind/nanobind.h>

#include "handle.hpp"

namespace entente_python {

namespace nb = nanobind;

/// What the Python classes hold.
struct Calendar {
  CalendarHandle handle;
};

struct Contract {
  ContractHandle handle;
};

struct Log;

void bind_attributed_time(nb::module_ &module);
void bind_availability(nb::module_ &module);
void bind_calendar(nb::module_ &module);
void bind_calendar_sets(nb::class_<Calendar> &calendar);
void bind_contract(nb::module_ &module);
void bind_contract_check(nb::class_<Contract> &contract);
void bind_coverage(nb::module_ &module);
void bind_cycles(nb::module_ &module);
void bind_graph(nb::module_ &module);
void bind_log(nb::module_ &module);
void bind_explanation(nb::module_ &module);
void bind_monitor(nb::module_ &module);
void bind_nesting(nb::class_<Contract> &contract);
void bind_reconcile(nb::module_ &module);
void bind_scheduler(nb::module_ &module);
void bind_staffing(nb::module_ &module);
void bind_time_left(nb::module_ &module);
void bind_simulation(nb::module_ &module);
void bind_what_if(nb::module_ &module);

void bind_desk_decisions(nb::module_ &module);
void bind_diffusion(nb::module_ &module);
void bind_relations(nb::module_ &module);

}  // namespace entente_python
