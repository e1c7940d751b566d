#include <string>
#include <vector>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

entente_server_pool team_of(std::int64_t servers, std::int64_t visit_us, std::int32_t expedite) {
  entente_server_pool team{};
  team.struct_size = sizeof team;
  team.servers = servers;
  team.visit_us = visit_us;
  team.expedite = expedite;
  return team;
}

const char *promise_name(std::int64_t promise) {
  switch (promise) {
    case ENTENTE_PROMISE_PROVED: return "proved";
    case ENTENTE_PROMISE_REFUSED: return "refused";
    case ENTENTE_PROMISE_NOT_PROVED: return "not_proved";
    default: return "none";
  }
}

const char *no_example_name(std::int32_t reason) {
  switch (reason) {
    case ENTENTE_NO_EXAMPLE_FOUND: return "found";
    case ENTENTE_NO_EXAMPLE_KEPT: return "kept";
    case ENTENTE_NO_EXAMPLE_NOT_REACHED: return "not_reached";
    default: return "too_long";
  }
}

nb::list warning_names(std::int32_t warnings) {
  static constexpr struct {
    std::int32_t bit;
    const char *name;
  } kNames[] = {{ENTENTE_WARNING_START_AT_ONCE_OR_REFUND, "start_at_once_or_refund"},
                {ENTENTE_WARNING_VISIT_LONGER, "visit_longer_than_promise"},
                {ENTENTE_WARNING_NO_PACE, "no_pace"},
                {ENTENTE_WARNING_PACE_SLOWER_THAN_QUOTA, "pace_slower_than_quota"},
                {ENTENTE_WARNING_NOTHING_PROMISED, "nothing_promised"}};
  nb::list names;
  for (const auto &warning : kNames)
    if ((warnings & warning.bit) != 0) names.append(warning.name);
  return names;
}

nb::dict line_of(const entente_contract_check *check, std::size_t line) {
  static constexpr struct {
    std::int32_t column;
    const char *name;
  } kColumns[] = {{ENTENTE_CHECK_QUOTA, "quota"},
                  {ENTENTE_CHECK_PERIOD_US, "period_us"},
                  {ENTENTE_CHECK_START_WITHIN_US, "start_within_us"},
                  {ENTENTE_CHECK_SPACING_US, "spacing_us"},
                  {ENTENTE_CHECK_GRACE_US, "grace_us"},
                  {ENTENTE_CHECK_LATENESS_US, "lateness_us"},
                  {ENTENTE_CHECK_AT_MOST_US, "at_most_us"},
                  {ENTENTE_CHECK_START_BOUND_US, "start_bound_us"},
                  {ENTENTE_CHECK_AT_US, "at_us"},
                  {ENTENTE_CHECK_DEMAND, "demand"},
                  {ENTENTE_CHECK_STARTED_BY_US, "started_by_us"}};
  nb::dict result;
  result["party"] = entente_contract_check_party(check, line);
  result["promise"] = promise_name(entente_contract_check_int32(check, ENTENTE_CHECK_PROMISE)[line]);
  result["no_example"] = no_example_name(entente_contract_check_int32(check, ENTENTE_CHECK_NO_EXAMPLE)[line]);
  for (const auto &column : kColumns)
    result[column.name] = int_or_none(entente_contract_check_int64(check, column.column)[line]);
  result["warnings"] = warning_names(entente_contract_check_int32(check, ENTENTE_CHECK_WARNINGS)[line]);
  result["example"] = id_or_none(entente_contract_check_int32(check, ENTENTE_CHECK_EXAMPLE)[line]);
  return result;
}

nb::dict example_of(const entente_contract_check *check, std::int32_t example) {
  const auto figure = [&](std::int32_t which) { return entente_contract_check_example_figure(check, example, which); };
  const auto column = [&](std::int32_t which) { return entente_contract_check_example(check, example, which); };
  const std::int64_t *at_us = column(ENTENTE_EXAMPLE_ARRIVAL_US), *line = column(ENTENTE_EXAMPLE_ARRIVAL_LINE);
  const std::int64_t *backed = column(ENTENTE_EXAMPLE_ARRIVAL_BACKED), *start_us = column(ENTENTE_EXAMPLE_VISIT_START_US);
  const std::int64_t *due_us = column(ENTENTE_EXAMPLE_VISIT_DUE_US);
  nb::list requests;
  for (std::int64_t i = 0; i < figure(ENTENTE_EXAMPLE_REQUESTS); ++i) {
    nb::dict request;
    request["party"] = entente_contract_check_party(check, static_cast<std::size_t>(line[i]));
    request["arrives_us"] = at_us[i];
    request["backed"] = backed[i] != 0;
    request["due_us"] = int_or_none(due_us[i]);
    request["starts_us"] = int_or_none(start_us[i]);
    requests.append(request);
  }
  nb::dict result;
  result["party"] = entente_contract_check_party(check, static_cast<std::size_t>(figure(ENTENTE_EXAMPLE_LINE)));
  result["line"] = figure(ENTENTE_EXAMPLE_LINE);
  result["begin_us"] = figure(ENTENTE_EXAMPLE_BEGIN_US);
  result["late"] = figure(ENTENTE_EXAMPLE_LATE);
  result["due_us"] = figure(ENTENTE_EXAMPLE_DUE_US);
  result["starts_us"] = figure(ENTENTE_EXAMPLE_STARTED_US);
  result["is_fewest"] = figure(ENTENTE_EXAMPLE_IS_FEWEST) != 0;
  result["is_minimal"] = figure(ENTENTE_EXAMPLE_IS_MINIMAL) != 0;
  result["requests"] = requests;
  return result;
}

