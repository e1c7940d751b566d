#include <cstring>
#include <limits>

#include "entente_ical.h"
#include "guard.hpp"
#include "ical/feed.hpp"

struct entente_ical {
  entente::ical::Feed feed;
};

namespace entente::capi {

/// This library's own: errors are made by libentente, so that entente_error_destroy() frees them.
std::int32_t fail(entente_error **err, ErrorCode code, const char *message, Position position, const char *) noexcept {
  const auto status = static_cast<std::int32_t>(code);
  if (err == nullptr) return status;
  return entente_error_create(status, message, std::strlen(message), position.line, position.column, err);
}

}  // namespace entente::capi

namespace {

std::string_view text_of(const char *text, size_t size) {
  entente::capi::require(text != nullptr || size == 0, "a text is NULL with a size above 0");
  return size == 0 ? std::string_view() : std::string_view(text, size);
}

}  // namespace

int32_t entente_ical_read(const char *feed, size_t feed_size, const char *options, size_t options_size,
                          entente_ical **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return entente::capi::guard(err, [&] {
    entente::capi::require(out != nullptr, "out is NULL");
    const auto read = entente::ical::read_feed_options(text_of(options, options_size));
    *out = new entente_ical{entente::ical::read_feed(text_of(feed, feed_size), read)};
  });
}

void entente_ical_destroy(entente_ical *feed) { delete feed; }

const char *entente_ical_holidays(const entente_ical *feed) {
  return feed == nullptr ? "" : feed->feed.holidays_json.c_str();
}

int64_t entente_ical_figure(const entente_ical *feed, int32_t figure) {
  const bool exists = feed != nullptr && figure >= 0 && static_cast<size_t>(figure) < feed->feed.figures.size();
  return exists ? feed->feed.figures[static_cast<size_t>(figure)] : std::numeric_limits<int64_t>::min();
}
