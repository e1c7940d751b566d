#include "operation_log.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include "byte_source.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "reference_model.hpp"

namespace {

using entente::Balances;
using entente::Refusal;
using entente::Scheduler;
using reference::Int;
using reference::Model;

const std::array<const char *, 5> kStates{"queued", "active", "waiting", "done", "cancelled"};
const std::array<const char *, 5> kBackings{"none", "held", "spent", "refunded", "forfeited"};

entente::QuotaLine decode_line(ByteSource &bytes, int index) {
  static constexpr std::array<std::array<int, 2>, 5> kFractions{{{1, 1}, {1, 2}, {2, 3}, {0, 1}, {3, 4}}};
  entente::QuotaLine line;
  line.party = std::string(1, static_cast<char>('A' + index));
  line.period_us = bytes.one_in(4) ? 1000 : 1 + bytes.below(12);
  line.quota = bytes.below(5);
  line.start_within_us = bytes.below(9);
  line.spacing_us = bytes.below(7);
  line.carry_cap = bytes.one_in(2) ? 0 : bytes.below(8);
  const auto &fraction = kFractions[static_cast<std::size_t>(bytes.below(5))];
  line.carry_num = fraction[0];
  line.carry_den = fraction[1];
  line.overdraft = bytes.below(4) < 2 ? 0 : bytes.below(5);
  line.answer_within_us = bytes.below(7);
  line.grace_us = bytes.below(6);
  line.anchor_us = bytes.below(30) - 8;
  line.weight = bytes.one_in(8) ? 16 : 1 + bytes.below(4);
  return line;
}

/// The engine, the model, and a second engine on which somebody looks and calls all the time.
class Game {
 public:
  Game(ByteSource &bytes, std::map<std::string, int> &reached) : bytes_(bytes), reached_(reached), book_(decode_book(bytes)), start_(bytes.below(20)),
      engine_(book_, start_), watched_(book_, start_), model_(book_.lines, book_.ordinary_floor_us, start_) {
    pools_ = 1 + bytes.below(3);
    for (int p = 1; p < pools_; ++p)
      for (Scheduler *each : {&engine_, &watched_}) each->add_pool("pool " + std::to_string(p));
    agents_ = bytes.below(5);
    for (int a = 0; a < agents_; ++a) add_agent(a);
  }

  void run() {
    for (int operation = 0; operation < 120 && !bytes_.empty(); ++operation) {
      const int delta = bytes_.below(16);
      at_ = model_.now() + (delta < 9 ? 0 : delta < 14 ? delta - 8 : delta == 14 ? bytes_.below(60) : 0);
      if (delta == 15 && bytes_.one_in(4)) at_ = model_.now() + 40 * bytes_.byte();
      if (delta == 15 && bytes_.one_in(8)) at_ = std::max<Int>(model_.now() - 1, 0);
      operate();
      compare();
    }
  }
  [[nodiscard]] std::string trace() const { return trace_.str(); }

 private:
  static entente::Quotas decode_book(ByteSource &bytes) {
    entente::Quotas quotas;
    const int departments = 1 + bytes.below(5);
    for (int d = 0; d < departments; ++d) quotas.lines.push_back(decode_line(bytes, d));
    quotas.ordinary_floor_us = bytes.one_in(2) ? 0 : 1 + bytes.below(8);
    return quotas;
  }

  void add_agent(int number) {
    const int pool = bytes_.below(pools_);
    const int slots = bytes_.below(8) == 0 ? 0 : 1 + bytes_.below(3);
    std::vector<int> skills;
    for (int p = 0; p < pools_; ++p)
      if (p != pool && bytes_.one_in(2)) skills.push_back(p);
    for (Scheduler *each : {&engine_, &watched_}) {
      each->add_agent("a", pool, slots);
      for (const int skill : skills) each->add_skill(number, skill);
    }
    model_.add_agent(pool, slots, skills);
    agent_pools_.push_back(skills);
    agent_pools_.back().push_back(pool);
  }

