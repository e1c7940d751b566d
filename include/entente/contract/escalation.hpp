#pragma once

#include <cstdint>
#include <string>

namespace entente {

/// What the distance of an escalation is measured from.
enum class EscalationAt : std::uint8_t {
  percent,  ///< when this share of the promised time is consumed; above 100: that much more calendar time after due
  before,   ///< when no more than this calendar time is left
  after,    ///< this calendar time after the due date, whatever the clock does then
};

/// A level of the path along which a ticket is raised while its clock has not stopped.
struct Escalation {
  std::string id;
  EscalationAt at = EscalationAt::percent;
  std::int64_t amount = 0;  ///< percent (1 .. 10,000) or microseconds of calendar time (before: less than the promise)
  std::string notify;       ///< whom the host tells: a role of the hierarchy, in the host's words
};

}  // namespace entente
