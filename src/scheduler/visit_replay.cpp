#include "entente/scheduler/visit_replay.hpp"

#include <deque>

#include "entente/base/error.hpp"
#include "entente/scheduler/scheduler.hpp"

namespace entente {
namespace {

class Replay {
 public:
  Replay(const Quotas &quotas, const ServerPool &team, std::int64_t start_us)
      : scheduler_(quotas, start_us), visit_us_(team.visit_us) {
    if (team.servers <= team.expedite) throw Error(ErrorCode::invalid, "a replay needs a server");
    agent_ = scheduler_.add_agent("team", 0, static_cast<std::int32_t>(team.servers - team.expedite));
    for (const QuotaLine &line : quotas.lines) departments_.push_back(scheduler_.department_id(line.party));
  }

  void arrive(std::size_t number, const Arrival &arrival) {
    if (arrival.line < 0 || static_cast<std::size_t>(arrival.line) >= departments_.size())
      throw Error(ErrorCode::not_found, "no such quota line");
    run_until(arrival.at_us);
    const Submission submitted =
        scheduler_.submit(arrival.at_us, static_cast<std::int64_t>(number),
                          departments_[static_cast<std::size_t>(arrival.line)], 0, arrival.backed);
    if (submitted.request == kNoRequest) throw Error(ErrorCode::invalid, "arrivals must be in order of time");
    ask(arrival.at_us);
  }

  std::vector<Visit> finish() {
    run_until(std::numeric_limits<std::int64_t>::max());
    return std::move(visits_);
  }

 private:
  struct Running {
    std::int64_t ends_us;
    std::int32_t request;
  };

  void run_until(std::int64_t limit_us) {
    while (!running_.empty() && running_.front().ends_us <= limit_us) {
      const std::int64_t now_us = running_.front().ends_us;
      if (visits_.size() == arrived_ && limit_us == std::numeric_limits<std::int64_t>::max()) return;
      while (!running_.empty() && running_.front().ends_us == now_us) {
        scheduler_.complete(now_us, running_.front().request);
        running_.pop_front();
      }
      take(now_us);
    }
  }
  void ask(std::int64_t now_us) {
    ++arrived_;
    take(now_us);
  }
  void take(std::int64_t now_us) {
    for (;;) {
      const Decision decision = scheduler_.next(now_us, agent_);
      if (decision.request < 0) return;
      visits_.push_back({static_cast<std::size_t>(decision.key), now_us, decision.due_us});
      running_.push_back({now_us + visit_us_, decision.request});
    }
  }

  Scheduler scheduler_;
  std::int64_t visit_us_;
  std::int32_t agent_ = 0;
  std::vector<std::int32_t> departments_;  ///< by quota line
  std::deque<Running> running_;            ///< in order of their ends: all take the same time
  std::vector<Visit> visits_;
  std::size_t arrived_ = 0;
};

}  // namespace

std::vector<Visit> replay_visits(const Quotas &quotas, const ServerPool &team, std::int64_t start_us,
                                 std::span<const Arrival> arrivals) {
  Replay replay(quotas, team, start_us);
  for (std::size_t i = 0; i < arrivals.size(); ++i) replay.arrive(i, arrivals[i]);
  return replay.finish();
}

}  // namespace entente
