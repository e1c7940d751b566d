#include "unit/calendar/reference_walker.hpp"

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace entente::test {
namespace {

constexpr std::int64_t kDayS = 86400;

LocalDate date_of(std::int64_t day) {
  const std::time_t at = day * kDayS;
  std::tm utc{};
  if (gmtime_r(&at, &utc) == nullptr) throw std::runtime_error("gmtime_r");
  return {utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday};
}

std::int64_t floor_day(std::int64_t seconds) { return (seconds >= 0 ? seconds : seconds - kDayS + 1) / kDayS; }

}  // namespace

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
  if (!zone_.shows(day)) return {};
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
  for (++at; at < open_.size(); ++at) {
    if (!open_[at - 1] && open_[at]) return at;
  }
  return std::nullopt;
}

}  // namespace entente::test
