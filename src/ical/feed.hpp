#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "ical/feed_options.hpp"

namespace entente::ical {

/// What is counted of a feed; the numbers are those of `entente_ical_figure`. Each event is one of kept, dropped,
/// cancelled, timed.
enum class Figure : std::int32_t { events = 0, kept = 1, dropped = 2, cancelled = 3, timed = 4, dates = 5 };

/// The days off of a feed.
struct Feed {
  std::string holidays_json;  ///< the list `holidays` of a calendar document
  std::array<std::int64_t, 6> figures{};
};

/// Reads a feed. Throws Error with the line (see read_events(), read_event(), begins_of()), and limit for more than
/// limits::kCalendarDates dates. Names are cut to limits::kNameBytes bytes. O(bytes + dates log dates).
[[nodiscard]] Feed read_feed(std::string_view feed, const FeedOptions &options);

}  // namespace entente::ical
