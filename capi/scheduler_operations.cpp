#include <algorithm>
#include <cstddef>
#include <cstring>

#include "entente/scheduler/scheduler.hpp"
#include "scheduler_handle.hpp"
#include "span.hpp"

using entente::Scheduler;
using entente::capi::field_of;
using entente::capi::operate;
using entente::capi::read_flag;
using entente::capi::read_span;
using entente::capi::require;

static_assert(ENTENTE_EXPEDITE_OFF == static_cast<int>(entente::Refusal::expedite_off));
static_assert(ENTENTE_REQUEST_RESHAPED == static_cast<int>(entente::RequestState::reshaped));
static_assert(ENTENTE_BACKING_FORFEITED == static_cast<int>(entente::Backing::forfeited));

const char *entente_refusal_name(int32_t refusal) { return entente::refusal_name(refusal); }

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
    require(decision != nullptr && decision->struct_size >= static_cast<int32_t>(offsetof(entente_decision, rank)),
            "entente_scheduler_next: decision is NULL or its struct_size is not set");
    const entente::Decision made = engine.next(now_us, agent);
    const entente_decision all = {decision->struct_size, made.request, made.rule, made.department, made.key, made.due_us,
                                  static_cast<int32_t>(made.backing), made.late ? 1 : 0, made.runner_up,
                                  made.runner_up_rule, made.rank, made.sequence, made.runner_up_rank,
                                  made.runner_up_sequence};
    std::memcpy(decision, &all, std::min(sizeof all, static_cast<size_t>(decision->struct_size)));
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

int32_t entente_scheduler_complete_intake(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                          entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.complete_intake(now_us, request); });
}

int32_t entente_scheduler_unback(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                 entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.unback(now_us, request); });
}

int32_t entente_scheduler_move(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t pool, int32_t *refusal,
                               entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.move(now_us, request, pool); });
}

int32_t entente_scheduler_release(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t *refusal,
                                  entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.release(now_us, request); });
}

int32_t entente_scheduler_reshape(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t into, int32_t *refusal,
                                  entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) { return engine.reshape(now_us, request, into); });
}

int32_t entente_scheduler_submit_request(entente_scheduler *scheduler, int64_t now_us,
                                         const entente_new_request *submitted, int32_t *request, int32_t *refusal,
                                         entente_error **err) {
  return operate(scheduler, refusal, err, [&](Scheduler &engine) {
    require(submitted != nullptr && submitted->struct_size >= static_cast<int32_t>(sizeof *submitted) && request != nullptr,
            "entente_scheduler_submit_request: a NULL argument, or struct_size is not set");
    const char *const flags = "entente_scheduler_submit_request: flags must be 0 or 1";
    const entente::Submission submission = engine.submit(
        now_us, {submitted->key, submitted->department, submitted->pool, read_flag(submitted->back, flags),
                 read_flag(submitted->expedite, flags), read_flag(submitted->intake_complete, flags), submitted->client,
                 submitted->sla_due_us});
    *request = submission.request;
    return submission.refusal;
  });
}
