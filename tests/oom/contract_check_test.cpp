#include <limits>
#include <vector>

#include "oom/sweep.hpp"

namespace {

using entente::test::small_contract;
using entente::test::sweep;

constexpr std::int64_t kHour = 3'600'000'000;
constexpr std::int64_t kUntouched = -7;

class OutOfMemory : public testing::TestWithParam<bool> {};

TEST_P(OutOfMemory, IsAnErrorOfLatenessAtEveryAllocation) {
  std::vector<std::int64_t> start(50, 8 * kHour), spacing(50, 10 * kHour);
  const entente_server_pool team{sizeof team, 0, 12, 2 * kHour, kHour};
  const std::int64_t at_least = 0;
  std::int64_t late = kUntouched, at = kUntouched;
  const std::int64_t injected = sweep(
      GetParam(),
      [&](entente_error **error) {
        return entente_lateness(start.size(), start.data(), spacing.data(), &team, 1, &at_least, &late, nullptr, &at, nullptr,
                                nullptr, error);
      },
      [&] {
        EXPECT_EQ(late, kUntouched);
        EXPECT_EQ(at, kUntouched);
      }, [&] { late = at = kUntouched; });
  EXPECT_GT(injected, 1);
}

TEST_P(OutOfMemory, IsAnErrorOfTheContractCheckAtEveryAllocation) {
  entente_contract *contract = small_contract();
  const entente_server_pool team{sizeof team, 0, 2, 2 * kHour, 0};  // refused: a counter-example is played
  auto *check = reinterpret_cast<entente_contract_check *>(1);
  const std::int64_t injected = sweep(
      GetParam(), [&](entente_error **error) { return entente_contract_check_create(contract, &team, &check, error); },
      [&] { EXPECT_EQ(check, nullptr); },
      [&] {
        if (check != nullptr) {
          EXPECT_EQ(entente_contract_check_figure(check, ENTENTE_CHECK_VERDICT), ENTENTE_PROMISE_REFUSED);
        }
        entente_contract_check_destroy(check);
      });
  EXPECT_GT(injected, 50);
  std::printf("%ld failures injected\n", static_cast<long>(injected));
  entente_contract_destroy(contract);
}

TEST_P(OutOfMemory, IsAnErrorOfTheRepairsAtEveryAllocation) {
  entente_contract *contract = small_contract();
  const entente_server_pool team{sizeof team, 0, 2, 2 * kHour, 0};
  std::int64_t servers = kUntouched, quota = kUntouched;
  std::int64_t injected = sweep(
      GetParam(), [&](entente_error **error) { return entente_contract_repairs(contract, &team, &servers, nullptr, nullptr, error); },
      [&] { EXPECT_EQ(servers, kUntouched); }, [&] { servers = kUntouched; });
  EXPECT_GT(injected, 1);
  injected = sweep(
      GetParam(), [&](entente_error **error) { return entente_contract_least_spacing(contract, &team, 0, nullptr, &quota, error); },
      [&] { EXPECT_EQ(quota, kUntouched); }, [&] { quota = kUntouched; });
  EXPECT_GT(injected, 1);
  entente_contract_destroy(contract);
}

INSTANTIATE_TEST_SUITE_P(OnceAndForEver, OutOfMemory, testing::Bool());

}  // namespace
