#pragma once

#include <cstdint>

namespace entente {

/// How a pool of m interchangeable servers fares with requests that come at random. Times are in units of the
/// mean visit.
struct Waiting {
  double waits = 0;      ///< probability that a request has to wait
  double abandons = 0;   ///< probability that it is given up while waiting; 0 without impatience
  double mean_wait = 0;  ///< of all requests, those given up included
};

/// Offered work a = arrivals per mean visit, at most 100,000; servers 1 to kMaxServers.
///
/// Floating point, but only + - * / in a fixed order: the same bytes wherever IEEE 754 doubles are and no
/// operations are contracted (the library's own build sees to it). Relative error below 1e-9 against exact
/// rationals in the tests.

/// Erlang B: the probability that all m servers are busy where nobody waits: B_0 = 1, B_k = a B / (k + a B).
/// O(m). Throws ErrorCode::range (work outside [0, 1e5] or NaN, servers outside [0, 1000000]).
[[nodiscard]] double erlang_b(std::int64_t servers, double work);

/// M/M/m, nobody leaves (Erlang C): waits = B / (1 - rho (1 - B)), mean wait = waits / (m - a). Throws as
/// erlang_b(), and where work >= servers (no steady state).
[[nodiscard]] Waiting erlang_c(std::int64_t servers, double work);

/// Probability that a request of erlang_c() waits longer than t: waits e^(-(m - a) t). Throws as that, t < 0
/// or NaN.
[[nodiscard]] double waits_longer(std::int64_t servers, double work, double t);

/// M/M/m+M, each waiting request is given up at rate theta = `impatience` per mean visit (Erlang A; Palm,
/// 1957): with p_j = a^j / ((m + theta) ... (m + j theta)) relative to the state where all are busy and
/// nobody waits, and 1/B for that and all states below: waits = (1 + sum p_j) / (1/B + sum p_j), mean wait =
/// sum j p_j / (1/B + sum p_j) / a, abandons = theta times the mean wait. Any load. O(m + (a - m)^+ / theta +
/// sqrt(a / theta)). Throws ErrorCode::range as erlang_b(), and for no server, and for an impatience outside
/// [0.001, 1000].
[[nodiscard]] Waiting erlang_a(std::int64_t servers, double work, double impatience);

/// The fewest servers for which the mean wait of erlang_c() (impatience 0) or erlang_a() is at most
/// `mean_wait`; these waits do not grow with m. Throws ErrorCode::range as they do, mean_wait < 0;
/// ErrorCode::infeasible above kMaxServers.
[[nodiscard]] std::int64_t servers_for(double work, double impatience, double mean_wait);

}  // namespace entente
