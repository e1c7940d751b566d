#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"

namespace {

using Scheduler = std::unique_ptr<entente_scheduler, decltype(&entente_scheduler_destroy)>;

entente_contract *parse(const std::string &quotas) {
  const std::string text = R"({"entente": 1, "name": "t", "zone": "Etc/UTC",
    "parties": [{"id": "B", "kind": "requester"}, {"id": "A", "kind": "requester"}])" + quotas + "}";
  entente_contract *contract = nullptr;
  EXPECT_EQ(entente_contract_parse(text.data(), text.size(), nullptr, 0, &contract, nullptr, nullptr), ENTENTE_OK);
  return contract;
}

/// Two departments, A with 2 units a second, due 5 us after backing. The contract is destroyed at once.
Scheduler create() {
  entente_contract *contract = parse(R"(, "quotas": {"lines": [
    {"party": "B", "quota": 0, "period": "1s", "start_within": "0us"},
    {"party": "A", "quota": 2, "period": "1s", "start_within": "5us", "spacing": "20us"}]})");
  entente_scheduler *scheduler = nullptr;
  EXPECT_EQ(entente_scheduler_create(contract, 0, &scheduler, nullptr), ENTENTE_OK);
  entente_contract_destroy(contract);
  return {scheduler, entente_scheduler_destroy};
}

