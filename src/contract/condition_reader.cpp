#include <algorithm>

#include "contract/contract_reader.hpp"

namespace entente {

Conditions read_conditions(ContractReader &reader, json::Value conditions) {
  Conditions result;
  if (!json::is_kind(conditions, json::Kind::object, reader.problems)) return result;
  std::vector<Attribute> &attributes = reader.contract.attributes;
  for (const json::Value member : conditions) {
    const std::vector<std::string_view> texts = json::read_texts(member, 1, reader.problems);
    if (!json::is_name_key(member, reader.problems)) continue;
    Condition condition;
    condition.attribute = reader.attributes.add(member.key());
    const auto attribute = static_cast<std::size_t>(condition.attribute);
    if (attribute == attributes.size()) {
      attributes.push_back({std::string(member.key()), {}});
      reader.values.emplace_back();
    }
    for (const std::string_view text : texts) {
      const std::int32_t value = reader.values[attribute].add(text);
      if (static_cast<std::size_t>(value) == attributes[attribute].values.size()) {
        attributes[attribute].values.emplace_back(text);
      }
      condition.codes.push_back(value + 1);
    }
    std::sort(condition.codes.begin(), condition.codes.end());
    result.push_back(std::move(condition));
  }
  return result;
}

}  // namespace entente
