#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "entente.h"

namespace {

const char *const kContract = R"({
  "entente": 1, "name": "test", "zone": "Etc/UTC",
  "parties": [{"id": "sales", "kind": "requester"}, {"id": "plant", "kind": "requester"},
              {"id": "guests", "kind": "requester"}],
  "quotas": {"ordinary_floor": "40h",
             "lines": [{"party": "sales", "quota": 4, "period": "40h", "start_within": "8h"},
                       {"party": "plant", "quota": 2, "period": "40h", "start_within": "1h"},
                       {"party": "guests", "quota": 0, "period": "40h", "start_within": "8h"}]}
})";
constexpr int64_t kHour = INT64_C(3600000000);

entente_server_pool team(int64_t servers, int64_t visit_us) {
  return {.struct_size = sizeof(entente_server_pool),
          .expedite = 0,
          .servers = servers,
          .visit_us = visit_us,
          .ordinary_floor_us = 0};
}

class ContractCheck : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(
        entente_contract_parse(kContract, std::strlen(kContract), nullptr, 0, &contract_, nullptr, nullptr),
        0);
  }
  void TearDown() override {
    entente_contract_check_destroy(check_);
    entente_contract_destroy(contract_);
  }
  void check(const entente_server_pool &with) {
    ASSERT_EQ(entente_contract_check_create(contract_, &with, &check_, nullptr), ENTENTE_OK);
  }
  int64_t value(int32_t column, size_t line) { return entente_contract_check_int64(check_, column)[line]; }
  int32_t number(int32_t column, size_t line) { return entente_contract_check_int32(check_, column)[line]; }

  entente_contract *contract_ = nullptr;
  entente_contract_check *check_ = nullptr;
};

TEST_F(ContractCheck, TellsTheVerdictTheBoundAndTheCounterExampleOfEachLine) {
  check(team(3, 2 * kHour));
  entente_contract_destroy(contract_);  // the check keeps no part of it
  contract_ = nullptr;
  EXPECT_EQ(entente_contract_check_figure(check_, ENTENTE_CHECK_VERDICT), ENTENTE_PROMISE_REFUSED);
  EXPECT_EQ(entente_contract_check_figure(check_, ENTENTE_CHECK_LINES), 3);
  EXPECT_STREQ(entente_contract_check_party(check_, 1), "plant");
  EXPECT_EQ(number(ENTENTE_CHECK_PROMISE, 0), ENTENTE_PROMISE_PROVED);
  EXPECT_EQ(number(ENTENTE_CHECK_EXAMPLE, 0), INT32_MIN);
  EXPECT_EQ(value(ENTENTE_CHECK_LATENESS_US, 0), 0);
  EXPECT_EQ(value(ENTENTE_CHECK_START_BOUND_US, 0), 8 * kHour);
  EXPECT_EQ(value(ENTENTE_CHECK_SPACING_US, 0), 10 * kHour);
  EXPECT_EQ(number(ENTENTE_CHECK_PROMISE, 1), ENTENTE_PROMISE_REFUSED);
  EXPECT_EQ(number(ENTENTE_CHECK_WARNINGS, 1), ENTENTE_WARNING_VISIT_LONGER);
  EXPECT_EQ(value(ENTENTE_CHECK_LATENESS_US, 1), kHour);
  EXPECT_EQ(value(ENTENTE_CHECK_AT_US, 1), kHour);
  EXPECT_EQ(value(ENTENTE_CHECK_DEMAND, 1), 2);  // its own and one for the floor
  EXPECT_EQ(value(ENTENTE_CHECK_STARTED_BY_US, 1), 2 * kHour);
  EXPECT_EQ(number(ENTENTE_CHECK_PROMISE, 2), ENTENTE_PROMISE_NONE);
  EXPECT_EQ(entente_contract_check_figure(check_, ENTENTE_CHECK_EXAMPLES), 1);
  EXPECT_EQ(entente_contract_check_figure(check_, ENTENTE_CHECK_SMALLEST), 0);
  EXPECT_EQ(entente_contract_check_figure(check_, ENTENTE_CHECK_ORDINARY_FLOOR_US), 40 * kHour);
  EXPECT_EQ(entente_contract_check_example_figure(check_, 0, ENTENTE_EXAMPLE_LINE), 1);
  ASSERT_EQ(entente_contract_check_example_figure(check_, 0, ENTENTE_EXAMPLE_REQUESTS), 4);
  EXPECT_EQ(entente_contract_check_example_figure(check_, 0, ENTENTE_EXAMPLE_IS_FEWEST), 1);
  EXPECT_EQ(entente_contract_check_example_figure(check_, 0, ENTENTE_EXAMPLE_LATE), 3);
  EXPECT_EQ(entente_contract_check_example_figure(check_, 0, ENTENTE_EXAMPLE_STARTED_US), 2 * kHour);
  EXPECT_EQ(entente_contract_check_example(check_, 0, ENTENTE_EXAMPLE_VISIT_DUE_US)[3], kHour);
  EXPECT_EQ(entente_contract_check_example(check_, 0, ENTENTE_EXAMPLE_VISIT_DUE_US)[0], INT64_MIN);
  EXPECT_EQ(entente_contract_check_example(check_, 0, ENTENTE_EXAMPLE_ARRIVAL_BACKED)[3], 1);
}

