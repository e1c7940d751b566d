#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Contacts as columns: row i was between client[i] and agent[i]; direct[i] is 1 where no ticket was opened for it, else 0.
struct DirectContactRows {
  std::int32_t clients = 0;  ///< client ids are 0 .. clients - 1
  std::int32_t agents = 0;   ///< agent ids are 0 .. agents - 1
  std::span<const std::int32_t> client;
  std::span<const std::int32_t> agent;   ///< as long as client
  std::span<const std::int32_t> direct;  ///< as long as client
};

/// Who goes past the desk; columns of one value a client. (For a pair of client and agent, number the pairs as clients.)
struct Bypass {
  std::vector<std::int64_t> contacts;
  std::vector<std::int64_t> direct;
  std::vector<double> share;  ///< beta = direct / contacts; NaN without contacts
  std::vector<double> lower;  ///< of beta, Wilson's bound at 95 %; NaN without contacts
  std::vector<double> hhi;    ///< Herfindahl-Hirschman index of direct contacts: sum over agents of (share of the client's
                              ///< direct contacts)^2; 1 = all with one agent; NaN without direct contacts
  std::vector<std::int32_t> flagged;  ///< 1 where contacts >= 10 and lower > limit, else 0
};

/// Lower end of Wilson's two-sided 95 % interval (J. Am. Stat. Assoc. 22, 1927), z = 1.959963984540054; NaN for trials = 0.
/// 0 <= successes <= trials.
[[nodiscard]] double wilson_lower(std::int64_t successes, std::int64_t trials) noexcept;

/// An indicator of process, never of a person's fault: nobody is flagged on fewer than 10 contacts.
/// Throws Error: range (an id out of range, a `direct` that is neither 0 nor 1: the message names the row; clients or agents
/// below 0; a limit not in [0, 1]), invalid (columns of different length), limit. O(rows log rows + clients).
[[nodiscard]] Bypass bypass(const DirectContactRows &rows, double limit);

}  // namespace entente
