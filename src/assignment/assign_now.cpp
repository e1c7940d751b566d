#include "entente/assignment/assign_now.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "entente/base/error.hpp"

namespace entente {
namespace {

struct Ranked {
  AssignmentCandidate candidate;
  std::int64_t last_assignment;
};

/// active / slots of one against the other, without division.
bool less_loaded(const AssignmentCandidate &a, const AssignmentCandidate &b) noexcept {
  return std::int64_t{a.active} * b.slots < std::int64_t{b.active} * a.slots;
}

int preference(Knows knows) noexcept {
  return knows == Knows::served ? static_cast<int>(Knows::measured) : static_cast<int>(knows);
}

/// By what `b` falls behind `a`; nothing where it goes before it.
RejectedFor behind(const Ranked &a, const Ranked &b) noexcept {
  const AssignmentCandidate &x = a.candidate, &y = b.candidate;
  if (x.meets_due != y.meets_due) return x.meets_due ? RejectedFor::due : RejectedFor::nothing;
  if (preference(x.knows) != preference(y.knows))
    return preference(x.knows) > preference(y.knows) ? RejectedFor::knowledge : RejectedFor::nothing;
  if (x.own_pool != y.own_pool) return x.own_pool ? RejectedFor::pool : RejectedFor::nothing;
  if (less_loaded(x, y)) return RejectedFor::load;
  if (less_loaded(y, x)) return RejectedFor::nothing;
  if (a.last_assignment != b.last_assignment)
    return a.last_assignment < b.last_assignment ? RejectedFor::turn : RejectedFor::nothing;
  return x.agent < y.agent ? RejectedFor::turn : RejectedFor::nothing;
}

std::int64_t needed(const AssignmentTerms &terms, std::int32_t agent) {
  if (terms.needed_us.empty()) return 0;
  const auto at = static_cast<std::size_t>(agent);
  if (at >= terms.needed_us.size())
    throw Error(ErrorCode::invalid, "needed_us has no value for agent " + std::to_string(agent));
  const std::int64_t value_us = terms.needed_us[at];
  if (value_us < 0 || value_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, "needed_us of agent " + std::to_string(agent) + " is outside the working times");
  return value_us;
}

/// Who does not take anything new, ascending, and the manager for the client.
struct Shield {
  std::vector<std::int32_t> agents;
  std::int64_t manager = kNoValue;
};

Shield shield(const Scheduler &scheduler, const AssignmentTerms &terms, std::int32_t request, std::int64_t client) {
  Shield found;
  for (const CriticalCase &critical : terms.critical) {
    const RequestInfo info = scheduler.request(critical.request);
    if (info.state >= RequestState::done) continue;
    if (info.agent >= 0) found.agents.push_back(info.agent);
    const bool same = critical.request == request || (client != kNoValue && info.client == client);
    if (same && found.manager == kNoValue) found.manager = critical.manager;
  }
  std::sort(found.agents.begin(), found.agents.end());
  return found;
}

Knowledge::Entry known(const AssignmentTerms &terms, const std::vector<std::int32_t> &served, std::int64_t client,
                       std::int32_t agent) {
  if (client != kNoValue && terms.knowledge != nullptr) return terms.knowledge->of(client, agent);
  const bool did = std::binary_search(served.begin(), served.end(), agent);
  return {client, agent, did ? Knows::served : Knows::stranger, 0};
}

/// Chosen and runner-up among the free agents.
void choose(const Scheduler &scheduler, std::int64_t now_us, const AssignmentTerms &terms, const Shield &shielded, Assignment &result) {
  const std::vector<std::int32_t> served =
      terms.knowledge == nullptr ? scheduler.knows(result.client, terms.window_us) : std::vector<std::int32_t>{};
  Ranked best{}, second{};
  for (const FreeAgent &free : scheduler.free_agents(terms.pool)) {
    if (std::binary_search(shielded.agents.begin(), shielded.agents.end(), free.agent)) {
      ++result.shielded;
      continue;
    }
    const Knowledge::Entry entry = known(terms, served, result.client, free.agent);
    const std::int64_t finish_us = now_us + needed(terms, free.agent);
    const Ranked next{{free.agent, entry.knows, entry.strength, free.own_pool, free.active, free.slots, finish_us,
                       result.due_us == kNoValue || finish_us <= result.due_us},
                      free.last_assignment};
    if (best.candidate.agent < 0 || behind(next, best) != RejectedFor::nothing) {
      second = best;
      best = next;
    } else if (second.candidate.agent < 0 || behind(next, second) != RejectedFor::nothing) {
      second = next;
    }
  }
  result.chosen = best.candidate;
  result.runner_up = second.candidate;
  if (second.candidate.agent >= 0) result.rejected_for = behind(best, second);
}

}  // namespace

Assignment assign_now(Scheduler &scheduler, std::int64_t now_us, const AssignmentTerms &terms) {
  if (terms.due_us != kNoValue && terms.due_us < 0) throw Error(ErrorCode::range, "due_us is below 0");
  Assignment result;
  result.refusal = scheduler.advance(now_us);
  if (result.refusal != Refusal::accepted) return result;
  const Upcoming next = scheduler.upcoming(terms.pool);
  if (next.request == kNoRequest) return result;
  const RequestInfo info = scheduler.request(next.request);
  result.request = next.request;
  result.rule = next.rule;
  result.rank = next.rank;
  result.key = info.key;
  result.client = info.client;
  result.due_us = terms.due_us != kNoValue ? terms.due_us : info.sla_due_us;
  const Shield shielded = shield(scheduler, terms, next.request, info.client);
  result.manager = shielded.manager;
  choose(scheduler, now_us, terms, shielded, result);
  if (terms.start && result.chosen.agent >= 0)
    result.refusal = scheduler.assign(now_us, result.request, result.chosen.agent);
  return result;
}

}  // namespace entente
