#include "contract/contract_reader.hpp"

namespace entente {
namespace {

WaitsFor default_waits_for(Clock clock) {
  switch (clock) {
    case Clock::run:
      return WaitsFor::provider;
    case Clock::pause:
      return WaitsFor::requester;
    case Clock::stop:
    case Clock::cancel:
      break;
  }
  return WaitsFor::closing;
}

State read_state(json::Value member, ProblemList &problems) {
  State state{std::string(member.key()), Clock::run, WaitsFor::provider};
  if (member.kind() == json::Kind::text) {
    state.clock = read_enumerator<Clock>(member, kClocks, problems).value_or(Clock::run);
    state.waits_for = default_waits_for(state.clock);
    return state;
  }
  if (member.kind() != json::Kind::object) {
    json::report(problems, "wrong_type", member,
                 "\"run\", \"pause\", \"stop\", \"cancel\" or an object with the key \"clock\"");
    return state;
  }
  json::ObjectReader object(member, problems);
  if (const auto clock = object.required("clock")) {
    state.clock = read_enumerator<Clock>(*clock, kClocks, problems).value_or(Clock::run);
  }
  state.waits_for = default_waits_for(state.clock);
  if (const auto waits_for = object.optional("waits_for")) {
    state.waits_for = read_enumerator<WaitsFor>(*waits_for, kWaitsFor, problems).value_or(state.waits_for);
  }
  object.finish();
  return state;
}

}  // namespace

void read_clock_map(ContractReader &reader, json::Value clock_map) {
  if (!is_list(clock_map, json::Kind::object, limits::kContractStates, reader.problems)) return;
  for (const json::Value member : clock_map) {
    if (!json::is_name_key(member, reader.problems) || reader.states.contains(member.key())) continue;
    reader.states.add(member.key());
    reader.contract.states.push_back(read_state(member, reader.problems));
  }
}

}  // namespace entente