std::int32_t submit(const Scheduler &scheduler, std::int64_t key, std::int32_t department, std::int32_t back) {
  std::int32_t request = 0;
  std::int32_t refusal = -1;
  EXPECT_EQ(entente_scheduler_submit(scheduler.get(), 0, key, department, 0, back, &request, &refusal, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  return request;
}

TEST(SchedulerApi, RunsOneRequestThroughAndExplainsTheDecision) {
  const Scheduler scheduler = create();
  std::int32_t agent = -1;
  ASSERT_EQ(entente_scheduler_add_agent(scheduler.get(), "x", 1, 0, 1, &agent, nullptr), ENTENTE_OK);
  const std::int32_t ordinary = submit(scheduler, 70, 1, 0);
  const std::int32_t backed = submit(scheduler, 71, 0, 1);
  std::int64_t due_us = 0;
  size_t need = 0;
  EXPECT_EQ(entente_scheduler_slots(scheduler.get(), 0, 0, nullptr, 0, &need, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(need, 1u);
  EXPECT_EQ(entente_scheduler_slots(scheduler.get(), 0, 0, &due_us, 1, &need, nullptr), ENTENTE_OK);
  EXPECT_EQ(due_us, 5);

  entente_decision decision{};
  decision.struct_size = sizeof decision;
  std::int32_t refusal = -1;
  ASSERT_EQ(entente_scheduler_next(scheduler.get(), 9, agent, &decision, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(decision.struct_size, static_cast<std::int32_t>(sizeof decision));
  EXPECT_EQ(decision.request, backed);
  EXPECT_EQ(decision.rule, 2);
  EXPECT_EQ(decision.department, 0);
  EXPECT_EQ(decision.key, 71);
  EXPECT_EQ(decision.due_us, 5);
  EXPECT_EQ(decision.backing, ENTENTE_BACKING_REFUNDED);
  EXPECT_EQ(decision.late, 1);
  EXPECT_EQ(decision.runner_up, ordinary);
  EXPECT_EQ(decision.runner_up_rule, 4);

  std::int32_t state = -1;
  std::int32_t backing = -1;
  EXPECT_EQ(entente_scheduler_request(scheduler.get(), backed, &state, &backing, &due_us, nullptr), ENTENTE_OK);
  EXPECT_EQ(state, ENTENTE_REQUEST_ACTIVE);
  EXPECT_EQ(entente_scheduler_complete(scheduler.get(), 9, backed, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(entente_scheduler_complete(scheduler.get(), 9, backed, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_NOT_ACTIVE);
  std::int64_t refunded[2] = {-1, -1};
  EXPECT_EQ(entente_scheduler_balances(scheduler.get(), ENTENTE_BALANCE_REFUNDED, refunded, 2, nullptr), ENTENTE_OK);
  EXPECT_EQ(refunded[0], 1);
  EXPECT_EQ(refunded[1], 0);
}

TEST(SchedulerApi, ChangesTermsByColumns) {
  const Scheduler scheduler = create();
  const std::int32_t terms[] = {ENTENTE_TERM_QUOTA, ENTENTE_TERM_SPACING_US};
  const std::int64_t values[] = {5, 7};
  std::int32_t refusal = -1;
  ASSERT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 2, terms, values, ENTENTE_EFFECTIVE_NOW, &refusal,
                                           nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  std::int64_t available = 0;
  EXPECT_EQ(entente_scheduler_balance(scheduler.get(), 0, ENTENTE_BALANCE_AVAILABLE, &available, nullptr), ENTENTE_OK);
  EXPECT_EQ(available, 5);
  const std::int32_t period = ENTENTE_TERM_PERIOD_US;
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 1, &period, values, 0, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_FIXED_FIELD);
  const std::int32_t unknown = 12;
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 1, &unknown, values, 0, &refusal, nullptr),
            ENTENTE_E_INVALID);
  const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 1, terms, &huge, 1, &refusal, nullptr),
            ENTENTE_E_RANGE);
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 1, nullptr, values, 1, &refusal, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 0, nullptr, nullptr, 2, &refusal, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 0, 0, 0, nullptr, nullptr, 1, &refusal, nullptr),
            ENTENTE_OK);
}

TEST(SchedulerApi, ATermOutOfRangeDoesNotMoveTheClock) {
  const Scheduler scheduler = create();
  const std::int32_t quota = ENTENTE_TERM_QUOTA;
  const std::int64_t value = -1;
  std::int32_t refusal = -1;
  EXPECT_EQ(entente_scheduler_change_terms(scheduler.get(), 1000000000, 0, 1, &quota, &value, ENTENTE_EFFECTIVE_NOW,
                                           &refusal, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(refusal, -1);
  EXPECT_EQ(entente_scheduler_advance(scheduler.get(), 1, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
}

TEST(SchedulerApi, WritesNothingWhereItFails) {
  const Scheduler scheduler = create();
  std::int32_t request = 123;
  std::int32_t refusal = 456;
  entente_error *error = nullptr;
  EXPECT_EQ(entente_scheduler_submit(scheduler.get(), -1, 1, 0, 0, 0, &request, &refusal, &error), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_error_status(error), ENTENTE_E_RANGE);
  EXPECT_STRNE(entente_error_message(error), "");
  entente_error_destroy(error);
  EXPECT_EQ(entente_scheduler_submit(scheduler.get(), 0, 1, 0, 0, 2, &request, &refusal, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_submit(scheduler.get(), 0, 1, 0, 0, 0, nullptr, &refusal, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_submit(scheduler.get(), 0, 1, 0, 0, 0, &request, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_submit(nullptr, 0, 1, 0, 0, 0, &request, &refusal, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(request, 123);
  EXPECT_EQ(refusal, 456);
  entente_decision decision{};
  EXPECT_EQ(entente_scheduler_next(scheduler.get(), 0, 0, &decision, &refusal, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_next(scheduler.get(), 0, 0, nullptr, &refusal, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_reorder(scheduler.get(), 0, 0, -1, &refusal, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(refusal, 456);
  std::int32_t state = 9;
  EXPECT_EQ(entente_scheduler_request(scheduler.get(), 5, &state, nullptr, nullptr, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(state, 9);
  std::int64_t balance = 77;
  EXPECT_EQ(entente_scheduler_balance(scheduler.get(), 2, 0, &balance, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_scheduler_balance(scheduler.get(), 0, 13, &balance, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_scheduler_balances(scheduler.get(), 0, &balance, 1, nullptr), ENTENTE_E_BUFFER);
  EXPECT_EQ(entente_scheduler_balances(scheduler.get(), 0, nullptr, 2, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(balance, 77);
}

TEST(SchedulerApi, FindsNamesAndRefusesTextThatIsNotUtf8) {
  const Scheduler scheduler = create();
  EXPECT_EQ(entente_scheduler_department_count(scheduler.get()), 2);
  EXPECT_STREQ(entente_scheduler_department_name(scheduler.get(), 0), "A");
  EXPECT_STREQ(entente_scheduler_department_name(scheduler.get(), 2), "");
  std::int32_t id = -1;
  EXPECT_EQ(entente_scheduler_department_id(scheduler.get(), "B", 1, &id, nullptr), ENTENTE_OK);
  EXPECT_EQ(id, 1);
  EXPECT_EQ(entente_scheduler_department_id(scheduler.get(), "C", 1, &id, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_scheduler_department_id(scheduler.get(), nullptr, 1, &id, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_department_id(scheduler.get(), nullptr, 0, &id, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_scheduler_add_pool(scheduler.get(), "*", 1, &id, nullptr), ENTENTE_OK);
  EXPECT_EQ(id, 0);
  EXPECT_EQ(entente_scheduler_add_pool(scheduler.get(), "net", 3, &id, nullptr), ENTENTE_OK);
  EXPECT_EQ(id, 1);
  for (const char *bad : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"})
    EXPECT_EQ(entente_scheduler_add_pool(scheduler.get(), bad, std::strlen(bad), &id, nullptr), ENTENTE_E_PARSE);
  for (const char *good : {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"})
    EXPECT_EQ(entente_scheduler_add_pool(scheduler.get(), good, std::strlen(good), &id, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_scheduler_add_agent(scheduler.get(), "x", 1, 99, 1, &id, nullptr), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(entente_scheduler_add_agent(scheduler.get(), "x", 1, 0, -1, &id, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_scheduler_add_skill(scheduler.get(), 0, 0, nullptr), ENTENTE_E_NOT_FOUND);
}

TEST(SchedulerApi, NeedsAContractWithQuotas) {
  entente_contract *contract = parse("");
  auto *scheduler = reinterpret_cast<entente_scheduler *>(&contract);
  EXPECT_EQ(entente_scheduler_create(contract, 0, &scheduler, nullptr), ENTENTE_E_STATE);
  EXPECT_EQ(scheduler, nullptr);
  EXPECT_EQ(entente_scheduler_create(nullptr, 0, &scheduler, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_create(contract, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  entente_contract_destroy(contract);
  entente_scheduler_destroy(nullptr);
  EXPECT_EQ(entente_scheduler_department_count(nullptr), 0);
  EXPECT_STREQ(entente_refusal_name(ENTENTE_QUOTA_EXHAUSTED), "quota_exhausted");
}

}  // namespace
