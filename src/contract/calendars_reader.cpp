#include <algorithm>
#include <set>

#include "base/words.hpp"
#include "calendar/calendar_maker.hpp"
#include "calendar/definition_reader.hpp"
#include "contract/contract_reader.hpp"
#include "entente/calendar/calendar.hpp"

namespace entente {
namespace {

std::size_t weekly_intervals(const CalendarDefinition &definition) {
  std::size_t count = 0;
  for (const std::vector<LocalInterval> &hours : definition.weekly) count += hours.size();
  return count;
}

std::optional<json::Value> combination_of(json::Value calendar) {
  for (const std::string_view key : kCombinations) {
    if (const auto member = calendar.member(key)) return member;
  }
  return std::nullopt;
}

/// The calendars of one contract, each after those that it is made of.
class CalendarsReader {
 public:
  CalendarsReader(ContractReader &reader, std::optional<json::Value> zone) : reader_(reader), zone_(zone) {}

  void read(json::Value calendars) {
    for (const json::Value member : calendars) {
      if (!json::is_name_key(member, problems()) || reader_.calendars.contains(member.key())) continue;
      reader_.calendars.add(member.key());
      reader_.contract.calendars.push_back({std::string(member.key()), nullptr});
      members_.push_back(member);
    }
    reader_.definitions.resize(members_.size());
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (combination_of(members_[i])) {
        reader_.definitions[i] = read_combination(members_[i]);
      } else {
        read_hours(i);
      }
    }
    visits_.resize(members_.size(), Visit::none);
    for (std::size_t i = 0; i < members_.size(); ++i) combine_after_operands(i);
  }

 private:
  enum class Visit : std::uint8_t { none, begun, done };

  [[nodiscard]] ProblemList &problems() const { return reader_.problems; }

  void read_hours(std::size_t i) {
    const json::Value member = members_[i];
    // A contract without a usable zone is reported already: its calendars are then read as if it had one.
    const std::string &zone = reader_.contract.zone;
    CalendarDefinition definition = read_calendar(member, zone.empty() ? "UTC" : zone, problems());
    const bool had_room = weekly_ <= limits::kContractWeeklyIntervals;  // what goes beyond is never compiled
    weekly_ += weekly_intervals(definition);
    if (had_room && weekly_ > limits::kContractWeeklyIntervals) {
      json::report(problems(), "limit", member,
                   "at most " + std::to_string(limits::kContractWeeklyIntervals) +
                       " weekly intervals in all calendars of a contract");
    }
    const std::optional<json::Value> zone_at = member.member("zone");
    if (problems().empty()) {
      reader_.contract.calendars[i].calendar =
          make_calendar(definition, reader_.zoneinfo, zone_at ? *zone_at : *zone_, problems());
      reader_.contract.calendars[i].definition = std::make_shared<const CalendarDefinition>(definition);
    } else if (zone_at && !definition.zone.empty()) {
      check_zone(definition.zone, reader_.zoneinfo, *zone_at, problems());
    }
    reader_.definitions[i] = std::move(definition);
  }

  [[nodiscard]] CalendarCombination read_combination(json::Value member) const {
    json::ObjectReader object(member, problems());
    const json::Value names = combination_of(member).value();
    (void)object.optional(names.key());
    const std::string where = "beside " + json_quoted(names.key());
    for (const std::string_view key : kCombinations) {
      if (key != names.key()) object.forbidden(key, where);
    }
    for (const std::string_view key : {"zone", "weekly", "holidays", "exceptions", "breaks"}) object.forbidden(key, where);
    object.finish();
    CalendarCombination combination;
    const auto word = std::find(kCombinations.begin(), kCombinations.end(), names.key());
    combination.combination = static_cast<SetOperation>(word - kCombinations.begin());
    if (!json::is_kind(names, json::Kind::array, problems())) return combination;
    const bool is_difference = combination.combination == SetOperation::difference;
    if (names.size() < 2 || (is_difference && names.size() > 2)) {
      json::report(problems(), "bad_value", names, is_difference ? "two calendars" : "at least two calendars");
    }
    std::set<std::string_view> seen;
    for (const json::Value name : names) {
      if (name.kind() == json::Kind::text && !seen.insert(name.text()).second) {
        json::report(problems(), "duplicate_value", name, "each calendar once");
      } else if (const auto calendar = reader_.calendars.find(name, problems())) {
        combination.operands.push_back(*calendar);
      }
    }
    return combination;
  }

  /// Depth first; at most limits::kContractCalendars deep.
  void combine_after_operands(std::size_t i) {
    const auto *const combination = std::get_if<CalendarCombination>(&reader_.definitions[i]);
    if (visits_[i] == Visit::done || combination == nullptr) return;
    visits_[i] = Visit::begun;
    for (const std::int32_t operand : combination->operands) {
      const auto other = static_cast<std::size_t>(operand);
      if (visits_[other] == Visit::begun) {
        report_cycle(i, other);
      } else {
        combine_after_operands(other);
      }
    }
    visits_[i] = Visit::done;
    if (problems().empty()) reader_.contract.calendars[i].calendar = combined(i, *combination);
  }

  void report_cycle(std::size_t i, std::size_t operand) const {
    const json::Value names = combination_of(members_[i]).value();
    for (const json::Value name : names) {
      if (name.kind() != json::Kind::text || name.text() != members_[operand].key()) continue;
      json::report(problems(), "cycle", name, "a calendar that is not made of this one");
      return;
    }
  }

  /// Null after `limit`.
  [[nodiscard]] std::shared_ptr<const Calendar> combined(std::size_t i, const CalendarCombination &combination) {
    const std::vector<NamedCalendar> &calendars = reader_.contract.calendars;
    std::shared_ptr<const Calendar> result;
    for (const std::int32_t operand : combination.operands) {
      const std::shared_ptr<const Calendar> &next = calendars[static_cast<std::size_t>(operand)].calendar;
      if (result == nullptr) {
        result = next;
        continue;
      }
      combined_ += result->open_time().size() + next->open_time().size();
      if (combined_ > limits::kContractCombinedIntervals) {
        json::report(problems(), "limit", members_[i],
                     "calendars made of others with at most " + std::to_string(limits::kContractCombinedIntervals) +
                         " openings together");
        return nullptr;
      }
      result = std::make_shared<const Calendar>(combine(*result, *next, combination.combination));
    }
    return result;
  }

  ContractReader &reader_;
  std::optional<json::Value> zone_;
  std::vector<json::Value> members_;  ///< of contract.calendars
  std::vector<Visit> visits_;
  std::size_t weekly_ = 0;    ///< weekly intervals of the calendars so far
  std::size_t combined_ = 0;  ///< openings that combinations went through so far
};

}  // namespace

void read_calendars(ContractReader &reader, json::Value calendars, std::optional<json::Value> zone) {
  if (!is_list(calendars, json::Kind::object, limits::kContractCalendars, reader.problems)) return;
  CalendarsReader(reader, zone).read(calendars);
}

}  // namespace entente
