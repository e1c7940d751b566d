#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "entente.h"
#include "subcommands.hpp"

namespace conformance {
namespace {

using nlohmann::json;

/// Operations of the vectors that entente.h has.
const std::set<std::string> kOperations{"submit", "back",   "reorder", "next",     "complete",        "ask",     "answer",
                                        "reopen", "cancel", "transfer", "change_contract", "presence",
                                        "choose_agent", "knows", "lateness"};

const std::map<std::string, std::int32_t> kTerms{
    {"quota", ENTENTE_TERM_QUOTA},           {"start_within", ENTENTE_TERM_START_WITHIN_US},
    {"spacing", ENTENTE_TERM_SPACING_US},    {"answer_within", ENTENTE_TERM_ANSWER_WITHIN_US},
    {"grace", ENTENTE_TERM_GRACE_US},        {"overdraft", ENTENTE_TERM_OVERDRAFT},
    {"carry_cap", ENTENTE_TERM_CARRY_CAP},   {"carry_num", ENTENTE_TERM_CARRY_NUM},
    {"carry_den", ENTENTE_TERM_CARRY_DEN},   {"weight", ENTENTE_TERM_WEIGHT},
    {"period", ENTENTE_TERM_PERIOD_US},      {"anchor", ENTENTE_TERM_ANCHOR_US}};

const std::map<std::string, std::int32_t> kBalances{
    {"available", ENTENTE_BALANCE_AVAILABLE}, {"held", ENTENTE_BALANCE_HELD},
    {"spent", ENTENTE_BALANCE_SPENT},         {"forfeited", ENTENTE_BALANCE_FORFEITED},
    {"expired", ENTENTE_BALANCE_EXPIRED},     {"lent", ENTENTE_BALANCE_LENT},
    {"borrowed", ENTENTE_BALANCE_BORROWED},   {"refunded", ENTENTE_BALANCE_REFUNDED},
    {"granted", ENTENTE_BALANCE_GRANTED},     {"debt", ENTENTE_BALANCE_DEBT},
    {"loans", ENTENTE_BALANCE_LOANS}};

const char *const kStates[] = {"queued", "active", "waiting", "done", "cancelled"};
const char *const kBackings[] = {"none", "held", "spent", "refunded", "forfeited"};

constexpr std::int64_t kNone = INT64_MIN;
constexpr std::int64_t kWindow = 1'000'000'000;  ///< of the specification, for `knows`

/// Throws what a failed call said.
void check(std::int32_t status, entente_error *error) {
  if (status == ENTENTE_OK) return;
  const std::string message = std::string(entente_status_name(status)) + ": " + entente_error_message(error);
  entente_error_destroy(error);
  throw std::runtime_error(message);
}

/// The contract document of a scenario's setup: ticks are microseconds, every term is given explicitly.
json contract_document(const json &setup) {
  json parties = json::array();
  json lines = json::array();
  for (const json &department : setup["departments"]) {
    const json contract = department.value("contract", json::object());
    json line{{"party", department["id"]}, {"weight", department.value("weight", 1)}};
    for (const char *key : {"quota", "carry_cap", "overdraft"}) line[key] = contract.value(key, 0);
    for (const char *key : {"carry_num", "carry_den"}) line[key] = contract.value(key, 1);
    for (const char *key : {"period", "start_within", "spacing", "answer_within", "grace", "anchor"})
      line[key] = std::to_string(contract.value(key, 0)) + "us";
    lines.push_back(line);
    parties.push_back({{"id", department["id"]}, {"kind", "requester"}});
  }
  return {{"entente", 1},
          {"name", "scenario"},
          {"zone", "Etc/UTC"},
          {"parties", parties},
          {"quotas",
           {{"ordinary_floor", std::to_string(setup.value("ordinary_floor", 0)) + "us"}, {"lines", lines}}}};
}

/// One scenario, played through the C API.
class Scenario {
 public:
  Scenario(const json &row, Report &report) : row_(row), report_(report), scheduler_(create(row["setup"])) {
    for (const json &agent : row["setup"]["agents"]) {
      const std::string name = agent["id"];
      std::int32_t id = 0;
      call(entente_scheduler_add_agent, name.data(), name.size(), pool(agent.value("pool", "*")),
           agent.value("slots", 1), &id);
      const json skills = agent.value("skills", json::array());
      for (const json &skill : skills)
        call(entente_scheduler_add_skill, id, pool(skill.get<std::string>()));
      agents_[name] = id;
      agent_names_.push_back(name);
    }
  }

  /// True if everything was as the scenario says.
  bool play() {
    for (const json &operation : row_["ops"]) {
      if (operation["op"] == "lateness") {
        compare("lateness", lateness(operation), operation["expect"]);
        continue;
      }
      const std::string expected = operation.value("refused", "accepted");
      const std::string got = entente_refusal_name(operate(operation));
      const std::string op = operation["op"];
      compare(op + " at " + operation["at"].dump(), got, expected);
      const bool answers = op == "next" || op == "choose_agent" || op == "knows";
      if (answers && operation.contains("expect")) compare(op, taken_, operation["expect"]);
    }
    check_end(row_["expect"]);
    return right_;
  }

