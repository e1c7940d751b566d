#include "entente/assignment/assign_now.hpp"

#include <vector>

#include "scheduler_handle.hpp"
#include "span.hpp"

using entente::AssignmentCandidate;
using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

struct entente_knowledge {
  entente::Knowledge knowledge;
};

namespace {

entente::AssignmentTerms read_terms(const entente_assignment_terms &terms) {
  require(terms.struct_size == static_cast<int32_t>(sizeof terms), "entente_assign_now: struct_size of the terms is not that of this library");
  require(terms.reserved == 0, "entente_assign_now: reserved is not 0");
  if (terms.window_us < 0) throw entente::Error(entente::ErrorCode::range, "window_us is below 0");
  entente::AssignmentTerms read;
  read.pool = terms.pool;
  read.start = entente::capi::read_flag(terms.start, "entente_assign_now: start is neither 0 nor 1");
  if (terms.window_us > 0) read.window_us = terms.window_us;
  read.due_us = terms.due_us;
  return read;
}

std::vector<entente::CriticalCase> read_critical(const int32_t *request, const int64_t *manager, size_t n) {
  const auto requests = read_span(request, n, "critical_request");
  const auto managers = read_span(manager, n, "manager");
  std::vector<entente::CriticalCase> cases(n);
  for (size_t i = 0; i < n; ++i) cases[i] = {requests[i], managers[i]};
  return cases;
}

void write(const entente::Assignment &from, entente_assignment &to) {
  const AssignmentCandidate &chosen = from.chosen, &other = from.runner_up;
  to = {static_cast<int32_t>(sizeof to), from.request, from.rule,
        chosen.agent, static_cast<int32_t>(chosen.knows), chosen.own_pool, chosen.active, chosen.slots, chosen.meets_due,
        other.agent, static_cast<int32_t>(other.knows), other.own_pool, other.active, other.slots, other.meets_due,
        static_cast<int32_t>(from.rejected_for), from.shielded, 0,
        from.rank, from.key, from.client, from.due_us, chosen.finish_us, other.finish_us, from.manager,
        chosen.strength, other.strength};
}

}  // namespace

int32_t entente_knowledge_create(size_t rows, const int32_t *agent, const int64_t *client, const double *strength,
                                 double threshold, size_t declarations, const int32_t *declared_agent,
                                 const int64_t *declared_client, const int32_t *declared_as, entente_knowledge **out,
                                 entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "entente_knowledge_create: out may not be NULL");
    const auto numbers = read_span(declared_as, declarations, "declared_as");
    std::vector<entente::Knows> as(numbers.size());
    for (size_t i = 0; i < as.size(); ++i) as[i] = static_cast<entente::Knows>(numbers[i]);
    *out = new entente_knowledge{entente::Knowledge({read_span(agent, rows, "agent"), read_span(client, rows, "client"),
                                                     {strength, strength == nullptr ? 0 : rows},
                                                     read_span(declared_agent, declarations, "declared_agent"),
                                                     read_span(declared_client, declarations, "declared_client"), as},
                                                    threshold)};
  });
}

void entente_knowledge_destroy(entente_knowledge *knowledge) { delete knowledge; }

int32_t entente_knowledge_of(const entente_knowledge *knowledge, size_t n, const int64_t *client, const int32_t *agent,
                             int32_t *knows, double *strength, entente_error **err) {
  return guard(err, [&] {
    require(knowledge != nullptr, "entente_knowledge_of: knowledge may not be NULL");
    const auto clients = read_span(client, n, "client");
    const auto agents = read_span(agent, n, "agent");
    for (size_t i = 0; i < n; ++i) {
      const entente::Knowledge::Entry entry = knowledge->knowledge.of(clients[i], agents[i]);
      if (knows != nullptr) knows[i] = static_cast<int32_t>(entry.knows);
      if (strength != nullptr) strength[i] = entry.strength;
    }
  });
}

int32_t entente_assign_now(entente_scheduler *scheduler, int64_t now_us, const entente_assignment_terms *terms,
                           const entente_knowledge *knowledge, const int64_t *needed_us, size_t agents,
                           const int32_t *critical_request, const int64_t *manager, size_t critical,
                           entente_assignment *assignment, int32_t *refusal, entente_error **err) {
  return guard(err, [&] {
    require(scheduler != nullptr && terms != nullptr && assignment != nullptr && refusal != nullptr,
            "entente_assign_now: scheduler, terms, assignment and refusal may not be NULL");
    require(assignment->struct_size == static_cast<int32_t>(sizeof *assignment),
            "entente_assign_now: struct_size of the assignment is not that of this library");
    entente::AssignmentTerms read = read_terms(*terms);
    const std::vector<entente::CriticalCase> cases = read_critical(critical_request, manager, critical);
    read.needed_us = read_span(needed_us, agents, "needed_us");
    read.critical = cases;
    if (knowledge != nullptr) read.knowledge = &knowledge->knowledge;
    const entente::Assignment made = entente::assign_now(scheduler->engine, now_us, read);
    write(made, *assignment);
    *refusal = static_cast<int32_t>(made.refusal);
  });
}
