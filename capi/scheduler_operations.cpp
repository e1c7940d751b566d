#include <optional>

#include "entente/scheduler/scheduler.hpp"
#include "guard.hpp"
#include "scheduler_handle.hpp"
#include "span.hpp"

using entente::Scheduler;
using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

static_assert(ENTENTE_AGENT_UNAVAILABLE == static_cast<int>(entente::Refusal::agent_unavailable));
static_assert(ENTENTE_REQUEST_CANCELLED == static_cast<int>(entente::RequestState::cancelled));
static_assert(ENTENTE_BACKING_FORFEITED == static_cast<int>(entente::Backing::forfeited));

const char *entente_refusal_name(int32_t refusal) { return entente::refusal_name(refusal); }

namespace {

/// One operation that gives nothing but its refusal.
template <class Operation>
int32_t operate(entente_scheduler *scheduler, int32_t *refusal, entente_error **err, Operation operation) {
  return guard(err, [&] {
    require(scheduler != nullptr && refusal != nullptr, "a scheduler operation: scheduler and refusal may not be NULL");
    *refusal = static_cast<int32_t>(operation(scheduler->engine));
  });
}

bool read_flag(int32_t value, const char *message) {
  require(value == 0 || value == 1, message);
  return value == 1;
}

}  // namespace

int32_t entente_scheduler_advance(entente_scheduler *scheduler, int64_t now_us, int32_t *refusal,
                                  entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.advance(now_us); });
}

int32_t entente_scheduler_submit(entente_scheduler *scheduler, int64_t now_us, int64_t key, int32_t department,
                                 int32_t pool, int32_t back, int32_t *request, int32_t *refusal,
                                 entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    require(request != nullptr, "entente_scheduler_submit: request may not be NULL");
    const bool backed = read_flag(back, "entente_scheduler_submit: back must be 0 or 1");
    const entente::Submission submission = engine.submit(now_us, key, department, pool, backed);
    *request = submission.request;
    return submission.refusal;
  });
}

int32_t entente_scheduler_next(entente_scheduler *scheduler, int64_t now_us, int32_t agent,
                               entente_decision *decision, int32_t *refusal, entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    require(decision != nullptr && decision->struct_size >= static_cast<int32_t>(sizeof(entente_decision)),
            "entente_scheduler_next: decision is NULL or its struct_size is not set");
    const entente::Decision made = engine.next(now_us, agent);
    *decision = {decision->struct_size, made.request, made.rule, made.department, made.key, made.due_us,
                 static_cast<int32_t>(made.backing), made.late ? 1 : 0, made.runner_up, made.runner_up_rule};
    return made.refusal;
  });
}

int32_t entente_scheduler_assign(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t agent,
                                 int32_t *refusal, entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.assign(now_us, request, agent); });
}

int32_t entente_scheduler_complete(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                   entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.complete(now_us, request); });
}

int32_t entente_scheduler_ask(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                              entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.ask(now_us, request); });
}

int32_t entente_scheduler_answer(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                 entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.answer(now_us, request); });
}

int32_t entente_scheduler_reopen(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                 entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.reopen(now_us, request); });
}

int32_t entente_scheduler_cancel(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                 entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.cancel(now_us, request); });
}

int32_t entente_scheduler_forget(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                 entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.forget(now_us, request); });
}

int32_t entente_scheduler_back(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                               entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.back(now_us, request); });
}

int32_t entente_scheduler_reorder(entente_scheduler *scheduler, int64_t now_us, int32_t request, int64_t place,
                                  int32_t *refusal, entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    if (place < 0) throw entente::Error(entente::ErrorCode::range, "a place in a queue cannot be negative");
    return engine.reorder(now_us, request, static_cast<size_t>(place));
  });
}

int32_t entente_scheduler_presence(entente_scheduler *scheduler, int64_t now_us, int32_t agent, int32_t present,
                                   int32_t *refusal, entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    return engine.presence(now_us, agent, read_flag(present, "entente_scheduler_presence: present must be 0 or 1"));
  });
}

int32_t entente_scheduler_transfer(entente_scheduler *scheduler, int64_t now_us, int32_t from, int32_t to,
                                   int64_t units, int32_t repay, int32_t *refusal, entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    return engine.transfer(now_us, from, to, units,
                           read_flag(repay, "entente_scheduler_transfer: repay must be 0 or 1"));
  });
}

namespace {

/// The field of a change that a term stands for. Throws ErrorCode::invalid for an unknown term.
std::optional<int64_t> &field_of(entente::TermsChange &change, int32_t term) {
  switch (term) {
    case ENTENTE_TERM_QUOTA: return change.quota;
    case ENTENTE_TERM_START_WITHIN_US: return change.start_within_us;
    case ENTENTE_TERM_SPACING_US: return change.spacing_us;
    case ENTENTE_TERM_ANSWER_WITHIN_US: return change.answer_within_us;
    case ENTENTE_TERM_GRACE_US: return change.grace_us;
    case ENTENTE_TERM_OVERDRAFT: return change.overdraft;
    case ENTENTE_TERM_CARRY_CAP: return change.carry_cap;
    case ENTENTE_TERM_CARRY_NUM: return change.carry_num;
    case ENTENTE_TERM_CARRY_DEN: return change.carry_den;
    case ENTENTE_TERM_WEIGHT: return change.weight;
    case ENTENTE_TERM_PERIOD_US: return change.period_us;
    case ENTENTE_TERM_ANCHOR_US: return change.anchor_us;
    default: throw entente::Error(entente::ErrorCode::invalid, "no such term of a quota line");
  }
}

}  // namespace

int32_t entente_scheduler_change_terms(entente_scheduler *scheduler, int64_t now_us, int32_t department, size_t n,
                                       const int32_t *term, const int64_t *value, int32_t effective, int32_t *refusal,
                                       entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    const bool now = read_flag(effective, "entente_scheduler_change_terms: no such effective");
    const auto terms = read_span(term, n, "term");
    const auto values = read_span(value, n, "value");
    entente::TermsChange change;
    for (size_t i = 0; i < n; ++i) field_of(change, terms[i]) = values[i];
    return engine.change_terms(now_us, department, change,
                               now ? entente::Effective::now : entente::Effective::next_period);
  });
}
