#include "entente/sla/what_if.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "unit/sla/small_contract.hpp"

namespace entente::test {
namespace {

constexpr std::int64_t kMonday9Us = (20458 * 24 + 9) * kHourUs;  // 2026-01-05

std::string target(const char *id, const char *duration, const char *calendar = "office", const char *more = "") {
  return std::string(R"({"id": ")") + id + R"(", "metric": "resolution", "duration": ")" + duration +
         R"(", "calendar": ")" + calendar + "\"" + more + "}";
}

/// Many cycles, of which the last may be cancelled.
const char *const kCancellable = R"(, "reopen": "new_cycle", "clock_map": {"Awaiting vendor": "cancel"})";

struct SmallLog {
  std::vector<std::int64_t> opened_us, at_us;
  std::vector<std::int32_t> ticket, state;

  SmallLog(std::uint32_t seed, int tickets) {
    std::mt19937 random(seed);
    const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    for (int i = 0; i < tickets; ++i) {
      opened_us.push_back(kMonday9Us + draw(0, 100) * kHourUs / 10);
      std::int64_t at = opened_us.back();
      for (int events = draw(0, 4); events > 0; --events) {
        ticket.push_back(i);
        at_us.push_back(at += draw(0, 80) * kHourUs / 10);
        state.push_back(draw(0, kStates - 1));
      }
    }
  }
  [[nodiscard]] Cycles under(const std::shared_ptr<const Contract> &contract, std::int64_t as_of_us) const {
    const EventLog log(contract, {opened_us, {}, ticket, at_us, state});
    return evaluate(log, as_of_us);
  }
};

using Clocks = std::map<std::pair<std::int32_t, std::string>, std::size_t>;

/// The last cycle of each ticket and id, by a plain scan of all rows.
Clocks last_cycles(const Contract &contract, const Cycles &cycles) {
  Clocks clocks;
  const auto rank = [&](std::size_t row) {
    return std::tuple(cycles.state[row] != static_cast<std::int32_t>(CycleState::cancelled), cycles.started_us[row], row);
  };
  for (std::size_t row = 0; row < cycles.size(); ++row) {
    const auto number = static_cast<std::size_t>(cycles.target[row]);
    const std::string id = number < contract.targets.size() ? contract.targets[number].id
                                                            : contract.combinations[number - contract.targets.size()].id;
    const auto [entry, is_new] = clocks.emplace(std::pair(cycles.ticket[row], id), row);
    if (!is_new && rank(row) > rank(entry->second)) entry->second = row;
  }
  return clocks;
}

TEST(WhatIf, RowsAreTheClocksThatDifferInAScanOfBothResults) {
  const auto now_terms = small_contract(target("a", "8h") + "," + target("b", "4h", "always", kCancellable) + "," + target("gone", "9h"));
  const auto then_terms = small_contract(target("new", "9h") + "," + target("b", "12h", "always", kCancellable) + "," + target("a", "8h"),
                                         R"(, "combinations": [{"id": "both", "earliest_of": ["a", "b"]}])");
  const SmallLog log(5, 200);
  const std::int64_t as_of_us = kMonday9Us + 30 * kHourUs;
  const Cycles now = log.under(now_terms, as_of_us), then = log.under(then_terms, as_of_us);
  const Clocks before = last_cycles(*now_terms, now), after = last_cycles(*then_terms, then);
  for (const WhatIfScope scope : {WhatIfScope::open, WhatIfScope::all}) {
    const Changes found = what_if(*now_terms, now, *then_terms, then, scope);
    std::map<std::pair<std::int32_t, std::string>, std::array<std::int64_t, 4>> expected;
    std::int64_t compared = 0, changed_state = 0;
    Clocks all = before;
    all.insert(after.begin(), after.end());
    for (const auto &[key, unused] : all) {
      (void)unused;
      const auto a = before.find(key), b = after.find(key);
      const bool open_now = a != before.end() && now.stopped_us[a->second] == kNoValue;
      const bool open_then = b != after.end() && then.stopped_us[b->second] == kNoValue;
      if (scope == WhatIfScope::open && !open_now && !open_then) continue;
      ++compared;
      const std::array<std::int64_t, 4> values{
          a == before.end() ? Changes::kNoClock : now.state[a->second], b == after.end() ? Changes::kNoClock : then.state[b->second],
          a == before.end() ? kNoValue : now.due_us[a->second], b == after.end() ? kNoValue : then.due_us[b->second]};
      if (values[0] != values[1]) ++changed_state;
      if (values[0] != values[1] || values[2] != values[3]) expected.emplace(key, values);
    }
    EXPECT_EQ(found.compared, compared);
    EXPECT_EQ(found.state_changes, changed_state);
    ASSERT_EQ(found.size(), expected.size());
    EXPECT_TRUE(std::is_sorted(found.ticket.begin(), found.ticket.end()));
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool is_new = found.target_now[i] == Changes::kNoClock;
      const auto number = static_cast<std::size_t>(is_new ? found.target_then[i] : found.target_now[i]);
      const Contract &terms = is_new ? *then_terms : *now_terms;
      const std::string id = number < terms.targets.size() ? terms.targets[number].id : terms.combinations.front().id;
      const auto entry = expected.find({found.ticket[i], id});
      ASSERT_NE(entry, expected.end());
      EXPECT_EQ(entry->second, (std::array<std::int64_t, 4>{found.state_now[i], found.state_then[i], found.due_now_us[i], found.due_then_us[i]}));
    }
    EXPECT_GT(found.state_changes, 0);
    EXPECT_LT(found.state_changes, static_cast<std::int64_t>(found.size()));
  }
}

TEST(WhatIf, TheSameTermsChangeNothing) {
  const auto terms = small_contract(target("a", "8h") + "," + target("b", "4h"));
  const auto again = small_contract(target("b", "4h") + "," + target("a", "8h"));
  const SmallLog log(6, 100);
  const Cycles now = log.under(terms, kMonday9Us + 40 * kHourUs), then = log.under(again, kMonday9Us + 40 * kHourUs);
  const Changes found = what_if(*terms, now, *again, then, WhatIfScope::all);
  EXPECT_EQ(found.size(), 0U);
  EXPECT_EQ(found.compared, static_cast<std::int64_t>(last_cycles(*terms, now).size()));
}

TEST(WhatIf, CyclesOfAnotherContractAreRefused) {
  const auto one = small_contract(target("a", "8h"));
  const auto two = small_contract(target("a", "8h") + "," + target("b", "4h"));
  const SmallLog log(6, 10);
  const Cycles cycles = log.under(two, kMonday9Us + 40 * kHourUs);
  EXPECT_THROW((void)what_if(*two, cycles, *one, cycles), Error);
  EXPECT_THROW((void)what_if(*one, cycles, *two, cycles), Error);
}

}  // namespace
}  // namespace entente::test
