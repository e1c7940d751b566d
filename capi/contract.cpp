#include <cstring>

#include "document.hpp"
#include "entente/contract/parse_contract.hpp"

namespace {

using entente::Contract;
using entente::Error;
using entente::ErrorCode;
using entente::capi::guard;
using entente::capi::require;
using entente::capi::text_of;

const entente_contract &get(const entente_contract *contract) {
  require(contract != nullptr, "contract is NULL");
  return *contract;
}

/// What was found, or not_found.
template <class Found>
auto found(const Found &result, const char *message) {
  if (!result) throw Error(ErrorCode::not_found, message);
  return *result;
}

template <class Items>
int32_t count(const entente_contract *contract, Items Contract::*items) {
  return contract == nullptr ? 0 : static_cast<int32_t>((contract->contract.get()->*items).size());
}

/// The name of item `id`, or "".
template <class Item>
const char *name(const entente_contract *contract, std::vector<Item> Contract::*items,
                 std::string Item::*text, int32_t id) {
  if (id < 0 || id >= count(contract, items)) return "";
  return ((contract->contract.get()->*items)[static_cast<std::size_t>(id)].*text).c_str();
}

}  // namespace

int32_t entente_contract_parse(const char *json, size_t json_size, const char *zoneinfo, size_t zoneinfo_size,
                               entente_contract **out, entente_problems **problems, entente_error **err) {
  return entente::capi::create_from_document(
      out, problems, err,
      [&](entente::Problems &list) {
        return entente::parse_contract(text_of(json, json_size, "json is NULL with a size above 0"),
                                       entente::capi::zoneinfo_of(zoneinfo, zoneinfo_size), list);
      },
      [](std::shared_ptr<const Contract> contract) {
        return std::unique_ptr<entente_contract>(
            new entente_contract{contract, entente::ContractNames(contract)});
      });
}

void entente_contract_destroy(entente_contract *contract) {
  delete contract;
}

int32_t entente_contract_json(const entente_contract *contract, char *buf, size_t cap, size_t *need,
                              entente_error **err) {
  return guard(err, [&] {
    require(need != nullptr && (buf != nullptr || cap == 0), "need is NULL, or buf with a cap above 0");
    const std::string &text = get(contract).contract->normalised_json;
    *need = text.size() + 1;
    if (buf == nullptr) return;
    if (cap < *need) throw Error(ErrorCode::buffer, "the buffer is too small");
    std::memcpy(buf, text.c_str(), *need);
  });
}

int32_t entente_contract_calendar(const entente_contract *contract, const char *name, size_t name_size,
                                  entente_calendar **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const auto text = text_of(name, name_size, "name is NULL with a size above 0");
    const int32_t calendar = found(get(contract).names.calendar(text), "no such calendar");
    *out = new entente_calendar{contract->contract->calendars[static_cast<std::size_t>(calendar)].calendar};
  });
}

int32_t entente_contract_state_count(const entente_contract *contract) {
  return count(contract, &Contract::states);
}

int32_t entente_contract_attribute_count(const entente_contract *contract) {
  return count(contract, &Contract::attributes);
}

const char *entente_contract_state_name(const entente_contract *contract, int32_t state) {
  return name(contract, &Contract::states, &entente::State::name, state);
}

const char *entente_contract_attribute_name(const entente_contract *contract, int32_t attribute) {
  return name(contract, &Contract::attributes, &entente::Attribute::name, attribute);
}

int32_t entente_contract_party_count(const entente_contract *contract) {
  return count(contract, &Contract::parties);
}

const char *entente_contract_party_name(const entente_contract *contract, int32_t party) {
  return name(contract, &Contract::parties, &entente::Party::id, party);
}

int32_t entente_contract_state_id(const entente_contract *contract, const char *name, size_t name_size,
                                  int32_t *out, entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const auto text = text_of(name, name_size, "name is NULL with a size above 0");
    *out = found(get(contract).names.state(text), "no such state");
  });
}

int32_t entente_contract_value_id(const entente_contract *contract, int32_t attribute, const char *value,
                                  size_t value_size, int32_t *out, entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    const auto text = text_of(value, value_size, "value is NULL with a size above 0");
    const entente::ContractNames &names = get(contract).names;
    if (attribute < 0 || attribute >= entente_contract_attribute_count(contract)) {
      throw Error(ErrorCode::not_found, "no such attribute");
    }
    *out = names.value_code(attribute, text);
  });
}