TEST_F(ContractCheck, RepairsAreProvedWhenTheyAreMade) {
  const entente_server_pool with = team(3, kHour / 2);
  int64_t servers = 0, permille = 0, visit_us = 0, spacing_us = 0, quota = 0;
  ASSERT_EQ(entente_contract_repairs(contract_, &with, &servers, &permille, &visit_us, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_contract_least_spacing(contract_, &with, 0, &spacing_us, &quota, nullptr), ENTENTE_OK);
  EXPECT_EQ(servers, 1);
  EXPECT_EQ(visit_us, kHour);
  EXPECT_GT(permille, 0);
  EXPECT_EQ(quota, 40 * kHour / spacing_us);
  check(team(servers, kHour / 2));
  EXPECT_EQ(entente_contract_check_figure(check_, ENTENTE_CHECK_VERDICT), ENTENTE_PROMISE_PROVED);
  const entente_server_pool hopeless = team(3, 2 * kHour);
  ASSERT_EQ(entente_contract_repairs(contract_, &hopeless, &servers, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(servers, INT64_MIN);
}

TEST_F(ContractCheck, RefusesBadInputAndWritesNothing) {
  const entente_server_pool good = team(3, kHour);
  entente_server_pool small = good, many = good, long_visit = good;
  small.struct_size = 8;
  many.servers = 1'000'001;
  long_visit.visit_us = INT64_C(1) << 62;
  check_ = reinterpret_cast<entente_contract_check *>(1);
  EXPECT_EQ(entente_contract_check_create(nullptr, &good, &check_, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(check_, nullptr);
  EXPECT_EQ(entente_contract_check_create(contract_, nullptr, &check_, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_check_create(contract_, &good, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_check_create(contract_, &small, &check_, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_contract_check_create(contract_, &many, &check_, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_contract_check_create(contract_, &long_visit, &check_, nullptr), ENTENTE_E_RANGE);
  const char *const bare = R"({"entente": 1, "name": "bare", "zone": "Etc/UTC"})";
  entente_contract *without = nullptr;
  ASSERT_EQ(entente_contract_parse(bare, std::strlen(bare), nullptr, 0, &without, nullptr, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(entente_contract_check_create(without, &good, &check_, nullptr), ENTENTE_E_STATE);
  entente_contract_destroy(without);
  int64_t quota = 7;
  EXPECT_EQ(entente_contract_least_spacing(contract_, &good, 3, nullptr, &quota, nullptr),
            ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_contract_least_spacing(contract_, &good, -1, nullptr, &quota, nullptr),
            ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(quota, 7);
}

TEST_F(ContractCheck, WhatDoesNotExistIsNone) {
  check(team(3, kHour));
  for (const entente_contract_check *any : {static_cast<const entente_contract_check *>(nullptr),
                                            static_cast<const entente_contract_check *>(check_)}) {
    EXPECT_EQ(entente_contract_check_figure(any, -1), INT64_MIN);
    EXPECT_EQ(entente_contract_check_figure(any, 7), INT64_MIN);
    EXPECT_STREQ(entente_contract_check_party(any, 3), "");
    EXPECT_EQ(entente_contract_check_int32(any, 4), nullptr);
    EXPECT_EQ(entente_contract_check_int64(any, 11), nullptr);
    EXPECT_EQ(entente_contract_check_int64(any, -1), nullptr);
    EXPECT_EQ(entente_contract_check_example(any, 5, 0), nullptr);
    EXPECT_EQ(entente_contract_check_example_figure(any, -1, 0), INT64_MIN);
  }
  EXPECT_EQ(entente_contract_check_example(check_, 0, 5), nullptr);
  entente_contract_check_destroy(nullptr);
}

TEST(Lateness, AnswersColumnsAndKnowsNoBound) {
  const std::vector<int64_t> start{5, 5}, spacing{20, 20}, at_least{5, 0, 6};
  const entente_server_pool with = team(1, 5);
  std::vector<int64_t> late(3), most(3), at(3), demand(3), by(3);
  ASSERT_EQ(entente_lateness(2, start.data(), spacing.data(), &with, 3, at_least.data(), late.data(),
                             most.data(), at.data(), demand.data(), by.data(), nullptr),
            ENTENTE_OK);
  EXPECT_EQ(late, (std::vector<int64_t>{5, 5, 4}));
  EXPECT_EQ(most, late);
  EXPECT_EQ(at, (std::vector<int64_t>{5, 5, 6}));
  EXPECT_EQ(demand, (std::vector<int64_t>{2, 2, 2}));
  EXPECT_EQ(by, (std::vector<int64_t>{10, 10, 10}));
  const entente_server_pool slow = team(1, 11);
  ASSERT_EQ(entente_lateness(2, start.data(), spacing.data(), &slow, 3, at_least.data(), late.data(), nullptr,
                             nullptr, nullptr, nullptr, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(late[0], INT64_MIN);
  int64_t safe = 0;
  ASSERT_EQ(entente_safe_lateness(2, start.data(), spacing.data(), &with, 5, &safe, nullptr), ENTENTE_OK);
  EXPECT_EQ(safe, 5);
  ASSERT_EQ(entente_safe_lateness(2, start.data(), spacing.data(), &slow, 5, &safe, nullptr), ENTENTE_OK);
  EXPECT_EQ(safe, INT64_MIN);
  EXPECT_EQ(entente_lateness(0, nullptr, nullptr, &with, 0, nullptr, nullptr, nullptr, nullptr, nullptr,
                             nullptr, nullptr),
            0);
  EXPECT_EQ(entente_lateness(2, nullptr, spacing.data(), &with, 0, nullptr, nullptr, nullptr, nullptr,
                             nullptr, nullptr, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(entente_lateness(SIZE_MAX, start.data(), spacing.data(), &with, 0, nullptr, nullptr, nullptr,
                             nullptr, nullptr, nullptr, nullptr),
            ENTENTE_E_LIMIT);
  EXPECT_EQ(entente_safe_lateness(2, start.data(), spacing.data(), &with, 5, nullptr, nullptr),
            ENTENTE_E_INVALID);
}

TEST(Staffing, InflationAndErlangCrossTheBoundary) {
  const std::vector<double> share{0.1, 0.5};
  std::vector<double> priority(2), others(2);
  ASSERT_EQ(entente_inflation(0.9, 2, share.data(), priority.data(), others.data(), nullptr), ENTENTE_OK);
  EXPECT_NEAR(others[1], 1.818, 1e-3);
  EXPECT_EQ(entente_inflation(1, 2, share.data(), priority.data(), others.data(), nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_inflation(0.9, 2, share.data(), nullptr, others.data(), nullptr), ENTENTE_E_INVALID);
  double waits = 0, abandons = 7, mean = 0;
  ASSERT_EQ(entente_erlang(10, 8, 0, &waits, &abandons, &mean, nullptr), ENTENTE_OK);
  EXPECT_NEAR(waits, 0.40918, 1e-5);
  EXPECT_EQ(abandons, 0);
  ASSERT_EQ(entente_erlang(10, 12, 1, nullptr, &abandons, nullptr, nullptr), ENTENTE_OK);
  EXPECT_GT(abandons, 0.1);
  EXPECT_EQ(entente_erlang(10, 12, 0, &waits, nullptr, nullptr, nullptr), ENTENTE_E_RANGE);
  double longer = 0;
  ASSERT_EQ(entente_waits_longer(10, 8, 0, &longer, nullptr), ENTENTE_OK);
  EXPECT_EQ(longer, waits);
  int64_t servers = 0;
  ASSERT_EQ(entente_servers_for(8, 0, mean, &servers, nullptr), ENTENTE_OK);
  EXPECT_EQ(servers, 10);
  EXPECT_EQ(entente_servers_for(8, 0, 1, nullptr, nullptr), ENTENTE_E_INVALID);
}

TEST(SkillChain, NamesItsEnds) {
  const std::vector<int32_t> from{0, 1}, to{1, 2};
  int32_t closed = 7, missing = 7;
  std::vector<int32_t> end(3, 9);
  ASSERT_EQ(entente_skill_chain(3, 2, from.data(), to.data(), &closed, &missing, end.data(), nullptr),
            ENTENTE_OK);
  EXPECT_EQ(closed, 0);
  EXPECT_EQ(missing, 1);
  EXPECT_EQ(end, (std::vector<int32_t>{2, 0, 1}));
  EXPECT_EQ(entente_skill_chain(2, 2, from.data(), to.data(), &closed, &missing, nullptr, nullptr),
            ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_skill_chain(3, 2, from.data(), to.data(), nullptr, &missing, nullptr, nullptr),
            ENTENTE_E_INVALID);
}

}  // namespace
