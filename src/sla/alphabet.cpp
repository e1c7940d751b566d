#include "entente/sla/alphabet.hpp"

#include <algorithm>
#include <limits>

#include "entente/base/error.hpp"

namespace entente {

Alphabet::Alphabet(const Contract &contract) : first_happening_(static_cast<std::uint32_t>(contract.states.size())) {
  std::uint64_t next = contract.states.size() + kHappenings;
  first_of_attribute_.push_back(static_cast<std::uint32_t>(next));
  for (const Attribute &attribute : contract.attributes) {
    next += attribute.values.size() + 1;
    if (next > std::numeric_limits<Symbol>::max() + std::uint64_t{1}) break;
    first_of_attribute_.push_back(static_cast<std::uint32_t>(next));
  }
  if (next > std::numeric_limits<Symbol>::max() + std::uint64_t{1}) {
    throw Error(ErrorCode::limit, "more than 65536 states and attribute values in a contract");
  }
}

std::optional<Alphabet::Symbol> Alphabet::symbol(std::int32_t kind, std::int32_t value) const noexcept {
  std::uint32_t first = 0;
  std::uint32_t end = first_happening_;
  if (kind == kHappeningEvent) {
    first = first_happening_;
    end = first_of_attribute_.front();
  } else if (kind >= kAttributeEvent) {
    const auto attribute = static_cast<std::size_t>(kind - kAttributeEvent);
    if (attribute + 1 >= first_of_attribute_.size()) return std::nullopt;
    first = first_of_attribute_[attribute];
    end = first_of_attribute_[attribute + 1];
  } else if (kind != kStateEvent) {
    return std::nullopt;
  }
  if (value < 0 || static_cast<std::uint32_t>(value) >= end - first) return std::nullopt;
  return static_cast<Symbol>(first + static_cast<std::uint32_t>(value));
}

Alphabet::AttributeValue Alphabet::attribute_value(Symbol symbol) const noexcept {
  const auto after = std::upper_bound(first_of_attribute_.begin(), first_of_attribute_.end(), symbol);
  const auto attribute = after - first_of_attribute_.begin() - 1;
  return {static_cast<std::int32_t>(attribute),
          static_cast<std::int32_t>(symbol - first_of_attribute_[static_cast<std::size_t>(attribute)])};
}

}  // namespace entente
