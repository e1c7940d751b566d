#include "calendar/zone.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <limits>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

/// IANA names are made of letters, digits, '_', '+', '-' in parts divided by '/'. Nothing else is let through to a path.
bool is_zone_name(const std::string &name) {
  char previous = '/';
  for (const char c : name) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                        c == '+' || c == '-';
    if (!letter && (c != '/' || previous == '/')) return false;
    previous = c;
  }
  return previous != '/';
}

/// Names under which compiled data are installed that are no zone: what they hold is the machine's choice, or counts leap
/// seconds.
bool is_no_zone(const std::string &name) {
  return name == "localtime" || name == "posixrules" || name == "Factory" || name.starts_with("right/") ||
         name.starts_with("posix/");
}

void check_is_zone_data(const std::string &path, const std::string &name) {
  std::ifstream file(path, std::ios::binary);
  char magic[4] = {};
  if (!file || !file.read(magic, sizeof magic)) throw Error(ErrorCode::not_found, "no zone data for: " + name);
  if (!std::equal(magic, magic + 4, "TZif")) throw Error(ErrorCode::not_found, "not compiled zone data: " + path);
}

using Seconds = cctz::time_point<cctz::seconds>;

Seconds at(std::int64_t utc_s) { return Seconds(cctz::seconds(utc_s)); }

constexpr std::int64_t kDayS = 86400;

/// Dates that begin before a wall-clock time: the number of the first that begins at or after it.
std::int64_t days_before(std::int64_t local_s) { return local_s > 0 ? (local_s + kDayS - 1) / kDayS : local_s / kDayS; }

}  // namespace

Zone Zone::load(const std::string &name, const std::string &directory) {
  if (name.size() > limits::kZoneNameBytes) throw Error(ErrorCode::limit, "zone name longer than 64 bytes");
  if (!is_zone_name(name)) throw Error(ErrorCode::invalid, "not the name of a zone: \"" + name + "\"");
  if (directory.empty() || directory.front() != '/' || directory.find('\0') != std::string::npos) {
    throw Error(ErrorCode::invalid, "the zoneinfo directory must be an absolute path");
  }
  if (is_no_zone(name)) throw Error(ErrorCode::not_found, "not a zone of the IANA database: " + name);
  const std::string path = directory + "/" + name;
  check_is_zone_data(path, name);
  // An absolute path is opened as it is: CCTZ then consults neither TZDIR nor its other search places. It keeps every
  // zone it loaded in a cache of its own for the life of the process, by this path: data that changes on disk is not
  // read again, and the cache grows with the number of zone files ever named, not with the number of calls.
  cctz::time_zone zone;
  if (!cctz::load_time_zone(path, &zone)) throw Error(ErrorCode::not_found, "unusable zone data: " + path);

  Zone result;
  constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kEndS = kLastInstantUs / kSecondUs + 10 * 86400;
  const cctz::civil_second epoch(1970, 1, 1);
  std::int64_t end_local_s = std::numeric_limits<std::int64_t>::min();
  for (std::int64_t from_s = -10 * 86400;;) {
    const std::int64_t offset_s = zone.lookup(at(from_s)).offset;
    cctz::time_zone::civil_transition change;
    if (offset_s <= -kDayS || offset_s >= kDayS) throw Error(ErrorCode::not_found, "unusable zone data: " + path);
    const bool changes = zone.next_transition(at(from_s), &change);
    if (!changes || (change.from - epoch) - offset_s >= kEndS) {
      result.add_stretch(kAlways, kAlways, offset_s);
      return result;
    }
    // Before the later of the two wall-clock times of the change the old offset still holds: through a gap as well as
    // through the first occurrence of what repeats.
    end_local_s = std::max({end_local_s, change.from - epoch, change.to - epoch});
    from_s = (change.from - epoch) - offset_s;
    result.add_stretch(end_local_s, from_s, offset_s);
    for (std::int64_t day = days_before(change.from - epoch); (day + 1) * kDayS <= change.to - epoch; ++day) {
      result.skipped_dates_.push_back(day);
    }
  }
}

void Zone::add_stretch(std::int64_t end_local_s, std::int64_t until_s, std::int64_t offset_s) {
  stretches_.push_back({end_local_s, offset_s});
  offsets_.push_back({until_s, offset_s});
}

std::int64_t Zone::instant_s(std::int64_t local_s) const noexcept {
  const auto ends_by = [local_s](const Stretch &stretch) { return stretch.end_local_s <= local_s; };
  return local_s - std::partition_point(stretches_.begin(), stretches_.end() - 1, ends_by)->offset_s;
}

std::int64_t Zone::offset_s(std::int64_t utc_s) const noexcept {
  const auto ends_by = [utc_s](const Offset &offset) { return offset.until_s <= utc_s; };
  return std::partition_point(offsets_.begin(), offsets_.end() - 1, ends_by)->offset_s;
}

}  // namespace entente
