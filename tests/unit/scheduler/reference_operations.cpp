#include <algorithm>

#include "reference_model.hpp"

namespace reference {
namespace {

template <class Sequence>
auto &at(Sequence &sequence, int index) {
  return sequence[static_cast<std::size_t>(index)];
}

Int &field(entente::QuotaLine &line, const std::string &name) {
  if (name == "quota") return line.quota;
  if (name == "start_within") return line.start_within_us;
  if (name == "spacing") return line.spacing_us;
  if (name == "answer_within") return line.answer_within_us;
  if (name == "grace") return line.grace_us;
  if (name == "overdraft") return line.overdraft;
  if (name == "carry_cap") return line.carry_cap;
  return line.weight;
}

}  // namespace

std::string Model::unless(Int time, int request) {
  if (!move_clock(time)) return "time_backwards";
  return known(request) ? "" : "unknown_request";
}

std::string Model::advance(Int time) { return move_clock(time) ? "accepted" : "time_backwards"; }

std::string Model::submit(Int time, Int key, int department, int pool, int pools, bool back, int *number) {
  *number = -1;
  if (!move_clock(time)) return "time_backwards";
  for (const auto &request : requests_)
    if (!request.forgotten && request.key == key) return "duplicate";
  if (department < 0 || department >= static_cast<int>(departments_.size())) return "unknown_department";
  if (pool < 0 || pool >= pools) return "unknown_pool";
  Request request;
  request.key = key;
  request.department = department;
  request.pool = pool;
  requests_.push_back(request);
  *number = static_cast<int>(requests_.size()) - 1;
  enter(*number);
  return back && !hold_unit(*number) ? "quota_exhausted" : "accepted";
}

std::string Model::back(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "queued") return "not_queued";
  if (is_backed(at(requests_, number))) return "already_backed";
  return hold_unit(number) ? "accepted" : "quota_exhausted";
}

std::string Model::reorder(Int time, int number, std::size_t place) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  const Request &request = at(requests_, number);
  if (request.state != "queued" || !is_backed(request)) return "not_backed";
  auto &queue = queues_.backed[place_of(number)];
  queue.erase(std::find(queue.begin(), queue.end(), number));
  queue.insert(queue.begin() + static_cast<std::ptrdiff_t>(std::min(place, queue.size())), number);
  return "accepted";
}

Model::Next Model::next(Int time, int agent) {
  Next result;
  if (!move_clock(time)) return result.refusal = "time_backwards", result;
  if (agent < 0 || agent >= static_cast<int>(agents_.size())) return result.refusal = "unknown_agent", result;
  const Agent &asking = at(agents_, agent);
  if (!asking.present || asking.active >= asking.slots) return result;
  const Choice winner = choose(asking, queues_);
  if (winner.request < 0) return result;
  Queues without = queues_;
  leave(winner.request, without);
  const Choice other = choose(asking, without);
  const bool late = start(winner.request, agent);
  return {"accepted", winner.request, winner.rule, other.request, other.rule, late};
}

std::string Model::assign(Int time, int number, int agent) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "queued") return "not_queued";
  if (agent < 0 || agent >= static_cast<int>(agents_.size())) return "unknown_agent";
  const Agent &named = at(agents_, agent);
  if (!named.present || named.active >= named.slots) return "agent_unavailable";
  if (choose(named, queues_).request != number) ++at(departments_, at(requests_, number).department).units.overrides;
  start(number, agent);
  return "accepted";
}

std::string Model::complete(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  Request &request = at(requests_, number);
  if (request.state != "active") return "not_active";
  --at(agents_, request.agent).active;
  request.state = "done";
  return "accepted";
}

std::string Model::ask(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  Request &request = at(requests_, number);
  if (request.state != "queued" && request.state != "active") return "not_open";
  if (request.state == "queued") leave(number, queues_);
  if (request.state == "active") --at(agents_, request.agent).active;
  request.state = "waiting";
  const Int limit = at(departments_, request.department).line.answer_within_us;
  if (limit > 0 && (request.backing == "held" || request.backing == "spent")) request.answer_by = now_ + limit;
  return "accepted";
}

std::string Model::answer(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "waiting") return "not_waiting";
  at(requests_, number).answer_by.reset();
  enter(number);
  return "accepted";
}

std::string Model::reopen(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "done") return "not_done";
  enter(number);
  return "accepted";
}

std::string Model::cancel(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  Request &request = at(requests_, number);
  if (request.state == "done" || request.state == "cancelled") return "closed";
  if (request.state == "queued") leave(number, queues_);
  if (request.state == "active") --at(agents_, request.agent).active;
  request.state = "cancelled";
  request.answer_by.reset();
  if (request.backing != "held") return "accepted";
  request.backing = "none";
  Department &department = at(departments_, request.department);
  --department.units.held;
  if (department.period == request.held_in_period && department.units.debt > 0) {
    --department.units.debt;
    --department.units.granted;
  } else if (department.period == request.held_in_period) {
    ++department.units.available;
  } else if (department.carried_in < department.line.carry_cap) {
    ++department.carried_in;
    ++department.units.available;
  } else {
    ++department.units.expired;
  }
  return "accepted";
}

std::string Model::forget(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "done" && at(requests_, number).state != "cancelled") return "not_done";
  at(requests_, number).forgotten = true;
  return "accepted";
}

std::string Model::presence(Int time, int agent, bool present) {
  if (!move_clock(time)) return "time_backwards";
  if (agent < 0 || agent >= static_cast<int>(agents_.size())) return "unknown_agent";
  at(agents_, agent).present = present;
  return "accepted";
}

std::string Model::transfer(Int time, int from, int to, Int units, bool repay) {
  if (!move_clock(time)) return "time_backwards";
  if (units <= 0 || from == to) return "bad_amount";
  const int count = static_cast<int>(departments_.size());
  if (from < 0 || from >= count || to < 0 || to >= count) return "unknown_department";
  if (at(departments_, from).units.available < units) return "quota_exhausted";
  at(departments_, from).units.available -= units;
  at(departments_, from).units.lent += units;
  at(departments_, to).units.available += units;
  at(departments_, to).units.borrowed += units;
  if (repay) {
    at(departments_, to).loans.push_back({from, units});
    at(departments_, to).units.loans += units;
  }
  return "accepted";
}

std::string Model::change_terms(Int time, int number, const Change &change) {
  if (!move_clock(time)) return "time_backwards";
  if (number < 0 || number >= static_cast<int>(departments_.size())) return "unknown_department";
  if (change.fields.count("period") != 0 || change.fields.count("anchor") != 0) return "fixed_field";
  Department &department = at(departments_, number);
  entente::QuotaLine line = department.line;
  for (const auto &[name, value] : change.fields) field(line, name) = value;
  if (!change.now) {
    department.pending = line;
    return "accepted";
  }
  const Int difference = std::max(line.quota - department.line.quota, -department.units.available);
  department.units.available += difference;
  department.units.granted += difference;
  department.line = line;
  return "accepted";
}

}  // namespace reference
