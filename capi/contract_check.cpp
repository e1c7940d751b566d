#include "entente/scheduler/contract_check.hpp"

#include <iterator>

#include "entente/scheduler/repair.hpp"
#include "guard.hpp"
#include "server_pool.hpp"

using entente::capi::guard;
using entente::capi::read_server_pool;
using entente::capi::require;

namespace {

/// The columns of one counter-example.
struct ExampleColumns {
  std::vector<int64_t> arrival_us, line, backed, start_us, due_us;
};

const entente::Quotas &quotas_of(const entente_contract *contract) {
  require(contract != nullptr, "contract is NULL");
  if (!contract->contract->quotas)
    throw entente::Error(entente::ErrorCode::state, "the contract has no quotas");
  return *contract->contract->quotas;
}

ExampleColumns columns_of(const entente::CounterExample &example) {
  ExampleColumns columns;
  for (const entente::Arrival &arrival : example.arrivals) {
    columns.arrival_us.push_back(arrival.at_us);
    columns.line.push_back(arrival.line);
    columns.backed.push_back(arrival.backed ? 1 : 0);
  }
  columns.start_us.resize(example.arrivals.size(), entente::kNoValue);
  columns.due_us.resize(example.arrivals.size(), entente::kNoValue);
  for (const entente::Visit &visit : example.visits) {
    columns.start_us[visit.arrival] = visit.started_us;
    columns.due_us[visit.arrival] = visit.due_us;
  }
  return columns;
}

void put(int64_t *out, int64_t value) {
  if (out != nullptr) *out = value;
}

}  // namespace

struct entente_contract_check {
  entente::ContractCheck check;
  std::vector<std::string> parties;
  std::vector<int32_t> numbers[4];  ///< by enum entente_contract_check_int32
  std::vector<int64_t> values[11];  ///< by enum entente_contract_check_int64
  std::vector<ExampleColumns> examples;

  entente_contract_check(const entente::Quotas &quotas, const entente::ServerPool &team)
      : check(entente::check_contract(quotas, team)) {
    for (size_t i = 0; i < quotas.lines.size(); ++i) add(quotas.lines[i], check.lines[i]);
    for (const entente::CounterExample &example : check.examples) examples.push_back(columns_of(example));
  }
  void add(const entente::QuotaLine &line, const entente::PromiseCheck &one) {
    parties.push_back(line.party);
    const int32_t number[] = {static_cast<int32_t>(one.promise), static_cast<int32_t>(one.no_example),
                              static_cast<int32_t>(one.warnings), one.example < 0 ? INT32_MIN : one.example};
    const entente::Lateness &late = one.lateness;
    const int64_t value[] = {late.lateness_us,   late.at_most_us,    late.at_us,           late.demand,
                             late.started_by_us, one.start_bound_us, line.start_within_us, line.spacing_us,
                             line.grace_us,      line.quota,         line.period_us};
    for (size_t c = 0; c < std::size(numbers); ++c) numbers[c].push_back(number[c]);
    for (size_t c = 0; c < std::size(values); ++c) values[c].push_back(value[c]);
  }
};

int32_t entente_contract_check_create(const entente_contract *contract, const entente_server_pool *team,
                                      entente_contract_check **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "entente_contract_check_create: out is NULL");
    *out = new entente_contract_check(quotas_of(contract), read_server_pool(team));
  });
}

void entente_contract_check_destroy(entente_contract_check *check) {
  delete check;
}

int64_t entente_contract_check_figure(const entente_contract_check *check, int32_t figure) {
  if (check == nullptr) return entente::kNoValue;
  const entente::ContractCheck &found = check->check;
  const int64_t figures[] = {static_cast<int64_t>(found.verdict),
                             static_cast<int64_t>(found.lines.size()),
                             static_cast<int64_t>(found.examples.size()),
                             found.smallest < 0 ? entente::kNoValue : found.smallest,
                             found.team.ordinary_floor_us,
                             found.ordinary.lateness_us,
                             found.ordinary.at_most_us};
  return figure >= 0 && static_cast<size_t>(figure) < std::size(figures) ? figures[figure]
                                                                         : entente::kNoValue;
}

const char *entente_contract_check_party(const entente_contract_check *check, size_t line) {
  return check == nullptr || line >= check->parties.size() ? "" : check->parties[line].c_str();
}

const int32_t *entente_contract_check_int32(const entente_contract_check *check, int32_t column) {
  if (check == nullptr || column < 0 || static_cast<size_t>(column) >= std::size(check->numbers))
    return nullptr;
  return check->numbers[column].data();
}

const int64_t *entente_contract_check_int64(const entente_contract_check *check, int32_t column) {
  if (check == nullptr || column < 0 || static_cast<size_t>(column) >= std::size(check->values))
    return nullptr;
  return check->values[column].data();
}

int64_t entente_contract_check_example_figure(const entente_contract_check *check, int32_t example,
                                              int32_t figure) {
  if (check == nullptr || example < 0 || static_cast<size_t>(example) >= check->examples.size())
    return entente::kNoValue;
  const entente::CounterExample &found = check->check.examples[static_cast<size_t>(example)];
  const int64_t figures[] = {found.line,      static_cast<int64_t>(found.arrivals.size()),
                             found.begin_us,  static_cast<int64_t>(found.late),
                             found.due_us,    found.started_us,
                             found.is_fewest, found.is_minimal};
  return figure >= 0 && static_cast<size_t>(figure) < std::size(figures) ? figures[figure]
                                                                         : entente::kNoValue;
}

const int64_t *entente_contract_check_example(const entente_contract_check *check, int32_t example,
                                              int32_t column) {
  if (check == nullptr || example < 0 || static_cast<size_t>(example) >= check->examples.size())
    return nullptr;
  const ExampleColumns &found = check->examples[static_cast<size_t>(example)];
  const std::vector<int64_t> *const columns[] = {&found.arrival_us, &found.line, &found.backed,
                                                 &found.start_us, &found.due_us};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

int32_t entente_contract_repairs(const entente_contract *contract, const entente_server_pool *team, int64_t *servers,
                                 int64_t *spacing_permille, int64_t *visit_us, entente_error **err) {
  return guard(err, [&] {
    const entente::Repairs found = entente::repairs(quotas_of(contract), read_server_pool(team));
    put(servers, found.servers);
    put(spacing_permille, found.spacing_factor_permille);
    put(visit_us, found.visit_us);
  });
}

int32_t entente_contract_least_spacing(const entente_contract *contract, const entente_server_pool *team,
                                       int32_t line, int64_t *spacing_us, int64_t *quota,
                                       entente_error **err) {
  return guard(err, [&] {
    const entente::Quotas &quotas = quotas_of(contract);
    const int64_t least_us = entente::least_spacing_us(quotas, read_server_pool(team), line);
    put(spacing_us, least_us);
    const auto &terms = quotas.lines[static_cast<size_t>(line)];
    put(quota, least_us == entente::kNoValue ? least_us : entente::largest_quota(terms, least_us));
  });
}
