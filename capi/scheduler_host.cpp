#include <algorithm>

#include "guard.hpp"
#include "scheduler_handle.hpp"
#include "span.hpp"
#include "text.hpp"

using entente::Scheduler;
using entente::capi::field_of;
using entente::capi::guard;
using entente::capi::operate;
using entente::capi::read_span;
using entente::capi::read_text;
using entente::capi::require;

namespace {

/// The quota line of which these are the terms, the others 0, the carry fraction 1/1 and the weight 1.
entente::QuotaLine read_line(std::string_view name, std::span<const int32_t> terms, std::span<const int64_t> values) {
  entente::TermsChange change;
  for (size_t i = 0; i < terms.size(); ++i) field_of(change, terms[i]) = values[i];
  entente::QuotaLine line;
  line.party = name;
  line.quota = change.quota.value_or(0);
  line.period_us = change.period_us.value_or(0);
  line.start_within_us = change.start_within_us.value_or(0);
  line.answer_within_us = change.answer_within_us.value_or(0);
  line.weight = change.weight.value_or(1);
  line.spacing_us = change.spacing_us.value_or(0);
  line.carry_cap = change.carry_cap.value_or(0);
  line.carry_num = change.carry_num.value_or(1);
  line.carry_den = change.carry_den.value_or(1);
  line.overdraft = change.overdraft.value_or(0);
  line.grace_us = change.grace_us.value_or(0);
  line.anchor_us = change.anchor_us.value_or(0);
  return line;
}

int64_t field_value(const entente::RequestInfo &info, int32_t field) {
  switch (field) {
    case ENTENTE_REQUEST_FIELD_STATE: return static_cast<int64_t>(info.state);
    case ENTENTE_REQUEST_FIELD_BACKING: return static_cast<int64_t>(info.backing);
    case ENTENTE_REQUEST_FIELD_DEPARTMENT: return info.department;
    case ENTENTE_REQUEST_FIELD_POOL: return info.pool;
    case ENTENTE_REQUEST_FIELD_KEY: return info.key;
    case ENTENTE_REQUEST_FIELD_DUE_US: return info.due_us;
    case ENTENTE_REQUEST_FIELD_CLIENT: return info.client;
    case ENTENTE_REQUEST_FIELD_SLA_DUE_US: return info.sla_due_us;
    case ENTENTE_REQUEST_FIELD_RESHAPED_INTO: return info.reshaped_into;
    case ENTENTE_REQUEST_FIELD_AGENT: return info.agent;
    case ENTENTE_REQUEST_FIELD_EXPEDITE: return info.expedite ? 1 : 0;
    case ENTENTE_REQUEST_FIELD_INTAKE_COMPLETE: return info.intake_complete ? 1 : 0;
    default: throw entente::Error(entente::ErrorCode::not_found, "no such field of a request");
  }
}

}  // namespace

int32_t entente_scheduler_add_department(entente_scheduler *scheduler, int64_t now_us, const char *name,
                                         size_t name_size, size_t n, const int32_t *term, const int64_t *value,
                                         int32_t *department, int32_t *refusal, entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    require(department != nullptr, "entente_scheduler_add_department: department may not be NULL");
    const auto terms = read_span(term, n, "term");
    const auto values = read_span(value, n, "value");
    const entente::Addition added =
        engine.add_department(now_us, read_line(read_text(name, name_size, "name"), terms, values));
    *department = added.id;
    return added.refusal;
  });
}

int32_t entente_scheduler_retire_department(entente_scheduler *scheduler, int64_t now_us, int32_t department, int32_t *refusal,
                                            entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.retire_department(now_us, department); });
}

int32_t entente_scheduler_retire_agent(entente_scheduler *scheduler, int64_t now_us, int32_t agent, int32_t *refusal,
                                       entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.retire_agent(now_us, agent); });
}

int32_t entente_scheduler_retire_pool(entente_scheduler *scheduler, int64_t now_us, int32_t pool, int32_t *refusal,
                                      entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.retire_pool(now_us, pool); });
}

int32_t entente_scheduler_knows(const entente_scheduler *scheduler, int64_t client, int64_t window_us, int32_t *agent,
                                size_t cap, size_t *need, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && need != nullptr, "entente_scheduler_knows: NULL argument");
    require(agent != nullptr || cap == 0, "entente_scheduler_knows: agent is NULL with cap above 0");
    const std::vector<int32_t> agents = scheduler->engine.knows(client, window_us);
    *need = agents.size();
    if (cap < agents.size()) throw entente::Error(entente::ErrorCode::buffer, "cap is smaller than *need");
    std::copy(agents.begin(), agents.end(), agent);
  });
}

int32_t entente_scheduler_choose_agent(const entente_scheduler *scheduler, int32_t pool, int64_t client,
                                       int64_t window_us, int32_t *agent, int32_t *own_pool, int32_t *familiarity,
                                       int64_t *relative_load, int32_t *runner_up, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && agent != nullptr, "entente_scheduler_choose_agent: NULL argument");
    const entente::AgentChoice choice = scheduler->engine.choose_agent(pool, client, window_us);
    *agent = choice.agent;
    if (own_pool != nullptr) *own_pool = choice.own_pool ? 1 : 0;
    if (familiarity != nullptr) *familiarity = choice.familiarity;
    if (relative_load != nullptr) *relative_load = choice.relative_load;
    if (runner_up != nullptr) *runner_up = choice.runner_up;
  });
}

int32_t entente_scheduler_request_field(const entente_scheduler *scheduler, int32_t request, int32_t field,
                                        int64_t *out, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && out != nullptr, "entente_scheduler_request_field: NULL argument");
    *out = field_value(scheduler->engine.request(request), field);
  });
}