 private:
  using Handle = std::unique_ptr<entente_scheduler, decltype(&entente_scheduler_destroy)>;

  static Handle create(const json &setup) {
    const std::string text = contract_document(setup).dump();
    entente_contract *contract = nullptr;
    entente_scheduler *scheduler = nullptr;
    entente_problems *problems = nullptr;
    entente_error *error = nullptr;
    const std::int32_t parsed = entente_contract_parse(text.data(), text.size(), nullptr, 0, &contract, &problems,
                                                       &error);
    const std::string problem = entente_problems_text(problems, 0, ENTENTE_PROBLEM_MESSAGE);
    entente_problems_destroy(problems);
    if (parsed != ENTENTE_OK && !problem.empty()) {
      entente_error_destroy(error);
      throw std::runtime_error(problem);
    }
    check(parsed, error);
    const std::int32_t created = entente_scheduler_create(contract, 0, &scheduler, &error);
    entente_contract_destroy(contract);
    check(created, error);
    return {scheduler, entente_scheduler_destroy};
  }

  template <class Function, class... Arguments>
  void call(Function function, Arguments... arguments) {
    entente_error *error = nullptr;
    const std::int32_t status = function(scheduler_.get(), arguments..., &error);
    check(status, error);
  }
  std::int32_t pool(const std::string &name) {
    std::int32_t id = 0;
    call(entente_scheduler_add_pool, name.data(), name.size(), &id);
    return id;
  }
  std::int32_t department(const std::string &name) {
    std::int32_t id = 0;
    call(entente_scheduler_department_id, name.data(), name.size(), &id);
    return id;
  }

  void compare(const std::string &what, const json &got, const json &expected) {
    if (got == expected) return;
    right_ = false;
    report_.fail(row_["id"], what + " " + got.dump(), expected.dump());
  }

  /// A question about a book, beside the queue; null where there is no bound.
  static json lateness(const json &operation) {
    std::vector<std::int64_t> start, spacing;
    for (const json &line : operation["book"]) {
      start.push_back(line[0]);
      spacing.push_back(line[1]);
    }
    entente_server_pool team{};
    team.struct_size = sizeof team;
    team.servers = operation["servers"];
    team.visit_us = operation["bound"];
    team.ordinary_floor_us = operation.value("floor", std::int64_t{0});
    team.expedite = operation.value("expedite", 0);
    const std::int64_t at_least = operation.value("at_least", std::int64_t{0});
    std::int64_t late = 0;
    entente_error *error = nullptr;
    const std::int32_t status = entente_lateness(start.size(), start.data(), spacing.data(), &team, 1, &at_least, &late,
                                                 nullptr, nullptr, nullptr, nullptr, &error);
    check(status, error);
    return late == INT64_MIN ? json() : json(late);
  }

  std::int32_t operate(const json &operation) {
    const std::string op = operation["op"];
    const std::int64_t at = operation["at"];
    std::int32_t refusal = 0;
    if (op == "submit") {
      std::int32_t request = 0;
      const std::string id = operation["id"];
      entente_new_request submitted{};
      submitted.struct_size = sizeof submitted;
      submitted.key = key(id);
      submitted.department = department(operation["dept"]);
      submitted.pool = pool(operation.value("pool", "*"));
      submitted.back = operation.value("back", false) ? 1 : 0;
      submitted.client = client(operation);
      submitted.sla_due_us = kNone;
      call(entente_scheduler_submit_request, at, &submitted, &request, &refusal);
      if (request >= 0) requests_[id] = request;
    } else if (op == "next") {
      next(at, operation, &refusal);
    } else if (op == "reorder") {
      call(entente_scheduler_reorder, at, requests_.at(operation["id"]), operation["position"].get<std::int64_t>(),
           &refusal);
    } else if (op == "transfer") {
      call(entente_scheduler_transfer, at, department(operation["from"]), department(operation["to"]),
           operation["units"].get<std::int64_t>(), operation.value("repay", false) ? 1 : 0, &refusal);
    } else if (op == "presence") {
      call(entente_scheduler_presence, at, agents_.at(operation["agent"]), operation["present"].get<bool>() ? 1 : 0,
           &refusal);
    } else if (op == "choose_agent" || op == "knows") {
      call(entente_scheduler_advance, at, &refusal);
      op == "knows" ? knows(operation) : choose_agent(operation);
    } else if (op == "change_contract") {
      change(at, operation, &refusal);
    } else {
      static const std::map<std::string, decltype(&entente_scheduler_back)> kSimple{
          {"back", entente_scheduler_back},     {"complete", entente_scheduler_complete},
          {"ask", entente_scheduler_ask},       {"answer", entente_scheduler_answer},
          {"reopen", entente_scheduler_reopen}, {"cancel", entente_scheduler_cancel}};
      call(kSimple.at(op), at, requests_.at(operation["id"]), &refusal);
    }
    return refusal;
  }