  /// Some request, by its number in the model; sometimes one that does not exist.
  int pick() {
    const int count = static_cast<int>(handles_.size());
    if (count == 0 || bytes_.one_in(32)) return -1;
    return bytes_.one_in(2) ? count - 1 - bytes_.below(std::min(count, 6)) : bytes_.below(count);
  }
  /// A request in a state, if the choice falls on one; else any.
  int pick(const char *state) {
    const int chosen = pick();
    if (chosen < 0 || bytes_.one_in(8)) return chosen;
    const auto &requests = model_.requests();
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const std::size_t at = (static_cast<std::size_t>(chosen) + i) % requests.size();
      if (requests[at].state == state && !requests[at].forgotten) return static_cast<int>(at);
    }
    return chosen;
  }
  [[nodiscard]] std::int32_t handle(int number) const {
    return number < 0 ? 77'777'777 : handles_[static_cast<std::size_t>(number)];
  }
  int department() { return bytes_.one_in(40) ? 99 : bytes_.below(engine_.department_count()); }
  int agent() { return bytes_.one_in(40) ? -1 : bytes_.below(agents_ + (agents_ == 0 ? 1 : 0)); }

  [[noreturn]] static void differ(const std::string &what, const std::string &got, const std::string &expected) {
    throw std::runtime_error(what + ": got " + got + ", expected " + expected);
  }
  static void same(const std::string &what, Int got, Int expected) {
    if (got != expected) differ(what, std::to_string(got), std::to_string(expected));
  }
  static void same(const std::string &what, const std::string &got, const std::string &expected) {
    if (got != expected) differ(what, got, expected);
  }

  /// Plays one operation on both engines; on the watched one after calls and looks at instants between.
  template <class Operation>
  auto both(Operation operation) {
    const Int now = model_.now();
    for (Int between : {now, now + (at_ - now) / 3, now + (at_ - now) / 2}) {
      if (between > at_ || between < now) continue;
      watched_.advance(between);
      for (int d = 0; d < watched_.department_count(); ++d) (void)watched_.balances(d);
      (void)watched_.transfer(between, 0, 0, 1, false);
    }
    (void)operation(watched_);
    return operation(engine_);
  }
  using OnEngine = Refusal (Scheduler::*)(std::int64_t, std::int32_t);
  using OnModel = std::string (Model::*)(Int, int);
  void simple(const std::string &name, int number, OnEngine on_engine, OnModel on_model) {
    const Refusal got = both([&](Scheduler &engine) { return (engine.*on_engine)(at_, handle(number)); });
    check(name + " " + std::to_string(number), got, (model_.*on_model)(at_, number));
  }
  void check(const std::string &text, Refusal got, const std::string &expected) {
    trace_ << at_ << ": " << text << " -> " << expected << "\n";
    ++reached_[text.substr(0, text.find(' ')) + ": " + expected];
    same(text, entente::refusal_name(static_cast<std::int32_t>(got)), expected);
  }

