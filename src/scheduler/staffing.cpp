#include "entente/scheduler/staffing.hpp"

#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/scheduler/lateness.hpp"

namespace entente {
namespace {

void check(std::int64_t servers, double work) {
  if (servers < 0 || servers > kMaxServers) throw Error(ErrorCode::range, "servers must lie in 0 to 1000000");
  if (!(work >= 0 && work <= 1e5)) throw Error(ErrorCode::range, "offered work must lie in 0 to 100000");
}

/// e^-x for x >= 0 by its series on [0, 1/2) and squaring. Below 1e-300 it is 0.
double decay(double x) {
  if (x > 700) return 0;
  int halvings = 0;
  for (; x >= 0.5; ++halvings) x /= 2;
  double term = 1;
  double sum = 1;
  for (int k = 1; k <= 20; ++k) {
    term *= -x / k;
    sum += term;
  }
  for (; halvings > 0; --halvings) sum *= sum;
  return sum;
}

/// States of an impatient queue, relative to each other: all positive, so nothing cancels.
struct States {
  double served;   ///< nobody waits: 1/B, the state with all servers busy included
  double full;     ///< that state: 1
  double waiting;  ///< somebody waits: sum over j >= 1 of p_j, p_j = p_(j-1) a / (m + j theta)
  double queue;    ///< sum over j >= 1 of j p_j
};

States impatient_states(double m, double work, double impatience, double blocked) {
  constexpr double kLarge = 1e250;
  States states{1 / blocked, 1, 0, 0};
  double term = 1;
  for (double j = 1;; ++j) {
    const double ratio = work / (m + j * impatience);
    term *= ratio;
    states.waiting += term;
    states.queue += j * term;
    if (ratio < 1 && j * term < states.queue * 1e-18 * (1 - ratio) * (1 - ratio)) return states;
    if (states.queue < kLarge) continue;
    term /= kLarge;
    states = {states.served / kLarge, states.full / kLarge, states.waiting / kLarge, states.queue / kLarge};
  }
}

Waiting waiting(std::int64_t servers, double work, double impatience) {
  return impatience > 0 ? erlang_a(servers, work, impatience) : erlang_c(servers, work);
}

}  // namespace

double erlang_b(std::int64_t servers, double work) {
  check(servers, work);
  double blocked = 1;
  for (std::int64_t k = 1; k <= servers; ++k) {
    const double taken = work * blocked;
    blocked = taken / (static_cast<double>(k) + taken);
  }
  return blocked;
}

Waiting erlang_c(std::int64_t servers, double work) {
  check(servers, work);
  const auto m = static_cast<double>(servers);
  if (work >= m)
    throw Error(ErrorCode::range, "without impatience, offered work must lie below the number of servers");
  const double blocked = erlang_b(servers, work);
  Waiting found;
  found.waits = blocked / (1 - work / m * (1 - blocked));
  found.mean_wait = found.waits / (m - work);
  return found;
}

double waits_longer(std::int64_t servers, double work, double t) {
  const Waiting found = erlang_c(servers, work);
  if (!(t >= 0)) throw Error(ErrorCode::range, "a wait cannot be below 0");
  return found.waits * decay((static_cast<double>(servers) - work) * t);
}

Waiting erlang_a(std::int64_t servers, double work, double impatience) {
  check(servers, work);
  if (servers == 0) throw Error(ErrorCode::range, "servers must lie in 1 to 1000000");
  if (!(impatience >= 1e-3 && impatience <= 1e3))
    throw Error(ErrorCode::range, "impatience must lie in 0.001 to 1000");
  const double blocked = erlang_b(servers, work);
  Waiting found;
  if (work == 0 || blocked == 0) return found;
  const States states = impatient_states(static_cast<double>(servers), work, impatience, blocked);
  const double all = states.served + states.waiting;
  found.waits = (states.full + states.waiting) / all;
  found.mean_wait = states.queue / all / work;
  found.abandons = impatience * found.mean_wait;
  return found;
}

std::int64_t servers_for(double work, double impatience, double mean_wait) {
  check(0, work);
  if (!(mean_wait >= 0)) throw Error(ErrorCode::range, "a wait cannot be below 0");
  if (!(impatience >= 0)) throw Error(ErrorCode::range, "impatience must be 0 or lie in 0.001 to 1000");
  std::int64_t least = impatience > 0 ? 1 : static_cast<std::int64_t>(work) + 1;
  std::int64_t most = least;
  while (waiting(most, work, impatience).mean_wait > mean_wait) {
    if (most == kMaxServers) throw Error(ErrorCode::infeasible, "more than 1000000 servers");
    least = most + 1;
    most = std::min(2 * most, kMaxServers);
  }
  while (least < most) {
    const std::int64_t middle = least + (most - least) / 2;
    if (waiting(middle, work, impatience).mean_wait <= mean_wait)
      most = middle;
    else
      least = middle + 1;
  }
  return least;
}

}  // namespace entente
