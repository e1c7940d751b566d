#include "sla/calendar_combinations.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {
namespace {

using Calendars = std::vector<std::int32_t>;

/// Targets that choose by the same value.
struct Chooser {
  std::int32_t attribute = -1;
  std::vector<std::size_t> targets;
};

std::vector<Chooser> find_choosers(const std::vector<const Target *> &targets) {
  std::vector<Chooser> choosers;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const CalendarChoice &choice = targets[i]->calendar;
    const std::int32_t attribute = choice.of == CalendarOf::ticket_at_opening ? choice.attribute : -1;
    const auto same = std::find_if(choosers.begin(), choosers.end(), [&](const Chooser &chooser) {
      return attribute >= 0 && chooser.attribute == attribute;
    });
    if (same == choosers.end()) {
      choosers.push_back({attribute, {i}});
    } else {
      same->targets.push_back(i);
    }
  }
  return choosers;
}

std::int32_t calendar_of(const CalendarChoice &choice, std::int32_t code) {
  for (const auto &[value, calendar] : choice.by_code) {
    if (value == code) return calendar;
  }
  return choice.otherwise;
}

/// What a chooser's targets may have together. Code 0 stands for every value that none of them lists.
std::set<Calendars> calendars_of(const Chooser &chooser, const std::vector<const Target *> &targets) {
  std::set<std::int32_t> codes{0};
  for (const std::size_t i : chooser.targets) {
    for (const auto &entry : targets[i]->calendar.by_code) codes.insert(entry.first);
  }
  std::set<Calendars> found;
  for (const std::int32_t code : codes) {
    Calendars calendars;
    for (const std::size_t i : chooser.targets) calendars.push_back(calendar_of(targets[i]->calendar, code));
    found.insert(std::move(calendars));
  }
  return found;
}

}  // namespace

std::vector<std::vector<std::int32_t>> calendar_combinations(const std::vector<const Target *> &targets) {
  std::vector<Calendars> combinations{Calendars(targets.size())};
  for (const Chooser &chooser : find_choosers(targets)) {
    const std::set<Calendars> choices = calendars_of(chooser, targets);
    if (choices.size() * combinations.size() > static_cast<std::size_t>(limits::kNestingCombinations)) {
      throw Error(ErrorCode::limit, "a nesting with more than " + std::to_string(limits::kNestingCombinations) +
                                        " combinations of calendars");
    }
    std::vector<Calendars> more;
    for (const Calendars &combination : combinations) {
      for (const Calendars &choice : choices) {
        more.push_back(combination);
        for (std::size_t i = 0; i < choice.size(); ++i) more.back()[chooser.targets[i]] = choice[i];
      }
    }
    combinations = std::move(more);
  }
  return combinations;
}

}  // namespace entente
