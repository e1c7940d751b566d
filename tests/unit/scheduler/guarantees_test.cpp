// The guarantees of a trust contract that need no bound on visits, each as a property of random lives of the engine,
// checked from outside: what is counted here is counted from the operations and their outcomes alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <random>
#include <vector>

#include "entente/scheduler/scheduler.hpp"

namespace {

using entente::Backing;
using entente::kNoRequest;
using entente::Refusal;
using entente::RequestState;
using entente::Scheduler;

constexpr std::int32_t kDepartments = 4;
constexpr std::int32_t kPools = 2;
constexpr std::int32_t kAgents = 4;

entente::Quotas book(std::mt19937_64 &random) {
  const auto draw = [&](std::uint64_t below) { return static_cast<std::int64_t>(random() % below); };
  entente::Quotas quotas;
  quotas.ordinary_floor_us = draw(2) * (1 + draw(9));
  for (std::int32_t d = 0; d < kDepartments; ++d) {
    entente::QuotaLine line;
    line.party = std::string(1, static_cast<char>('A' + d));
    line.quota = draw(4);
    line.period_us = 10;
    line.start_within_us = draw(9);
    line.spacing_us = draw(6);
    line.carry_cap = draw(3);
    line.overdraft = draw(3);
    line.answer_within_us = draw(5);
    line.grace_us = draw(9);
    line.weight = 1 + draw(16);
    quotas.lines.push_back(line);
  }
  return quotas;
}

/// What happened to units, seen from outside, by period: accepted backings, less the units that came back in that period
/// (withdrawn within the carry cap, refunded, challenged); and units received from other departments, less those given.
struct Seen {
  std::map<std::int64_t, std::int64_t> backed, received;
};

/// One life of a scheduler, with what was seen of each department.
class Life {
 public:
  explicit Life(std::uint64_t seed) : random_(seed), book_(book(random_)), scheduler(book_, 0), seen(kDepartments) {
    scheduler.add_pool("network");
    for (std::int32_t a = 0; a < kAgents; ++a) {
      scheduler.add_agent("x", a % kPools, 1 + static_cast<std::int32_t>(draw(2)));
      if (draw(2) == 0) scheduler.add_skill(a, (a + 1) % kPools);
      helps_.push_back(a % kPools);
    }
  }

  void step() {
    if (draw(3) == 0) now_us += static_cast<std::int64_t>(draw(4));
    const std::int32_t some = requests.empty() ? -1 : requests[draw(requests.size())];
    const std::int32_t department = static_cast<std::int32_t>(draw(kDepartments));
    switch (draw(12)) {
      case 0: case 1: case 2: {
        const bool wants = draw(2) == 0;
        const auto made = scheduler.submit(now_us, ++key_, department, static_cast<std::int32_t>(draw(kPools)), wants);
        requests.push_back(made.request);
        if (wants && made.refusal == Refusal::accepted) held(made.request);
        break;
      }
      case 3: if (scheduler.back(now_us, some) == Refusal::accepted) held(some); break;
      case 4: case 5: case 6: next(static_cast<std::int32_t>(draw(kAgents))); break;
      case 7: (void)scheduler.complete(now_us, some); break;
      case 8: (void)(draw(2) == 0 ? scheduler.ask(now_us, some) : scheduler.answer(now_us, some)); break;
      case 9: returned(some, draw(3)); break;
      case 10: transfer(department); break;
      default: (void)scheduler.reopen(now_us, some); break;
    }
  }

  std::uint64_t draw(std::uint64_t below) { return random_() % below; }
  [[nodiscard]] const entente::QuotaLine &line(std::int32_t d) const {
    return book_.lines[static_cast<std::size_t>(d)];
  }

  void next(std::int32_t agent) {
    const auto decision = scheduler.next(now_us, agent);
    if (decision.late) --backed(decision.department);
    if (decision.request == kNoRequest) idle_agent = agent;
  }

 private:
  void held(std::int32_t request) { ++backed(scheduler.request(request).department); }
  std::int64_t &backed(std::int32_t department) {
    return seen[static_cast<std::size_t>(department)].backed[now_us / 10];
  }
  void returned(std::int32_t request, std::uint64_t how) {
    if (request < 0) return;
    const Refusal late = scheduler.advance(now_us);
    ASSERT_EQ(late, Refusal::accepted);
    const Backing before = scheduler.request(request).backing;
    const std::int32_t department = scheduler.request(request).department;
    const std::int64_t expired = scheduler.balances(department).expired;
    Refusal refusal = Refusal::closed;
    if (how == 0) refusal = scheduler.cancel(now_us, request);
    if (how == 1) refusal = scheduler.unback(now_us, request);
    if (how == 2) refusal = scheduler.reshape(now_us, request, requests[draw(requests.size())]);
    const bool spent_too = how == 2 && before == Backing::spent;
    if (refusal != Refusal::accepted || (before != Backing::held && !spent_too)) return;
    if (scheduler.balances(department).expired == expired) --backed(department);
  }
  void transfer(std::int32_t from) {
    const auto to = static_cast<std::int32_t>(draw(kDepartments));
    if (scheduler.transfer(now_us, from, to, 1, false) != Refusal::accepted) return;
    --seen[static_cast<std::size_t>(from)].received[now_us / 10];
    ++seen[static_cast<std::size_t>(to)].received[now_us / 10];
  }

  std::mt19937_64 random_;
  entente::Quotas book_;
  std::int64_t key_ = 0;
  std::vector<std::int32_t> helps_;

