#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bind.hpp"

namespace entente_python {

/// What the Python class Graph holds.
struct Graph {
  GraphHandle handle;
  std::size_t vertices = 0;
};

/// The view that 'und' or 'dir' names; ValueError otherwise.
std::int32_t view_id(std::string_view view);

/// Steps a job to its end; progress: a callable of (done, total) or None.
void run(const JobHandle &job, const nb::object &progress);

void bind_graph_measures(nb::class_<Graph> &graph);

}  // namespace entente_python
