#include <algorithm>
#include <array>
#include <stdexcept>

#include "entente/base/error.hpp"
#include "log_game.hpp"

namespace {

const std::array<const char *, 6> kStates{"queued", "active", "waiting", "done", "cancelled", "reshaped"};
const std::array<const char *, 5> kBackings{"none", "held", "spent", "refunded", "forfeited"};

}  // namespace

void LogGame::differ(const std::string &what, const std::string &got, const std::string &expected) {
  throw std::runtime_error(what + ": got " + got + ", expected " + expected);
}

void LogGame::check(const std::string &text, Refusal got, const std::string &expected) {
  trace_ << at_ << ": " << text << " -> " << expected << "\n";
  ++reached_[text.substr(0, text.find(' ')) + ": " + expected];
  same(text.c_str(), entente::refusal_name(static_cast<std::int32_t>(got)), expected);
}

void LogGame::watch() {
  const Int now = model_.now();
  for (const Int between : {now, now + (at_ - now) / 3, now + (at_ - now) / 2}) {
    if (between > at_ || between < now) continue;
    watched_.advance(between);
    for (int d = 0; d < watched_.department_count(); ++d) (void)watched_.balances(d);
    (void)watched_.transfer(between, 0, 0, 1, false);
  }
}

std::vector<std::vector<LogGame::Int>> LogGame::all_slots(const Scheduler &engine) const {
  std::vector<std::vector<Int>> slots;
  for (int p = 0; p < pools_; ++p)
    for (int d = 0; d < engine.department_count(); ++d) slots.push_back(engine.slots(d, p));
  return slots;
}

void LogGame::compare_balances(const Scheduler &engine, int d) {
  const entente::Balances got = engine.balances(d);
  const auto &expected = model_.balance(d);
  const std::array<std::array<Int, 2>, 13> pairs{{{got.available, expected.available}, {got.held, expected.held},
      {got.spent, expected.spent}, {got.forfeited, expected.forfeited}, {got.expired, expected.expired},
      {got.lent, expected.lent}, {got.borrowed, expected.borrowed}, {got.refunded, expected.refunded},
      {got.granted, expected.granted}, {got.debt, expected.debt}, {got.loans, expected.loans},
      {engine.overrides(d), expected.overrides}, {engine.expedites(d), expected.expedites}}};
  static constexpr std::array<const char *, 13> kNames{"available", "held", "spent", "forfeited", "expired", "lent",
      "borrowed", "refunded", "granted", "debt", "loans", "overrides", "expedites"};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i][0] > 0 && &engine == &engine_) ++reached_[kNames[i]];
    same(kNames[i], d, pairs[i][0], pairs[i][1]);
    if (pairs[i][0] < 0) differ(kNames[i], std::to_string(pairs[i][0]), "at least 0");
  }
  same("identity", d, got.available + got.held + got.spent + got.forfeited + got.expired + got.lent,
       got.granted + got.borrowed);
}

void LogGame::compare_request(const Scheduler &engine, std::size_t i) {
  const auto &expected = model_.requests()[i];
  if (expected.forgotten) return;
  const auto got = engine.request(handles_[i]);
  const auto of = static_cast<Int>(i);
  const auto none = entente::kNoValue;
  if (kStates[static_cast<std::size_t>(got.state)] != expected.state)
    differ("state of " + std::to_string(i), kStates[static_cast<std::size_t>(got.state)], expected.state);
  if (kBackings[static_cast<std::size_t>(got.backing)] != expected.backing)
    differ("backing of " + std::to_string(i), kBackings[static_cast<std::size_t>(got.backing)], expected.backing);
  same("due", of, got.due_us, expected.due.value_or(none));
  same("pool", of, got.pool, expected.pool);
  same("client", of, got.client, expected.client.value_or(none));
  same("SLA due", of, got.sla_due_us, expected.sla_due.value_or(none));
  same("reshaped into", of, got.reshaped_into, expected.reshaped_into.value_or(none));
  same("agent", of, got.agent, expected.state == "active" ? expected.agent : -1);
  same("expedite", of, got.expedite, expected.expedite);
  same("intake", of, got.intake_complete, expected.intake);
}

void LogGame::compare(bool both_engines) {
  for (const Scheduler *engine : {&engine_, &watched_}) {
    if (engine == &watched_ && !both_engines) return;
    for (int d = 0; d < engine->department_count(); ++d) {
      compare_balances(*engine, d);
      for (int p = 0; p < pools_; ++p)
        if (engine->slots(d, p) != model_.slots(d, p)) differ("slots of " + std::to_string(d), "others", "the model's");
    }
    for (std::size_t i = 0; i < handles_.size(); ++i) compare_request(*engine, i);
  }
}

/// The balances are the fold of the records; where records were dropped, that is said, and a new opening starts anew.
void LogGame::check_records() {
  std::vector<entente::LedgerRecord> records(16);
  for (;;) {
    const auto drained = engine_.drain_records(records);
    for (std::size_t i = 0; i < drained.count; ++i) {
      entente::fold(folded_[static_cast<std::size_t>(records[i].department)], records[i]);
      ++reached_["movement " + std::to_string(static_cast<int>(records[i].movement))];
      if (records[i].count > 1) ++reached_["equal periods in one record"];
    }
    if (drained.left > 0) continue;
    if (drained.dropped > 0) {
      ++reached_["records dropped"];
      folded_.assign(folded_.size(), {});
      engine_.reserve_records(record_room_ = 4096);
      return check_records();
    }
    break;
  }
  for (std::size_t d = 0; d < folded_.size(); ++d) {
    const entente::Balances units = engine_.balances(static_cast<int>(d));
    const auto &fold = folded_[d];
    const std::array<std::array<Int, 2>, 11> pairs{{{fold.available, units.available}, {fold.held, units.held},
        {fold.spent, units.spent}, {fold.forfeited, units.forfeited}, {fold.expired, units.expired},
        {fold.lent, units.lent}, {fold.borrowed, units.borrowed}, {fold.refunded, units.refunded},
        {fold.granted, units.granted}, {fold.debt, units.debt}, {fold.loans, units.loans}}};
    for (std::size_t i = 0; i < pairs.size(); ++i)
      same(("fold of records, balance " + std::to_string(i)).c_str(), static_cast<Int>(d), pairs[i][0], pairs[i][1]);
  }
}

/// Both engines have one digest; a restored one too; and a snapshot with the journal since gives the present state.
void LogGame::check_durability() {
  const std::uint64_t digest = engine_.digest();
  if (watched_.digest() != digest) differ("digest", "another", "that of the engine nobody looked at");
  const auto bytes = watched_.snapshot();
  watched_ = Scheduler::restore(bytes);
  if (watched_.digest() != digest || watched_.snapshot() != bytes) differ("restore", "another state", "the same");
  if (!snapshot_.empty()) {
    const auto more = engine_.take_journal();
    journal_.insert(journal_.end(), more.begin(), more.end());
    Scheduler again = Scheduler::restore(snapshot_);
    const auto replayed = again.replay(journal_);
    same("bytes replayed", 0, static_cast<Int>(replayed.bytes), static_cast<Int>(journal_.size()));
    if (again.digest() != digest) differ("replay", "another state", "the present one");
    ++reached_["replayed"];
  }
  if (!snapshot_.empty() && digest % 4 != 0) return;
  snapshot_ = engine_.snapshot();
  engine_.start_journal();
  journal_.clear();
}
