#pragma once

#include <cstdint>

#include "entente/base/instant.hpp"
#include "entente/scheduler/refusal.hpp"
#include "entente/scheduler/request.hpp"

namespace entente {

/// The operations of a scheduler. The numbers are those of `entente_operation` in the C API and of the journal, and never
/// change.
enum class OperationKind : std::uint8_t {
  advance = 0, submit = 1, back = 2, unback = 3, reorder = 4, next = 5, assign = 6, complete = 7, ask = 8, answer = 9,
  reopen = 10, cancel = 11, reshape = 12, move = 13, release = 14, complete_intake = 15, forget = 16, presence = 17,
  transfer = 18, retire_agent = 19, retire_department = 20, retire_pool = 21,
  // The rest stands in journals only.
  change_terms = 22, add_pool = 23, add_agent = 24, add_skill = 25, add_department = 26,
};
/// Kinds that `apply` takes: those below.
inline constexpr std::uint8_t kPlainOperations = 22;

/// Bits of Operation::value of a submission.
inline constexpr std::int64_t kSubmitBack = 1;
inline constexpr std::int64_t kSubmitExpedite = 2;
inline constexpr std::int64_t kSubmitIntakeComplete = 4;

/// One operation as data. What the fields mean depends on the kind; the others are ignored.
struct Operation {
  OperationKind kind = OperationKind::advance;
  std::int32_t request = kNoRequest;  ///< its number; kNoRequest: the known request whose key is `key`
  std::int64_t at_us = 0;
  std::int64_t key = 0;               ///< submit: of the new request
  std::int32_t first = 0;             ///< submit: department; next, assign, presence, retire_agent: agent; move,
                                      ///< retire_pool: pool; retire_department: department; transfer: from; reshape: the
                                      ///< number of the other request
  std::int32_t second = 0;            ///< submit: pool; transfer: to
  std::int64_t value = 0;             ///< submit: sum of kSubmit...; reorder: place; presence: 0 or 1; transfer: units,
                                      ///< negative for a loan of as many
  std::int64_t client = kNoValue;     ///< submit
  std::int64_t sla_due_us = kNoValue; ///< submit
};

/// What became of one operation of a batch.
struct Outcome {
  Refusal refusal = Refusal::accepted;
  std::int32_t request = kNoRequest;  ///< submit: the new one; next: the one that starts
};

}  // namespace entente