  void next(std::int64_t at, const json &operation, std::int32_t *refusal) {
    entente_decision decision{};
    decision.struct_size = sizeof decision;
    call(entente_scheduler_next, at, agents_.at(operation["agent"]), &decision, refusal);
    taken_ = nullptr;
    if (decision.request < 0) return;
    taken_ = keys_.at(decision.key);
    order_.push_back(taken_);
    starts_.push_back({taken_, at, operation["agent"]});
  }

  std::int64_t client(const json &operation) {
    if (!operation.contains("client")) return kNone;
    return clients_.emplace(operation["client"], static_cast<std::int64_t>(clients_.size())).first->second;
  }
  void choose_agent(const json &operation) {
    std::int32_t agent = -1;
    call(entente_scheduler_choose_agent, pool(operation["pool"]), client(operation), kWindow, &agent, nullptr, nullptr,
         nullptr, nullptr);
    taken_ = nullptr;
    if (agent >= 0) taken_ = agent_names_[static_cast<std::size_t>(agent)];
  }
  void knows(const json &operation) {
    std::vector<std::int32_t> agents(agents_.size());
    std::size_t need = 0;
    call(entente_scheduler_knows, client(operation), kWindow, agents.data(), agents.size(), &need);
    taken_ = json::array();
    for (std::size_t i = 0; i < need; ++i) taken_.push_back(agent_names_[static_cast<std::size_t>(agents[i])]);
  }

  void change(std::int64_t at, const json &operation, std::int32_t *refusal) {
    std::vector<std::int32_t> terms;
    std::vector<std::int64_t> values;
    for (const auto &[name, value] : operation.items()) {
      if (kTerms.count(name) == 0) continue;
      terms.push_back(kTerms.at(name));
      values.push_back(value);
    }
    call(entente_scheduler_change_terms, at, department(operation["dept"]), terms.size(), terms.data(), values.data(),
         operation.value("effective", "next_period") == "now" ? 1 : 0, refusal);
  }

  void check_end(const json &expect) {
    if (expect.contains("order")) compare("order", order_, expect["order"]);
    if (expect.contains("starts")) compare("starts", starts_, expect["starts"]);
    const auto each = [&](const char *field, const auto &check_one) {
      const json wanted = expect.value(field, json::object());
      for (const auto &[name, value] : wanted.items()) check_one(name, value);
    };
    each("balances", [&](const std::string &name, const json &fields) {
      for (const auto &[field, units] : fields.items()) {
        std::int64_t got = 0;
        call(entente_scheduler_balance, department(name), kBalances.at(field), &got);
        compare(field + " of " + name, got, units);
      }
    });
    each("state", [&](const std::string &id, const json &state) {
      compare("state of " + id, kStates[request(id).state], state);
    });
    each("backing", [&](const std::string &id, const json &backing) {
      compare("backing of " + id, kBackings[request(id).backing], backing);
    });
    each("due", [&](const std::string &id, const json &due) { compare("due of " + id, request(id).due_us, due); });
    each("slots", [&](const std::string &name, const json &due) { compare("slots of " + name, slots(name), due); });
  }

  struct Seen {
    std::int32_t state = 0, backing = 0;
    std::int64_t due_us = 0;
  };
  Seen request(const std::string &id) {
    Seen seen;
    call(entente_scheduler_request, requests_.at(id), &seen.state, &seen.backing, &seen.due_us);
    return seen;
  }
  std::vector<std::int64_t> slots(const std::string &name) {
    std::vector<std::int64_t> due_us(requests_.size());
    std::size_t need = 0;
    call(entente_scheduler_slots, department(name), 0, due_us.data(), due_us.size(), &need);
    due_us.resize(need);
    return due_us;
  }
  std::int64_t key(const std::string &id) {
    for (const auto &[number, name] : keys_)
      if (name == id) return number;
    const auto number = static_cast<std::int64_t>(keys_.size());
    keys_[number] = id;
    return number;
  }

  const json &row_;
  Report &report_;
  Handle scheduler_;
  std::map<std::string, std::int32_t> agents_, requests_;
  std::vector<std::string> agent_names_;
  std::map<std::string, std::int64_t> clients_;
  std::map<std::int64_t, std::string> keys_;
  json order_ = json::array(), starts_ = json::array(), taken_;
  bool right_ = true;
};

void run_row(const json &row, Report &report) {
  for (const json &operation : row["ops"])
    if (kOperations.count(operation["op"]) == 0) return report.skip(operation["op"]);
  Scenario scenario(row, report);
  if (scenario.play()) report.pass();
}

}  // namespace

void run_scheduler(const std::vector<std::string> &arguments, Report &report) {
  for (const std::string &path : arguments) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    for (std::string line; std::getline(file, line);) {
      const json row = json::parse(line);
      try {
        run_row(row, report);
      } catch (const std::exception &error) {
        report.fail(row.value("id", path), error.what(), "an answer");
      }
    }
  }
}

}  // namespace conformance
