#pragma once

#include <gtest/gtest.h>

#include <cstdint>

#include "entente.h"
#include "oom/failing_new.hpp"

namespace entente::test {

/// Calls call(&error) with the k-th allocation failing, and with it all later ones where for_ever, for k = 0, 1, 2, ... until
/// none fails; after each failure `check` sees what the call has left, and after each call `clean` frees it. An allocation that can be
/// done without (the buffer of a stable sort) may fail unnoticed. Counts the calls with a failed allocation.
template <class Call, class Check, class Clean>
std::int64_t sweep(bool for_ever, const Call &call, const Check &check, const Clean &clean) {
  for (std::int64_t k = 0;; ++k) {
    entente_error *error = nullptr;
    const std::int64_t before = live_blocks();
    fail_allocation_after(k, for_ever);
    const std::int32_t status = call(&error);
    stop_failing();
    const bool failed = injected_failures() > 0;
    if (failed && status != ENTENTE_OK) {
      EXPECT_EQ(status, ENTENTE_E_NOMEM) << "allocation " << k;
      EXPECT_EQ(entente_error_status(error), ENTENTE_E_NOMEM);
      check();
    } else {
      EXPECT_EQ(status, ENTENTE_OK) << entente_error_message(error);
    }
    entente_error_destroy(error);
    clean();
    EXPECT_EQ(live_blocks(), before) << "leak after failing allocation " << k;
    if (!failed || testing::Test::HasFailure()) return k;
  }
}

/// A contract of two departments.
inline entente_contract *small_contract() {
  const char text[] = R"({"entente": 1, "name": "two departments", "zone": "Etc/UTC",
    "parties": [{"id": "A", "kind": "requester"}, {"id": "B", "kind": "requester"}],
    "quotas": {"ordinary_floor": "2h", "lines": [
      {"party": "A", "quota": 8, "period": "40h", "start_within": "8h", "spacing": "1h"},
      {"party": "B", "quota": 8, "period": "40h", "start_within": "8h", "spacing": "1h"}]}})";
  entente_contract *contract = nullptr;
  EXPECT_EQ(entente_contract_parse(text, sizeof text - 1, nullptr, 0, &contract, nullptr, nullptr), ENTENTE_OK);
  return contract;
}

}  // namespace entente::test
