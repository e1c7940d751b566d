#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/scheduler/scheduler.hpp"

namespace {

using entente::Error;
using entente::ErrorCode;
using entente::kNoRequest;
using entente::NewRequest;
using entente::Scheduler;
using Bytes = std::vector<std::uint8_t>;

/// A scheduler in the middle of its life, a different one for each seed.
Scheduler busy(std::uint64_t seed, int steps) {
  entente::Quotas quotas;
  for (const char *name : {"A", "B", "C"}) {
    entente::QuotaLine line;
    line.party = name;
    line.quota = 3;
    line.period_us = 20;
    line.start_within_us = 5;
    line.spacing_us = 3;
    line.carry_cap = 2;
    line.overdraft = 1;
    line.answer_within_us = 9;
    quotas.lines.push_back(line);
  }
  quotas.expedite_cap = 1;
  quotas.ordinary_floor_us = 4;
  if (seed % 2 == 0) quotas.ordinary_order = entente::OrdinaryOrder::sla_due;
  Scheduler scheduler(quotas, 0);
  scheduler.add_pool("network");
  scheduler.add_agent("x", 0, 2);
  scheduler.add_skill(scheduler.add_agent("y", 1, 1), 0);
  scheduler.reserve_records(64);
  std::mt19937_64 random(seed);
  std::vector<std::int32_t> requests{0};
  for (std::int64_t step = 0; step < steps; ++step) {
    const auto draw = [&](std::uint64_t below) { return static_cast<std::int32_t>(random() % below); };
    const std::int32_t some = requests[random() % requests.size()];
    NewRequest request;
    request.key = step;
    request.department = draw(3);
    request.pool = draw(2);
    request.back = draw(2) == 0;
    request.expedite = draw(6) == 0;
    if (draw(2) == 0) request.client = draw(4);
    if (draw(2) == 0) request.sla_due_us = draw(50);
    const auto made = scheduler.submit(step, request);
    if (made.request != kNoRequest) requests.push_back(made.request);
    (void)scheduler.next(step, draw(2));
    if (draw(2) == 0) (void)scheduler.complete(step, some);
    if (draw(4) == 0) (void)scheduler.ask(step, some);
    if (draw(5) == 0) (void)scheduler.cancel(step, some);
    if (draw(3) == 0) (void)scheduler.forget(step, some);
    if (draw(9) == 0) (void)scheduler.transfer(step, draw(3), draw(3), 1, true);
  }
  return scheduler;
}

ErrorCode refusal_of(const Bytes &bytes) {
  try {
    (void)Scheduler::restore(bytes);
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode::internal;
}

const std::vector<std::uint64_t> kSeeds{1, 2, 3};

}  // namespace

TEST(Snapshot, EveryTruncationIsRefused) {
  for (const std::uint64_t seed : kSeeds) {
    const Bytes whole = busy(seed, 25).snapshot();
    for (std::size_t size = 0; size < whole.size(); ++size)
      ASSERT_EQ(refusal_of(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))), ErrorCode::parse);
  }
}

TEST(Snapshot, EverySingleBitFlipIsRefused) {
  for (const std::uint64_t seed : kSeeds) {
    Bytes bytes = busy(seed, 25).snapshot();
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ 1u << bit % 8);
      ASSERT_EQ(refusal_of(bytes), ErrorCode::parse) << "bit " << bit;
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ 1u << bit % 8);
    }
    EXPECT_EQ(Scheduler::restore(bytes).snapshot(), bytes);
  }
}

TEST(Snapshot, AlteredContentUnderARightChecksumIsRefusedOrHarmless) {
  for (const std::uint64_t seed : kSeeds) {
    Bytes bytes = busy(seed, 12).snapshot();
    int refused = 0;
    for (std::size_t at = 12; at + 8 < bytes.size(); ++at) {
      Bytes altered = bytes;
      altered[at] = static_cast<std::uint8_t>(altered[at] + 1);
      std::uint64_t hash = 0xCBF29CE484222325u;
      for (std::size_t i = 0; i + 8 < altered.size(); ++i) hash = (hash ^ altered[i]) * 0x100000001B3u;
      for (std::size_t i = 0; i < 8; ++i) altered[altered.size() - 8 + i] = static_cast<std::uint8_t>(hash >> (8 * i));
      try {
        Scheduler scheduler = Scheduler::restore(altered);
        for (std::int64_t step = 0; step < 30; ++step) {
          const std::int64_t now_us = 1000 + step;
          (void)scheduler.next(now_us, static_cast<std::int32_t>(step % 2));
          (void)scheduler.submit(now_us, 5000 + step, 0, 0, true);
          (void)scheduler.cancel(now_us, static_cast<std::int32_t>(step));
        }
      } catch (const Error &) {
        ++refused;
      }
    }
    EXPECT_GT(refused, static_cast<int>(bytes.size() / 8));
  }
}

