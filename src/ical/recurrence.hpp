#pragma once

#include <cstdint>
#include <vector>

#include "ical/event.hpp"

namespace entente::ical {

/// What may still be done for one feed, in steps of a recurrence or dates of an event: so that no feed, however made,
/// takes more than some seconds.
class Work {
 public:
  /// Throws Error(limit) with the line where it is used up.
  void spend(std::int64_t steps, std::int64_t line);

 private:
  std::int64_t left_ = 1'000'000;
};

/// The days on which an event begins, ascending, each once, up to last_day: by its rules (or, without any, on its first
/// day), with the RDATEs, without the EXDATEs. Rules are expanded by libical: a first day that its own rule does not
/// give, which the standard leaves undefined, is no recurrence. Throws Error with the line: parse (a rule that is none, never comes, has a frequency below days
/// or another calendar than the Gregorian; one that begins before 1900), limit.
[[nodiscard]] std::vector<std::int64_t> begins_of(const Event &event, std::int64_t last_day, Work &work);

}  // namespace entente::ical
