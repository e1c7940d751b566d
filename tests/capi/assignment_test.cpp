#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "entente.h"

namespace {

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
constexpr std::int32_t kNoRequest = std::numeric_limits<std::int32_t>::min();

/// A department and two agents; agent 1 knows client 7 by relations, agent 0 is its declared backup in `declared`.
class AssignNow : public testing::Test {
 protected:
  AssignNow() {
    const std::string text = R"({"entente": 1, "name": "t", "zone": "Etc/UTC", "parties": [{"id": "A", "kind": "requester"}],
      "quotas": {"lines": [{"party": "A", "quota": 3, "period": "1s", "start_within": "5us", "spacing": "2us"}]}})";
    entente_contract *contract = nullptr;
    EXPECT_EQ(entente_contract_parse(text.data(), text.size(), nullptr, 0, &contract, nullptr, nullptr), ENTENTE_OK);
    EXPECT_EQ(entente_scheduler_create(contract, 0, &scheduler, nullptr), ENTENTE_OK);
    entente_contract_destroy(contract);
    std::int32_t number = 0;
    for (int i = 0; i < 2; ++i)
      EXPECT_EQ(entente_scheduler_add_agent(scheduler, nullptr, 0, 0, 2, &number, nullptr), ENTENTE_OK);
    const std::int32_t agent[] = {1, 1}, backup[] = {0}, as[] = {ENTENTE_KNOWS_BACKUP};
    const std::int64_t client[] = {7, 7}, of[] = {7};
    EXPECT_EQ(entente_knowledge_create(2, agent, client, nullptr, 2, 0, nullptr, nullptr, nullptr, &measured, nullptr), ENTENTE_OK);
    EXPECT_EQ(entente_knowledge_create(2, agent, client, nullptr, 2, 1, backup, of, as, &declared, nullptr), ENTENTE_OK);
  }
  ~AssignNow() override {
    entente_scheduler_destroy(scheduler);
    entente_knowledge_destroy(measured);
    entente_knowledge_destroy(declared);
  }
  std::int32_t submit(std::int64_t key, std::int64_t due_us = kNone) {
    const entente_new_request submitted{sizeof submitted, 0, 0, 0, 0, 1, key, 7, due_us};
    std::int32_t number = 0, refused = 0;
    EXPECT_EQ(entente_scheduler_submit_request(scheduler, 0, &submitted, &number, &refused, nullptr), ENTENTE_OK);
    return number;
  }
  std::int32_t assign(const entente_knowledge *knowledge, std::int64_t now_us = 0) {
    return entente_assign_now(scheduler, now_us, &terms, knowledge, nullptr, 0, nullptr, nullptr, 0, &made, &refusal, nullptr);
  }

  entente_scheduler *scheduler = nullptr;
  entente_knowledge *measured = nullptr, *declared = nullptr;
  entente_assignment_terms terms{sizeof terms, 0, 1, 0, 0, kNone};
  entente_assignment made{};
  std::int32_t refusal = -1;

  void SetUp() override { made.struct_size = sizeof made; }
};

