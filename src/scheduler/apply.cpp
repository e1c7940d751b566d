#include "entente/base/error.hpp"
#include "scheduler/state.hpp"

namespace entente {

Operation submission_of(std::int64_t at_us, const NewRequest &request) noexcept {
  Operation operation{OperationKind::submit, kNoRequest, at_us, request.key, request.department, request.pool};
  operation.value = (request.back ? kSubmitBack : 0) | (request.expedite ? kSubmitExpedite : 0) |
                    (request.intake_complete ? kSubmitIntakeComplete : 0);
  operation.client = request.client;
  operation.sla_due_us = request.sla_due_us;
  return operation;
}

namespace {

NewRequest request_of(const Operation &operation) {
  if (operation.value < 0 || operation.value > 7) throw Error(ErrorCode::invalid, "a submission has flags 0 to 7");
  NewRequest request;
  request.key = operation.key;
  request.department = operation.first;
  request.pool = operation.second;
  request.back = (operation.value & kSubmitBack) != 0;
  request.expedite = (operation.value & kSubmitExpedite) != 0;
  request.intake_complete = (operation.value & kSubmitIntakeComplete) != 0;
  request.client = operation.client;
  request.sla_due_us = operation.sla_due_us;
  return request;
}

std::size_t place_of(const Operation &operation) {
  if (operation.value < 0) throw Error(ErrorCode::range, "a place in a queue cannot be negative");
  return static_cast<std::size_t>(operation.value);
}

bool presence_of(const Operation &operation) {
  if (operation.value != 0 && operation.value != 1) throw Error(ErrorCode::invalid, "presence is 0 or 1");
  return operation.value == 1;
}

}  // namespace

void Scheduler::play(const Operation &operation, Outcome &outcome) {
  const std::int64_t at_us = operation.at_us;
  const auto request = [&] {
    if (operation.request != kNoRequest) return operation.request;
    return state_->requests.number(state_->requests.find(operation.key).place);
  };
  const auto refused = [&](Refusal refusal) { outcome = {refusal, kNoRequest}; };
  switch (operation.kind) {
    case OperationKind::submit: {
      const Submission made = submit(at_us, request_of(operation));
      outcome = {made.refusal, made.request};
      return;
    }
    case OperationKind::next: {
      const Decision made = next(at_us, operation.first);
      outcome = {made.refusal, made.request};
      return;
    }
    case OperationKind::advance: return refused(advance(at_us));
    case OperationKind::back: return refused(back(at_us, request()));
    case OperationKind::unback: return refused(unback(at_us, request()));
    case OperationKind::reorder: return refused(reorder(at_us, request(), place_of(operation)));
    case OperationKind::assign: return refused(assign(at_us, request(), operation.first));
    case OperationKind::complete: return refused(complete(at_us, request()));
    case OperationKind::ask: return refused(ask(at_us, request()));
    case OperationKind::answer: return refused(answer(at_us, request()));
    case OperationKind::reopen: return refused(reopen(at_us, request()));
    case OperationKind::cancel: return refused(cancel(at_us, request()));
    case OperationKind::reshape: return refused(reshape(at_us, request(), operation.first));
    case OperationKind::move: return refused(move(at_us, request(), operation.first));
    case OperationKind::release: return refused(release(at_us, request()));
    case OperationKind::complete_intake: return refused(complete_intake(at_us, request()));
    case OperationKind::forget: return refused(forget(at_us, request()));
    case OperationKind::presence: return refused(presence(at_us, operation.first, presence_of(operation)));
    case OperationKind::transfer: {
      const bool repay = operation.value < 0;
      if (operation.value == std::numeric_limits<std::int64_t>::min())
        throw Error(ErrorCode::range, "a transfer of so many units");
      return refused(transfer(at_us, operation.first, operation.second, repay ? -operation.value : operation.value,
                              repay));
    }
    case OperationKind::retire_agent: return refused(retire_agent(at_us, operation.first));
    case OperationKind::retire_department: return refused(retire_department(at_us, operation.first));
    case OperationKind::retire_pool: return refused(retire_pool(at_us, operation.first));
    default: throw Error(ErrorCode::invalid, "no operation that can stand in a batch");
  }
}

void Scheduler::apply(std::span<const Operation> operations, std::span<Outcome> outcomes, std::size_t *applied) {
  *applied = 0;
  if (operations.size() != outcomes.size())
    throw Error(ErrorCode::invalid, "there must be as many outcomes as operations");
  for (std::size_t i = 0; i < operations.size(); ++i) {
    play(operations[i], outcomes[i]);
    *applied = i + 1;
  }
}

}  // namespace entente
