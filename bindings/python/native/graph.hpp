#pragma once

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "handle.hpp"

namespace entente_python {

struct Graph {
  GraphHandle handle;
  std::size_t vertices = 0;
};

/// TypeError where progress is neither callable nor None.
void check_progress(const nb::object &progress);

}  // namespace entente_python
