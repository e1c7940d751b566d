#include "entente/scheduler/inflation.hpp"

#include "entente/base/error.hpp"

namespace entente {

std::vector<Inflation> inflation(double load, std::span<const double> shares) {
  if (!(load >= 0 && load < 1)) throw Error(ErrorCode::range, "a load must lie in [0, 1)");
  std::vector<Inflation> rows;
  rows.reserve(shares.size());
  for (const double share : shares) {
    if (!(share >= 0 && share <= 1)) throw Error(ErrorCode::range, "a share must lie in 0 to 1");
    const double others = 1 / (1 - load * share);
    rows.push_back({share, (1 - load) * others, others});
  }
  return rows;
}

}  // namespace entente
