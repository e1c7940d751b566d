#include <limits>

#include "oom/sweep.hpp"

namespace {

using entente::test::small_contract;
using entente::test::sweep;

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();

class OutOfMemory : public testing::TestWithParam<bool> {};

TEST_P(OutOfMemory, IsAnErrorOfKnowledgeAtEveryAllocation) {
  const std::int32_t agent[] = {0, 1, 1}, backup[] = {0}, as[] = {ENTENTE_KNOWS_BACKUP};
  const std::int64_t client[] = {7, 7, 8}, of[] = {9};
  auto *made = reinterpret_cast<entente_knowledge *>(1);
  EXPECT_GT(sweep(GetParam(),
                  [&](entente_error **error) {
                    return entente_knowledge_create(3, agent, client, nullptr, 1, 1, backup, of, as, &made, error);
                  },
                  [&] { EXPECT_EQ(made, nullptr); }, [&] { entente_knowledge_destroy(made); }), 2);
}

TEST_P(OutOfMemory, LeavesTheSchedulerAsItStoodAtEveryAllocationOfAnAssignment) {
  entente_contract *contract = small_contract();
  entente_scheduler *scheduler = nullptr;
  ASSERT_EQ(entente_scheduler_create(contract, 0, &scheduler, nullptr), ENTENTE_OK);
  entente_contract_destroy(contract);
  std::int32_t number = 0, first = 0, refusal = 0;
  for (int i = 0; i < 3; ++i) ASSERT_EQ(entente_scheduler_add_agent(scheduler, nullptr, 0, 0, 2, &number, nullptr), ENTENTE_OK);
  for (std::int64_t key = 1; key <= 3; ++key) {
    const entente_new_request made{sizeof made, 0, 0, 0, 0, 1, key, 7, kNone};
    ASSERT_EQ(entente_scheduler_submit_request(scheduler, 0, &made, &number, &refusal, nullptr), ENTENTE_OK);
    if (key == 1) first = number;
  }
  ASSERT_EQ(entente_scheduler_assign(scheduler, 0, first, 0, &refusal, nullptr), ENTENTE_OK);
  std::int64_t before = 0, after = 0;
  ASSERT_EQ(entente_scheduler_digest(scheduler, &before, nullptr), ENTENTE_OK);
  const entente_assignment_terms terms{sizeof terms, 0, 1, 0, 0, kNone};
  const std::int64_t needed[] = {1, 1, 1}, manager[] = {900};
  entente_assignment made{};
  made.struct_size = sizeof made;
  made.agent = -7;
  const std::int64_t injected = sweep(
      GetParam(),
      [&](entente_error **error) {
        return entente_assign_now(scheduler, 0, &terms, nullptr, needed, 3, &first, manager, 1, &made, &refusal, error);
      },
      [&] {
        EXPECT_EQ(made.agent, -7);
        EXPECT_EQ(entente_scheduler_digest(scheduler, &after, nullptr), ENTENTE_OK);
        EXPECT_EQ(after, before);
      },
      [] {});
  EXPECT_GT(injected, 3);
  EXPECT_EQ(made.agent, 1);  // agent 0 is shielded
  EXPECT_EQ(made.manager, 900);
  entente_scheduler_destroy(scheduler);
}

INSTANTIATE_TEST_SUITE_P(OnceAndForEver, OutOfMemory, testing::Bool());

}  // namespace
