#include "client_kinds.hpp"

#include <algorithm>

namespace entente::analysis {

ClientKinds client_kinds(const KnownPairs &known, std::int32_t agents) {
  ClientKinds result;
  for (std::size_t c = 0; c + 1 < known.offsets.size(); ++c) {
    if (known.offsets[c] == known.offsets[c + 1]) continue;
    const auto begin = known.agents.begin();
    result.kinds.push_back({{begin + static_cast<std::ptrdiff_t>(known.offsets[c]),
                             begin + static_cast<std::ptrdiff_t>(known.offsets[c + 1])}, 1});
  }
  result.covered = std::ssize(result.kinds);
  std::sort(result.kinds.begin(), result.kinds.end(),
            [](const ClientKind &a, const ClientKind &b) { return a.knowers < b.knowers; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < result.kinds.size(); ++i) {
    if (result.kinds[i].knowers == result.kinds[last].knowers) {
      ++result.kinds[last].clients;
    } else if (++last != i) {
      result.kinds[last] = std::move(result.kinds[i]);
    }
  }
  result.kinds.resize(result.kinds.empty() ? 0 : last + 1);
  result.of_agent.resize(static_cast<std::size_t>(agents));
  for (std::size_t i = 0; i < result.kinds.size(); ++i) {
    for (const std::int32_t agent : result.kinds[i].knowers) {
      result.of_agent[static_cast<std::size_t>(agent)].push_back(static_cast<std::int32_t>(i));
    }
  }
  return result;
}

}  // namespace entente::analysis
