#include <gtest/gtest.h>

#include <string>

#include "entente.h"
#include "oom/failing_new.hpp"

namespace {

using entente::test::fail_allocation_after;
using entente::test::injected_failures;
using entente::test::live_blocks;
using entente::test::stop_failing;

const std::string kContract = R"({
 "entente": 1, "name": "a name that does not fit into a short string", "zone": "Europe/Paris",
 "calendars": {"office": {"weekly": {"mon": [["09:00", "17:00"]]}, "holidays": ["2026-12-25"], "breaks": {"2026-12-24": [["12:00", "13:00"]]}}},
 "parties": [{"id": "Sales, with a name beyond sixteen bytes", "kind": "requester", "values": ["\u00e9 escaped, and longer than a short string"]}],
 "clock_map": {"New": "run", "Done": {"clock": "stop", "waits_for": "closing"}},
 "targets": [{"id": "t", "metric": "first_response", "when": {"priority of the ticket": ["1"]}, "duration": "8h", "calendar": "office",
              "responded_in": ["Done"]}],
 "recorded_verdict": {"column": "v", "met": ["y"], "targets": ["t"], "note": "n"},
 "quotas": {"lines": [{"party": "Sales, with a name beyond sixteen bytes", "quota": 3, "period": "1h", "start_within": "1m"}]},
 "privacy": {"purpose": "p", "viewers": ["v"], "person_level": ["v"]}
})";

const std::string kWrong =
    R"({"entente": 1, "name": "", "zone": "Europe/Nowhere", "calendar": {}, "calendar": {},
 "targets": [{"id": "t", "metric": "resolution", "duration": "2 days", "calendar": "an unknown calendar"}]})";

const std::string kNoJson = R"({"entente": 1, "name": "n" "zone": "UTC"})";

/// Parses with the k-th allocation failing for k = 0, 1, 2, ... until none fails; the last status.
int32_t sweep(const std::string &json, bool for_ever, bool wants_problems, std::int64_t &injected) {
  injected = 0;
  for (std::int64_t k = 0;; ++k) {
    auto *contract = reinterpret_cast<entente_contract *>(1);
    auto *problems = reinterpret_cast<entente_problems *>(1);
    entente_error *error = nullptr;
    const std::int64_t before = live_blocks();
    fail_allocation_after(k, for_ever);
    const int32_t status = entente_contract_parse(json.data(), json.size(), nullptr, 0, &contract,
                                                  wants_problems ? &problems : nullptr, &error);
    stop_failing();
    const bool failed = injected_failures() > 0;
    injected += injected_failures() > 0 ? 1 : 0;
    if (failed) {
      // Where memory runs out while the error is written the status is E_NOMEM as well: the message would be
      // lost.
      EXPECT_EQ(status, ENTENTE_E_NOMEM) << "allocation " << k;
      EXPECT_EQ(contract, nullptr);
      if (wants_problems) {
        EXPECT_EQ(problems, nullptr);
        problems = nullptr;
      }
      EXPECT_EQ(entente_error_status(error), ENTENTE_E_NOMEM);
      EXPECT_STREQ(entente_error_message(error), "out of memory");
    }
    if (wants_problems) entente_problems_destroy(problems);
    entente_error_destroy(error);
    entente_contract_destroy(contract);
    EXPECT_EQ(live_blocks(), before) << "leak after failing allocation " << k;
    if (!failed || testing::Test::HasFailure()) return status;
  }
}

class OutOfMemory : public testing::TestWithParam<bool> {
 protected:
  // The zone library loads each file once a process and keeps it: not part of what is swept.
  static void SetUpTestSuite() {
    entente_contract *contract = nullptr;
    ASSERT_EQ(
        entente_contract_parse(kContract.data(), kContract.size(), nullptr, 0, &contract, nullptr, nullptr),
        ENTENTE_OK);
    entente_contract_destroy(contract);
  }
};

TEST_P(OutOfMemory, IsAnErrorOfParsingAContractAtEveryAllocation) {
  std::int64_t injected = 0;
  EXPECT_EQ(sweep(kContract, GetParam(), true, injected), ENTENTE_OK);
  EXPECT_GT(injected, 200) << "failures must have been injected";
  RecordProperty("injected", static_cast<int>(injected));
  std::printf("%ld failures injected\n", static_cast<long>(injected));
}

TEST_P(OutOfMemory, IsAnErrorOfReportingProblemsAtEveryAllocation) {
  std::int64_t injected = 0;
  EXPECT_EQ(sweep(kWrong, GetParam(), true, injected), ENTENTE_E_INVALID);
  EXPECT_GT(injected, 50);
  EXPECT_EQ(sweep(kWrong, GetParam(), false, injected), ENTENTE_E_INVALID);
  EXPECT_GT(injected, 50);
}

TEST_P(OutOfMemory, IsAnErrorOfRefusingWhatIsNoJsonAtEveryAllocation) {
  std::int64_t injected = 0;
  EXPECT_EQ(sweep(kNoJson, GetParam(), true, injected), ENTENTE_E_PARSE);
  EXPECT_GT(injected, 5);
}

INSTANTIATE_TEST_SUITE_P(OnceAndForEver, OutOfMemory, testing::Bool());

}  // namespace