  void operate() {
    switch (bytes_.below(32)) {
      case 0: case 1: case 2: case 3: case 4: case 5: case 6: case 7: return submit();
      case 8: case 9: case 10: case 11: case 12: case 13: return next();
      case 14: case 15: case 16: return simple("back", pick("queued"), &Scheduler::back, &Model::back);
      case 17: case 18: case 19: return simple("complete", pick("active"), &Scheduler::complete, &Model::complete);
      case 20: case 21: return simple("cancel", pick(), &Scheduler::cancel, &Model::cancel);
      case 22: case 23: return simple("ask", pick(), &Scheduler::ask, &Model::ask);
      case 24: return simple("answer", pick("waiting"), &Scheduler::answer, &Model::answer);
      case 25: return simple("reopen", pick("done"), &Scheduler::reopen, &Model::reopen);
      case 26: return reorder();
      case 27: return assign();
      case 28: return presence();
      case 29: return transfer();
      case 30: return change();
      default: {
        if (bytes_.one_in(2)) return advance();
        const int number = pick(bytes_.one_in(2) ? "done" : "cancelled");
        return simple("forget", number, &Scheduler::forget, &Model::forget);
      }
    }
  }
  void advance() {
    const Refusal got = both([&](Scheduler &engine) { return engine.advance(at_); });
    check("advance", got, model_.advance(at_));
  }
  void submit() {
    const Int key = bytes_.one_in(16) ? bytes_.below(8) : static_cast<Int>(handles_.size()) * 3 - 5;
    const int dept = department();
    const int pool = bytes_.one_in(40) ? pools_ : bytes_.below(pools_);
    const bool back = bytes_.one_in(2);
    const auto got = both([&](Scheduler &engine) { return engine.submit(at_, key, dept, pool, back); });
    int number = -1;
    const std::string expected = model_.submit(at_, key, dept, pool, pools_, back, &number);
    check("submit " + std::to_string(handles_.size()) + " of " + std::to_string(dept) + " in " + std::to_string(pool) +
              (back ? " backed" : ""), got.refusal, expected);
    same("submitted", got.request == entente::kNoRequest ? 0 : 1, number < 0 ? 0 : 1);
    if (number >= 0) handles_.push_back(got.request);
  }
  void next() {
    const int asking = agent();
    const auto got = both([&](Scheduler &engine) { return engine.next(at_, asking); });
    const auto expected = model_.next(at_, asking);
    check("next " + std::to_string(asking) + " (" + std::to_string(expected.request) + " by rule " +
              std::to_string(expected.rule) + ", runner-up " + std::to_string(expected.runner_up) + ")",
          got.refusal, expected.refusal);
    same("next", got.request, expected.request < 0 ? entente::kNoRequest : handle(expected.request));
    ++reached_["rule " + std::to_string(expected.rule)];
    ++reached_["runner-up by rule " + std::to_string(expected.runner_up_rule)];
    if (expected.late) ++reached_["late"];
    same("rule", got.rule, expected.rule);
    same("runner-up", got.runner_up, expected.runner_up < 0 ? entente::kNoRequest : handle(expected.runner_up));
    same("runner-up rule", got.runner_up_rule, expected.runner_up_rule);
    same("late", got.late, expected.late);
    if (expected.request >= 0) {
      const auto &request = model_.requests()[static_cast<std::size_t>(expected.request)];
      same("key", got.key, request.key);
      same("department", got.department, request.department);
      same("due", got.due_us, request.due.value_or(entente::kNoValue));
      same("backing", kBackings[static_cast<std::size_t>(got.backing)], request.backing);
    } else if (got.refusal == Refusal::accepted && model_.is_free(asking)) {
      check_work_conserved(asking);
    }
  }
  /// Nothing was found for a free agent: then no request that it may serve is queued.
  void check_work_conserved(int asking) {
    const auto &pools = agent_pools_[static_cast<std::size_t>(asking)];
    for (const std::int32_t each : known_handles()) {
      const auto info = engine_.request(each);
      if (info.state == entente::RequestState::queued && std::count(pools.begin(), pools.end(), info.pool) != 0)
        differ("work conservation", "nothing", "a queued request");
    }
  }
  void reorder() {
    const int number = pick("queued");
    const auto place = static_cast<std::size_t>(bytes_.below(5));
    const auto slots = all_slots(engine_);
    const Int before = model_.now();
    const Refusal got = both([&](Scheduler &engine) { return engine.reorder(at_, handle(number), place); });
    check("reorder " + std::to_string(number) + " to " + std::to_string(place), got, model_.reorder(at_, number, place));
    if (before == model_.now() && slots != all_slots(engine_)) differ("isolation", "other slots", "the same slots");
  }
  void assign() {
    const int number = pick("queued");
    const int to = agent();
    const Refusal got = both([&](Scheduler &engine) { return engine.assign(at_, handle(number), to); });
    check("assign " + std::to_string(number) + " to " + std::to_string(to), got, model_.assign(at_, number, to));
  }
  void presence() {
    const int who = agent();
    const bool present = !bytes_.one_in(3);
    const Refusal got = both([&](Scheduler &engine) { return engine.presence(at_, who, present); });
    check("presence " + std::to_string(who), got, model_.presence(at_, who, present));
  }
  void transfer() {
    const int from = department();
    const int to = department();
    const Int units = bytes_.one_in(12) ? -bytes_.below(3) : 1 + bytes_.below(4);
    const bool repay = bytes_.one_in(2);
    const Refusal got = both([&](Scheduler &engine) { return engine.transfer(at_, from, to, units, repay); });
    check("transfer " + std::to_string(from) + " " + std::to_string(to) + " " + std::to_string(units) +
              (repay ? " as a loan" : ""), got, model_.transfer(at_, from, to, units, repay));
  }
  void change() {
    entente::TermsChange change;
    Model::Change same_change;
    const auto set = [&](std::optional<Int> &field, const char *name, Int value) {
      field = value;
      same_change.fields[name] = value;
    };
    if (bytes_.one_in(2)) set(change.quota, "quota", bytes_.below(6));
    if (bytes_.one_in(4)) set(change.start_within_us, "start_within", bytes_.below(9));
    if (bytes_.one_in(4)) set(change.spacing_us, "spacing", bytes_.below(9));
    if (bytes_.one_in(4)) set(change.answer_within_us, "answer_within", bytes_.below(9));
    if (bytes_.one_in(4)) set(change.grace_us, "grace", bytes_.below(5));
    if (bytes_.one_in(4)) set(change.overdraft, "overdraft", bytes_.below(4));
    if (bytes_.one_in(4)) set(change.carry_cap, "carry_cap", bytes_.below(6));
    if (bytes_.one_in(4)) set(change.weight, "weight", 1 + bytes_.below(5));
    if (bytes_.one_in(20)) set(change.period_us, "period", 5);
    if (bytes_.one_in(20)) set(change.anchor_us, "anchor", 5);
    same_change.now = bytes_.one_in(2);
    const int who = department();
    const auto when = same_change.now ? entente::Effective::now : entente::Effective::next_period;
    const Refusal got = both([&](Scheduler &engine) { return engine.change_terms(at_, who, change, when); });
    check("change terms of " + std::to_string(who), got, model_.change_terms(at_, who, same_change));
  }

