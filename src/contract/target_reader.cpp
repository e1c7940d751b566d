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

/// What differs between a target that ends with a response and one that ends with a resolution.
void read_end(const ContractReader &reader, json::ObjectReader &object, std::optional<Metric> metric,
              Target &target) {
  ProblemList &problems = reader.problems;
  target.clock = read_clocks(reader, object.optional("clock_map"));
  if (metric == Metric::first_response) {
    target.reopen = Reopen::ignore;
    if (const auto reopen = object.optional("reopen")) {
      const auto read = read_enumerator<Reopen>(*reopen, kReopens, problems);
      if (read == Reopen::resume) {
        json::report(problems, "bad_value", *reopen, "\"ignore\": a first response happens once");
      }
    }
    if (const auto states = object.required("responded_in")) {
      target.responded_in = reader.states.find_all(*states, 1, problems);
    }
    for (const std::int32_t state : target.responded_in)
      target.clock[static_cast<std::size_t>(state)] = Clock::stop;
    return;
  }
  if (const auto reopen = object.optional("reopen")) {
    target.reopen = read_enumerator<Reopen>(*reopen, kReopens, problems).value_or(Reopen::resume);
  }
  if (metric == Metric::resolution) {
    object.forbidden("responded_in", "for the metric \"resolution\"");
  } else {
    (void)object.optional("responded_in");  // the metric itself is wrong
  }
}

Target read_target(ContractReader &reader, json::ObjectReader &object, json::Value element) {
  ProblemList &problems = reader.problems;
  Target target;
  if (const auto id = object.required("id")) target.id = json::read_name(*id, problems).value_or("");
  const auto metric_at = object.required("metric");
  const auto metric = metric_at ? read_enumerator<Metric>(*metric_at, kMetrics, problems) : std::nullopt;
  target.metric = metric.value_or(Metric::resolution);
  if (const auto when = object.optional("when")) target.when = read_conditions(reader, *when);
  if (const auto duration = object.required("duration")) {
    target.duration_us = read_duration(*duration, 1, problems).value_or(1);
  }
  if (const auto calendar = object.required("calendar")) {
    target.calendar = reader.calendars.find(*calendar, problems).value_or(0);
  }
  if (const auto lands = object.optional("close_lands_on")) {
    target.close_lands_on =
        read_enumerator<CloseLandsOn>(*lands, kCloseLandsOn, problems).value_or(CloseLandsOn::close);
  }
  read_end(reader, object, metric, target);
  object.finish();
  if (target.id.empty()) return target;
  const json::Value id = *element.member("id");
  if (reader.targets.contains(id.text()))
    json::report(problems, "duplicate_id", id, "an id that no other target has");
  reader.targets.add(id.text());
  return target;
}

}  // namespace

void read_targets(ContractReader &reader, json::Value targets) {
  if (!is_list(targets, json::Kind::array, limits::kContractTargets, reader.problems)) return;
  for (const json::Value element : targets) {
    json::ObjectReader object(element, reader.problems);
    reader.contract.targets.push_back(read_target(reader, object, element));
  }
}

}  // namespace entente
