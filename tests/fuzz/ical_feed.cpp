#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "entente.h"
#include "entente_ical.h"

/// The first byte chooses the options; the rest is a feed. What is read makes a calendar that the core accepts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  static const std::string kOptions[] = {"", R"({"multi_day": "first_date", "transparent": "drop"})",
                                         R"({"drop": {"summary": ["a"], "categories": ["b"]}, "from": 2020, "until": 2030})"};
  if (size == 0) return 0;
  const std::string &options = kOptions[data[0] % 3];
  entente_ical *feed = nullptr;
  entente_error *error = nullptr;
  const std::int32_t status = entente_ical_read(reinterpret_cast<const char *>(data) + 1, size - 1, options.data(),
                                                options.size(), &feed, &error);
  if ((status == ENTENTE_OK) != (feed != nullptr) || status != entente_error_status(error)) std::abort();
  if (status != ENTENTE_OK && status != ENTENTE_E_PARSE && status != ENTENTE_E_LIMIT) std::abort();
  if (status == ENTENTE_E_PARSE && entente_error_line(error) < 1) std::abort();
  entente_error_destroy(error);
  if (feed == nullptr) return 0;
  std::int64_t sum = 0;
  for (std::int32_t figure = ENTENTE_ICAL_KEPT; figure <= ENTENTE_ICAL_TIMED; ++figure) {
    sum += entente_ical_figure(feed, figure);
  }
  if (sum != entente_ical_figure(feed, ENTENTE_ICAL_EVENTS)) std::abort();
  const std::string document = R"({"zone": "Etc/UTC", "holidays": )" + std::string(entente_ical_holidays(feed)) + "}";
  entente_ical_destroy(feed);
  entente_calendar *calendar = nullptr;
  if (entente_calendar_create(document.data(), document.size(), nullptr, 0, &calendar, nullptr, nullptr) != ENTENTE_OK) {
    std::abort();
  }
  entente_calendar_destroy(calendar);
  return 0;
}
