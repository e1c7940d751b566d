#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "entente/contract/parse_contract.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  static const std::string kZoneinfo = "/usr/share/zoneinfo";
  entente::Problems problems;
  const auto contract =
      entente::parse_contract({reinterpret_cast<const char *>(data), size}, kZoneinfo, problems);
  if ((contract == nullptr) == problems.empty()) std::abort();
  for (const entente::Problem &problem : problems) {
    if (problem.position.line < 1 || problem.position.column < 1) std::abort();
    if (entente::to_string(problem).find('\n') != std::string::npos) std::abort();
  }
  if (!contract) return 0;
  const auto again = entente::parse_contract(contract->normalised_json, kZoneinfo, problems);
  if (!again || again->normalised_json != contract->normalised_json) std::abort();
  return 0;
}
