#include <algorithm>

#include "contract/contract_reader.hpp"

namespace entente {

std::int32_t attribute_id(ContractReader &reader, std::string_view name) {
  const std::int32_t attribute = reader.attributes.add(name);
  if (static_cast<std::size_t>(attribute) == reader.contract.attributes.size()) {
    reader.contract.attributes.push_back({std::string(name), {}});
    reader.values.emplace_back();
  }
  return attribute;
}

std::int32_t value_code(ContractReader &reader, std::int32_t attribute, std::string_view text) {
  const auto index = static_cast<std::size_t>(attribute);
  const std::int32_t value = reader.values[index].add(text);
  std::vector<std::string> &values = reader.contract.attributes[index].values;
  if (static_cast<std::size_t>(value) == values.size()) values.emplace_back(text);
  return value + 1;
}

Conditions read_conditions(ContractReader &reader, json::Value conditions) {
  Conditions result;
  if (!json::is_kind(conditions, json::Kind::object, reader.problems)) return result;
  for (const json::Value member : conditions) {
    const std::vector<std::string_view> texts = json::read_texts(member, 1, reader.problems);
    if (!json::is_name_key(member, reader.problems)) continue;
    Condition condition;
    condition.attribute = attribute_id(reader, member.key());
    for (const std::string_view text : texts) {
      condition.codes.push_back(value_code(reader, condition.attribute, text));
    }
    std::sort(condition.codes.begin(), condition.codes.end());
    result.push_back(std::move(condition));
  }
  return result;
}

}  // namespace entente
