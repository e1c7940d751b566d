#include <algorithm>
#include <set>
#include <tuple>

#include "reference_model.hpp"

namespace reference {
namespace {

template <class Sequence>
auto &at(Sequence &sequence, int index) {
  return sequence[static_cast<std::size_t>(index)];
}

}  // namespace

bool Model::exists(int department) const {
  return department >= 0 && department < static_cast<int>(departments_.size());
}
bool Model::exists_agent(int agent) const {
  return agent >= 0 && agent < static_cast<int>(agents_.size()) && !at(agents_, agent).retired;
}

/// Leaves wherever it is.
void Model::give_up(int number) {
  Request &request = at(requests_, number);
  if (request.state == "queued") leave(number, queues_);
  if (request.state == "active") --at(agents_, request.agent).active;
  request.answer_by.reset();
}

void Model::give_back(int number, bool as_in_this_period) {
  Request &request = at(requests_, number);
  Department &department = at(departments_, request.department);
  --(request.backing == "spent" ? department.units.spent : department.units.held);
  request.backing = "none";
  const bool this_period = as_in_this_period || department.period == request.held_in_period;
  if (this_period && department.units.debt > 0) {
    --department.units.debt;
    --department.units.granted;
  } else if (this_period) {
    ++department.units.available;
  } else if (department.carried_in < department.line.carry_cap) {
    ++department.carried_in;
    ++department.units.available;
  } else {
    ++department.units.expired;
  }
}

std::string Model::unback(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  Request &request = at(requests_, number);
  if (request.state != "queued" || request.backing != "held") return "not_backed";
  leave(number, queues_);
  give_back(number, false);
  enter(number);
  return "accepted";
}

std::string Model::complete_intake(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  Request &request = at(requests_, number);
  if (request.state == "done" || request.state == "cancelled" || request.state == "reshaped") return "closed";
  request.intake = true;
  return "accepted";
}

std::string Model::move(Int time, int number, int pool) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  Request &request = at(requests_, number);
  if (request.state != "queued" && request.state != "active") return "not_open";
  if (!takes_pool(pool)) return "unknown_pool";
  give_up(number);
  request.pool = pool;
  enter(number);
  return "accepted";
}

std::string Model::release(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "active") return "not_active";
  give_up(number);
  enter(number);
  return "accepted";
}

std::string Model::reshape(Int time, int number, int into) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (!known(into) || into == number) return "unknown_request";
  Request &request = at(requests_, number);
  if (request.state == "done" || request.state == "cancelled" || request.state == "reshaped") return "closed";
  give_up(number);
  request.state = "reshaped";
  request.reshaped_into = at(requests_, into).key;
  if (request.backing == "held" || request.backing == "spent") give_back(number, true);
  return "accepted";
}

std::string Model::add_department(Int time, const entente::QuotaLine &line) {
  if (!move_clock(time)) return "time_backwards";
  Department department;
  department.line = line;
  while (department.boundary() <= time) ++department.period;
  department.units.available = department.units.granted = line.quota;
  departments_.push_back(department);
  return "accepted";
}

std::string Model::retire_department(Int time, int number) {
  if (!move_clock(time)) return "time_backwards";
  if (!exists(number) || at(departments_, number).retired) return "unknown_department";
  Department &department = at(departments_, number);
  department.retired = true;
  department.line.quota = department.line.overdraft = 0;
  if (department.pending) department.pending->quota = department.pending->overdraft = 0;
  return "accepted";
}

std::string Model::retire_agent(Int time, int agent) {
  if (!move_clock(time)) return "time_backwards";
  if (!exists_agent(agent)) return "unknown_agent";
  for (int number = 0; number < static_cast<int>(requests_.size()); ++number) {
    if (at(requests_, number).state != "active" || at(requests_, number).agent != agent) continue;
    give_up(number);
    enter(number);
  }
  at(agents_, agent).retired = true;
  return "accepted";
}

std::string Model::retire_pool(Int time, int pool) {
  if (!move_clock(time)) return "time_backwards";
  if (!takes_pool(pool)) return "unknown_pool";
  pools_[static_cast<std::size_t>(pool)] = false;
  return "accepted";
}

std::vector<int> Model::knows(Int client, Int window) const {
  std::set<int> agents;
  for (const Started &one : started_)
    if (one.client == client && one.at >= now_ - window && exists_agent(one.agent)) agents.insert(one.agent);
  return {agents.begin(), agents.end()};
}

int Model::choose_agent(int pool, std::optional<Int> client, Int window) const {
  const std::vector<int> knowers = client ? knows(*client, window) : std::vector<int>();
  std::vector<std::tuple<int, int, Int, Int, int>> candidates;
  for (int a = 0; a < static_cast<int>(agents_.size()); ++a) {
    const Agent &agent = at(agents_, a);
    const bool helps = std::count(agent.skills.begin(), agent.skills.end(), pool) != 0;
    if (!is_free(a) || (agent.pool != pool && !helps)) continue;
    const bool knows_it = std::count(knowers.begin(), knowers.end(), a) != 0;
    int familiarity = 0;
    if (knowers.size() == 1 && at(agents_, knowers[0]).present && knows_it) familiarity = 1;
    if (knowers.size() >= 2 && !knows_it) familiarity = 1;
    candidates.emplace_back(agent.pool == pool ? 0 : 1, familiarity, Int{720720} * agent.active / agent.slots,
                            agent.last_assignment, a);
  }
  if (candidates.empty()) return -1;
  return std::get<4>(*std::min_element(candidates.begin(), candidates.end()));
}

}  // namespace reference