nb::dict check_promises(const Contract &contract, std::int64_t servers, std::int64_t visit_us, std::int32_t expedite) {
  const entente_server_pool team = team_of(servers, visit_us, expedite);
  ContractCheckHandle check;
  Failure failure;
  failure.check(without_gil(
      [&] { return entente_contract_check_create(contract.handle.get(), &team, check.out(), failure.out()); }));
  const auto figure = [&](std::int32_t which) { return entente_contract_check_figure(check.get(), which); };
  nb::list lines, examples;
  for (std::int64_t i = 0; i < figure(ENTENTE_CHECK_LINES); ++i)
    lines.append(line_of(check.get(), static_cast<std::size_t>(i)));
  for (std::int64_t i = 0; i < figure(ENTENTE_CHECK_EXAMPLES); ++i)
    examples.append(example_of(check.get(), static_cast<std::int32_t>(i)));
  nb::dict result;
  result["verdict"] = promise_name(figure(ENTENTE_CHECK_VERDICT));
  result["lines"] = lines;
  result["examples"] = examples;
  result["smallest"] = int_or_none(figure(ENTENTE_CHECK_SMALLEST));
  result["ordinary_floor_us"] = figure(ENTENTE_CHECK_ORDINARY_FLOOR_US);
  result["ordinary_lateness_us"] = int_or_none(figure(ENTENTE_CHECK_ORDINARY_LATENESS_US));
  result["ordinary_at_most_us"] = int_or_none(figure(ENTENTE_CHECK_ORDINARY_AT_MOST_US));
  return result;
}

nb::dict repairs(const Contract &contract, std::int64_t servers, std::int64_t visit_us, std::int32_t expedite) {
  const entente_server_pool team = team_of(servers, visit_us, expedite);
  std::int64_t fewest = 0, permille = 0, longest_us = 0;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_contract_repairs(contract.handle.get(), &team, &fewest, &permille, &longest_us, failure.out());
  }));
  nb::dict result;
  result["servers"] = int_or_none(fewest);
  result["spacing_permille"] = int_or_none(permille);
  result["visit_us"] = int_or_none(longest_us);
  return result;
}

nb::tuple least_spacing(const Contract &contract, std::int32_t line, std::int64_t servers, std::int64_t visit_us,
                        std::int32_t expedite) {
  const entente_server_pool team = team_of(servers, visit_us, expedite);
  std::int64_t spacing_us = 0, quota = 0;
  Failure failure;
  failure.check(without_gil([&] {
    return entente_contract_least_spacing(contract.handle.get(), &team, line, &spacing_us, &quota, failure.out());
  }));
  return nb::make_tuple(int_or_none(spacing_us), int_or_none(quota));
}

constexpr const char *kCheckDoc = R"(Can these promises be kept with this team? A proof or a counter-example for each quota line.

servers: visits that can be in progress at a time; visit_us: no visit takes longer (working time); expedite: at most so many
of the servers ever serve incidents. Returns a dict: "verdict" ("proved"; "refused": a counter-example breaks a promise;
"not_proved": neither), "lines" (each "party", "promise", "lateness_us" = the latest start less due date that the bound
allows, "at_us", "demand" and "started_by_us", the instant where it is reached, "grace_us", "warnings", "example", ...; "promise"
may be "none": the line promises nothing), "examples" (each "party", "requests" with "arrives_us", "backed", "due_us" and
"starts_us" as a scheduler played them, "late", the number of the one that starts too late, "is_fewest": none smaller
exists), "smallest" (the one with the fewest requests), and with an ordinary floor "ordinary_at_most_us": while ordinary
requests wait, one starts within floor + this. None where there is no bound. Raises Error: E_STATE (the contract has no
quotas), E_RANGE.)";

constexpr const char *kRepairsDoc = R"(What would make every promise provable, or how far each can be pushed, one change at a time.

A dict: "servers" (fewest), "spacing_permille" (least factor of all spacings, in thousandths), "visit_us" (longest); None where
no value does. Raises Error as check_promises.)";

constexpr const char *kSpacingDoc = R"(The least spacing of one line (its number in document order) for which everything is proved, the others as they are.

Returns (spacing_us, quota): the largest quota whose even pace is no faster; None, None where no spacing does. Raises Error as
check_promises, E_NOT_FOUND (line).)";

}  // namespace

void bind_contract_check(nb::class_<Contract> &contract) {
  contract.def("check_promises", check_promises, "servers"_a, "visit_us"_a, nb::kw_only(), "expedite"_a = 0,
               nb::sig("def check_promises(self, servers: int, visit_us: int, *, expedite: int = 0) -> dict[str, typing.Any]"),
               kCheckDoc);
  contract.def("repairs", repairs, "servers"_a, "visit_us"_a, nb::kw_only(), "expedite"_a = 0,
               nb::sig("def repairs(self, servers: int, visit_us: int, *, expedite: int = 0) -> dict[str, int | None]"),
               kRepairsDoc);
  contract.def("least_spacing", least_spacing, "line"_a, "servers"_a, "visit_us"_a, nb::kw_only(), "expedite"_a = 0,
               nb::sig("def least_spacing(self, line: int, servers: int, visit_us: int, *, expedite: int = 0) -> "
                       "tuple[int | None, int | None]"),
               kSpacingDoc);
}

}  // namespace entente_python
