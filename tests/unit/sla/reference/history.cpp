#include "unit/sla/reference/history.hpp"

#include <algorithm>
#include <set>

#include "entente/sla/alphabet.hpp"

namespace entente::test {

ReferenceHistory::ReferenceHistory(const ReferenceWorld &world, const LoggedTicket &ticket)
    : world_(&world), opened_(ticket.opened), codes_(ticket.codes), balances_(ticket.balances) {
  std::vector<LoggedEvent> told = ticket.events;
  std::stable_sort(told.begin(), told.end(), [](const LoggedEvent &a, const LoggedEvent &b) {
    return a.tick != b.tick ? a.tick < b.tick : a.sequence < b.sequence;
  });
  for (const LoggedEvent &event : told) {
    const bool twice = !events_.empty() && events_.back().tick == event.tick &&
                       events_.back().kind == event.kind && events_.back().value == event.value;
    if (!twice) events_.push_back(event);
  }
  std::set<std::int64_t> boundaries;
  for (const Target &target : world.contract->targets) {
    if (target.from_us > 0) boundaries.insert(target.from_us / world.tick_us);
    if (target.until_us < std::int64_t{1} << 60) boundaries.insert(target.until_us / world.tick_us);
  }
  for (const LoggedBalance &balance : balances_) boundaries.insert(balance.tick);
  moments_.push_back({opened_, nullptr});
  for (const std::int64_t tick : boundaries) {
    if (tick > opened_ && tick <= world.as_of) moments_.push_back({tick, nullptr});
  }
  for (const LoggedEvent &event : events_) {
    if (event.tick <= world.as_of) moments_.push_back({std::max(event.tick, opened_), &event});
  }
  std::stable_sort(moments_.begin(), moments_.end(),
                   [](const Moment &a, const Moment &b) { return a.tick < b.tick; });
  for (std::size_t j = 0; j < moments_.size(); ++j) facts_.push_back(facts_after(j));
}

ReferenceHistory::Facts ReferenceHistory::facts_after(std::size_t moment) const {
  Facts facts;
  facts.codes = codes_;
  for (std::size_t j = 0; j <= moment; ++j) {
    const LoggedEvent *event = moments_[j].event;
    if (event == nullptr) continue;
    if (event->kind == kStateEvent) {
      facts.state = event->value;
      facts.forced.reset();
    } else if (event->kind == kHappeningEvent) {
      if (event->value == static_cast<std::int32_t>(Happening::reopen)) facts.forced = Clock::run;
      if (event->value == static_cast<std::int32_t>(Happening::cancel)) facts.forced = Clock::cancel;
    } else {
      facts.codes[static_cast<std::size_t>(event->kind - kAttributeEvent)] = event->value;
    }
  }
  return facts;
}

bool ReferenceHistory::all_hold(const Conditions &conditions, const Facts &facts) {
  for (const Condition &condition : conditions) {
    const std::int32_t code = facts.codes[static_cast<std::size_t>(condition.attribute)];
    if (std::count(condition.codes.begin(), condition.codes.end(), code) == 0) return false;
  }
  return true;
}

std::size_t ReferenceHistory::moment_at(std::int64_t tick) const {
  std::size_t j = moments_.size() - 1;
  while (j > 0 && moments_[j].tick > tick) --j;
  return j;
}

bool ReferenceHistory::applies(const Target &target, std::size_t moment) const {
  const bool at_opening = target.on_amendment == OnAmendment::terms_at_opening;
  const std::int64_t us = (at_opening ? opened_ : tick(moment)) * world_->tick_us;
  return us >= target.from_us && us < target.until_us && all_hold(target.when, facts_[moment]);
}

Clock ReferenceHistory::level(const Target &target, std::size_t moment) const {
  const Facts &facts = facts_[moment];
  Clock of_state = facts.state < 0 ? Clock::run : target.clock[static_cast<std::size_t>(facts.state)];
  if (facts.forced) of_state = *facts.forced;
  Clock of_attributes = Clock::run;
  if (!target.pause_when.empty() && all_hold(target.pause_when, facts)) of_attributes = Clock::pause;
  if (!target.stop_when.empty() && all_hold(target.stop_when, facts)) of_attributes = Clock::stop;
  return std::max(of_state, of_attributes);
}

WaitsFor ReferenceHistory::waits_for(std::size_t moment) const {
  const Facts &facts = facts_[moment];
  if (facts.forced) return *facts.forced == Clock::run ? WaitsFor::provider : WaitsFor::closing;
  if (facts.state < 0) return WaitsFor::provider;
  return world_->contract->states[static_cast<std::size_t>(facts.state)].waits_for;
}

std::int32_t ReferenceHistory::calendar(const Target &target, std::size_t moment) const {
  const CalendarChoice &choice = target.calendar;
  if (choice.attribute < 0) return choice.otherwise;
  const auto attribute = static_cast<std::size_t>(choice.attribute);
  const bool follows = choice.of == CalendarOf::group_at_the_time;
  const std::int32_t code = follows ? facts_[moment].codes[attribute] : codes_[attribute];
  for (const auto &[value, calendar] : choice.by_code) {
    if (value == code) return calendar;
  }
  return choice.otherwise;
}

bool ReferenceHistory::starts(const Target &target, std::size_t moment) const {
  const LoggedEvent *event = moments_[moment].event;
  if (event != nullptr && event->kind == kHappeningEvent && (target.start_on >> event->value & 1) != 0)
    return true;
  if (target.start_when.empty() || !all_hold(target.start_when, facts_[moment])) return false;
  return moment == 0 || !all_hold(target.start_when, facts_[moment - 1]);
}

bool ReferenceHistory::ends(const Target &target, std::size_t moment) const {
  const LoggedEvent *event = moments_[moment].event;
  if (event == nullptr) return false;
  if (event->kind == kHappeningEvent) return (target.stop_on >> event->value & 1) != 0;
  const auto &answers = target.responded_in;
  const bool entered = moment > 0 && (facts_[moment - 1].state != event->value || facts_[moment - 1].forced);
  return event->kind == kStateEvent && entered &&
         std::count(answers.begin(), answers.end(), event->value) != 0;
}

const LoggedBalance *ReferenceHistory::balance(const Target &target) const {
  for (const LoggedBalance &balance : balances_) {
    if (balance.commitment == target.commitment) return &balance;
  }
  return nullptr;
}

std::optional<std::size_t> ReferenceHistory::base(const Target &target) const {
  const LoggedBalance *found = balance(target);
  if (found == nullptr || found->tick <= opened_) return 0;
  for (std::size_t j = 1; j < size(); ++j) {
    if (moments_[j].event == nullptr && moments_[j].tick == found->tick) return j;
  }
  return std::nullopt;
}

bool ReferenceHistory::is_whole() const {
  const std::vector<std::int32_t> &begins_in = world_->contract->history.begins_in;
  if (begins_in.empty()) return true;
  for (const LoggedEvent &event : events_) {
    if (event.kind == kStateEvent) return std::count(begins_in.begin(), begins_in.end(), event.value) != 0;
  }
  return false;
}

}  // namespace entente::test
