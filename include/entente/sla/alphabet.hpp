#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/contract/contract.hpp"

namespace entente {

/// What an event of a log says, as the C API numbers it: its kind and, of that kind, its value.
enum EventKind : std::int32_t {
  kStateEvent = 0,      ///< value: the state that holds from then on
  kHappeningEvent = 1,  ///< value: a Happening
  kAttributeEvent = 2,  ///< plus the attribute's index; value: the value code it has from then on
};

/// One number for everything that an event can say under a contract: its states, then the happenings, then each
/// attribute's value codes. A target's clock is a table over these numbers.
class Alphabet {
 public:
  using Symbol = std::uint16_t;

  /// Throws Error(limit) where a contract has more than 65,536 symbols. O(attributes).
  explicit Alphabet(const Contract &contract);

  /// The symbol of an event, or nothing where the contract knows no such kind or value. O(1).
  [[nodiscard]] std::optional<Symbol> symbol(std::int32_t kind, std::int32_t value) const noexcept;

  [[nodiscard]] bool is_state(Symbol symbol) const noexcept { return symbol < first_happening_; }
  [[nodiscard]] bool is_happening(Symbol symbol) const noexcept {
    return symbol >= first_happening_ && symbol < first_of_attribute_.front();
  }
  [[nodiscard]] bool is_attribute(Symbol symbol) const noexcept { return symbol >= first_of_attribute_.front(); }

  /// Of a happening's symbol.
  [[nodiscard]] Happening happening(Symbol symbol) const noexcept {
    return static_cast<Happening>(symbol - first_happening_);
  }
  [[nodiscard]] Symbol symbol(Happening happening) const noexcept {
    return static_cast<Symbol>(first_happening_ + static_cast<std::uint32_t>(happening));
  }
  /// Of an attribute's symbol: which attribute, and the value code it takes. O(log attributes).
  struct AttributeValue {
    std::int32_t attribute;
    std::int32_t code;
  };
  [[nodiscard]] AttributeValue attribute_value(Symbol symbol) const noexcept;

 private:
  std::uint32_t first_happening_;
  std::vector<std::uint32_t> first_of_attribute_;  ///< and, last, the number of symbols
};

}  // namespace entente
