#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "entente.h"

/// What the rows of the SLA vectors are made of.
namespace conformance {

constexpr std::int64_t kSecondUs = 1'000'000;

using CalendarHandle = std::unique_ptr<entente_calendar, decltype(&entente_calendar_destroy)>;

/// Throws std::runtime_error, with the message of the library, unless the status is ENTENTE_OK.
void require_ok(std::int32_t status, entente_error *error);

/// A calendar from a document of the library's own.
CalendarHandle create_calendar(const std::string &document);
/// The document that the library reads, from the calendar of a row.
std::string calendar_document(const nlohmann::json &calendar);

/// Values of one row: an instant may be a date without a time, which is its local midnight in the row's zone.
class RowReader {
 public:
  explicit RowReader(std::string zone) : zone_(std::move(zone)) {}

  /// Microseconds, rounded.
  [[nodiscard]] std::int64_t instant(const nlohmann::json &text) const;
  /// Seconds, possibly with a fraction, as microseconds, rounded.
  [[nodiscard]] static std::int64_t duration(const nlohmann::json &seconds);

 private:
  [[nodiscard]] std::int64_t midnight(const std::string &date) const;

  std::string zone_;
};

}  // namespace conformance