 public:
  Scheduler scheduler;
  std::vector<Seen> seen;
  std::vector<std::int32_t> requests;
  std::int64_t now_us = 0;
  std::int32_t idle_agent = -1;
};

/// Everything that a department can see of its slots.
std::vector<std::vector<std::int64_t>> slots_of(const Scheduler &scheduler, std::int32_t department) {
  std::vector<std::vector<std::int64_t>> slots;
  for (std::int32_t p = 0; p < kPools; ++p) slots.push_back(scheduler.slots(department, p));
  return slots;
}

}  // namespace

TEST(Guarantee3FairShare, BackloggedDepartmentsDifferByLessThanOneStartEachAndBackedServiceIsNotCharged) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::mt19937_64 random(seed);
    entente::Quotas quotas = book(random);
    for (entente::QuotaLine &line : quotas.lines) line.quota = 1000;
    Scheduler scheduler(quotas, 0);
    scheduler.add_agent("x", 0, 1 << 20);
    std::int64_t key = 0;
    for (std::int32_t d = 0; d < kDepartments; ++d)
      for (int i = 0; i < 700; ++i) scheduler.submit(0, ++key, d, 0, false);
    std::vector<std::int64_t> starts(kDepartments);
    for (int i = 0; i < 600; ++i) {
      if (random() % 2 == 0) scheduler.submit(0, ++key, static_cast<std::int32_t>(random() % kDepartments), 0, true);
      const auto decision = scheduler.next(0, 0);
      if (decision.rule != 1 && decision.rule != 4) continue;
      ++starts[static_cast<std::size_t>(decision.department)];
      for (std::size_t a = 0; a < kDepartments; ++a)
        for (std::size_t b = 0; b < a; ++b) {
          const std::int64_t wa = quotas.lines[a].weight;
          const std::int64_t wb = quotas.lines[b].weight;
          // |Na/wa - Nb/wb| <= 1/wa + 1/wb, in integers
          ASSERT_LE(std::abs(starts[a] * wb - starts[b] * wa), wa + wb) << seed;
        }
    }
  }
}

TEST(Guarantee4Accounts, TheIdentityHoldsNothingIsNegativeAndBackingsStayWithinTheQuota) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Life life(seed);
    for (int i = 0; i < 250; ++i) {
      life.step();
      for (std::int32_t d = 0; d < kDepartments; ++d) {
        const auto units = life.scheduler.balances(d);
        ASSERT_EQ(units.granted + units.borrowed, units.available + units.held + units.spent + units.forfeited +
                                                      units.expired + units.lent);
        ASSERT_GE(std::min({units.available, units.held, units.spent, units.forfeited, units.expired, units.lent,
                            units.borrowed, units.granted, units.debt, units.loans}), 0);
        ASSERT_LE(units.debt, life.line(d).overdraft);
      }
    }
    for (std::int32_t d = 0; d < kDepartments; ++d) {
      const auto &seen = life.seen[static_cast<std::size_t>(d)];
      const std::int64_t periods = life.now_us / 10 + 1;
      for (std::int64_t first = 0; first < periods; ++first) {
        std::int64_t net = 0, received = 0;
        for (std::int64_t k = first; k < periods; ++k) {
          if (const auto at = seen.backed.find(k); at != seen.backed.end()) net += at->second;
          if (const auto at = seen.received.find(k); at != seen.received.end()) received += std::max<std::int64_t>(at->second, 0);
          ASSERT_LE(net, (k - first + 1) * life.line(d).quota + life.line(d).carry_cap + life.line(d).overdraft + received)
              << "seed " << seed << ", department " << d << ", periods " << first << " to " << k;
        }
      }
    }
  }
}

TEST(Guarantee5WorkConservation, AFreeAgentIsLeftWithoutWorkOnlyIfNothingItMayServeIsQueued) {
  int idle = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Life life(seed);
    for (int i = 0; i < 200; ++i) {
      life.idle_agent = -1;
      life.step();
      if (life.idle_agent < 0) continue;
      std::int64_t active = 0;
      bool own_waits = false;
      for (const std::int32_t request : life.requests) {
        const auto info = life.scheduler.request(request);
        if (info.agent == life.idle_agent) ++active;
        if (info.state == RequestState::queued && info.pool == life.idle_agent % kPools) own_waits = true;
      }
      if (active > 0) continue;  // it may be full
      ++idle;
      ASSERT_FALSE(own_waits) << "seed " << seed;
    }
  }
  EXPECT_GT(idle, 500);
}

TEST(Guarantee6Determinism, CallingMoreOftenChangesNothing) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Life calm(seed);
    Life watched(seed);
    for (int i = 0; i < 200; ++i) {
      const std::int64_t before_us = watched.now_us;
      calm.step();
      for (std::int64_t at_us = before_us; at_us <= calm.now_us; ++at_us) {
        (void)watched.scheduler.advance(at_us);
        for (std::int32_t d = 0; d < kDepartments; ++d) (void)watched.scheduler.transfer(at_us, d, d, 1, true);
      }
      watched.step();
    }
    ASSERT_EQ(calm.scheduler.digest(), watched.scheduler.digest()) << "seed " << seed;
  }
}

TEST(Guarantee7IsolationOfChoice, ReorderingChangesNoOtherDepartmentsSlots) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Life life(seed);
    for (int i = 0; i < 200; ++i) {
      life.step();
      if (life.requests.empty()) continue;
      const std::int32_t some = life.requests[life.draw(life.requests.size())];
      (void)life.scheduler.advance(life.now_us);
      std::vector<std::vector<std::vector<std::int64_t>>> before;
      for (std::int32_t d = 0; d < kDepartments; ++d) before.push_back(slots_of(life.scheduler, d));
      (void)life.scheduler.reorder(life.now_us, some, life.draw(5));
      for (std::int32_t d = 0; d < kDepartments; ++d)
        ASSERT_EQ(slots_of(life.scheduler, d), before[static_cast<std::size_t>(d)]);
    }
  }
}
