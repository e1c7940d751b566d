#include "log_game.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace {

constexpr std::size_t kBookBytes = 96;

std::span<const std::uint8_t> head(std::span<const std::uint8_t> bytes, std::size_t count) {
  return bytes.first(std::min(count, bytes.size()));
}

}  // namespace

entente::QuotaLine LogGame::decode_line(ByteSource &bytes, const std::string &name) {
  static constexpr std::array<std::array<int, 2>, 5> kFractions{{{1, 1}, {1, 2}, {2, 3}, {0, 1}, {3, 4}}};
  entente::QuotaLine line;
  line.party = name;
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

LogGame::LogGame(std::span<const std::uint8_t> bytes, std::map<std::string, int> &reached)
    : all_(bytes.subspan(std::min(bytes.size(), kBookBytes))), bytes_(head(bytes, kBookBytes)), reached_(reached),
      engine_({}, 0), watched_({}, 0), model_({}, {}, 0, 0) {
  decode_book();
  engine_ = Scheduler(book_, start_);
  watched_ = Scheduler(book_, start_);
  model_ = Model(book_.lines, rules_, pools_, start_);
  for (int p = 1; p < pools_; ++p)
    for (Scheduler *each : {&engine_, &watched_}) each->add_pool("pool " + std::to_string(p));
  const int agents = bytes_.below(5);
  for (int a = 0; a < agents; ++a) add_agent();
  record_room_ = bytes_.one_in(4) ? 40 : 4096;
  engine_.reserve_records(record_room_);
  folded_.resize(book_.lines.size());
}

void LogGame::decode_book() {
  const int departments = 1 + bytes_.below(5);
  start_ = bytes_.below(20);
  pools_ = 1 + bytes_.below(3);
  for (int d = 0; d < departments; ++d)
    book_.lines.push_back(decode_line(bytes_, std::string(1, static_cast<char>('A' + d))));
  book_.ordinary_floor_us = rules_.floor = bytes_.one_in(2) ? 0 : 1 + bytes_.below(8);
  if (bytes_.one_in(3)) book_.expedite_cap = rules_.expedite_cap = 1 + bytes_.below(2);
  rules_.by_sla_due = bytes_.one_in(3);
  if (rules_.by_sla_due) book_.ordinary_order = entente::OrdinaryOrder::sla_due;
  rules_.needs_intake = bytes_.one_in(4);
  if (rules_.needs_intake) book_.intake = {"location"};
}

void LogGame::run() {
  for (std::size_t done = 0; done < 120 && all_.size() > done * kOperationBytes; ++done) {
    bytes_ = ByteSource(head(all_.subspan(done * kOperationBytes), kOperationBytes));
    const int delta = bytes_.below(16);
    at_ = model_.now() + (delta < 9 ? 0 : delta < 14 ? delta - 8 : delta == 14 ? bytes_.below(60) : 0);
    if (delta == 15 && bytes_.one_in(4)) at_ = model_.now() + 40 * bytes_.byte();
    if (delta == 15 && bytes_.one_in(8)) at_ = std::max<Int>(model_.now() - 1, 0);
    operate();
    compare(done % 4 == 3);
    if (done % 16 == 5) check_durability();
    if (done % 8 == 7) check_records();
  }
  check_records();
  check_durability();
}

void LogGame::add_agent() {
  int own = bytes_.below(pools_);
  if (!model_.takes_pool(own)) return;
  const int slots = bytes_.below(8) == 0 ? 0 : 1 + bytes_.below(3);
  const int chosen = bytes_.byte();
  std::vector<int> skills;
  for (int p = 0; p < pools_; ++p)
    if (p != own && model_.takes_pool(p) && (chosen >> p & 1) != 0) skills.push_back(p);
  for (Scheduler *each : {&engine_, &watched_}) {
    const std::int32_t number = each->add_agent("a", own, slots);
    for (const int skill : skills) each->add_skill(number, skill);
  }
  model_.add_agent(own, slots, skills);
  agent_pools_.push_back(skills);
  agent_pools_.back().push_back(own);
}

/// Some request, by its number in the model; sometimes one that does not exist.
int LogGame::pick() {
  const int count = static_cast<int>(handles_.size());
  if (count == 0 || bytes_.one_in(32)) return -1;
  return bytes_.one_in(2) ? count - 1 - bytes_.below(std::min(count, 6)) : bytes_.below(count);
}

/// A request in a state, if the choice falls on one; else any.
int LogGame::pick(const char *state) {
  const int chosen = pick();
  if (chosen < 0 || bytes_.one_in(8)) return chosen;
  const auto &requests = model_.requests();
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::size_t at = (static_cast<std::size_t>(chosen) + i) % requests.size();
    if (requests[at].state == state && !requests[at].forgotten) return static_cast<int>(at);
  }
  return chosen;
}

