#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "entente/base/instant.hpp"
#include "entente/sla/event_log.hpp"

namespace entente {

/// What a record, or a clock, says of a ticket. The numbers are those of `entente_verdict`.
enum class Verdict : std::int32_t { none = 0, met = 1, missed = 2 };

/// Why a recorded verdict differs from what was promised. The numbers are those of `entente_cause`.
enum class Cause : std::int32_t {
  none = 0,         ///< nothing to explain: recorded as met and the rule agrees, or nothing recorded
  closing = 1,      ///< solved, waiting to be closed
  requester = 2,    ///< waiting for the side that asked
  third_party = 3,  ///< waiting for a vendor, a known problem, evidence from elsewhere
  calendar = 4,     ///< hours that the promise does not count
  holiday = 5,      ///< dates that the promise does not count
  rounding = 6,     ///< by less than the record can tell
  provider = 7,     ///< a true miss: recorded as missed, and missed whatever is removed
  rule_met = 8,     ///< recorded as missed, and met by the rule itself
  unknown = 9,      ///< recorded as met and missed by the rule, or the rule has no verdict
};

/// The order in which causes are removed unless another is asked for.
inline constexpr std::array kRemovalOrder{Cause::closing,  Cause::requester, Cause::third_party,
                                          Cause::calendar, Cause::holiday,   Cause::rounding};

struct ReconcileOptions {
  /// One a ticket: the last closing that the record knows; kNoValue: none. Empty: none for any ticket.
  std::span<const std::int64_t> closed_us{};
  /// Causes closing .. rounding, each at most once. What is not in it is never removed.
  std::span<const Cause> order = kRemovalOrder;
  std::int64_t rounding_us = kMinuteUs;  ///< what the record cannot tell apart
};

/// One row a ticket.
struct Reconciliation {
  std::vector<std::int32_t> rule;      ///< Verdict of the rule that reproduces the record
  std::vector<std::int32_t> promised;  ///< Verdict of the promise
  std::vector<std::int32_t> cause;     ///< Cause
  std::vector<std::int64_t> row;       ///< the rule's row in evaluate(log, as_of_us); kNoValue: none
};

/// Gives each difference between a recorded verdict and the promises exactly one cause.
///
/// **The rule** of a ticket is, among its cycles of the targets of Contract::recorded_verdict, the one that is not
/// cancelled and started last (of several the first in the contract); **the promise** the same among the other targets
/// that measure what the rule measures. A cycle that is met or breached and has a due date has a verdict.
///
/// **At stake** for the rule is brought + elapsed; and, as waiting to be closed, its settled time and the calendar time
/// from its stop to a later closed_us (not after as_of_us). With causes removed it would be met if this is at most the
/// promised time and what put it off, and less than before any removal: a clock may be late by nothing, stopped in a
/// pause after it had used its promise up.
///
/// **Removing** `closing`, `requester` or `third_party` makes the rule's clock pause in the states that wait for it where
/// it ran; `closing` also takes out what is at stake after a stop. `calendar` counts in the hours (zone, weekly hours,
/// exceptions, breaks) of the promise's calendar with the holidays as they are, `holiday` the other way round; the
/// promise's calendar is the one of the ticket at its opening, and where it or the rule's is made of other calendars, so
/// that hours and holidays cannot be parted, `calendar` brings both and `holiday` nothing. `rounding` grants rounding_us
/// more. The promised time stays the rule's.
///
/// **The cause** of a ticket that is recorded as missed: rule_met where the rule is met; else the first removal, one
/// added to the other in the stated order, by which the rule would be met; else provider. Recorded as met while the
/// rule missed: rounding, where that is in the order and alone makes the rule met; else unknown. A recorded verdict
/// without one of the rule: unknown. Each ticket is in one cause, so the causes add up whatever the order; how many are
/// in which depends on it. Show an order and its reverse.
///
/// `recorded`: Verdict numbers, one a ticket. Throws Error: invalid (the contract reads no recorded verdict; columns of
/// another length; no such verdict; an order that names a cause twice or one that cannot be removed), range (as_of_us;
/// rounding_us outside 0 .. 1 day), limit (more than 127 calendars in hours and holidays together). One evaluation of
/// the log, and one of the rule's targets x (causes + 1) over the tickets that both call missed.
[[nodiscard]] Reconciliation reconcile(const EventLog &log, std::int64_t as_of_us,
                                       std::span<const std::int32_t> recorded, const ReconcileOptions &options = {});

}  // namespace entente
