#include "entente/sla/explain.hpp"

#include <gtest/gtest.h>

#include <array>

#include "entente/base/error.hpp"
#include "unit/sla/story.hpp"

namespace entente {
namespace {

using test::kStart;

/// Sums of an explanation's segments, by kind and by whom the counted ones wait for.
struct Sums {
  std::array<std::int64_t, 4> by_kind{}, by_wait{};
};

/// The segments follow each other from the start to the end of a row, without a gap.
Sums sums_of(const Explanation &e, std::int64_t from_us, std::int64_t to_us) {
  Sums sums;
  for (std::size_t i = 0; i < e.size(); ++i) {
    EXPECT_EQ(e.from_us[i], from_us);
    EXPECT_LT(e.from_us[i], e.to_us[i]);
    from_us = e.to_us[i];
    sums.by_kind[static_cast<std::size_t>(e.kind[i])] += e.to_us[i] - e.from_us[i];
    if (e.kind[i] != static_cast<std::int32_t>(SegmentKind::outside)) {
      sums.by_wait[static_cast<std::size_t>(e.waits_for[i])] += e.to_us[i] - e.from_us[i];
    }
  }
  EXPECT_EQ(from_us, to_us);
  return sums;
}

TEST(Explain, SegmentsAddUpToTheCycleExactly) {
  const auto contract = test::small_contract(test::kEveryPolicy, test::kAmendments);
  std::mt19937_64 random(7);
  for (int round = 0; round < 40; ++round) {
    const test::Story story = test::tell_story(*contract, random, 25, true);
    const EventLog log = test::log_of(contract, story);
    const std::int64_t as_of_us = kStart + 6 * kDayUs + static_cast<std::int64_t>(random() % 9000) * kMinuteUs;
    const Cycles c = evaluate(log, as_of_us);
    for (std::size_t row = 0; row < c.size(); ++row) {
      SCOPED_TRACE("round " + std::to_string(round) + " ticket " + std::to_string(c.ticket[row]) + " target " +
                   std::to_string(c.target[row]) + " cycle " + std::to_string(c.cycle[row]));
      const Explanation e = explain(log, static_cast<std::size_t>(c.ticket[row]), c.target[row], c.cycle[row], as_of_us);
      const Sums sums = sums_of(e, c.started_us[row], c.stopped_us[row] == kNoValue ? as_of_us : c.stopped_us[row]);
      EXPECT_EQ(sums.by_kind[0], c.elapsed_us[row]);
      EXPECT_EQ(sums.by_kind[1] + sums.by_kind[2], c.paused_us[row]);
      EXPECT_EQ(sums.by_kind[2], c.settled_us[row]);
      EXPECT_EQ(sums.by_kind[3], c.outside_us[row]);
      EXPECT_EQ(sums.by_wait, (std::array{c.provider_us[row], c.requester_us[row], c.third_party_us[row], c.closing_us[row]}));
      if (HasFailure()) return;
    }
  }
}

TEST(Explain, NamesTheEventAndTheStateOfEachSegment) {
  const auto contract = test::small_contract(R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"})");
  const std::int64_t friday10 = kStart + kDayUs + 10 * kHourUs;
  const std::vector<std::int64_t> opened{friday10}, at{friday10 + 30 * kMinuteUs, friday10 + kHourUs, friday10 + 5 * kHourUs};
  const std::vector<std::int32_t> ticket{0, 0, 0}, state{test::kActive, test::kAwaitingRequester, test::kResolved};
  const Explanation e = explain(EventLog(contract, {opened, {}, ticket, at, state}), 0, 0, 0, friday10 + kDayUs);
  // 10:00 new, 10:30 active, 11:00 waiting, 12:00 lunch, 13:00 waiting, 15:00 resolved.
  EXPECT_EQ(e.event, (std::vector<std::int64_t>{-1, 0, 1, 1, 1}));
  EXPECT_EQ(e.state, (std::vector<std::int32_t>{-1, test::kActive, test::kAwaitingRequester, test::kAwaitingRequester,
                                                test::kAwaitingRequester}));
  EXPECT_EQ(e.kind, (std::vector<std::int32_t>{0, 0, 1, 3, 1}));
  EXPECT_EQ(e.to_us.back(), friday10 + 5 * kHourUs);
}

TEST(Explain, RefusesACycleThatIsNotThere) {
  const auto contract = test::small_contract(R"({"id": "a", "metric": "resolution", "duration": "4h", "calendar": "office"})");
  const std::vector<std::int64_t> opened{kStart};
  const EventLog log(contract, {opened, {}, {}, {}, {}});
  EXPECT_NO_THROW((void)explain(log, 0, 0, 0, kStart));
  EXPECT_THROW((void)explain(log, 1, 0, 0, kStart), Error);
  EXPECT_THROW((void)explain(log, 0, 1, 0, kStart), Error);
  EXPECT_THROW((void)explain(log, 0, -1, 0, kStart), Error);
  EXPECT_THROW((void)explain(log, 0, 0, 1, kStart), Error);
  EXPECT_THROW((void)explain(log, 0, 0, 0, kStart - 1), Error);
  EXPECT_THROW((void)explain(log, 0, 0, 0, -1), Error);
}

}  // namespace
}  // namespace entente