std::int32_t LogGame::handle(int number) const {
  return number < 0 ? 77'777'777 : handles_[static_cast<std::size_t>(number)];
}
int LogGame::department() { return bytes_.one_in(40) ? 99 : bytes_.below(engine_.department_count()); }
int LogGame::agent() { return bytes_.one_in(40) ? -1 : bytes_.below(static_cast<int>(agent_pools_.size())); }

void LogGame::operate() {
  using entente::OperationKind;
  switch (bytes_.below(40)) {
    case 0: case 1: case 2: case 3: case 4: case 5: case 6: case 7: return submit();
    case 8: case 9: case 10: case 11: case 12: case 13: return next();
    case 14: case 15: case 16:
      return simple("back", OperationKind::back, pick("queued"), &Scheduler::back, &Model::back);
    case 17: case 18: case 19:
      return simple("complete", OperationKind::complete, pick("active"), &Scheduler::complete, &Model::complete);
    case 20: case 21: return simple("cancel", OperationKind::cancel, pick(), &Scheduler::cancel, &Model::cancel);
    case 22: case 23: return simple("ask", OperationKind::ask, pick(), &Scheduler::ask, &Model::ask);
    case 24: return simple("answer", OperationKind::answer, pick("waiting"), &Scheduler::answer, &Model::answer);
    case 25: return simple("reopen", OperationKind::reopen, pick("done"), &Scheduler::reopen, &Model::reopen);
    case 26: return reorder();
    case 27: case 28:
      return simple("unback", OperationKind::unback, pick("queued"), &Scheduler::unback, &Model::unback);
    case 29:
      return simple("release", OperationKind::release, pick("active"), &Scheduler::release, &Model::release);
    case 30: case 31: {
      const int number = pick();
      return with_other("move", number, pool());
    }
    case 32: case 33: {
      const int number = pick();
      return with_other("reshape", number, pick());
    }
    case 34:
      return simple("intake", OperationKind::complete_intake, pick("queued"), &Scheduler::complete_intake,
                    &Model::complete_intake);
    case 35: {
      const int number = pick(bytes_.one_in(2) ? "done" : "cancelled");
      return simple("forget", OperationKind::forget, number, &Scheduler::forget, &Model::forget);
    }
    default: return host_operation();
  }
}

void LogGame::simple(const std::string &name, entente::OperationKind kind, int number, OnEngine on_engine,
                     OnModel on_model) {
  watch();
  // In a batch the request is named by its key, where it is known.
  entente::Operation operation{kind, handle(number), at_};
  if (number >= 0 && !model_.requests()[static_cast<std::size_t>(number)].forgotten) {
    operation.request = entente::kNoRequest;
    operation.key = model_.requests()[static_cast<std::size_t>(number)].key;
  }
  entente::Outcome outcome;
  std::size_t applied = 0;
  watched_.apply({&operation, 1}, {&outcome, 1}, &applied);
  const Refusal got = (engine_.*on_engine)(at_, handle(number));
  same("batch", number, static_cast<Int>(outcome.refusal), static_cast<Int>(got));
  check(name + " " + std::to_string(number), got, (model_.*on_model)(at_, number));
}

void LogGame::with_other(const std::string &name, int number, int other) {
  const bool is_move = name == "move";
  const Refusal got = both([&](Scheduler &engine) {
    return is_move ? engine.move(at_, handle(number), other) : engine.reshape(at_, handle(number), handle(other));
  });
  check(name + " " + std::to_string(number) + " " + std::to_string(other), got,
        is_move ? model_.move(at_, number, other) : model_.reshape(at_, number, other));
}

