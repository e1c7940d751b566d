#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"

namespace {

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
constexpr std::int32_t kNoRequest = std::numeric_limits<std::int32_t>::min();

using Scheduler = std::unique_ptr<entente_scheduler, decltype(&entente_scheduler_destroy)>;
using Bytes = std::unique_ptr<entente_bytes, decltype(&entente_bytes_destroy)>;

/// Departments A and B, three units a second each, an expedite lane of one, an intake; agents x and y.
Scheduler create() {
  const std::string text = R"({"entente": 1, "name": "t", "zone": "Etc/UTC",
    "parties": [{"id": "A", "kind": "requester"}, {"id": "B", "kind": "requester"}],
    "quotas": {"ordinary_order": "sla_due", "expedite_cap": 1, "intake": ["asset"], "lines": [
      {"party": "A", "quota": 3, "period": "1s", "start_within": "5us", "spacing": "2us"},
      {"party": "B", "quota": 3, "period": "1s", "start_within": "5us", "spacing": "2us"}]}})";
  entente_contract *contract = nullptr;
  EXPECT_EQ(entente_contract_parse(text.data(), text.size(), nullptr, 0, &contract, nullptr, nullptr), ENTENTE_OK);
  entente_scheduler *scheduler = nullptr;
  EXPECT_EQ(entente_scheduler_create(contract, 0, &scheduler, nullptr), ENTENTE_OK);
  entente_contract_destroy(contract);
  std::int32_t agent = 0;
  for (const char *name : {"x", "y"})
    EXPECT_EQ(entente_scheduler_add_agent(scheduler, name, 1, 0, 2, &agent, nullptr), ENTENTE_OK);
  return {scheduler, entente_scheduler_destroy};
}

entente_new_request request(std::int64_t key) {
  entente_new_request made{};
  made.struct_size = sizeof made;
  made.intake_complete = 1;
  made.key = key;
  made.client = made.sla_due_us = kNone;
  return made;
}

/// Submits at 0 and says what was refused.
std::int32_t submit(const Scheduler &scheduler, const entente_new_request &made, std::int32_t *number) {
  std::int32_t refusal = -1;
  EXPECT_EQ(entente_scheduler_submit_request(scheduler.get(), 0, &made, number, &refusal, nullptr), ENTENTE_OK);
  return refusal;
}

std::int64_t field(const Scheduler &scheduler, std::int32_t number, std::int32_t which) {
  std::int64_t value = -7;
  EXPECT_EQ(entente_scheduler_request_field(scheduler.get(), number, which, &value, nullptr), ENTENTE_OK);
  return value;
}

std::int64_t digest(const Scheduler &scheduler) {
  std::int64_t value = 0;
  EXPECT_EQ(entente_scheduler_digest(scheduler.get(), &value, nullptr), ENTENTE_OK);
  return value;
}

