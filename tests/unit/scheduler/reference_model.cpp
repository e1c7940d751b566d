#include "reference_model.hpp"

#include <algorithm>
#include <tuple>

namespace reference {
namespace {

template <class Sequence>
auto &at(Sequence &sequence, int index) {
  return sequence[static_cast<std::size_t>(index)];
}

}  // namespace

Model::Model(std::vector<entente::QuotaLine> lines, const Rules &rules, int pools, Int start)
    : now_(start), rules_(rules), pools_(static_cast<std::size_t>(pools), true) {
  for (const auto &line : lines) {
    Department department;
    department.line = line;
    while (department.boundary() <= start) ++department.period;
    department.units.available = department.units.granted = line.quota;
    departments_.push_back(department);
  }
}

void Model::run_boundaries(Int until) {
  while (true) {
    Int instant = until + 1;
    for (const auto &department : departments_) instant = std::min(instant, department.boundary());
    if (instant > until) return;
    std::vector<int> ending;
    for (int d = 0; d < static_cast<int>(departments_.size()); ++d)
      if (at(departments_, d).boundary() == instant) ending.push_back(d);
    for (int d : ending) {
      Department &department = at(departments_, d);
      const entente::QuotaLine &line = department.line;
      const Int keep = std::min(line.carry_cap, department.units.available * line.carry_num / line.carry_den);
      department.units.expired += department.units.available - keep;
      department.units.available = department.carried_in = keep;
      ++department.period;
      if (department.pending) department.line = *department.pending;
      department.pending.reset();
    }
    for (int d : ending) {
      Department &department = at(departments_, d);
      const Int repaid = std::min(department.units.debt, department.line.quota);
      department.units.debt -= repaid;
      department.granted_now = department.line.quota - repaid;
      department.units.granted += department.granted_now;
      department.units.available += department.granted_now;
    }
    for (int d : ending) {
      Department &borrower = at(departments_, d);
      while (borrower.granted_now > 0 && !borrower.loans.empty()) {
        Loan &loan = borrower.loans.front();
        Balance &lender = at(departments_, loan.lender).units;
        const Int units = std::min(loan.units, borrower.granted_now);
        borrower.granted_now -= units;
        borrower.units.available -= units;
        borrower.units.lent += units;
        borrower.units.loans -= units;
        lender.borrowed += units;
        lender.available += units;
        loan.units -= units;
        if (loan.units == 0) borrower.loans.pop_front();
      }
    }
  }
}

bool Model::move_clock(Int to) {
  if (to < now_) return false;
  now_ = to;
  run_boundaries(to);
  for (auto &request : requests_) {
    if (request.state != "waiting" || !request.answer_by || *request.answer_by >= to) continue;
    Balance &units = at(departments_, request.department).units;
    (request.backing == "held" ? units.held : units.spent) -= 1;
    units.forfeited += 1;
    request.backing = "forfeited";
    request.answer_by.reset();
  }
  return true;
}

bool Model::known(int request) const {
  return request >= 0 && request < static_cast<int>(requests_.size()) && !at(requests_, request).forgotten;
}
bool Model::is_backed(const Request &request) const {
  return request.backing == "held" || request.backing == "spent" || request.backing == "refunded";
}
Model::Place Model::place_of(int request) const {
  return {at(requests_, request).pool, at(requests_, request).department};
}
Int Model::tag(Place place) const {
  const auto finish = finish_.find(place);
  const auto v = virtual_tag_.find(place.first);
  return std::max(finish == finish_.end() ? 0 : finish->second, v == virtual_tag_.end() ? 0 : v->second);
}

void Model::enter(int number) {
  Request &request = at(requests_, number);
  const Place place = place_of(number);
  request.state = "queued";
  if (request.expedite) {
    queues_.expedite[request.pool].push_back(number);
    return;
  }
  if (is_backed(request)) {
    const entente::QuotaLine &line = at(departments_, request.department).line;
    std::vector<Int> &slots = queues_.slots[place];
    Int due = now_ + line.start_within_us;
    if (!slots.empty())
      due = std::max(due, slots.back() + line.spacing_us);
    else if (last_used_.count(place) != 0)
      due = std::max(due, last_used_[place] + line.spacing_us);
    slots.push_back(due);
    queues_.backed[place].push_back(number);
    return;
  }
  std::size_t waiting = 0;
  for (const auto &[where, queue] : queues_.ordinary)
    if (where.first == request.pool) waiting += queue.size();
  if (waiting == 0) floor_base_[request.pool] = now_;
  queues_.ordinary[place].push_back(number);
}

void Model::leave(int number, Queues &queues) const {
  const Place place = place_of(number);
  if (at(requests_, number).expedite) {
    auto &lane = queues.expedite[place.first];
    lane.erase(std::find(lane.begin(), lane.end(), number));
    return;
  }
  if (is_backed(at(requests_, number))) queues.slots[place].pop_back();
  auto &queue = (is_backed(at(requests_, number)) ? queues.backed : queues.ordinary)[place];
  queue.erase(std::find(queue.begin(), queue.end(), number));
}

std::string Model::hold_unit(int number) {
  Request &request = at(requests_, number);
  if (request.expedite) return "expedited";
  if (rules_.needs_intake && !request.intake) return "intake_incomplete";
  Department &department = at(departments_, request.department);
  if (department.units.available > 0) {
    --department.units.available;
  } else if (department.units.debt < department.line.overdraft) {
    ++department.units.debt;
    ++department.units.granted;
  } else {
    return "quota_exhausted";
  }
  ++department.units.held;
  leave(number, queues_);
  request.backing = "held";
  request.held_in_period = department.period;
  enter(number);
  return "accepted";
}

int Model::first_of(const std::vector<int> &queue) const {
  if (!rules_.by_sla_due) return queue.front();
  const auto key = [&](int number) {
    const auto &due = at(requests_, number).sla_due;
    return std::tuple<bool, Int, int>(!due.has_value(), due.value_or(0), number);
  };
  return *std::min_element(queue.begin(), queue.end(), [&](int a, int b) { return key(a) < key(b); });
}

bool Model::expedite_is_full(int pool) const {
  Int active = 0;
  for (const auto &request : requests_)
    if (request.expedite && request.state == "active" && request.pool == pool) ++active;
  return active >= rules_.expedite_cap;
}

int Model::incident(int pool, const Queues &queues) const {
  const auto lane = queues.expedite.find(pool);
  if (lane == queues.expedite.end() || lane->second.empty() || expedite_is_full(pool)) return -1;
  return lane->second.front();
}

int Model::slot_head(const std::vector<int> &pools, const Queues &queues) const {
  std::tuple<Int, int, int, int> best;
  int head = -1;
  for (const auto &[place, queue] : queues.backed) {
    if (queue.empty() || std::find(pools.begin(), pools.end(), place.first) == pools.end()) continue;
    const std::tuple<Int, int, int, int> key{queues.slots.at(place).front(), queue.front(), place.second, place.first};
    if (head < 0 || key < best) {
      best = key;
      head = queue.front();
    }
  }
  return head;
}

int Model::fair_head(int pool, const Queues &queues) const {
  int head = -1;
  Int best = 0;
  for (const auto &[place, queue] : queues.ordinary) {  // departments of a pool come in order
    if (place.first != pool || queue.empty()) continue;
    if (head < 0 || tag(place) < best) {
      best = tag(place);
      head = first_of(queue);
    }
  }
  return head;
}

Model::Choice Model::choose(const Agent &agent, const Queues &queues) const {
  if (const int urgent = incident(agent.pool, queues); urgent >= 0) return {urgent, 0, {}};
  const auto due = [&](int number) { return queues.slots.at(place_of(number)).front(); };
  const int slot = slot_head({agent.pool}, queues);
  const int ordinary = fair_head(agent.pool, queues);
  if (rules_.floor > 0 && ordinary >= 0) {
    const Int floor_due = floor_base_.at(agent.pool) + rules_.floor;
    if (floor_due <= now_ && (slot < 0 || floor_due < due(slot))) return {ordinary, 1, tag(place_of(ordinary))};
  }
  if (slot >= 0) return {slot, 2, due(slot)};
  if (const int helped = slot_head(agent.skills, queues); helped >= 0) return {helped, 3, due(helped)};
  if (ordinary >= 0) return {ordinary, 4, tag(place_of(ordinary))};
  int oldest = -1;
  for (const int pool : agent.skills) {
    const int head = fair_head(pool, queues);
    if (head >= 0 && (oldest < 0 || head < oldest)) oldest = head;
  }
  return oldest >= 0 ? Choice{oldest, 5, tag(place_of(oldest))} : Choice{};
}

bool Model::start(int number, int agent) {
  Request &request = at(requests_, number);
  Department &department = at(departments_, request.department);
  const Place place = place_of(number);
  const bool backed = is_backed(request);
  request.due.reset();
  if (request.expedite) {
    // Charged to nobody.
  } else if (backed) {
    std::vector<Int> &slots = queues_.slots[place];
    request.due = last_used_[place] = slots.front();
    slots.erase(slots.begin());
    slots.push_back(0);  // leave() takes one off the end
  } else {
    virtual_tag_[place.first] = tag(place);
    finish_[place] = virtual_tag_[place.first] + 720720 / department.line.weight;
    floor_base_[place.first] = now_;
  }
  leave(number, queues_);
  request.state = "active";
  request.agent = agent;
  ++at(agents_, agent).active;
  at(agents_, agent).last_assignment = ++assignments_;
  if (request.client) started_.push_back({*request.client, now_, agent});
  if (!backed) return false;
  if (request.backing == "held") {
    --department.units.held;
    ++department.units.spent;
    request.backing = "spent";
  }
  if (request.backing != "spent" || now_ <= *request.due + department.line.grace_us) return false;
  request.backing = "refunded";
  --department.units.spent;
  ++department.units.refunded;
  if (department.units.debt > 0) {
    --department.units.debt;
    --department.units.granted;
  } else {
    ++department.units.available;
  }
  return true;
}

std::vector<Int> Model::slots(int department, int pool) const {
  const auto found = queues_.slots.find({pool, department});
  return found == queues_.slots.end() ? std::vector<Int>() : found->second;
}

}  // namespace reference
