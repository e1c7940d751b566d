#pragma once

#include "bind.hpp"

namespace entente_python {

struct Demand {
  DemandHandle handle;
};

void bind_demand(nb::module_ &module);

}  // namespace entente_python
