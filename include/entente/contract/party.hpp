#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// Who asks and who treats.
enum class PartyKind : std::uint8_t { requester, provider };

/// A side of the contract: a requesting department or a treating team.
struct Party {
  std::string id;
  std::string name;                 ///< for people; the id by default
  PartyKind kind = PartyKind::requester;
  std::vector<std::string> values;  ///< how the log writes it; the id by default
  bool others = false;              ///< takes every value of its kind that no other party names
};

}  // namespace entente
