#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "entente/scheduler/contract_check.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "small_quotas.hpp"

// A counter-example is played by m - E servers. It is one for all m of them, too: beside E incidents that follow each other
// without a gap the other m - E do the very same. Here all m are played, incidents and all.

namespace {

using namespace entente;

/// The whole desk: m agents, E incidents arriving whenever E have just ended.
class WholeDesk {
 public:
  WholeDesk(Quotas quotas, const ServerPool &team, std::int64_t begin_us)
      : scheduler_((quotas.expedite_cap = team.expedite, quotas), begin_us), team_(team), begin_us_(begin_us), incident_us_(begin_us) {
    for (std::int64_t a = 0; a < team.servers; ++a) scheduler_.add_agent("", 0, 1);
    for (const QuotaLine &line : quotas.lines) departments_.push_back(scheduler_.department_id(line.party));
  }

  /// Starts of the arrivals, by their index, from the begin on.
  std::map<std::size_t, std::int64_t> play(const CounterExample &example) {
    for (std::size_t i = 0; i < example.arrivals.size(); ++i) {
      const Arrival &arrival = example.arrivals[i];
      run_until(begin_us_ + arrival.at_us);
      EXPECT_NE(scheduler_.submit(begin_us_ + arrival.at_us, static_cast<std::int64_t>(i), departments_[static_cast<std::size_t>(arrival.line)], 0,
                                  arrival.backed).request, kNoRequest);
      take(begin_us_ + arrival.at_us);
    }
    while (started_.size() < example.arrivals.size()) run_until(std::min(incident_us_, ends_.begin()->first));
    return started_;
  }
  [[nodiscard]] std::int64_t incidents() const noexcept { return incidents_; }

 private:
  /// Visits end, incidents arrive, whoever is free asks: at every instant up to this one.
  void run_until(std::int64_t until_us) {
    for (;;) {
      const std::int64_t now_us = std::min(incident_us_, ends_.empty() ? incident_us_ : ends_.begin()->first);
      if (now_us > until_us) return;
      for (auto at = ends_.begin(); at != ends_.end() && at->first == now_us; at = ends_.erase(at)) scheduler_.complete(now_us, at->second);
      if (now_us == incident_us_) {
        for (std::int64_t e = 0; e < team_.expedite; ++e) {
          NewRequest incident;
          incident.key = --incidents_;
          incident.department = departments_.front();
          incident.expedite = true;
          EXPECT_EQ(scheduler_.submit(now_us, incident).refusal, Refusal::accepted);
        }
        incident_us_ += team_.visit_us;
      }
      take(now_us);
    }
  }
  void take(std::int64_t now_us) {
    for (std::int32_t agent = 0; agent < static_cast<std::int32_t>(team_.servers); ++agent) {
      const Decision decision = scheduler_.next(now_us, agent);
      if (decision.request < 0) continue;
      ends_.emplace(now_us + team_.visit_us, decision.request);
      if (decision.key >= 0) started_[static_cast<std::size_t>(decision.key)] = now_us - begin_us_;
    }
  }

  Scheduler scheduler_;
  ServerPool team_;
  std::int64_t begin_us_, incident_us_, incidents_ = 0;
  std::vector<std::int32_t> departments_;
  std::multimap<std::int64_t, std::int32_t> ends_;
  std::map<std::size_t, std::int64_t> started_;
};

TEST(ExpediteExample, BreaksThePromiseOfTheWholeTeamBesideIncidentsWithoutAGap) {
  SmallQuotas draw(77);
  int played = 0;
  for (int round = 0; round < 400; ++round) {
    const Quotas quotas = draw.next(3, draw.one_in(2));
    ServerPool team = draw.team();
    team.expedite = draw.draw(1, 2);
    team.servers += team.expedite;
    const ContractCheck check = check_contract(quotas, team);
    for (const CounterExample &example : check.examples) {
      WholeDesk desk(quotas, team, example.begin_us);
      const std::map<std::size_t, std::int64_t> starts = desk.play(example);
      for (const Visit &visit : example.visits) ASSERT_EQ(starts.at(visit.arrival), visit.started_us) << "round " << round;
      const std::int64_t grace_us = quotas.lines[static_cast<std::size_t>(example.line)].grace_us;
      EXPECT_GT(starts.at(example.late), example.due_us + grace_us);
      EXPECT_LT(desk.incidents(), 0);
      ++played;
    }
  }
  EXPECT_GT(played, 100);
}

}  // namespace
