#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "entente/contract/quota_line.hpp"

namespace reference {

using Int = std::int64_t;

/// The scheduler once more, written from the specification alone: words for refusals and states, linear scans, periods
/// one at a time, queues as plain lists. Slow and obvious; shares no code with the engine.
class Model {
 public:
  struct Balance {
    Int available = 0, held = 0, spent = 0, forfeited = 0, expired = 0, lent = 0, borrowed = 0, refunded = 0,
        granted = 0, debt = 0, loans = 0, overrides = 0, expedites = 0;
    bool operator==(const Balance &) const = default;
  };
  struct Request {
    Int key = 0;
    int department = 0, pool = 0, agent = -1;
    std::string state = "queued", backing = "none";
    Int held_in_period = 0;
    std::optional<Int> due, answer_by, client, sla_due, reshaped_into;
    bool forgotten = false, expedite = false, intake = false;
  };
  struct Next {
    std::string refusal = "accepted";
    int request = -1, rule = 0, runner_up = -1, runner_up_rule = 0;
    bool late = false;
    std::optional<Int> rank, runner_up_rank;
  };
  /// What a contract may say beside its lines.
  struct Rules {
    Int floor = 0, expedite_cap = 0;
    bool by_sla_due = false, needs_intake = false;
  };
  struct New {
    Int key = 0;
    int department = 0, pool = 0;
    bool back = false, expedite = false, intake = false;
    std::optional<Int> client, sla_due;
  };
  struct Change {
    std::map<std::string, Int> fields;
    bool now = false;
  };

  /// lines: in byte order of their names.
  Model(std::vector<entente::QuotaLine> lines, const Rules &rules, int pools, Int start);
  void add_agent(int pool, int slots, std::vector<int> skills) {
    agents_.push_back({pool, slots, 0, 0, true, false, skills});
  }

  std::string advance(Int at);
  std::string submit(Int at, const New &request, int *number);
  std::string back(Int at, int request);
  std::string reorder(Int at, int request, std::size_t place);
  Next next(Int at, int agent);
  std::string assign(Int at, int request, int agent);
  std::string complete(Int at, int request);
  std::string ask(Int at, int request);
  std::string answer(Int at, int request);
  std::string reopen(Int at, int request);
  std::string cancel(Int at, int request);
  std::string forget(Int at, int request);
  std::string unback(Int at, int request);
  std::string complete_intake(Int at, int request);
  std::string move(Int at, int request, int pool);
  std::string release(Int at, int request);
  std::string reshape(Int at, int request, int into);
  std::string add_department(Int at, const entente::QuotaLine &line);
  std::string retire_department(Int at, int department);
  std::string retire_agent(Int at, int agent);
  std::string retire_pool(Int at, int pool);
  void revive_pool(int pool) { pools_[static_cast<std::size_t>(pool)] = true; }
  std::vector<int> knows(Int client, Int window) const;
  int choose_agent(int pool, std::optional<Int> client, Int window) const;
  bool takes_pool(int pool) const {
    return pool >= 0 && pool < static_cast<int>(pools_.size()) && pools_[static_cast<std::size_t>(pool)];
  }
  std::string presence(Int at, int agent, bool present);
  std::string transfer(Int at, int from, int to, Int units, bool repay);
  std::string change_terms(Int at, int department, const Change &change);

  const std::vector<Request> &requests() const { return requests_; }
  const Balance &balance(int department) const { return departments_[static_cast<std::size_t>(department)].units; }
  std::vector<Int> slots(int department, int pool) const;
  bool is_free(int agent) const {
    const Agent &one = agents_[static_cast<std::size_t>(agent)];
    return !one.retired && one.present && one.active < one.slots;
  }
  /// Incidents wait while others are in progress: the one case in which a free agent may leave a request queued.
  bool expedite_is_full(int pool) const;
  Int now() const { return now_; }

 private:
  struct Loan {
    int lender;
    Int units;
  };
  struct Department {
    entente::QuotaLine line;
    std::optional<entente::QuotaLine> pending;
    Balance units;
    Int period = 0, carried_in = 0, granted_now = 0;
    std::deque<Loan> loans;
    bool retired = false;
    Int boundary() const { return line.anchor_us + (period + 1) * line.period_us; }
  };
  struct Agent {
    int pool, slots, active;
    Int last_assignment;
    bool present, retired;
    std::vector<int> skills;
  };
  using Place = std::pair<int, int>;  // pool, department
  struct Queues {
    std::map<Place, std::vector<int>> backed, ordinary;
    std::map<Place, std::vector<Int>> slots;
    std::map<int, std::vector<int>> expedite;
  };
  struct Choice {
    int request = -1, rule = 0;
    std::optional<Int> rank;
  };
  struct Started {
    Int client, at;
    int agent;
  };

  bool move_clock(Int at);
  void run_boundaries(Int at);
  bool known(int request) const;
  bool is_backed(const Request &request) const;
  Place place_of(int request) const;
  std::string hold_unit(int request);
  void give_up(int request);
  void give_back(int request, bool as_in_this_period);
  bool exists(int department) const;
  bool exists_agent(int agent) const;
  int first_of(const std::vector<int> &queue) const;
  void enter(int request);
  void leave(int request, Queues &queues) const;
  bool start(int request, int agent);
  Choice choose(const Agent &agent, const Queues &queues) const;
  int slot_head(const std::vector<int> &pools, const Queues &queues) const;
  int incident(int pool, const Queues &queues) const;
  int fair_head(int pool, const Queues &queues) const;
  Int tag(Place place) const;
  std::string unless(Int at, int request);

  Int now_;
  Rules rules_;
  std::vector<bool> pools_;  ///< whether it takes requests
  Int assignments_ = 0;
  std::vector<Started> started_;
  std::vector<Department> departments_;
  std::vector<Agent> agents_;
  std::vector<Request> requests_;
  Queues queues_;
  std::map<Place, Int> last_used_, finish_;
  std::map<int, Int> virtual_tag_, floor_base_;
};

}  // namespace reference
