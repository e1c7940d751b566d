#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// How somebody knows a client. The numbers are those of `entente_knows` in the C API and never change; a greater one goes
/// before a lesser one.
enum class Knows : std::int32_t {
  stranger = 0,  ///< does not
  served = 1,    ///< started a request of that client within a window (where no graph is given)
  measured = 2,  ///< the strength of the relation reaches the threshold
  backup = 3,    ///< declared as the one who replaces the primary
  primary = 4,   ///< declared as the first
};

/// Who knows whom, by relations and by declaration.
struct KnowledgeRows {
  std::span<const std::int32_t> agent;    ///< >= 0
  std::span<const std::int64_t> client;   ///< the host's numbers
  std::span<const double> strength;       ///< as long as agent, or empty: 1 each; >= 0, infinity allowed
  std::span<const std::int32_t> declared_agent;
  std::span<const std::int64_t> declared_client;
  std::span<const Knows> declared_as;     ///< primary or backup
};

/// The one definition of knowing a client, made ready for look-ups: the rows of one (agent, client) pair sum, in row order,
/// and the agent knows the client when the pair has a row and the sum is at least the threshold (as in `coverage`), or
/// when it is declared so. Of several declarations of one pair the greatest counts. Immutable; may be shared.
class Knowledge {
 public:
  struct Entry {
    std::int64_t client;
    std::int32_t agent;
    Knows knows;
    double strength;  ///< of the relation; 0 without rows
  };

  /// Throws ErrorCode::invalid (columns of different lengths, threshold NaN, a declaration that is neither primary nor
  /// backup), ErrorCode::range (an agent below 0, a strength that is NaN or negative: the message names the row),
  /// ErrorCode::limit (more than limits::kRows rows). O(rows log rows).
  Knowledge(const KnowledgeRows &rows, double threshold);

  /// How an agent knows a client. A pair without a row is a stranger of strength 0. O(log rows).
  [[nodiscard]] Entry of(std::int64_t client, std::int32_t agent) const noexcept;
  /// Agents that know a client. O(log rows + rows of the client).
  [[nodiscard]] std::int32_t knowers(std::int64_t client) const noexcept;

 private:
  std::vector<Entry> entries_;  ///< ascending by client, then agent; one a pair
};

}  // namespace entente
