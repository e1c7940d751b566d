#pragma once

#include <span>
#include <vector>

namespace entente {

/// What happens to waiting when a share of all requests is given priority, at a load.
struct Inflation {
  double share = 0;  ///< of the requests that is prioritised, 0 to 1
  double priority =
      0;  ///< their mean wait as a multiple of the mean wait without any priority: (1 - rho)/(1 - s1)
  double others = 0;  ///< the same for the rest: 1/(1 - s1)
};

/// M/M/m with two classes, priority without interruption, the same visit time for both (Cobham, 1954): s1 =
/// rho share is the load of the prioritised. The number of servers drops out. Rows as `shares`. Throws
/// ErrorCode::range (load outside [0, 1), share outside [0, 1], NaN).
[[nodiscard]] std::vector<Inflation> inflation(double load, std::span<const double> shares);

}  // namespace entente