TEST(SchedulerApi, GivesPrecedenceToIncidentsAndTellsTheRank) {
  const Scheduler scheduler = create();
  std::int32_t ordinary = 0, incident = 0, backed = 0;
  entente_new_request made = request(1);
  EXPECT_EQ(submit(scheduler, made, &ordinary), ENTENTE_ACCEPTED);
  made = request(2);
  made.expedite = 1;
  made.client = 77;
  EXPECT_EQ(submit(scheduler, made, &incident), ENTENTE_ACCEPTED);
  made = request(3);
  made.back = 1;
  EXPECT_EQ(submit(scheduler, made, &backed), ENTENTE_ACCEPTED);
  std::int32_t refusal = -1;
  EXPECT_EQ(entente_scheduler_back(scheduler.get(), 0, incident, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_EXPEDITED);
  entente_decision decision{};
  decision.struct_size = sizeof decision;
  ASSERT_EQ(entente_scheduler_next(scheduler.get(), 1, 0, &decision, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(decision.request, incident);
  EXPECT_EQ(decision.rule, 0);
  EXPECT_EQ(decision.rank, kNone);
  EXPECT_EQ(decision.sequence, 1);
  EXPECT_EQ(decision.runner_up, backed);
  EXPECT_EQ(decision.runner_up_rank, 5);
  EXPECT_EQ(decision.runner_up_sequence, 2);
  // A caller that knows the first fields only gets no more.
  entente_decision old{};
  old.struct_size = 48;
  old.rank = 1234;
  ASSERT_EQ(entente_scheduler_next(scheduler.get(), 1, 0, &old, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(old.request, backed);
  EXPECT_EQ(old.rank, 1234);
  std::int32_t agents[2] = {-1, -1};
  size_t need = 0;
  EXPECT_EQ(entente_scheduler_knows(scheduler.get(), 77, 10, agents, 2, &need, nullptr), ENTENTE_OK);
  ASSERT_EQ(need, 1u);
  EXPECT_EQ(agents[0], 0);
  EXPECT_EQ(entente_scheduler_knows(scheduler.get(), 77, 10, nullptr, 0, &need, nullptr), ENTENTE_E_BUFFER);
  std::int32_t agent = -1, own = -1, familiarity = -1, runner_up = -2;
  std::int64_t load = -1;
  EXPECT_EQ(entente_scheduler_choose_agent(scheduler.get(), 0, 77, 10, &agent, &own, &familiarity, &load, &runner_up,
                                           nullptr), ENTENTE_OK);
  EXPECT_EQ(agent, 1);
  EXPECT_EQ(own, 1);
  EXPECT_EQ(familiarity, 0);
  EXPECT_EQ(load, 0);
  EXPECT_EQ(runner_up, -1);
  EXPECT_EQ(entente_scheduler_choose_agent(scheduler.get(), 9, 77, 10, &agent, nullptr, nullptr, nullptr, nullptr,
                                           nullptr), ENTENTE_E_NOT_FOUND);
  std::int64_t expedites = -1;
  EXPECT_EQ(entente_scheduler_balance(scheduler.get(), 0, ENTENTE_BALANCE_EXPEDITES, &expedites, nullptr), ENTENTE_OK);
  EXPECT_EQ(expedites, 1);
  EXPECT_EQ(field(scheduler, incident, ENTENTE_REQUEST_FIELD_CLIENT), 77);
  EXPECT_EQ(field(scheduler, incident, ENTENTE_REQUEST_FIELD_AGENT), 0);
  std::int64_t value = 0;
  EXPECT_EQ(entente_scheduler_request_field(scheduler.get(), incident, 12, &value, nullptr), ENTENTE_E_NOT_FOUND);
}

TEST(SchedulerApi, AsksForTheIntakeMovesReleasesAndReshapes) {
  const Scheduler scheduler = create();
  entente_new_request made = request(1);
  made.intake_complete = 0;
  made.back = 1;
  std::int32_t first = 0, second = 0, refusal = -1, pool = -1;
  EXPECT_EQ(submit(scheduler, made, &first), ENTENTE_INTAKE_INCOMPLETE);
  entente_scheduler *const s = scheduler.get();
  EXPECT_EQ(entente_scheduler_complete_intake(s, 0, first, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_scheduler_back(s, 0, first, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(entente_scheduler_unback(s, 0, first, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(entente_scheduler_unback(s, 0, first, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_NOT_BACKED);
  EXPECT_EQ(entente_scheduler_add_pool(s, "net", 3, &pool, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_scheduler_move(s, 0, first, pool, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(field(scheduler, first, ENTENTE_REQUEST_FIELD_POOL), pool);
  EXPECT_EQ(entente_scheduler_release(s, 0, first, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_NOT_ACTIVE);
  EXPECT_EQ(submit(scheduler, request(2), &second), ENTENTE_ACCEPTED);
  EXPECT_EQ(entente_scheduler_reshape(s, 0, first, second, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(field(scheduler, first, ENTENTE_REQUEST_FIELD_RESHAPED_INTO), 2);
  EXPECT_EQ(field(scheduler, first, ENTENTE_REQUEST_FIELD_STATE), ENTENTE_REQUEST_RESHAPED);
}

TEST(SchedulerApi, AddsAndRetiresAtRunTime) {
  const Scheduler scheduler = create();
  entente_scheduler *const s = scheduler.get();
  const std::int32_t terms[] = {ENTENTE_TERM_PERIOD_US, ENTENTE_TERM_QUOTA};
  const std::int64_t values[] = {10, 4};
  std::int32_t department = -1, refusal = -1;
  EXPECT_EQ(entente_scheduler_add_department(s, 0, "0", 1, 2, terms, values, &department, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(department, 2);
  EXPECT_EQ(entente_scheduler_department_count(s), 3);
  EXPECT_EQ(entente_scheduler_add_department(s, 0, "A", 1, 2, terms, values, &department, &refusal, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(entente_scheduler_add_department(s, 0, "C", 1, 0, nullptr, nullptr, &department, &refusal, nullptr),
            ENTENTE_E_RANGE);
  EXPECT_EQ(entente_scheduler_retire_department(s, 0, 2, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(entente_scheduler_retire_department(s, 0, 2, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_UNKNOWN_DEPARTMENT);
  EXPECT_EQ(entente_scheduler_retire_agent(s, 0, 1, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  EXPECT_EQ(entente_scheduler_retire_pool(s, 0, 0, &refusal, nullptr), ENTENTE_OK);
  EXPECT_EQ(refusal, ENTENTE_ACCEPTED);
  std::int32_t number = 0;
  EXPECT_EQ(submit(scheduler, request(1), &number), ENTENTE_UNKNOWN_POOL);
}

TEST(SchedulerApi, AppliesColumnsAsTheSingleCallsWould) {
  const Scheduler scheduler = create();
  const std::vector<std::int32_t> operation{ENTENTE_OPERATION_SUBMIT, ENTENTE_OPERATION_NEXT, ENTENTE_OPERATION_COMPLETE,
                                            ENTENTE_OPERATION_CANCEL, ENTENTE_OPERATION_ADVANCE, 22};
  const std::vector<std::int64_t> now{0, 1, 2, 3, -1, 3}, key{9, 0, 9, 9, 0, 0}, value{5, 0, 0, 0, 0, 0};
  const std::vector<std::int32_t> named(6, kNoRequest), zero(6, 0);
  std::vector<std::int32_t> started(6), refusal(6), status(6);
  size_t applied = 0;
  ASSERT_EQ(entente_scheduler_apply(scheduler.get(), 6, operation.data(), now.data(), key.data(), named.data(), zero.data(),
                                    zero.data(), value.data(), nullptr, nullptr, started.data(), refusal.data(),
                                    status.data(), &applied, nullptr), ENTENTE_OK);
  EXPECT_EQ(applied, 6u);
  EXPECT_EQ(started, (std::vector<std::int32_t>{0, 0, kNoRequest, kNoRequest, kNoRequest, kNoRequest}));
  EXPECT_EQ(refusal, (std::vector<std::int32_t>{0, 0, 0, ENTENTE_CLOSED, 0, 0}));
  EXPECT_EQ(status, (std::vector<std::int32_t>{0, 0, 0, 0, ENTENTE_E_RANGE, ENTENTE_E_INVALID}));
  EXPECT_EQ(entente_scheduler_apply(scheduler.get(), 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                                    nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_scheduler_apply(scheduler.get(), 1, nullptr, now.data(), key.data(), named.data(), zero.data(),
                                    zero.data(), value.data(), nullptr, nullptr, started.data(), refusal.data(),
                                    status.data(), &applied, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(applied, 0u);
}

TEST(SchedulerApi, RecordsAddUpToTheBalances) {
  const Scheduler scheduler = create();
  entente_scheduler *const s = scheduler.get();
  EXPECT_EQ(entente_scheduler_reserve_records(s, size_t{1} << 40, nullptr), ENTENTE_E_LIMIT);
  ASSERT_EQ(entente_scheduler_reserve_records(s, 100, nullptr), ENTENTE_OK);
  entente_new_request made = request(1);
  made.back = 1;
  std::int32_t number = 0, refusal = -1;
  EXPECT_EQ(submit(scheduler, made, &number), ENTENTE_ACCEPTED);
  ASSERT_EQ(entente_scheduler_advance(s, 5'000'000, &refusal, nullptr), ENTENTE_OK);
  std::vector<std::int64_t> at(100), units(100), count(100);
  std::vector<std::int32_t> movement(100), department(100), from(100), to(100), subject(100);
  size_t n = 0, left = 0;
  std::int64_t dropped = -1;
  ASSERT_EQ(entente_scheduler_drain_records(s, 100, at.data(), movement.data(), department.data(), from.data(), to.data(),
                                            units.data(), count.data(), subject.data(), &n, &left, &dropped, nullptr),
            ENTENTE_OK);
  EXPECT_EQ(left, 0u);
  EXPECT_EQ(dropped, 0);
  std::map<std::int32_t, std::int64_t> sum;
  bool held_by_request = false;
  for (size_t i = 0; i < n; ++i) {
    held_by_request |= movement[i] == ENTENTE_MOVEMENT_HOLD && subject[i] == number && at[i] == 0;
    if (department[i] != 0) continue;
    const auto source = [](std::int32_t balance) { return balance == ENTENTE_BALANCE_GRANTED; };
    if (movement[i] != ENTENTE_MOVEMENT_OPENING) sum[from[i]] += (source(from[i]) ? 1 : -1) * units[i] * count[i];
    sum[to[i]] += units[i] * count[i];
  }
  EXPECT_TRUE(held_by_request);
  for (const std::int32_t balance : {ENTENTE_BALANCE_AVAILABLE, ENTENTE_BALANCE_HELD, ENTENTE_BALANCE_EXPIRED,
                                     ENTENTE_BALANCE_GRANTED}) {
    std::int64_t value = -1;
    EXPECT_EQ(entente_scheduler_balance(s, 0, balance, &value, nullptr), ENTENTE_OK);
    EXPECT_EQ(sum[balance], value) << balance;
  }
  EXPECT_EQ(entente_scheduler_drain_records(s, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                                            nullptr, &left, &dropped, nullptr), ENTENTE_E_INVALID);
}

TEST(SchedulerApi, RestoresASnapshotAndReplaysTheTail) {
  const Scheduler scheduler = create();
  entente_scheduler *const s = scheduler.get();
  std::int32_t number = 0, refusal = -1;
  EXPECT_EQ(submit(scheduler, request(1), &number), ENTENTE_ACCEPTED);
  entente_bytes *raw = nullptr;
  ASSERT_EQ(entente_scheduler_snapshot(s, &raw, nullptr), ENTENTE_OK);
  const Bytes snapshot{raw, entente_bytes_destroy};
  ASSERT_EQ(entente_scheduler_start_journal(s, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_scheduler_cancel(s, 7, number, &refusal, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_scheduler_take_journal(s, &raw, nullptr), ENTENTE_OK);
  const Bytes journal{raw, entente_bytes_destroy};
  entente_scheduler *again = nullptr;
  ASSERT_EQ(entente_scheduler_restore(entente_bytes_data(snapshot.get()), entente_bytes_size(snapshot.get()), &again,
                                      nullptr), ENTENTE_OK);
  const Scheduler restored{again, entente_scheduler_destroy};
  EXPECT_NE(digest(restored), digest(scheduler));
  size_t operations = 0, played = 0;
  ASSERT_EQ(entente_scheduler_replay(again, entente_bytes_data(journal.get()), entente_bytes_size(journal.get()),
                                     &operations, &played, nullptr), ENTENTE_OK);
  EXPECT_EQ(operations, 1u);
  EXPECT_EQ(played, entente_bytes_size(journal.get()));
  EXPECT_EQ(digest(restored), digest(scheduler));
  EXPECT_EQ(entente_scheduler_replay(again, entente_bytes_data(journal.get()), played, nullptr, nullptr, nullptr),
            ENTENTE_E_STATE);
  EXPECT_EQ(entente_scheduler_stop_journal(s, nullptr), ENTENTE_OK);
  entente_scheduler *none = again;
  EXPECT_EQ(entente_scheduler_restore(entente_bytes_data(journal.get()), played, &none, nullptr), ENTENTE_E_PARSE);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(entente_scheduler_restore(nullptr, 5, &none, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_bytes_data(nullptr), nullptr);
  EXPECT_EQ(entente_bytes_size(nullptr), 0u);
  entente_bytes_destroy(nullptr);
}

}  // namespace
