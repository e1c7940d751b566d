#include "unit/calendar/libc_zone.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace entente::test {
namespace {

constexpr std::int64_t kDayS = 86400;

}  // namespace

std::int64_t libc_offset_s(std::int64_t utc_s) {
  const std::time_t at = utc_s;
  std::tm local{};
  if (localtime_r(&at, &local) == nullptr) throw std::runtime_error("localtime_r");
  return local.tm_gmtoff;
}

LibcZone::LibcZone(const std::string &name, std::int64_t step_s) {
  setenv("TZ", name.c_str(), 1);
  tzset();
  constexpr std::int64_t kEndS = 4'102'444'800 + 10 * kDayS;
  Stretch stretch{-10 * kDayS, 0, libc_offset_s(-10 * kDayS)};
  for (std::int64_t at = stretch.from_s; at < kEndS; at += step_s) {
    if (libc_offset_s(at + step_s) == stretch.offset_s) continue;
    std::int64_t before = at, after = at + step_s;
    while (after - before > 1) {
      const std::int64_t middle = (before + after) / 2;
      (libc_offset_s(middle) == stretch.offset_s ? before : after) = middle;
    }
    stretch.until_s = after;
    stretches_.push_back(stretch);
    stretch = {after, 0, libc_offset_s(after)};
  }
  stretch.until_s = kEndS;
  stretches_.push_back(stretch);
}

std::vector<std::int64_t> LibcZone::changes_s() const {
  std::vector<std::int64_t> result;
  for (std::size_t i = 1; i < stretches_.size(); ++i) result.push_back(stretches_[i].from_s);
  return result;
}

std::int64_t LibcZone::offset_s(std::int64_t utc_s) const {
  const auto after = std::upper_bound(stretches_.begin(), stretches_.end(), utc_s,
                                      [](std::int64_t value, const Stretch &s) { return value < s.from_s; });
  if (after == stretches_.begin()) throw std::runtime_error("instant outside the reference");
  return std::prev(after)->offset_s;
}

std::int64_t LibcZone::resolve_s(std::int64_t local_s) const {
  for (const Stretch &s : stretches_) {
    const std::int64_t utc_s = local_s - s.offset_s;
    if (utc_s >= s.from_s && utc_s < s.until_s) return utc_s;
  }
  for (std::size_t i = 1; i < stretches_.size(); ++i) {
    const std::int64_t skipped_from_s = stretches_[i].from_s + stretches_[i - 1].offset_s;
    const std::int64_t skipped_until_s = stretches_[i].from_s + stretches_[i].offset_s;
    if (local_s >= skipped_from_s && local_s < skipped_until_s) {
      return resolve_s(local_s + (skipped_until_s - skipped_from_s));
    }
  }
  throw std::runtime_error("wall-clock time outside the reference");
}

bool LibcZone::shows(std::int64_t day) const {
  return std::any_of(stretches_.begin(), stretches_.end(), [day](const Stretch &s) {
    return s.from_s + s.offset_s < (day + 1) * kDayS && s.until_s + s.offset_s > day * kDayS;
  });
}

}  // namespace entente::test
