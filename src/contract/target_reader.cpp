#include "contract/contract_reader.hpp"
#include "contract/duration_text.hpp"

namespace entente {
namespace {

/// The contract's clocks with those of the target's own clock map in their place.
std::vector<Clock> read_clocks(const ContractReader &reader, std::optional<json::Value> clock_map) {
  std::vector<Clock> clocks;
  for (const State &state : reader.contract.states) clocks.push_back(state.clock);
  if (!clock_map || !json::is_kind(*clock_map, json::Kind::object, reader.problems)) return clocks;
  for (const json::Value member : *clock_map) {
    const auto clock = read_enumerator<Clock>(member, kClocks, reader.problems);
    const auto state = reader.states.id(member.key());
    if (!state) {
      reader.states.report_unknown(member, true, reader.problems);
    } else if (clock) {
      clocks[static_cast<std::size_t>(*state)] = *clock;
    }
  }
  return clocks;
}

Happenings read_happenings(json::Value list, ProblemList &problems) {
  Happenings set = 0;
  if (!json::is_kind(list, json::Kind::array, problems)) return set;
  if (list.size() == 0) json::report(problems, "bad_value", list, "at least 1 element");
  for (const json::Value element : list) {
    const auto happening = read_enumerator<Happening>(element, kHappeningNames, problems);
    if (!happening) continue;
    if (contains(set, *happening)) json::report(problems, "duplicate_value", element, "each text once");
    set = static_cast<Happenings>(set | 1U << static_cast<unsigned>(*happening));
  }
  return set;
}

constexpr Happenings only(Happening happening) {
  return static_cast<Happenings>(1U << static_cast<unsigned>(happening));
}

/// Start and stop of a state_pair, which only this metric may state.
void read_pair(ContractReader &reader, json::ObjectReader &object, Target &target) {
  if (const auto list = object.optional("start_on")) target.start_on = read_happenings(*list, reader.problems);
  if (const auto list = object.optional("stop_on")) target.stop_on = read_happenings(*list, reader.problems);
  if (const auto when = object.optional("start_when")) target.start_when = read_conditions(reader, *when);
  if (const auto when = object.optional("stop_when")) target.stop_when = read_conditions(reader, *when);
}

/// A metric that ends once and for all.
void read_response(ContractReader &reader, json::ObjectReader &object, Target &target) {
  target.reopen = Reopen::ignore;
  if (const auto reopen = object.optional("reopen")) {
    const auto read = read_enumerator<Reopen>(*reopen, kReopens, reader.problems);
    if (read && *read != Reopen::ignore) {
      json::report(reader.problems, "bad_value", *reopen, "\"ignore\": a first response happens once");
    }
  }
  if (const auto states = object.optional("responded_in")) {
    target.responded_in = reader.states.find_all(*states, 1, reader.problems);
  }
}

void forbid(json::ObjectReader &object, std::initializer_list<std::string_view> keys, Metric metric) {
  for (const std::string_view key : keys) {
    object.forbidden(key, "for the metric \"" + std::string(word_of(metric, kMetrics)) + "\"");
  }
}

/// What starts and stops the clock of each metric.
void read_ends(ContractReader &reader, json::ObjectReader &object, Target &target) {
  const auto pair_keys = {std::string_view("start_on"), std::string_view("stop_on"), std::string_view("start_when"),
                          std::string_view("stop_when")};
  switch (target.metric) {
    case Metric::first_response:
    case Metric::time_to_own:
      target.stop_on =
          only(target.metric == Metric::first_response ? Happening::agent_reply : Happening::assignment);
      read_response(reader, object, target);
      forbid(object, pair_keys, target.metric);
      return;
    case Metric::next_response:
    case Metric::periodic_update:
      target.stop_on = only(Happening::agent_reply);
      if (target.metric == Metric::next_response) target.start_on = only(Happening::requester_reply);
      target.reopen = target.metric == Metric::next_response ? Reopen::ignore : Reopen::new_cycle;
      forbid(object, pair_keys, target.metric);
      forbid(object, {"reopen", "responded_in"}, target.metric);
      return;
    case Metric::resolution:
    case Metric::state_pair:
      break;
  }
  target.reopen = read_choice(object, "reopen", kReopens, Reopen::resume, reader.problems);
  forbid(object, {"responded_in"}, target.metric);
  if (target.metric == Metric::state_pair) {
    read_pair(reader, object, target);
  } else {
    forbid(object, pair_keys, target.metric);
  }
}

/// The metric is wrong: whatever any metric allows is left unjudged.
void skip_ends(json::ObjectReader &object) {
  for (const std::string_view key : {"reopen", "responded_in", "start_on", "stop_on", "start_when", "stop_when"}) {
    (void)object.optional(key);
  }
}

}  // namespace

Target read_target(ContractReader &reader, json::Value element) {
  ProblemList &problems = reader.problems;
  json::ObjectReader object(element, problems);
  Target target;
  if (const auto id = object.required("id")) target.id = json::read_name(*id, problems).value_or("");
  const auto metric_at = object.required("metric");
  const auto metric = metric_at ? read_enumerator<Metric>(*metric_at, kMetrics, problems) : std::nullopt;
  target.metric = metric.value_or(Metric::resolution);
  target.agreement = read_choice(object, "agreement", kAgreements, Agreement::sla, problems);
  if (const auto party = object.optional("party")) {
    if (reader.providers.find(*party, problems)) target.party = party->text();
  }
  if (const auto when = object.optional("when")) target.when = read_conditions(reader, *when);
  target.duration_us = kLongestDurationUs;
  if (const auto duration = object.required("duration")) {
    target.duration_us = read_duration(*duration, 1, problems).value_or(kLongestDurationUs);
  }
  target.clock = read_clocks(reader, object.optional("clock_map"));
  if (const auto when = object.optional("pause_when")) target.pause_when = read_conditions(reader, *when);
  metric ? read_ends(reader, object, target) : skip_ends(object);
  read_policies(reader, object, target);
  object.finish();
  return target;
}

std::int32_t commitment_of(ContractReader &reader, std::string_view id) {
  const std::int32_t commitment = reader.targets.add(id);
  std::vector<std::string> &ids = reader.contract.commitments;
  if (static_cast<std::size_t>(commitment) == ids.size()) ids.emplace_back(id);
  return commitment;
}

void read_targets(ContractReader &reader, json::Value targets) {
  if (!is_list(targets, json::Kind::array, limits::kContractTargets, reader.problems)) return;
  for (const json::Value element : targets) {
    Target target = read_target(reader, element);
    if (!target.id.empty()) {
      const json::Value id = *element.member("id");
      if (reader.targets.contains(id.text())) {
        json::report(reader.problems, "duplicate_id", id, "an id that no other target has");
      }
      target.commitment = commitment_of(reader, id.text());
    }
    reader.contract.targets.push_back(std::move(target));
  }
}

}  // namespace entente
