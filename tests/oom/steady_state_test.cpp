#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "entente/scheduler/scheduler.hpp"
#include "oom/failing_new.hpp"

namespace {

using namespace entente;

/// A year of work of a desk: it keeps its length, and every operation that a host calls all day happens.
class Desk {
 public:
  Desk() : scheduler_(book(), 0), active_(kAgents, kNoRequest), records_(1024) {
    for (std::int32_t a = 0; a < kAgents; ++a) scheduler_.add_agent("agent", 0, 1);
    scheduler_.reserve_records(4096);
    for (int i = 0; i < 3000; ++i) submit();
  }

  void work(int steps) {
    for (int i = 0; i < steps; ++i) step();
  }
  [[nodiscard]] std::int64_t refused() const { return refused_; }

 private:
  static constexpr std::int32_t kAgents = 8;

  static Quotas book() {
    Quotas quotas;
    quotas.ordinary_floor_us = 2;
    for (const char *party : {"Finance", "Production", "Sales"}) {
      QuotaLine line;
      line.party = party;
      line.quota = 50;
      line.period_us = 1000;
      line.start_within_us = line.answer_within_us = 500;
      line.spacing_us = 1;
      quotas.lines.push_back(line);
    }
    return quotas;
  }

  void submit() {
    const auto department = static_cast<std::int32_t>(random_() % 3);
    const Submission made = scheduler_.submit(++now_us_, ++key_, department, 0, random_() % 2 == 0);
    queued_.push_back(made.request);
    if (made.refusal != Refusal::accepted) ++refused_;
  }
  std::int32_t take_one() {
    const std::size_t at = random_() % queued_.size();
    std::swap(queued_[at], queued_.back());
    const std::int32_t request = queued_.back();
    queued_.pop_back();
    return request;
  }

  void step() {
    std::int32_t &active = active_[random_() % active_.size()];
    if (active != kNoRequest) {
      if (random_() % 4 == 0) {
        (void)scheduler_.ask(now_us_, active);
        (void)scheduler_.answer(now_us_ += static_cast<std::int64_t>(random_() % 3), active);
        queued_.push_back(active);
      } else {
        (void)scheduler_.complete(now_us_, active);
        (void)scheduler_.forget(now_us_, active);
        submit();
      }
      active = kNoRequest;
    }
    if (random_() % 8 == 0) {
      const std::int32_t withdrawn = take_one();
      (void)scheduler_.cancel(now_us_, withdrawn);
      (void)scheduler_.forget(now_us_, withdrawn);
      submit();
    }
    (void)scheduler_.reorder(now_us_, queued_[random_() % queued_.size()], random_() % 4);
    (void)scheduler_.unback(now_us_, queued_[random_() % queued_.size()]);
    const auto agent = static_cast<std::int32_t>(&active - active_.data());
    active = scheduler_.next(now_us_, agent).request;
    if (active != kNoRequest) queued_.erase(std::find(queued_.begin(), queued_.end(), active));
    (void)scheduler_.drain_records(records_);
  }

  Scheduler scheduler_;
  std::mt19937 random_{1};
  std::vector<std::int32_t> queued_, active_;
  std::vector<LedgerRecord> records_;
  std::int64_t now_us_ = 0;
  std::int64_t key_ = 0;
  std::int64_t refused_ = 0;
};

}  // namespace

TEST(Scheduler, AllocatesNothingOnceItsQueuesHaveBeenAsLongAsTheyGet) {
  Desk desk;
  desk.work(60'000);
  const std::int64_t before = test::allocations();
  desk.work(20'000);
  EXPECT_EQ(test::allocations(), before);
  EXPECT_GT(desk.refused(), 0) << "quotas that nobody exhausts say little";
}

TEST(Scheduler, AllocatesWhileItsQueuesGrow) {
  const std::int64_t before = test::allocations();
  const Desk desk;
  EXPECT_GT(test::allocations(), before + 20);
}
