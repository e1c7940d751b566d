#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <string>
#include <vector>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

void create(Contract *self, nb::object text, nb::object zoneinfo) {
  const Document document(text);
  const std::string zones = directory(zoneinfo);
  ContractHandle handle;
  DocumentFailure failure;
  const std::int32_t status = without_gil([&] {
    return entente_contract_parse(document.data(), document.size(), zones.empty() ? nullptr : zones.c_str(),
                                  zones.size(), handle.out(), failure.problems(), failure.out());
  });
  failure.check(status, document.has_places());
  new (self) Contract{std::move(handle)};
}

nb::object document(const Contract &contract) {
  std::size_t need = 0;
  {
    Failure failure;
    const std::int32_t status = entente_contract_json(contract.handle.get(), nullptr, 0, &need, failure.out());
    if (status != ENTENTE_E_BUFFER) failure.check(status);
  }
  std::string text(need, '\0');
  Failure failure;
  failure.check(entente_contract_json(contract.handle.get(), text.data(), text.size(), &need, failure.out()));
  text.resize(need - 1);
  return nb::module_::import_("json").attr("loads")(nb::str(text.c_str(), text.size()));
}

Calendar calendar(const Contract &contract, std::string_view name) {
  Calendar result;
  Failure failure;
  failure.check(entente_contract_calendar(contract.handle.get(), name.data(), name.size(), result.handle.out(),
                                          failure.out()));
  return result;
}

template <std::int32_t (*count)(const entente_contract *), const char *(*name)(const entente_contract *, std::int32_t)>
std::vector<std::string> names(const Contract &contract) {
  std::vector<std::string> result;
  for (std::int32_t i = 0; i < count(contract.handle.get()); ++i) result.emplace_back(name(contract.handle.get(), i));
  return result;
}

/// What is known of each target beside its name.
nb::list target_terms(const Contract &contract) {
  const entente_contract *terms = contract.handle.get();
  nb::list result;
  for (std::int32_t i = 0; i < entente_contract_target_count(terms); ++i) {
    nb::dict target;
    const std::int32_t commitment = entente_contract_target_commitment(terms, i);
    target["commitment"] = commitment < 0 ? nb::none() : nb::object(nb::int_(commitment));
    const std::int32_t amendment = entente_contract_target_amendment(terms, i);
    target["amendment"] = amendment < 0 ? nb::none() : nb::object(nb::int_(amendment));
    nb::list escalations;
    for (std::int32_t k = 0; k < entente_contract_escalation_count(terms, i); ++k) {
      escalations.append(nb::make_tuple(entente_contract_escalation_name(terms, i, k),
                                        entente_contract_escalation_notify(terms, i, k)));
    }
    target["escalations"] = escalations;
    result.append(target);
  }
  return result;
}

std::int32_t state_id(const Contract &contract, std::string_view name) {
  Failure failure;
  std::int32_t id = 0;
  failure.check(entente_contract_state_id(contract.handle.get(), name.data(), name.size(), &id, failure.out()));
  return id;
}

std::int32_t value_id(const Contract &contract, std::int32_t attribute, std::string_view value) {
  Failure failure;
  std::int32_t id = 0;
  failure.check(entente_contract_value_id(contract.handle.get(), attribute, value.data(), value.size(), &id,
                                          failure.out()));
  return id;
}

std::int32_t value_id_by_name(const Contract &contract, std::string_view attribute, std::string_view value) {
  for (std::int32_t i = 0; i < entente_contract_attribute_count(contract.handle.get()); ++i)
    if (entente_contract_attribute_name(contract.handle.get(), i) == attribute) return value_id(contract, i, value);
  raise_error(ENTENTE_E_NOT_FOUND, "no condition of the contract names the attribute '" + std::string(attribute) + "'");
}

}  // namespace

void bind_contract(nb::module_ &module) {
  nb::class_<Contract> cls(module, "Contract", R"(A trust contract: parties, calendars, clock map, targets, quotas, privacy.

text: JSON (str or bytes) or a dict, in the published format (contract.schema.json). zoneinfo: directory of compiled
zone data, by default the system's. Immutable; may be shared by threads. Raises DocumentError with every problem.)");
  cls.def("__init__", create, "text"_a, "zoneinfo"_a = nb::none(),
           nb::sig("def __init__(self, text: str | bytes | dict[str, typing.Any], "
                   "zoneinfo: str | os.PathLike[str] | None = None) -> None"))
      .def_prop_ro("document", document, nb::sig("def document(self) -> dict[str, typing.Any]"),
                   "The same document with every default filled in, as a new dict.")
      .def("calendar", calendar, "name"_a, "The contract's calendar of that name. Raises Error E_NOT_FOUND.")
      .def_prop_ro("states", names<entente_contract_state_count, entente_contract_state_name>,
                   "Names of the states of the clock map; a state's id is its position.")
      .def_prop_ro("attributes", names<entente_contract_attribute_count, entente_contract_attribute_name>,
                   "Names of the ticket attributes that conditions name; an attribute's id is its position.")
      .def_prop_ro("targets", names<entente_contract_target_count, entente_contract_target_name>,
                   "Names of the targets: the original terms, those of each amendment, the combinations; a target's "
                   "id is its position.")
      .def_prop_ro("commitments", names<entente_contract_commitment_count, entente_contract_commitment_name>,
                   "Ids of targets, each once; a commitment's number is its position.")
      .def_prop_ro("target_terms", target_terms, nb::sig("def target_terms(self) -> list[dict[str, typing.Any]]"),
                   "For each target its \"commitment\" (None for a combination), its \"amendment\" (None for the "
                   "original terms) and its \"escalations\", (id, notify) each.")
      .def_prop_ro("parties", names<entente_contract_party_count, entente_contract_party_name>,
                   "Ids of the parties, in the order of the document.")
      .def("state_id", state_id, "name"_a, "The id of a state. Raises Error E_NOT_FOUND.")
      .def("value_id", value_id, "attribute"_a, "value"_a,
           "The code of a value of an attribute (its id or its name), for the attribute columns of Log: 0 for a value "
           "that no condition names, 1 and up for the others. Raises Error E_NOT_FOUND for an unknown attribute.")
      .def("value_id", value_id_by_name, "attribute"_a, "value"_a);
  bind_nesting(cls);
  bind_contract_check(cls);
}

}  // namespace entente_python