TEST(Snapshot, OfAnotherVersionIsRefusedAsSuch) {
  Bytes bytes = busy(1, 5).snapshot();
  bytes[8] = 1;
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (std::size_t i = 0; i + 8 < bytes.size(); ++i) hash = (hash ^ bytes[i]) * 0x100000001B3u;
  for (std::size_t i = 0; i < 8; ++i) bytes[bytes.size() - 8 + i] = static_cast<std::uint8_t>(hash >> (8 * i));
  EXPECT_EQ(refusal_of(bytes), ErrorCode::version);
}

TEST(Snapshot, IsTheSameBytesFromEveryCompiler) {
  // The first bytes of the format, spelled out: magic, version 2, working time 7, one department.
  entente::Quotas quotas;
  entente::QuotaLine line;
  line.party = "A";
  line.quota = 258;
  line.period_us = 10;
  quotas.lines.push_back(line);
  const Bytes bytes = Scheduler(quotas, 7).snapshot();
  const Bytes expected{'E', 'N', 'T', 'T', 'E', 'S', 'N', 'M', 2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0};
  ASSERT_GT(bytes.size(), expected.size());
  EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(expected.size())), expected);
}

TEST(Journal, EveryTruncationGivesThePrefixThatIsWhole) {
  Scheduler scheduler = busy(4, 10);
  const Bytes start = scheduler.snapshot();
  scheduler.start_journal();
  std::vector<std::uint64_t> digests{scheduler.digest()};
  for (std::int64_t step = 0; step < 12; ++step) {
    (void)scheduler.submit(100 + step, 900 + step, static_cast<std::int32_t>(step % 3), 0, true);
    digests.push_back(scheduler.digest());
    (void)scheduler.next(100 + step, 0);
    digests.push_back(scheduler.digest());
  }
  const Bytes journal = scheduler.take_journal();
  std::size_t longest = 0;
  for (std::size_t size = 0; size <= journal.size(); ++size) {
    Scheduler again = Scheduler::restore(start);
    if (size < 20) {
      EXPECT_THROW((void)again.replay({journal.data(), size}), Error);
      continue;
    }
    const auto replayed = again.replay({journal.data(), size});
    ASSERT_LE(replayed.bytes, size);
    ASSERT_GE(replayed.operations, longest);
    longest = replayed.operations;
    ASSERT_EQ(again.digest(), digests[replayed.operations]) << size;
  }
  EXPECT_EQ(longest, digests.size() - 1);
}

TEST(Journal, ASingleBitFlipIsRefusedOrEndsThePlayBeforeIt) {
  Scheduler scheduler = busy(5, 10);
  const Bytes start = scheduler.snapshot();
  scheduler.start_journal();
  std::vector<std::uint64_t> digests{scheduler.digest()};
  for (std::int64_t step = 0; step < 8; ++step) {
    (void)scheduler.submit(100 + step, 900 + step, static_cast<std::int32_t>(step % 3), 0, true);
    digests.push_back(scheduler.digest());
  }
  Bytes journal = scheduler.take_journal();
  int torn = 0;
  for (std::size_t bit = 0; bit < 8 * journal.size(); ++bit) {
    journal[bit / 8] = static_cast<std::uint8_t>(journal[bit / 8] ^ 1u << bit % 8);
    Scheduler again = Scheduler::restore(start);
    try {
      const auto replayed = again.replay(journal);
      ASSERT_LE(replayed.bytes, bit / 8);
      ASSERT_EQ(again.digest(), digests[replayed.operations]);
      ++torn;
    } catch (const Error &) {
      ASSERT_EQ(again.digest(), digests[0]);
    }
    journal[bit / 8] = static_cast<std::uint8_t>(journal[bit / 8] ^ 1u << bit % 8);
  }
  EXPECT_LT(torn, 40);  // only where a size was made larger than the rest
}

TEST(Journal, IsRefusedAtAnotherStateAndWhileOneIsKept) {
  Scheduler scheduler = busy(6, 4);
  scheduler.start_journal();
  (void)scheduler.advance(50);
  const Bytes journal = scheduler.take_journal();
  EXPECT_TRUE(scheduler.take_journal().empty());
  EXPECT_THROW((void)scheduler.replay(journal), Error);
  scheduler.stop_journal();
  EXPECT_THROW((void)scheduler.replay(journal), Error);
  Scheduler again = busy(6, 4);
  EXPECT_EQ(again.replay(journal).operations, 1u);
  EXPECT_EQ(again.digest(), scheduler.digest());
}

TEST(Journal, AnOperationThatFailsLeavesOnlyWhatTheClockDid) {
  Scheduler scheduler = busy(7, 4);
  Scheduler again = Scheduler::restore(scheduler.snapshot());
  scheduler.start_journal();
  EXPECT_THROW((void)scheduler.advance(-1), Error);
  EXPECT_THROW((void)scheduler.add_pool(std::string(300, 'x')), Error);
  entente::TermsChange change;
  change.quota = -1;
  EXPECT_THROW((void)scheduler.change_terms(60, 0, change, entente::Effective::now), Error);
  EXPECT_EQ(scheduler.take_journal().size(), 20u);
  (void)scheduler.transfer(40, 0, 1, 5, false);
  const auto some = scheduler.take_journal();
  EXPECT_FALSE(some.empty());
}