  [[nodiscard]] std::vector<std::int32_t> known_handles() const {
    std::vector<std::int32_t> known;
    for (std::size_t i = 0; i < handles_.size(); ++i)
      if (!model_.requests()[i].forgotten) known.push_back(handles_[i]);
    return known;
  }
  [[nodiscard]] std::vector<std::vector<Int>> all_slots(const Scheduler &engine) const {
    std::vector<std::vector<Int>> slots;
    for (int p = 0; p < pools_; ++p)
      for (int d = 0; d < engine.department_count(); ++d) slots.push_back(engine.slots(d, p));
    return slots;
  }

  void compare_balances(const Scheduler &engine, int d) {
    const Balances got = engine.balances(d);
    const auto &expected = model_.balance(d);
    const std::array<std::array<Int, 2>, 12> pairs{{{got.available, expected.available}, {got.held, expected.held},
        {got.spent, expected.spent}, {got.forfeited, expected.forfeited}, {got.expired, expected.expired},
        {got.lent, expected.lent}, {got.borrowed, expected.borrowed}, {got.refunded, expected.refunded},
        {got.granted, expected.granted}, {got.debt, expected.debt}, {got.loans, expected.loans},
        {engine.overrides(d), expected.overrides}}};
    static constexpr std::array<const char *, 12> kNames{"available", "held", "spent", "forfeited", "expired", "lent",
        "borrowed", "refunded", "granted", "debt", "loans", "overrides"};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i][0] > 0) ++reached_[kNames[i]];
      same(std::string(kNames[i]) + " of " + std::to_string(d), pairs[i][0], pairs[i][1]);
      if (pairs[i][0] < 0) differ(kNames[i], std::to_string(pairs[i][0]), "at least 0");
    }
    same("identity", got.available + got.held + got.spent + got.forfeited + got.expired + got.lent,
         got.granted + got.borrowed);
  }

  void compare() {
    for (const Scheduler *engine : {&engine_, &watched_}) {
      for (int d = 0; d < engine->department_count(); ++d) {
        compare_balances(*engine, d);
        for (int p = 0; p < pools_; ++p)
          if (engine->slots(d, p) != model_.slots(d, p)) differ("slots of " + std::to_string(d), "others", "the model's");
      }
      for (std::size_t i = 0; i < handles_.size(); ++i) {
        const auto &expected = model_.requests()[i];
        if (expected.forgotten) continue;
        const auto got = engine->request(handles_[i]);
        const std::string which = " of " + std::to_string(i);
        same("state" + which, kStates[static_cast<std::size_t>(got.state)], expected.state);
        same("backing" + which, kBackings[static_cast<std::size_t>(got.backing)], expected.backing);
        same("due" + which, got.due_us, expected.due.value_or(entente::kNoValue));
      }
    }
  }

  ByteSource &bytes_;
  std::map<std::string, int> &reached_;
  entente::Quotas book_;
  Int start_;
  Scheduler engine_, watched_;
  Model model_;
  int pools_ = 1, agents_ = 0;
  Int at_ = 0;
  std::vector<std::int32_t> handles_;
  std::vector<std::vector<int>> agent_pools_;
  std::ostringstream trace_;
};

}  // namespace

std::string play(std::span<const std::uint8_t> bytes, std::map<std::string, int> &reached) {
  ByteSource source(bytes);
  Game game(source, reached);
  try {
    game.run();
  } catch (const std::runtime_error &error) {
    return game.trace() + error.what();
  }
  return "";
}
