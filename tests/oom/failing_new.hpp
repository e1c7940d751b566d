#pragma once

#include <cstdint>

/// operator new of this binary, under the test's control: counts, and fails on request.
namespace entente::test {

/// From now on the allocation after `successes` others fails with std::bad_alloc, and, where for_ever, all
/// later ones.
void fail_allocation_after(std::int64_t successes, bool for_ever) noexcept;
/// Back to normal.
void stop_failing() noexcept;
/// Failures since the last fail_allocation_after().
[[nodiscard]] std::int64_t injected_failures() noexcept;
/// Allocations that succeeded so far.
[[nodiscard]] std::int64_t allocations() noexcept;
/// Blocks allocated and not yet freed.
[[nodiscard]] std::int64_t live_blocks() noexcept;

}  // namespace entente::test
