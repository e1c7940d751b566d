#pragma once

#include <nanobind/nanobind.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace entente_python {

namespace nb = nanobind;

/// Steps long work until it is done: step(work, &done, &total). Steps of about this length keep the interpreter responsive
/// and the overhead of a step out of sight; between them progress is told and Ctrl-C heeded.
template <class Step>
void run_to_end(Step step, const nb::object &progress) {
  using std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kShortStep{25};
  constexpr std::chrono::milliseconds kLongStep{100};
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::int64_t work = 1;
  do {
    const auto begin = steady_clock::now();
    step(work, &done, &total);
    const auto taken = steady_clock::now() - begin;
    if (!progress.is_none()) progress(done, total);
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    if (taken < kShortStep) work = std::min(2 * work, total - done);
    if (taken > kLongStep) work = work / 2;
    work = std::max<std::int64_t>(work, 1);
  } while (done < total);
}

}  // namespace entente_python
