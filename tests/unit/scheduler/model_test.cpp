#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <vector>

#include "operation_log.hpp"

namespace {

/// How many random logs: 2,000 by default, ENTENTE_SCHEDULER_LOGS for a campaign.
int log_count() {
  const char *wanted = std::getenv("ENTENTE_SCHEDULER_LOGS");
  return wanted == nullptr ? 2000 : std::atoi(wanted);
}

}  // namespace

TEST(SchedulerAgainstModel, AgreesOnEveryOutcomeOfRandomLogs) {
  for (int seed = 1; seed <= log_count(); ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    std::vector<std::uint8_t> bytes(1200);
    for (std::uint8_t &byte : bytes) byte = static_cast<std::uint8_t>(random() >> 32);
    ASSERT_EQ(play(bytes), "") << "seed " << seed;
  }
}
