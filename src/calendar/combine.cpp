#include <algorithm>

#include "calendar/calendar_dates.hpp"
#include "entente/base/error.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {
namespace {

/// Walks through the openings and closings of a calendar in the order of time.
class Edges {
 public:
  explicit Edges(const OpenTime &open) : open_(open) {}

  [[nodiscard]] bool at_end() const { return next_ == 2 * open_.size(); }
  /// The instant of the next edge.
  [[nodiscard]] std::int64_t next_us() const {
    const OpenInterval interval = open_.interval(next_ / 2);
    return next_ % 2 == 0 ? interval.open_us : interval.close_us;
  }
  void pass() { ++next_; }
  [[nodiscard]] bool is_open() const { return next_ % 2 == 1; }

 private:
  const OpenTime &open_;
  std::size_t next_ = 0;
};

bool is_open(bool first, bool second, SetOperation combination) {
  switch (combination) {
    case SetOperation::union_of: return first || second;
    case SetOperation::intersection: return first && second;
    case SetOperation::difference: return first && !second;
  }
  throw Error(ErrorCode::invalid, "an unknown combination of calendars");
}

}  // namespace

Calendar::Calendar(const Calendar &first, const std::vector<OpenInterval> &open)
    : zone_(first.zone_),
      holidays_(first.holidays_),
      open_time_(open),
      dates_(std::make_shared<const CalendarDates>(
          CalendarDates{first.dates_->local, PeriodTable(), first.dates_->breaks})) {}

Calendar combine(const Calendar &first, const Calendar &second, SetOperation combination) {
  (void)is_open(false, false, combination);  // refuses an unknown one before all work
  Edges a(first.open_time());
  Edges b(second.open_time());
  std::vector<OpenInterval> intervals;
  intervals.reserve(std::max(first.open_time().size(), second.open_time().size()));
  bool was_open = false;
  while (!a.at_end() || !b.at_end()) {
    const bool a_is_next = b.at_end() || (!a.at_end() && a.next_us() <= b.next_us());
    const std::int64_t at_us = a_is_next ? a.next_us() : b.next_us();
    while (!a.at_end() && a.next_us() == at_us) a.pass();
    while (!b.at_end() && b.next_us() == at_us) b.pass();
    const bool opens = is_open(a.is_open(), b.is_open(), combination);
    if (opens && !was_open) intervals.push_back({at_us, at_us});
    if (!opens && was_open) intervals.back().close_us = at_us;
    was_open = opens;
  }
  return {first, intervals};
}

}  // namespace entente
