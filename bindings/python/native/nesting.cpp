#include <vector>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

const char *commitment_of(const entente_contract *contract, std::int32_t nesting, std::int32_t link) {
  return entente_contract_commitment_name(contract, entente_contract_nesting_commitment(contract, nesting, link));
}

const char *outcome_name(std::int32_t outcome) {
  switch (outcome) {
    case ENTENTE_NESTING_FITS: return "fits";
    case ENTENTE_NESTING_DOES_NOT_FIT: return "does_not_fit";
    case ENTENTE_NESTING_NO_DUE_DATE: return "no_due_date";
    default: return "not_in_force";
  }
}

nb::object name_or_none(const char *name) { return name == nullptr ? nb::none() : nb::object(nb::str(name)); }

nb::dict check(const entente_contract *contract, std::int32_t nesting, std::int64_t from_us, std::int64_t to_us) {
  entente_nesting_check found{};
  found.struct_size = sizeof found;
  const auto links = static_cast<std::size_t>(entente_contract_nesting_links(contract, nesting));
  std::vector<std::int64_t> due_us(links);
  std::vector<const char *> calendars(links + 1);
  Failure failure;
  failure.check(without_gil([&] {
    return entente_contract_check_nesting(contract, nesting, from_us, to_us, &found, due_us.data(), calendars.data(),
                                          links, failure.out());
  }));
  nb::list chain;
  for (std::size_t i = 0; i < links; ++i) {
    nb::dict link;
    link["target"] = commitment_of(contract, nesting, static_cast<std::int32_t>(i));
    link["calendar"] = name_or_none(calendars[i + 1]);
    link["due_us"] = int_or_none(due_us[i]);
    chain.append(link);
  }
  nb::dict result;
  result["target"] = commitment_of(contract, nesting, -1);
  result["calendar"] = name_or_none(calendars[0]);
  result["chain"] = chain;
  result["outcome"] = outcome_name(found.outcome);
  result["start_us"] = int_or_none(found.start_us);
  result["due_us"] = int_or_none(found.due_us);
  result["overshoot_us"] = int_or_none(found.overshoot_us);
  result["overshoot_open_us"] = int_or_none(found.overshoot_open_us);
  result["candidates"] = found.candidates;
  result["combinations"] = found.combinations;
  return result;
}

nb::list check_nestings(const Contract &contract, std::int64_t from_us, std::int64_t to_us) {
  nb::list result;
  const entente_contract *terms = contract.handle.get();
  for (std::int32_t i = 0; i < entente_contract_nesting_count(terms); ++i) result.append(check(terms, i, from_us, to_us));
  return result;
}

constexpr const char *kDoc = R"(Whether each chain of the contract's nesting fits into its promise, for every start in [from_us, to_us).

Link after link is used up, each from where the one before it is due; fits means that the last is due no later than the
promise. Exact to the microsecond. One dict a nesting: "target", "calendar" and "due_us" of the promise, "chain" (for each
link "target", "calendar", "due_us"), "outcome" ("fits", "does_not_fit", "no_due_date", "not_in_force"), "start_us" (the worst
start, of equal ones the earliest), "overshoot_us" (above 0 where it does not fit) and "overshoot_open_us" (the same in open
time of the promise's calendar), "candidates" (starts that were looked at) and "combinations" (of calendars that attributes
choose). None where there is no such instant. Raises Error: E_RANGE, E_INVALID (to_us <= from_us), E_LIMIT (more than 1000
combinations).)";

}  // namespace

void bind_nesting(nb::class_<Contract> &contract) {
  contract.def("check_nestings", check_nestings, "from_us"_a, "to_us"_a,
               nb::sig("def check_nestings(self, from_us: int, to_us: int) -> list[dict[str, typing.Any]]"), kDoc);
}

}  // namespace entente_python
