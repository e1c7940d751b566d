#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Relations as columns: row i says that agent[i] has a relation of strength[i] with client[i].
struct RelationRows {
  std::int32_t agents = 0;   ///< agent ids are 0 .. agents - 1
  std::int32_t clients = 0;  ///< client ids are 0 .. clients - 1
  std::span<const std::int32_t> agent;
  std::span<const std::int32_t> client;  ///< as long as agent
  std::span<const double> strength;      ///< as long as agent, or empty: 1 each; >= 0, infinity allowed
};

/// What is known about each client; columns of one value a client.
struct Coverage {
  std::vector<std::int32_t> knowers;      ///< agents that know the client
  std::vector<std::int32_t> missing;      ///< max(0, k - knowers)
  std::vector<std::int32_t> sole_knower;  ///< the one agent that knows it; INT32_MIN where there is not exactly one
};

/// k-coverage. The rows of one (agent, client) pair sum, in row order; the agent knows the client when the pair has a
/// row and the sum is at least `threshold`. k may exceed the number of agents: then some stay missing whatever is done.
///
/// Throws Error: range (agents or clients below 0; an id outside its range, a strength that is NaN or negative: the
/// message names the row, counted from 0), invalid (k < 0, threshold NaN, columns of different length), limit (more
/// than limits::kRows rows, agents or clients). O(clients + rows log rows); 4 bytes a row beside the result.
[[nodiscard]] Coverage coverage(const RelationRows &rows, double threshold, std::int32_t k);

}  // namespace entente
