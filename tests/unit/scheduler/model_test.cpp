#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "log_game.hpp"
#include "unit/base/long_campaign.hpp"
#include "operation_log.hpp"

namespace {

constexpr std::size_t kLogBytes = 96 + 100 * kOperationBytes;

}  // namespace

TEST(SchedulerAgainstModel, AgreesOnEveryOutcomeOfRandomLogs) {
  std::map<std::string, int> reached;
  const int logs = entente::test::long_campaign() ? 1'000'000 : entente::test::kSanitized ? 2'500 : 10'000;
  for (int seed = 1; seed <= logs; ++seed) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    std::vector<std::uint8_t> bytes(kLogBytes);
    for (std::uint8_t &byte : bytes) byte = static_cast<std::uint8_t>(random() >> 32);
    ASSERT_EQ(play(bytes, reached), "") << "seed " << seed;
  }
  const auto expect_reached = [&](const std::string &what) { EXPECT_GT(reached[what], 0) << what << " never happened"; };
  for (const char *operation :
       {"submit", "back", "next", "complete", "cancel", "ask", "answer", "reopen", "reorder", "assign", "presence",
        "transfer", "change", "forget", "advance", "unback", "release", "move", "reshape", "intake", "add_department",
        "retire_department", "retire_agent", "retire_pool"})
    for (const char *outcome : {"accepted", "time_backwards"}) expect_reached(std::string(operation) + ": " + outcome);
  for (const char *outcome :
       {"submit: duplicate", "submit: unknown_department", "submit: unknown_pool", "submit: quota_exhausted",
        "submit: expedited", "submit: expedite_off", "submit: intake_incomplete", "back: expedited",
        "back: intake_incomplete", "back: unknown_request", "back: not_queued", "back: already_backed",
        "back: quota_exhausted", "next: unknown_agent", "complete: unknown_request", "complete: not_active",
        "cancel: unknown_request", "cancel: closed", "ask: unknown_request", "ask: not_open", "answer: not_waiting",
        "reopen: not_done", "reorder: not_backed", "assign: not_queued", "assign: unknown_agent",
        "assign: agent_unavailable", "presence: unknown_agent", "transfer: bad_amount", "transfer: unknown_department",
        "transfer: quota_exhausted", "change: unknown_department", "change: fixed_field", "forget: not_done",
        "unback: not_backed", "unback: unknown_request", "release: not_active", "move: not_open", "move: unknown_pool",
        "reshape: closed", "reshape: unknown_request", "intake: closed", "retire_department: unknown_department",
        "retire_agent: unknown_agent", "retire_pool: unknown_pool"})
    expect_reached(outcome);
  for (int rule = 0; rule <= 5; ++rule) {
    expect_reached("rule " + std::to_string(rule));
    expect_reached("runner-up by rule " + std::to_string(rule));
  }
  for (int movement = 0; movement <= static_cast<int>(entente::Movement::change); ++movement)
    expect_reached("movement " + std::to_string(movement));
  for (const char *what :
       {"late", "available", "held", "spent", "forfeited", "expired", "lent", "borrowed", "refunded", "granted", "debt",
        "loans", "overrides", "expedites", "nobody chosen", "somebody chosen", "somebody unwanted chosen",
        "two know a client", "records dropped", "equal periods in one record", "replayed"})
    expect_reached(what);
}

/// Two departments, one pool, one agent, two requests at most: every sequence of four operations, none of them drawn.
TEST(SchedulerAgainstModel, AgreesOnEverySequenceOfFourOperationsOfTwoDepartmentsAndTwoRequests) {
  using Bytes = std::vector<std::uint8_t>;
  // Departments, start, pools; two lines (period 6, one unit, S 2, T 2, carry up to 1, overdraft 1, answers within 1, no
  // grace, anchor 0, weight 1); a floor of 3; neither lane nor SLA order nor intake; one agent of one slot.
  const Bytes line{1, 5, 1, 2, 2, 1, 1, 0, 2, 1, 1, 0, 8, 1, 0};
  Bytes book{1, 0, 0};
  for (int d = 0; d < 2; ++d) book.insert(book.end(), line.begin(), line.end());
  const Bytes rest{1, 2, 1, 1, 1, 1, 1, 0, 0, 1};
  book.insert(book.end(), rest.begin(), rest.end());
  book.resize(96, 0);
  // First byte: 0 now, 11 three later; then the operation; then what it asks for (1: not an unknown request).
  const std::vector<Bytes> alphabet{
      {0, 0, 1, 1, 0, 1, 0, 12, 0},   // submit of department 0, backed
      {0, 0, 1, 1, 1, 1, 0, 12, 0},   // submit of department 1, backed
      {0, 0, 1, 1, 0, 1, 1, 12, 0},   // submit of department 0, ordinary
      {0, 8, 1, 0},                   // next
      {11, 8, 1, 0},                  // next, later
      {0, 14, 1, 0, 0, 1},            // back
      {0, 17, 1, 0, 0, 1},            // complete
      {0, 20, 1, 0, 0},               // cancel the last
      {0, 22, 1, 0, 0},               // ask the last
      {11, 24, 1, 0, 0, 1},           // answer, later
      {0, 25, 1, 0, 0, 1},            // reopen
      {0, 27, 1, 0, 0, 1},            // unback
      {0, 29, 1, 0, 0, 1},            // release
      {0, 32, 1, 1, 0, 1, 1, 1},      // reshape one into another
      {0, 36, 2, 1, 0, 1, 1, 1, 0, 0},// a loan
      {11, 36, 15},                   // nothing, later
  };
  std::map<std::string, int> reached;
  const std::size_t n = alphabet.size();
  for (std::size_t sequence = 0; sequence < n * n * n * n; ++sequence) {
    Bytes bytes = book;
    for (std::size_t left = sequence, i = 0; i < 4; ++i, left /= n) {
      Bytes operation = alphabet[left % n];
      operation.resize(kOperationBytes, 0);
      bytes.insert(bytes.end(), operation.begin(), operation.end());
    }
    ASSERT_EQ(play(bytes, reached), "") << "sequence " << sequence;
  }
  for (const char *what : {"submit: accepted", "back: accepted", "next: accepted", "complete: accepted", "rule 1", "rule 2",
                           "rule 4", "cancel: accepted", "ask: accepted", "answer: accepted", "reopen: accepted",
                           "unback: accepted", "release: accepted", "reshape: accepted", "transfer: accepted", "forfeited"})
    EXPECT_GT(reached[what], 0) << what << " never happened";
}
