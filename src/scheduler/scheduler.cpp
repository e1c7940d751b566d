#include "entente/scheduler/scheduler.hpp"

#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

void require_found(bool found, const char *what) {
  if (!found) throw Error(ErrorCode::not_found, std::string("no such ") + what);
}

}  // namespace

Scheduler::Scheduler(const Quotas &quotas, std::int64_t start_us) : state_(std::make_unique<State>(quotas, start_us)) {
  add_pool("*");
}
Scheduler::Scheduler(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Scheduler::~Scheduler() = default;
Scheduler::Scheduler(Scheduler &&) noexcept = default;
Scheduler &Scheduler::operator=(Scheduler &&) noexcept = default;

std::int32_t Scheduler::department_count() const noexcept { return static_cast<std::int32_t>(state_->names.size()); }

std::int32_t Scheduler::department_id(std::string_view name) const noexcept {
  return state_->find_department(name).place;
}

const std::string &Scheduler::department_name(std::int32_t department) const {
  require_found(state_->is_department(department), "department");
  return state_->names[static_cast<std::size_t>(department)];
}

std::int32_t Scheduler::add_pool(std::string_view name) {
  State &state = *state_;
  for (std::size_t i = 0; i < state.pools.size(); ++i)
    if (state.pools[i].name == name) {
      if (state.pools[i].retired) {
        const JournalEntry entry(state.journal, state.now_us, [&] { return JournalLine{{OperationKind::add_pool}, name}; });
        state.pools[i].retired = false;
      }
      return static_cast<std::int32_t>(i);
    }
  if (name.size() > limits::kNameBytes) throw Error(ErrorCode::limit, "the name of a pool has more than 256 bytes");
  Pool pool(name, state.names.size());
  state.reserve_pool();
  const JournalEntry entry(state.journal, state.now_us, [&] { return JournalLine{{OperationKind::add_pool}, name}; });
  state.pools.push_back(std::move(pool));
  return static_cast<std::int32_t>(state.pools.size()) - 1;
}

std::int32_t Scheduler::add_agent(std::string_view name, std::int32_t pool, std::int32_t slots) {
  State &state = *state_;
  require_found(state.takes_pool(pool), "pool");
  if (slots < 0) throw Error(ErrorCode::range, "an agent cannot have fewer than 0 slots");
  if (name.size() > limits::kNameBytes) throw Error(ErrorCode::limit, "the name of an agent has more than 256 bytes");
  if (state.agents.size() >= kMaxAgents) throw Error(ErrorCode::limit, "too many agents");
  Agent agent;
  agent.name = name;
  agent.pool = pool;
  agent.slots = slots;
  if (state.agents.size() == state.agents.capacity()) state.agents.reserve(2 * state.agents.size() + 1);
  Operation operation{OperationKind::add_agent, kNoRequest, 0, 0, pool, slots};
  const JournalEntry entry(state.journal, state.now_us, [&] { return JournalLine{operation, name}; });
  state.agents.push_back(std::move(agent));
  return static_cast<std::int32_t>(state.agents.size()) - 1;
}

void Scheduler::add_skill(std::int32_t agent, std::int32_t pool) {
  State &state = *state_;
  require_found(state.is_agent(agent), "agent");
  require_found(state.takes_pool(pool), "pool");
  Agent &helper = state.agents[static_cast<std::size_t>(agent)];
  const auto at = std::lower_bound(helper.skills.begin(), helper.skills.end(), pool);
  if (pool != helper.pool && (at == helper.skills.end() || *at != pool)) {
    const auto position = at - helper.skills.begin();
    helper.skills.reserve(helper.skills.size() + 1);
    const JournalEntry entry = state.enter(OperationKind::add_skill, kNoRequest, 0, agent, 0, pool);
    helper.skills.insert(helper.skills.begin() + position, pool);
  }
}

RequestInfo Scheduler::request(std::int32_t request) const {
  const State &state = *state_;
  const std::int32_t place = state.requests.place(request);
  require_found(place >= 0, "request");
  const Request &known = state.requests[place];
  const Line &line = state.lines[static_cast<std::size_t>(known.line())];
  RequestInfo info{known.state(), known.backing(), state.department_of(line), state.pool_id(line), known.key, known.due_us()};
  const RequestExtra extra = state.requests.extra_or_none(place);
  if (extra.client >= 0) info.client = state.people.clients()[static_cast<std::size_t>(extra.client)].number;
  info.sla_due_us = extra.sla_due_us;
  if (known.state() == RequestState::reshaped) info.reshaped_into = extra.other;
  info.agent = known.agent();
  info.expedite = known.expedite();
  info.intake_complete = known.intake_complete();
  return info;
}

Balances Scheduler::balances(std::int32_t department) const {
  require_found(state_->is_department(department), "department");
  return state_->ledger.balances(department);
}

std::int64_t Scheduler::overrides(std::int32_t department) const {
  require_found(state_->is_department(department), "department");
  return state_->overrides[static_cast<std::size_t>(department)];
}

std::int64_t Scheduler::expedites(std::int32_t department) const {
  require_found(state_->is_department(department), "department");
  return state_->expedites[static_cast<std::size_t>(department)];
}

std::vector<std::int64_t> Scheduler::slots(std::int32_t department, std::int32_t pool) const {
  require_found(state_->is_department(department), "department");
  require_found(state_->is_pool(pool), "pool");
  const DueRing &ring = state_->line_at(pool, department).slots;
  std::vector<std::int64_t> due_us(ring.size());
  for (std::uint32_t i = 0; i < ring.size(); ++i) due_us[i] = ring[i];
  return due_us;
}

}  // namespace entente
