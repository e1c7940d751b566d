#include "unit/calendar/reference_walker.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace entente::test {
namespace {

constexpr std::int64_t kDayS = 86400;

std::int64_t libc_offset_s(std::int64_t utc_s) {
  const std::time_t at = utc_s;
  std::tm local{};
  if (localtime_r(&at, &local) == nullptr) throw std::runtime_error("localtime_r");
  return local.tm_gmtoff;
}

LocalDate date_of(std::int64_t day) {
  const std::time_t at = day * kDayS;
  std::tm utc{};
  if (gmtime_r(&at, &utc) == nullptr) throw std::runtime_error("gmtime_r");
  return {utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday};
}

std::int64_t floor_day(std::int64_t seconds) { return (seconds >= 0 ? seconds : seconds - kDayS + 1) / kDayS; }

}  // namespace

LibcZone::LibcZone(const std::string &name) {
  setenv("TZ", name.c_str(), 1);
  tzset();
  constexpr std::int64_t kStepS = 6 * 3600;
  constexpr std::int64_t kEndS = 4'102'444'800 + 10 * kDayS;
  Stretch stretch{-10 * kDayS, 0, libc_offset_s(-10 * kDayS)};
  for (std::int64_t at = stretch.from_s; at < kEndS; at += kStepS) {
    if (libc_offset_s(at + kStepS) == stretch.offset_s) continue;
    std::int64_t before = at, after = at + kStepS;
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

Walker::Walker(const CalendarDefinition &definition, const LibcZone &zone, std::int64_t start_s, std::int64_t step_s,
               std::size_t n)
    : definition_(definition), zone_(zone), start_s_(start_s), step_s_(step_s) {
  for (std::size_t i = 0; i < n; ++i) open_.push_back(is_open(start_s + static_cast<std::int64_t>(i) * step_s) ? 1 : 0);
}

std::int64_t Walker::instant_us(std::size_t i) const {
  return (start_s_ + static_cast<std::int64_t>(i) * step_s_) * 1'000'000;
}

std::int64_t Walker::step_us() const { return step_s_ * 1'000'000; }

Walker::Placed Walker::placed(std::int64_t day, bool breaks) const {
  const LocalDate date = date_of(day);
  const auto &dates = breaks ? definition_.breaks : definition_.exceptions;
  const auto special = dates.find(date);
  std::vector<LocalInterval> intervals;
  if (special != dates.end()) {
    intervals = special->second;
  } else if (!breaks) {
    intervals = definition_.weekly[static_cast<std::size_t>(((day + 3) % 7 + 7) % 7)];
  }
  if (!breaks && std::count(definition_.holidays.begin(), definition_.holidays.end(), date) > 0) intervals.clear();
  Placed result;
  for (const LocalInterval &interval : intervals) {
    if (interval.open_s == interval.close_s) continue;
    const std::int64_t closing_day = interval.close_s > interval.open_s ? day : day + 1;
    result.emplace_back(zone_.resolve_s(day * kDayS + interval.open_s),
                        zone_.resolve_s(closing_day * kDayS + interval.close_s));
  }
  return result;
}

void Walker::look_around(std::int64_t day) {
  around_ = day;
  hours_.clear();
  breaks_.clear();
  for (std::int64_t near = day - 3; near <= day + 1; ++near) {
    for (const auto &interval : placed(near, false)) hours_.push_back(interval);
    for (const auto &interval : placed(near, true)) breaks_.push_back(interval);
  }
}

bool Walker::is_open(std::int64_t utc_s) {
  const std::int64_t today = floor_day(utc_s + zone_.offset_s(utc_s));
  if (today != around_) look_around(today);
  const auto covers = [utc_s](const auto &interval) { return interval.first <= utc_s && utc_s < interval.second; };
  return std::any_of(hours_.begin(), hours_.end(), covers) && std::none_of(breaks_.begin(), breaks_.end(), covers);
}

std::int64_t Walker::between(std::size_t from, std::size_t to) const {
  std::int64_t steps = 0;
  for (std::size_t i = std::min(from, to); i < std::max(from, to); ++i) steps += open_[i];
  return from <= to ? steps : -steps;
}

std::optional<std::size_t> Walker::next_open(std::size_t at) const {
  for (; at < open_.size(); ++at) {
    if (open_[at]) return at;
  }
  return std::nullopt;
}

std::optional<std::size_t> Walker::previous_open(std::size_t at) const {
  for (; at > 0; --at) {
    if (open_[at - 1]) return at;
  }
  return std::nullopt;
}

std::optional<std::size_t> Walker::add(std::size_t at, std::size_t steps) const {
  if (steps == 0) return next_open(at);
  for (; at < open_.size(); ++at) {
    if (open_[at] && --steps == 0) return at + 1 < open_.size() ? std::optional(at + 1) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::size_t> Walker::subtract(std::size_t at, std::size_t steps) const {
  if (steps == 0) return previous_open(at);
  for (; at > 0; --at) {
    if (open_[at - 1] && --steps == 0) return at - 1;
  }
  return std::nullopt;
}

std::optional<std::size_t> Walker::next_close(std::size_t at) const {
  for (++at; at < open_.size(); ++at) {
    if (open_[at - 1] && !open_[at]) return at;
  }
  return std::nullopt;
}

std::optional<std::size_t> Walker::next_open_start(std::size_t at) const {
  for (at = std::max<std::size_t>(at, 1); at < open_.size(); ++at) {
    if (!open_[at - 1] && open_[at]) return at;
  }
  return std::nullopt;
}

}  // namespace entente::test
