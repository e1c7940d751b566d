#include <algorithm>

#include "log_game.hpp"

void LogGame::host_operation() {
  switch (bytes_.below(16)) {
    case 0: case 1: return presence();
    case 2: case 3: case 4: return transfer();
    case 5: case 6: case 7: return change();
    case 8: case 9: return assign();
    case 10: case 11: return choose();
    case 12: return retire();
    case 13: return add_department();
    case 14:
      if (agent_pools_.size() < 8) add_agent();
      return;
    default: {
      const Refusal got = both([&](Scheduler &engine) { return engine.advance(at_); });
      check("advance", got, model_.advance(at_));
    }
  }
}

void LogGame::assign() {
  const int number = pick("queued");
  const int to = agent();
  const Refusal got = both([&](Scheduler &engine) { return engine.assign(at_, handle(number), to); });
  check("assign " + std::to_string(number) + " to " + std::to_string(to), got, model_.assign(at_, number, to));
}

void LogGame::presence() {
  const int who = agent();
  const bool present = !bytes_.one_in(3);
  const Refusal got = both([&](Scheduler &engine) { return engine.presence(at_, who, present); });
  check("presence " + std::to_string(who), got, model_.presence(at_, who, present));
}

void LogGame::transfer() {
  const int from = department();
  const int to = department();
  const Int units = bytes_.one_in(12) ? -bytes_.below(3) : 1 + bytes_.below(4);
  const bool repay = bytes_.one_in(2);
  const Refusal got = both([&](Scheduler &engine) { return engine.transfer(at_, from, to, units, repay); });
  check("transfer " + std::to_string(from) + " " + std::to_string(to) + " " + std::to_string(units) +
            (repay ? " as a loan" : ""), got, model_.transfer(at_, from, to, units, repay));
}

void LogGame::change() {
  entente::TermsChange change;
  Model::Change same_change;
  const int fields = bytes_.byte() | bytes_.byte() << 8;
  const auto set = [&](int bit, std::optional<Int> &field, const char *name, Int value) {
    if ((fields >> bit & 1) == 0) return;
    field = value;
    same_change.fields[name] = value;
  };
  set(0, change.quota, "quota", bytes_.below(6));
  const int values = bytes_.byte();
  if ((fields & 2) != 0) {
    set(2, change.start_within_us, "start_within", values % 9);
    set(3, change.spacing_us, "spacing", values % 8);
    set(4, change.answer_within_us, "answer_within", values % 7);
    set(5, change.grace_us, "grace", values % 5);
    set(6, change.overdraft, "overdraft", values % 4);
    set(7, change.carry_cap, "carry_cap", values % 6);
    set(8, change.weight, "weight", 1 + values % 5);
  }
  if (fields >> 9 == 5) {
    set(9, change.period_us, "period", 5);
    set(11, change.anchor_us, "anchor", 5);
  }
  same_change.now = bytes_.one_in(2);
  const int who = department();
  const auto when = same_change.now ? entente::Effective::now : entente::Effective::next_period;
  const Refusal got = both([&](Scheduler &engine) { return engine.change_terms(at_, who, change, when); });
  check("change terms of " + std::to_string(who), got, model_.change_terms(at_, who, same_change));
}

void LogGame::add_department() {
  const auto count = static_cast<std::size_t>(engine_.department_count());
  if (count >= 8) return;
  // Names go down, so that numbers and names are in different orders.
  const entente::QuotaLine line = decode_line(bytes_, std::string(1, static_cast<char>('0' + 9 - count)));
  const auto got = both([&](Scheduler &engine) { return engine.add_department(at_, line); });
  check("add_department", got.refusal, model_.add_department(at_, line));
  if (got.refusal != Refusal::accepted) return;
  same("new department", 0, got.id, static_cast<Int>(count));
  same("named department", 0, engine_.department_id(line.party), static_cast<Int>(count));
  folded_.emplace_back();
}

void LogGame::retire() {
  const int what = bytes_.below(4);
  if (what == 0) {
    const int who = department();
    const Refusal got = both([&](Scheduler &engine) { return engine.retire_department(at_, who); });
    return check("retire_department " + std::to_string(who), got, model_.retire_department(at_, who));
  }
  if (what == 1) {
    const int who = agent();
    const Refusal got = both([&](Scheduler &engine) { return engine.retire_agent(at_, who); });
    return check("retire_agent " + std::to_string(who), got, model_.retire_agent(at_, who));
  }
  const int which = pool();
  if (what == 2) {
    const Refusal got = both([&](Scheduler &engine) { return engine.retire_pool(at_, which); });
    return check("retire_pool " + std::to_string(which), got, model_.retire_pool(at_, which));
  }
  if (which == pools_) return;
  const std::string name = which == 0 ? "*" : "pool " + std::to_string(which);
  for (Scheduler *each : {&engine_, &watched_}) same("pool", which, each->add_pool(name), which);
  model_.revive_pool(which);
}

void LogGame::choose() {
  const int which = bytes_.below(pools_);
  const Int window = bytes_.one_in(2) ? 5 : entente::kKnowsWindowUs;
  const Int client = bytes_.below(6);
  const bool for_somebody = client < 5;
  if (!model_.takes_pool(which)) return;
  const auto got = engine_.choose_agent(which, for_somebody ? client : entente::kNoValue, window);
  const int expected = model_.choose_agent(which, for_somebody ? std::optional<Int>(client) : std::nullopt, window);
  same("chosen agent", client, got.agent, expected);
  ++reached_[expected < 0 ? "nobody chosen" : got.familiarity != 0 ? "somebody unwanted chosen" : "somebody chosen"];
  const std::vector<int> knowers = model_.knows(client, window);
  if (engine_.knows(client, window) != std::vector<std::int32_t>(knowers.begin(), knowers.end()))
    differ("knows", "others", "the model's");
  if (knowers.size() > 1) ++reached_["two know a client"];
  if (got.agent < 0 || !for_somebody || got.runner_up < 0) return;
  // The runner-up is whom the model chooses without the winner.
  Model without = model_;
  without.presence(model_.now(), expected, false);
  if (knowers.size() != 1 || knowers[0] != expected)
    same("second agent", client, got.runner_up, without.choose_agent(which, client, window));
}
