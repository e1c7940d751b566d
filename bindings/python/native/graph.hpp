#pragma once

#include <string_view>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"
#include "handle.hpp"

namespace entente_python {

struct Graph {
  GraphHandle handle;
  std::size_t vertices = 0;
};

/// "und" or "dir"; ValueError for anything else.
std::int32_t view_id(std::string_view view);

/// TypeError where progress is neither callable nor None.
void check_progress(const nb::object &progress);

/// Steps a job to its end.
void run(const JobHandle &job, const nb::object &progress);

/// The finished columns of a job.
NewColumn<double> job_values(const JobHandle &job);
NewColumn<std::int32_t> job_integers(const JobHandle &job, std::size_t n);

/// Makes a job by make(out, err) and runs it.
template <class Make>
JobHandle finished_job(Make make, const nb::object &progress) {
  check_progress(progress);
  JobHandle job;
  {
    Failure failure;
    failure.check(make(job.out(), failure.out()));
  }
  run(job, progress);
  return job;
}

void bind_centrality(nb::class_<Graph> &graph);
void bind_structure(nb::class_<Graph> &graph);
void bind_groups(nb::class_<Graph> &graph);

}  // namespace entente_python
