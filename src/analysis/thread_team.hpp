#pragma once

#include <cstddef>
#include <functional>

namespace entente::analysis {

/// Calls work(0) on this thread and work(1) .. work(workers - 1) on others, and returns when all have ended. Nothing is
/// called before all threads exist, so a failure to start one leaves everything as it was. work must not throw.
/// Throws Error: limit (the system starts no further thread). One worker: no thread, no allocation.
void run_team(std::size_t workers, const std::function<void(std::size_t)> &work);

}  // namespace entente::analysis
