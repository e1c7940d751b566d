#include "entente/contract/contract_names.hpp"

#include <algorithm>

namespace entente {
namespace {

template <class Items, class NameOf>
auto index_of(const Items &items, NameOf name_of) {
  std::vector<std::pair<std::string_view, std::int32_t>> index;
  index.reserve(items.size());
  for (const auto &item : items) index.emplace_back(name_of(item), static_cast<std::int32_t>(index.size()));
  std::sort(index.begin(), index.end());
  return index;
}

constexpr auto kName = [](const auto &item) -> std::string_view { return item.name; };
constexpr auto kItself = [](const std::string &item) -> std::string_view { return item; };

}  // namespace

ContractNames::ContractNames(std::shared_ptr<const Contract> contract)
    : contract_(std::move(contract)),
      calendars_(index_of(contract_->calendars, kName)),
      states_(index_of(contract_->states, kName)),
      attributes_(index_of(contract_->attributes, kName)) {
  for (const Attribute &attribute : contract_->attributes)
    values_.push_back(index_of(attribute.values, kItself));
}

std::optional<std::int32_t> ContractNames::find(const Index &index, std::string_view name) noexcept {
  const auto found =
      std::lower_bound(index.begin(), index.end(), name,
                       [](const auto &entry, std::string_view key) { return entry.first < key; });
  return found != index.end() && found->first == name ? std::optional(found->second) : std::nullopt;
}

std::optional<std::int32_t> ContractNames::calendar(std::string_view name) const noexcept {
  return find(calendars_, name);
}

std::optional<std::int32_t> ContractNames::state(std::string_view name) const noexcept {
  return find(states_, name);
}

std::optional<std::int32_t> ContractNames::attribute(std::string_view name) const noexcept {
  return find(attributes_, name);
}

std::int32_t ContractNames::value_code(std::int32_t attribute, std::string_view value) const noexcept {
  const auto index = find(values_[static_cast<std::size_t>(attribute)], value);
  return index ? *index + 1 : 0;
}

}  // namespace entente