TEST_F(AssignNow, SaysWhomWithThreeReasonsAndTheRunnerUp) {
  const std::int32_t request = submit(101, 50);
  ASSERT_EQ(assign(measured), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(made.request, request);
  EXPECT_EQ(made.rule, 4);
  EXPECT_EQ(made.key, 101);
  EXPECT_EQ(made.client, 7);
  EXPECT_EQ(made.due_us, 50);
  EXPECT_EQ(made.agent, 1);
  EXPECT_EQ(made.knows, ENTENTE_KNOWS_MEASURED);
  EXPECT_EQ(made.strength, 2);
  EXPECT_EQ(made.own_pool, 1);
  EXPECT_EQ(made.active, 0);
  EXPECT_EQ(made.slots, 2);
  EXPECT_EQ(made.meets_due, 1);
  EXPECT_EQ(made.finish_us, 0);
  EXPECT_EQ(made.runner_up, 0);
  EXPECT_EQ(made.runner_up_knows, ENTENTE_KNOWS_STRANGER);
  EXPECT_EQ(made.runner_up_finish_us, 0);
  EXPECT_EQ(made.rejected_for, ENTENTE_REJECTED_KNOWLEDGE);
  EXPECT_EQ(made.manager, kNone);
  std::int64_t agent = -7;
  ASSERT_EQ(entente_scheduler_request_field(scheduler, request, ENTENTE_REQUEST_FIELD_AGENT, &agent, nullptr), ENTENTE_OK);
  EXPECT_EQ(agent, 1);
}

TEST_F(AssignNow, ADeclaredBackupGoesBeforeAMeasuredRelation) {
  submit(101);
  ASSERT_EQ(assign(declared), ENTENTE_OK);
  EXPECT_EQ(made.agent, 0);
  EXPECT_EQ(made.knows, ENTENTE_KNOWS_BACKUP);
}

TEST_F(AssignNow, DueDateNeededTimeAndCriticalCasesCount) {
  const std::int32_t critical = submit(101);
  ASSERT_EQ(assign(measured), ENTENTE_OK);
  submit(102);
  const std::int64_t needed[] = {1, 9}, manager[] = {900};
  terms.due_us = 5;
  terms.start = 0;
  ASSERT_EQ(entente_assign_now(scheduler, 0, &terms, measured, needed, 2, nullptr, nullptr, 0, &made, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(made.agent, 0);
  EXPECT_EQ(made.rejected_for, ENTENTE_REJECTED_DUE);
  EXPECT_EQ(made.runner_up_finish_us, 9);
  EXPECT_EQ(made.runner_up_meets_due, 0);
  ASSERT_EQ(entente_assign_now(scheduler, 0, &terms, measured, needed, 2, &critical, manager, 1, &made, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(made.runner_up, -1);
  EXPECT_EQ(made.shielded, 1);
  EXPECT_EQ(made.manager, 900);
}

TEST_F(AssignNow, NothingQueuedAndNobodyFreeAreAnswers) {
  ASSERT_EQ(assign(nullptr), ENTENTE_OK);
  EXPECT_EQ(made.request, kNoRequest);
  EXPECT_EQ(made.agent, -1);
  EXPECT_EQ(made.key, kNone);
  EXPECT_EQ(made.finish_us, kNone);
  ASSERT_EQ(entente_scheduler_advance(scheduler, 5, &refusal, nullptr), ENTENTE_OK);
  ASSERT_EQ(assign(nullptr, 4), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_TIME_BACKWARDS);
}

TEST_F(AssignNow, BadArgumentsAreAnsweredAndNothingIsWritten) {
  submit(101);
  const auto call = [&](const entente_assignment_terms *with, const std::int64_t *needed, std::size_t agents, std::size_t critical) {
    return entente_assign_now(scheduler, 0, with, nullptr, needed, agents, nullptr, nullptr, critical, &made, &refusal, nullptr);
  };
  const std::int64_t one[] = {1};
  entente_assignment_terms bad = terms;
  EXPECT_EQ(call(nullptr, nullptr, 0, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(&terms, nullptr, 2, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(&terms, one, 1, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(call(&terms, nullptr, 0, 1), ENTENTE_E_INVALID);
  bad.struct_size = 4;
  EXPECT_EQ(call(&bad, nullptr, 0, 0), ENTENTE_E_INVALID);
  bad = terms, bad.start = 2;
  EXPECT_EQ(call(&bad, nullptr, 0, 0), ENTENTE_E_INVALID);
  bad = terms, bad.reserved = 1;
  EXPECT_EQ(call(&bad, nullptr, 0, 0), ENTENTE_E_INVALID);
  bad = terms, bad.window_us = -1;
  EXPECT_EQ(call(&bad, nullptr, 0, 0), ENTENTE_E_RANGE);
  bad = terms, bad.due_us = -1;
  EXPECT_EQ(call(&bad, nullptr, 0, 0), ENTENTE_E_RANGE);
  bad = terms, bad.pool = 3;
  EXPECT_EQ(call(&bad, nullptr, 0, 0), ENTENTE_E_NOT_FOUND);
  EXPECT_EQ(assign(nullptr, -1), ENTENTE_E_RANGE);
  made.struct_size = 1;
  EXPECT_EQ(call(&terms, nullptr, 0, 0), ENTENTE_E_INVALID);
  EXPECT_EQ(refusal, -1);
}

TEST(KnowledgeHandle, AnswersColumnsAndRefusesBadOnes) {
  entente_knowledge *knowledge = nullptr;
  const std::int32_t agent[] = {3, 3}, bad_as[] = {ENTENTE_KNOWS_MEASURED}, negative[] = {-1};
  const std::int64_t client[] = {-5, -5};
  const double strength[] = {0.5, 0.25}, nan[] = {std::nan(""), 1};
  ASSERT_EQ(entente_knowledge_create(2, agent, client, strength, 0.75, 0, nullptr, nullptr, nullptr, &knowledge, nullptr), ENTENTE_OK);
  const std::int32_t asked[] = {3, 4};
  std::int32_t knows[2] = {};
  double sum[2] = {};
  ASSERT_EQ(entente_knowledge_of(knowledge, 2, client, asked, knows, sum, nullptr), ENTENTE_OK);
  EXPECT_EQ(knows[0], ENTENTE_KNOWS_MEASURED);
  EXPECT_EQ(knows[1], ENTENTE_KNOWS_STRANGER);
  EXPECT_EQ(sum[0], 0.75);
  EXPECT_EQ(entente_knowledge_of(knowledge, 1, client, asked, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_knowledge_of(knowledge, 1, nullptr, asked, knows, sum, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_knowledge_of(nullptr, 0, nullptr, nullptr, knows, sum, nullptr), ENTENTE_E_INVALID);
  entente_knowledge_destroy(knowledge);
  const auto create = [&](const std::int32_t *who, const double *how, double threshold, std::size_t n, const std::int32_t *as) {
    knowledge = reinterpret_cast<entente_knowledge *>(&knows);
    return entente_knowledge_create(1, who, client, how, threshold, n, agent, client, as, &knowledge, nullptr);
  };
  EXPECT_EQ(create(nullptr, strength, 1, 0, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(knowledge, nullptr);
  EXPECT_EQ(create(agent, nan, 1, 0, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(create(negative, strength, 1, 0, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(create(agent, strength, std::nan(""), 0, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(create(agent, strength, 1, 1, bad_as), ENTENTE_E_INVALID);
  EXPECT_EQ(create(agent, strength, 1, 1, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_knowledge_create(0, nullptr, nullptr, nullptr, 1, 0, nullptr, nullptr, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  entente_knowledge_destroy(nullptr);
}

}  // namespace
