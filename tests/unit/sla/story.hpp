#pragma once

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

#include "entente/base/instant.hpp"
#include "entente/sla/evaluate.hpp"
#include "unit/sla/small_contract.hpp"

/// Random tickets under a contract that knows every policy.
namespace entente::test {

inline constexpr std::int64_t kStart = INT64_C(20'454) * kDayUs;  // 2026-01-01, a Thursday and a holiday

/// Every policy that a monitor follows, in a handful of targets.
inline const char *const kEveryPolicy = R"(
  {"id": "plain", "metric": "resolution", "duration": "4h", "calendar": "office",
   "escalations": [{"id": "w", "at_percent": 50}, {"id": "b", "before": "30m"}, {"id": "a", "after": "0us"},
                   {"id": "x", "at_percent": 150}]},
  {"id": "respond", "metric": "first_response", "duration": "2h", "calendar": "office", "close_lands_on": "next_open"},
  {"id": "next", "metric": "next_response", "duration": "3h", "calendar": "office"},
  {"id": "update", "metric": "periodic_update", "duration": "6h", "calendar": "always"},
  {"id": "wall", "metric": "resolution", "series": "w", "duration": "5h", "calendar": "office", "pause_counts": "wall_time",
   "reopen": "new_cycle", "outside_hours_bonus": "1h"},
  {"id": "now", "metric": "resolution", "series": "n", "duration": "5h", "calendar": "office", 
   "outside_hours": "immediately"},
  {"id": "p1", "metric": "resolution", "series": "p", "duration": "3h", "calendar": "always", "when": {"priority": ["1"]},
   "escalations": [{"id": "w", "at_percent": 80}]},
  {"id": "p2", "metric": "resolution", "series": "p", "duration": "9h", "calendar": "office", "when": {"priority": ["2"]},
   "on_change": "carry"},
  {"id": "p3", "metric": "resolution", "series": "p", "duration": "20h", "calendar": "office", "when": {"priority": ["3"]},
   "on_change": "pro_rata", "reopen": "ignore"},
  {"id": "pair", "metric": "state_pair", "duration": "2h", "start_when": {"group": ["vendor"]}, "stop_when": {"group": ["desk"]},
   "calendar": {"attribute": "group", "values": {"vendor": "always"}, "otherwise": "office", "of": "group_at_the_time"}},
  {"id": "restart", "metric": "resolution", "series": "r", "duration": "5h", "calendar": "office", "reopen": "restart"}
)";
/// New terms on Monday the 5th and Thursday the 8th: in force at once for "plain" and "wall", from the opening for others.
inline const char *const kAmendments = R"(, "amendments": [
  {"id": "first", "effective": "2026-01-05", "withdrawn": ["update"], "targets": [
    {"id": "plain", "metric": "resolution", "duration": "2h", "calendar": "always", "on_amendment": "terms_in_force"},
    {"id": "respond", "metric": "first_response", "duration": "1h", "calendar": "office"},
    {"id": "wall", "metric": "resolution", "series": "w", "duration": "7h", "calendar": "office", "on_change": "carry",
     "on_amendment": "terms_in_force"}]},
  {"id": "second", "effective": "2026-01-08", "targets": [
    {"id": "wall", "metric": "resolution", "series": "w", "duration": "9h", "calendar": "always", "on_change": "from_change",
     "on_amendment": "terms_in_force", "escalations": [{"id": "h", "at_percent": 10}]}]}])";

struct Event {
  std::int64_t at_us;
  std::int32_t ticket, kind, value;
};

struct Story {
  std::vector<std::int64_t> opened_us;
  std::vector<std::int32_t> codes;  ///< attribute by attribute
  std::vector<Event> events;        ///< by time
};

inline Story tell_story(const Contract &contract, std::mt19937_64 &random, std::size_t tickets, bool attributes) {
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n)); };
  Story story;
  std::vector<std::vector<std::int32_t>> codes(contract.attributes.size());
  for (std::size_t i = 0; i < tickets; ++i) {
    const std::int64_t grid = below(2) == 0 ? kHourUs / 2 : kMinuteUs;
    std::int64_t at_us = kStart + below(4 * kDayUs / grid) * grid;
    story.opened_us.push_back(at_us);
    for (std::size_t a = 0; a < codes.size(); ++a) {
      codes[a].push_back(static_cast<std::int32_t>(below(static_cast<std::int64_t>(contract.attributes[a].values.size()) + 1)));
    }
    for (std::int64_t n = below(10); n > 0; --n) {
      at_us += below(3) == 0 ? 0 : below(kDayUs / grid) * grid;
      Event event{at_us, static_cast<std::int32_t>(i), kStateEvent, static_cast<std::int32_t>(below(kStates))};
      const std::int64_t what = below(attributes ? 5 : 3);
      if (what == 2) {
        event.kind = kHappeningEvent;
        event.value = static_cast<std::int32_t>(below(kHappenings));
      } else if (what >= 3) {
        const auto attribute = static_cast<std::int32_t>(below(static_cast<std::int64_t>(codes.size())));
        event.kind = kAttributeEvent + attribute;
        event.value = static_cast<std::int32_t>(
            below(static_cast<std::int64_t>(contract.attributes[static_cast<std::size_t>(attribute)].values.size()) + 1));
      }
      story.events.push_back(event);
    }
  }
  for (const auto &column : codes) story.codes.insert(story.codes.end(), column.begin(), column.end());
  std::stable_sort(story.events.begin(), story.events.end(), [](const Event &a, const Event &b) { return a.at_us < b.at_us; });
  return story;
}

inline EventLog log_of(const std::shared_ptr<const Contract> &contract, const Story &story) {
  std::vector<std::int32_t> ticket, value, kind;
  std::vector<std::int64_t> at_us;
  for (const Event &event : story.events) {
    ticket.push_back(event.ticket);
    at_us.push_back(event.at_us);
    value.push_back(event.value);
    kind.push_back(event.kind);
  }
  return EventLog(contract, {story.opened_us, story.codes, ticket, at_us, value, kind});
}

inline Cycles judge(const std::shared_ptr<const Contract> &contract, const Story &story, std::int64_t as_of_us) {
  return evaluate(log_of(contract, story), as_of_us);
}

}  // namespace entente::test
