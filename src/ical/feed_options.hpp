#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ical/event.hpp"

namespace entente::ical {

/// Texts to look for in events, without regard to the case of ASCII letters.
struct Texts {
  std::optional<std::vector<std::string>> summary;      ///< one of them is part of SUMMARY
  std::optional<std::vector<std::string>> description;  ///< one of them is part of DESCRIPTION
  std::optional<std::vector<std::string>> categories;   ///< one of them is one of CATEGORIES
};

/// Which entries of a feed are days off, and which of their dates.
struct FeedOptions {
  Texts keep;  ///< only events that fit each list that is given
  Texts drop;  ///< no event that fits any of the lists
  bool drop_transparent = false;
  bool first_date_only = false;  ///< of an event of several days
  std::int32_t from = 1970;      ///< years of the dates, both included
  std::int32_t until = 2099;

  [[nodiscard]] bool is_day_off(const Event &event) const;
};

/// Reads the options, a JSON object (see entente_ical_read()); an empty text means none. Throws Error (invalid, parse,
/// limit) with the first of all problems.
[[nodiscard]] FeedOptions read_feed_options(std::string_view json);

}  // namespace entente::ical
