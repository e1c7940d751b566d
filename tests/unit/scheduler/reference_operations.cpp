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

bool is_closed(const std::string &state) { return state == "done" || state == "cancelled" || state == "reshaped"; }

}  // namespace

std::string Model::unless(Int time, int request) {
  if (!move_clock(time)) return "time_backwards";
  return known(request) ? "" : "unknown_request";
}

std::string Model::advance(Int time) { return move_clock(time) ? "accepted" : "time_backwards"; }

std::string Model::submit(Int time, const New &submitted, int *number) {
  *number = -1;
  if (!move_clock(time)) return "time_backwards";
  for (const auto &request : requests_)
    if (!request.forgotten && request.key == submitted.key) return "duplicate";
  if (!exists(submitted.department) || at(departments_, submitted.department).retired) return "unknown_department";
  if (!takes_pool(submitted.pool)) return "unknown_pool";
  Request request;
  request.key = submitted.key;
  request.department = submitted.department;
  request.pool = submitted.pool;
  request.client = submitted.client;
  request.sla_due = submitted.sla_due;
  request.intake = submitted.intake;
  request.expedite = submitted.expedite && rules_.expedite_cap > 0;
  if (request.expedite) ++at(departments_, request.department).units.expedites;
  requests_.push_back(request);
  *number = static_cast<int>(requests_.size()) - 1;
  enter(*number);
  if (submitted.back) return hold_unit(*number);
  return submitted.expedite && !request.expedite ? "expedite_off" : "accepted";
}

std::string Model::back(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "queued") return "not_queued";
  if (is_backed(at(requests_, number))) return "already_backed";
  return hold_unit(number);
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
  if (!exists_agent(agent)) return result.refusal = "unknown_agent", result;
  const Agent &asking = at(agents_, agent);
  if (!asking.present || asking.active >= asking.slots) return result;
  const Choice winner = choose(asking, queues_);
  if (winner.request < 0) return result;
  Queues without = queues_;
  leave(winner.request, without);
  const Choice other = choose(asking, without);
  const bool late = start(winner.request, agent);
  return {"accepted", winner.request, winner.rule, other.request, other.rule, late, winner.rank,
          other.rank};
}

std::string Model::assign(Int time, int number, int agent) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (at(requests_, number).state != "queued") return "not_queued";
  if (!exists_agent(agent)) return "unknown_agent";
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
  if (is_closed(request.state)) return "closed";
  give_up(number);
  request.state = "cancelled";
  if (request.backing == "held") give_back(number, false);
  return "accepted";
}

std::string Model::forget(Int time, int number) {
  if (const std::string refused = unless(time, number); !refused.empty()) return refused;
  if (!is_closed(at(requests_, number).state)) return "not_done";
  at(requests_, number).forgotten = true;
  return "accepted";
}

std::string Model::presence(Int time, int agent, bool present) {
  if (!move_clock(time)) return "time_backwards";
  if (!exists_agent(agent)) return "unknown_agent";
  at(agents_, agent).present = present;
  return "accepted";
}

std::string Model::transfer(Int time, int from, int to, Int units, bool repay) {
  if (!move_clock(time)) return "time_backwards";
  if (units <= 0 || from == to) return "bad_amount";
  if (!exists(from) || !exists(to) || at(departments_, to).retired) return "unknown_department";
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
  if (!exists(number) || at(departments_, number).retired) return "unknown_department";
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
