#include "calendar/local_dates.hpp"

namespace entente {
namespace {

constexpr std::int64_t kBiasUs = -kFirstDate * kDayUs;  ///< makes local times of supported instants positive

CalendarAnswer instant_or_range(std::int64_t at_us) {
  return is_supported_instant(at_us) ? CalendarAnswer{CalendarStatus::ok, at_us}
                                     : CalendarAnswer{CalendarStatus::range, kNoValue};
}

}  // namespace

void LocalDates::add_workday(std::int64_t day, std::int64_t close_us) {
  workdays_.insert(day);
  closes_s_.push_back(static_cast<std::int32_t>((close_us - day * kDayUs) / kSecondUs));
}

std::int64_t LocalDates::day_of(std::int64_t at_us) const noexcept {
  const std::int64_t local_us = at_us + zone_.offset_s(at_us / kSecondUs) * kSecondUs;
  return (local_us + kBiasUs) / kDayUs + kFirstDate;
}

std::int64_t LocalDates::workdays_between(std::int64_t from_us, std::int64_t to_us) const noexcept {
  return workdays_.rank(day_of(to_us) + 1) - workdays_.rank(day_of(from_us) + 1);
}

LocalDates::Workday LocalDates::workday_from(std::int64_t day, std::int64_t days) const noexcept {
  const std::int64_t before = workdays_.rank(day);
  const std::int64_t through = workdays_.rank(day + 1);
  const std::int64_t after = workdays_.size() - through;
  if (days > 0) {
    if (days <= after) return {CalendarStatus::ok, through + days - 1};
    return {after == 0 ? CalendarStatus::not_found : CalendarStatus::range, 0};
  }
  if (days == 0) return {before < workdays_.size() ? CalendarStatus::ok : CalendarStatus::not_found, before};
  if (days >= -before) return {CalendarStatus::ok, before + days};
  return {before == 0 ? CalendarStatus::not_found : CalendarStatus::range, 0};
}

CalendarAnswer LocalDates::same_clock_time(std::int64_t at_us, std::int64_t days) const noexcept {
  if (days == 0) return {CalendarStatus::ok, at_us};
  const std::int64_t day = day_of(at_us);
  const Workday workday = workday_from(day, days);
  if (workday.status != CalendarStatus::ok) return {workday.status, kNoValue};
  const std::int64_t moved_us = (workdays_.member(workday.number) - day) * kDayUs;
  const std::int64_t local_us = at_us + zone_.offset_s(at_us / kSecondUs) * kSecondUs + moved_us + kBiasUs;
  const std::int64_t local_s = (local_us - kBiasUs - local_us % kSecondUs) / kSecondUs;
  return instant_or_range(zone_.instant_s(local_s) * kSecondUs + local_us % kSecondUs);
}

CalendarAnswer LocalDates::end_of_day(std::int64_t at_us, std::int64_t days) const noexcept {
  const Workday workday = workday_from(day_of(at_us), days);
  if (workday.status != CalendarStatus::ok) return {workday.status, kNoValue};
  const std::int64_t close_s = closes_s_[static_cast<std::size_t>(workday.number)];
  return instant_or_range(workdays_.member(workday.number) * kDayUs + close_s * kSecondUs);
}

}  // namespace entente
