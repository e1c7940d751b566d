#include "entente/scheduler/scheduler.hpp"

#include <algorithm>

#include "guard.hpp"
#include "scheduler_handle.hpp"
#include "span.hpp"
#include "text.hpp"

using entente::capi::guard;
using entente::capi::read_text;
using entente::capi::require;
using entente::capi::result_span;

int32_t entente_scheduler_create(const entente_contract *contract, int64_t start_us, entente_scheduler **out,
                                 entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr && contract != nullptr, "entente_scheduler_create: contract and out may not be NULL");
    if (!contract->contract->quotas)
      throw entente::Error(entente::ErrorCode::state, "the contract has no quotas");
    *out = new entente_scheduler{entente::Scheduler(*contract->contract->quotas, start_us)};
  });
}

void entente_scheduler_destroy(entente_scheduler *scheduler) { delete scheduler; }

int32_t entente_scheduler_department_count(const entente_scheduler *scheduler) {
  return scheduler == nullptr ? 0 : scheduler->engine.department_count();
}

int32_t entente_scheduler_department_id(const entente_scheduler *scheduler, const char *name, size_t name_size,
                                        int32_t *out, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && out != nullptr, "entente_scheduler_department_id: NULL argument");
    const int32_t id = scheduler->engine.department_id(read_text(name, name_size, "name"));
    if (id < 0) throw entente::Error(entente::ErrorCode::not_found, "no department of that name");
    *out = id;
  });
}

const char *entente_scheduler_department_name(const entente_scheduler *scheduler, int32_t department) {
  const bool exists = department >= 0 && department < entente_scheduler_department_count(scheduler);
  return exists ? scheduler->engine.department_name(department).c_str() : "";
}

int32_t entente_scheduler_add_pool(entente_scheduler *scheduler, const char *name, size_t name_size, int32_t *pool,
                                   entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && pool != nullptr, "entente_scheduler_add_pool: NULL argument");
    *pool = scheduler->engine.add_pool(read_text(name, name_size, "name"));
  });
}

int32_t entente_scheduler_add_agent(entente_scheduler *scheduler, const char *name, size_t name_size, int32_t pool,
                                    int32_t slots, int32_t *agent, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && agent != nullptr, "entente_scheduler_add_agent: NULL argument");
    *agent = scheduler->engine.add_agent(read_text(name, name_size, "name"), pool, slots);
  });
}

int32_t entente_scheduler_add_skill(entente_scheduler *scheduler, int32_t agent, int32_t pool, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_add_skill: NULL argument");
    scheduler->engine.add_skill(agent, pool);
  });
}

int32_t entente_scheduler_request(const entente_scheduler *scheduler, int32_t request, int32_t *state,
                                  int32_t *backing, int64_t *due_us, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_request: NULL argument");
    const entente::RequestInfo info = scheduler->engine.request(request);
    if (state != nullptr) *state = static_cast<int32_t>(info.state);
    if (backing != nullptr) *backing = static_cast<int32_t>(info.backing);
    if (due_us != nullptr) *due_us = info.due_us;
  });
}

namespace {

int64_t balance_of(const entente::Scheduler &engine, int32_t department, int32_t balance) {
  const entente::Balances units = engine.balances(department);
  switch (balance) {
    case ENTENTE_BALANCE_AVAILABLE: return units.available;
    case ENTENTE_BALANCE_HELD: return units.held;
    case ENTENTE_BALANCE_SPENT: return units.spent;
    case ENTENTE_BALANCE_FORFEITED: return units.forfeited;
    case ENTENTE_BALANCE_EXPIRED: return units.expired;
    case ENTENTE_BALANCE_LENT: return units.lent;
    case ENTENTE_BALANCE_BORROWED: return units.borrowed;
    case ENTENTE_BALANCE_REFUNDED: return units.refunded;
    case ENTENTE_BALANCE_GRANTED: return units.granted;
    case ENTENTE_BALANCE_DEBT: return units.debt;
    case ENTENTE_BALANCE_LOANS: return units.loans;
    case ENTENTE_BALANCE_OVERRIDES: return engine.overrides(department);
    case ENTENTE_BALANCE_EXPEDITES: return engine.expedites(department);
    default: throw entente::Error(entente::ErrorCode::not_found, "no such balance");
  }
}

}  // namespace

int32_t entente_scheduler_balance(const entente_scheduler *scheduler, int32_t department, int32_t balance,
                                  int64_t *out, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && out != nullptr, "entente_scheduler_balance: NULL argument");
    *out = balance_of(scheduler->engine, department, balance);
  });
}

int32_t entente_scheduler_balances(const entente_scheduler *scheduler, int32_t balance, int64_t *out, size_t n,
                                   entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr, "entente_scheduler_balances: NULL argument");
    const auto count = static_cast<size_t>(scheduler->engine.department_count());
    const auto column = result_span(out, n, count, "departments");
    if (balance < ENTENTE_BALANCE_AVAILABLE || balance > ENTENTE_BALANCE_EXPEDITES)
      throw entente::Error(entente::ErrorCode::not_found, "no such balance");
    for (size_t d = 0; d < n; ++d) column[d] = balance_of(scheduler->engine, static_cast<int32_t>(d), balance);
  });
}

int32_t entente_scheduler_slots(const entente_scheduler *scheduler, int32_t department, int32_t pool, int64_t *out_us,
                                size_t cap, size_t *need, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && need != nullptr, "entente_scheduler_slots: NULL argument");
    require(out_us != nullptr || cap == 0, "entente_scheduler_slots: out_us is NULL with cap above 0");
    const std::vector<int64_t> due_us = scheduler->engine.slots(department, pool);
    *need = due_us.size();
    if (cap < due_us.size()) throw entente::Error(entente::ErrorCode::buffer, "cap is smaller than *need");
    std::copy(due_us.begin(), due_us.end(), out_us);
  });
}
