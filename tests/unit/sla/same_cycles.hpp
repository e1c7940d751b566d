#pragma once

#include <gtest/gtest.h>

#include <array>

#include "entente/sla/cycles.hpp"

namespace entente::test {

/// Whether all columns, those of the escalations included, hold the same numbers.
inline void expect_same(const Cycles &a, const Cycles &b) {
  using Int32 = Column<std::int32_t> Cycles::*;
  static constexpr std::array<Int32, 7> kInt32 = {
      &Cycles::ticket,           &Cycles::target, &Cycles::state,     &Cycles::status,
      &Cycles::consumed_percent, &Cycles::cycle,  &Cycles::escalation};
  using Int64 = Column<std::int64_t> Cycles::*;
  static constexpr std::array<Int64, 17> kInt64 = {
      &Cycles::started_us,  &Cycles::due_us,      &Cycles::stopped_us,   &Cycles::breached_us,
      &Cycles::target_us,   &Cycles::elapsed_us,  &Cycles::paused_us,    &Cycles::settled_us,
      &Cycles::outside_us,  &Cycles::provider_us, &Cycles::requester_us, &Cycles::third_party_us,
      &Cycles::closing_us,  &Cycles::brought_us,  &Cycles::put_off_us,   &Cycles::escalated_row,
      &Cycles::escalated_us};
  for (std::size_t i = 0; i < kInt32.size(); ++i)
    EXPECT_EQ(a.*kInt32[i], b.*kInt32[i]) << "int32 column " << i;
  for (std::size_t i = 0; i < kInt64.size(); ++i)
    EXPECT_EQ(a.*kInt64[i], b.*kInt64[i]) << "int64 column " << i;
}

}  // namespace entente::test
