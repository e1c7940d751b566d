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
  std::map<std::string, int> reached;
  for (int seed = 1; seed <= log_count(); ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    std::vector<std::uint8_t> bytes(1200);
    for (std::uint8_t &byte : bytes) byte = static_cast<std::uint8_t>(random() >> 32);
    ASSERT_EQ(play(bytes, reached), "") << "seed " << seed;
  }
  const auto expect_reached = [&](const std::string &what) { EXPECT_GT(reached[what], 0) << what << " never happened"; };
  for (const char *operation : {"submit", "back", "next", "complete", "cancel", "ask", "answer", "reopen", "reorder",
                                "assign", "presence", "transfer", "change", "forget", "advance"})
    for (const char *outcome : {"accepted", "time_backwards"}) expect_reached(std::string(operation) + ": " + outcome);
  for (const char *outcome :
       {"submit: duplicate", "submit: unknown_department", "submit: unknown_pool", "submit: quota_exhausted",
        "back: unknown_request", "back: not_queued", "back: already_backed", "back: quota_exhausted",
        "next: unknown_agent", "complete: unknown_request", "complete: not_active", "cancel: unknown_request",
        "cancel: closed", "ask: unknown_request", "ask: not_open", "answer: not_waiting", "reopen: not_done",
        "reorder: not_backed", "assign: not_queued", "assign: unknown_agent", "assign: agent_unavailable",
        "presence: unknown_agent", "transfer: bad_amount", "transfer: unknown_department",
        "transfer: quota_exhausted", "change: unknown_department", "change: fixed_field", "forget: not_done"})
    expect_reached(outcome);
  for (int rule = 0; rule <= 5; ++rule) {
    expect_reached("rule " + std::to_string(rule));
    expect_reached("runner-up by rule " + std::to_string(rule));
  }
  for (const char *balance : {"late", "available", "held", "spent", "forfeited", "expired", "lent", "borrowed",
                              "refunded", "granted", "debt", "loans", "overrides"})
    expect_reached(balance);
}