void LogGame::submit() {
  Model::New made;
  entente::NewRequest request;
  request.key = made.key = bytes_.one_in(16) ? bytes_.below(8) : static_cast<Int>(handles_.size()) * 3 - 5;
  request.department = made.department = department();
  request.pool = made.pool = pool();
  request.back = made.back = bytes_.one_in(2);
  const int traits = bytes_.byte();
  request.expedite = made.expedite = traits % 8 == 1;
  request.intake_complete = made.intake = traits % 16 < 12;
  if (traits >= 64) request.client = *(made.client = traits % 5);
  if (const int due = bytes_.byte(); due % 4 != 0) request.sla_due_us = *(made.sla_due = due % 9);
  const auto got = both([&](Scheduler &engine) { return engine.submit(at_, request); });
  int number = -1;
  const std::string expected = model_.submit(at_, made, &number);
  check("submit " + std::to_string(handles_.size()) + " of " + std::to_string(made.department) + " in " +
            std::to_string(made.pool) + (made.back ? " backed" : "") + (made.expedite ? " expedite" : ""),
        got.refusal, expected);
  same("submitted", number, got.request == entente::kNoRequest ? 0 : 1, number < 0 ? 0 : 1);
  if (number >= 0) handles_.push_back(got.request);
}

void LogGame::next() {
  const int asking = agent();
  const auto got = both([&](Scheduler &engine) { return engine.next(at_, asking); });
  const auto expected = model_.next(at_, asking);
  const auto none = entente::kNoValue;
  check("next " + std::to_string(asking) + " (" + std::to_string(expected.request) + " by rule " +
            std::to_string(expected.rule) + ", runner-up " + std::to_string(expected.runner_up) + ")",
        got.refusal, expected.refusal);
  same("next", asking, got.request, expected.request < 0 ? entente::kNoRequest : handle(expected.request));
  if (expected.request >= 0) ++reached_["rule " + std::to_string(expected.rule)];
  if (expected.runner_up >= 0) ++reached_["runner-up by rule " + std::to_string(expected.runner_up_rule)];
  if (expected.late) ++reached_["late"];
  same("rule", asking, got.rule, expected.rule);
  same("runner-up", asking, got.runner_up, expected.runner_up < 0 ? entente::kNoRequest : handle(expected.runner_up));
  same("runner-up rule", asking, got.runner_up_rule, expected.runner_up_rule);
  same("late", asking, got.late, expected.late);
  same("rank", asking, got.rank, expected.rank.value_or(none));
  same("sequence", asking, got.sequence, expected.request);
  same("runner-up rank", asking, got.runner_up_rank, expected.runner_up_rank.value_or(none));
  same("runner-up sequence", asking, got.runner_up_sequence, expected.runner_up);
  if (expected.request >= 0) {
    const auto &request = model_.requests()[static_cast<std::size_t>(expected.request)];
    same("key", asking, got.key, request.key);
    same("department", asking, got.department, request.department);
    same("due", asking, got.due_us, request.due.value_or(none));
  } else if (got.refusal == Refusal::accepted && model_.is_free(asking)) {
    check_work_conserved(asking);
  }
}

/// Nothing was found for a free agent: then no request that it may serve is queued.
void LogGame::check_work_conserved(int asking) {
  const auto &pools = agent_pools_[static_cast<std::size_t>(asking)];
  for (std::size_t i = 0; i < handles_.size(); ++i) {
    if (model_.requests()[i].forgotten) continue;
    const auto info = engine_.request(handles_[i]);
    if (info.state != entente::RequestState::queued || std::count(pools.begin(), pools.end(), info.pool) == 0) continue;
    const bool lane_full = info.pool != pools.back() || model_.expedite_is_full(info.pool);
    if (!info.expedite || !lane_full) differ("work conservation", "nothing", "a queued request");
  }
}

void LogGame::reorder() {
  const int number = pick("queued");
  const auto place = static_cast<std::size_t>(bytes_.below(5));
  const auto slots = all_slots(engine_);
  const Int before = model_.now();
  const Refusal got = both([&](Scheduler &engine) { return engine.reorder(at_, handle(number), place); });
  check("reorder " + std::to_string(number) + " to " + std::to_string(place), got, model_.reorder(at_, number, place));
  if (before == model_.now() && slots != all_slots(engine_)) differ("isolation", "other slots", "the same slots");
}
