#include "unit/sla/reference/random_contract.hpp"

#include "entente/base/instant.hpp"
#include "entente/base/problem.hpp"
#include "entente/contract/parse_contract.hpp"

namespace entente::test {
namespace {

std::string quoted(const std::string &text) {
  return std::string("\"").append(text).append("\"");
}

std::string duration(Dice &dice, std::int64_t tick_minutes, std::int64_t most_hours) {
  return std::to_string((1 + dice.below(most_hours * 60 / tick_minutes)) * tick_minutes) + "m";
}

std::string conditions(Dice &dice, const char *attribute, std::initializer_list<const char *> values) {
  return std::string("{") + quoted(attribute) + ": [" + quoted(dice.one_of(values)) + "]}";
}

std::string when(Dice &dice) {
  switch (dice.below(6)) {
    case 0:
      return "{}";
    case 1:
      return conditions(dice, "group", {"g1", "g2"});
    case 2:
      return R"({"priority": ["p1", "p3"]})";
    default:
      return conditions(dice, "priority", {"p1", "p2", "p3"});
  }
}

std::string calendar(Dice &dice) {
  const auto name = [&] {
    return quoted(dice.one_of({"office", "office", "late", "always", "late", "never"}));
  };
  if (!dice.one_in(3)) return name();
  return std::string(R"({"attribute": "group", "values": {"g1": )") + name() + R"(, "g2": )" + name() +
         R"(}, "otherwise": )" + name() + R"(, "of": )" +
         quoted(dice.one_of({"ticket_at_opening", "group_at_the_time"})) + "}";
}

std::string escalations(Dice &dice, std::int64_t tick_minutes) {
  std::string list;
  for (std::int64_t i = dice.below(4); i > 0; --i) {
    std::string level = std::string(R"("after": ")") + std::to_string(dice.below(5) * tick_minutes) + "m\"";
    if (dice.one_in(2)) level = std::string(R"("at_percent": )") + std::to_string(25 * (1 + dice.below(8)));
    if (dice.one_in(4)) level = R"("before": "0m")";
    if (dice.one_in(4)) level = R"("before": "5m")";
    list += std::string(list.empty() ? "{\"id\": \"" : ", {\"id\": \"") + std::to_string(i) + "\", " + level +
            "}";
  }
  return std::string("[") + list + "]";
}

std::string happenings(Dice &dice) {
  return std::string("[") +
         quoted(dice.one_of({"agent_reply", "requester_reply", "assignment", "reopen", "cancel"})) + "]";
}

std::string ends(Dice &dice, const std::string &metric) {
  std::string out;
  if (metric == "first_response" || metric == "time_to_own") {
    return dice.one_in(3) ? R"(, "responded_in": ["Active"])" : "";
  }
  if (metric != "resolution" && metric != "state_pair") return "";
  out += std::string(R"(, "reopen": )") + quoted(dice.one_of({"resume", "new_cycle", "restart", "ignore"}));
  if (metric == "resolution") return out;
  if (dice.one_in(2)) out += std::string(R"(, "start_on": )") + happenings(dice);
  if (dice.one_in(2)) out += std::string(R"(, "stop_on": )") + happenings(dice);
  if (dice.one_in(3)) out += std::string(R"(, "start_when": )") + conditions(dice, "phase", {"work", "hold"});
  if (dice.one_in(2)) out += R"(, "stop_when": {"phase": ["done"]})";
  return out;
}

struct Identity {
  std::string id, metric, series;
};

std::string target(Dice &dice, const Identity &identity, std::int64_t tick_minutes) {
  std::string out =
      std::string(R"({"id": )") + quoted(identity.id) + R"(, "metric": )" + quoted(identity.metric) +
      R"(, "series": )" + quoted(identity.series) + R"(, "when": )" + when(dice) + R"(, "duration": )" +
      quoted(duration(dice, tick_minutes, dice.one_in(3) ? 2 : 16)) + R"(, "calendar": )" + calendar(dice);
  out += std::string(R"(, "close_lands_on": )") + quoted(dice.one_of({"close", "next_open"}));
  out += std::string(R"(, "pause_counts": )") + quoted(dice.one_of({"calendar_time", "wall_time"}));
  out += std::string(R"(, "on_change": )") +
         quoted(dice.one_of({"from_creation", "from_change", "carry", "pro_rata"}));
  out += std::string(R"(, "on_amendment": )") + quoted(dice.one_of({"terms_at_opening", "terms_in_force"}));
  out +=
      std::string(R"(, "outside_hours": )") + quoted(dice.one_of({"next_open", "next_open", "immediately"}));
  if (dice.one_in(4))
    out += std::string(R"(, "outside_hours_bonus": )") + quoted(duration(dice, tick_minutes, 4));
  if (dice.one_in(4)) out += R"(, "pause_when": {"phase": ["hold"]})";
  if (dice.one_in(5)) out += R"(, "clock_map": {"Resolved": "run", "Awaiting requester": "run"})";
  return out + ends(dice, identity.metric) + R"(, "escalations": )" + escalations(dice, tick_minutes) + "}";
}

std::string amendments(Dice &dice, std::vector<Identity> &targets, std::int64_t tick_minutes) {
  std::string out;
  std::int64_t day = 2;
  for (std::int64_t i = 0; i < dice.below(3); ++i, day += 2) {
    std::string terms;
    for (const Identity &identity : targets) {
      if (dice.one_in(2))
        terms += std::string(terms.empty() ? "" : ", ") + target(dice, identity, tick_minutes);
    }
    const std::string withdrawn = dice.one_in(3) ? quoted(targets.front().id) : "";
    out += std::string(out.empty() ? "" : ", ") + std::string(R"({"id": )") + quoted(std::to_string(i)) +
           R"(, "effective": "2026-01-0)" + std::to_string(day + dice.below(2)) + R"(", "withdrawn": [)" +
           withdrawn + R"(], "targets": [)" + terms + "]}";
  }
  return std::string("[") + out + "]";
}

}  // namespace

bool is_open_at(std::int32_t calendar, std::int64_t minute) {
  const std::int64_t day = minute / 1440;
  const std::int64_t of_day = minute % 1440;
  const std::int64_t weekday = (day + 3) % 7;  // 1970-01-01 was a Thursday; 0 is Monday
  if (calendar == 1 || calendar == 2) return calendar == 1;
  if (calendar == 3) return weekday != 6 && of_day >= 720 && of_day < 1200;
  if (weekday >= 5 || day == kReferenceDay) return false;
  return (of_day >= 540 && of_day < 720) || (of_day >= 780 && of_day < 1020);
}

std::string contract_json(const std::string &members) {
  const std::string office = R"([["09:00", "12:00"], ["13:00", "17:00"]])", late = R"([["12:00", "20:00"]])",
                    always = R"([["00:00", "24:00"]])";
  const auto week = [](const std::string &hours, int days) {
    static constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::string out;
    for (int i = 0; i < days; ++i) out += std::string(i == 0 ? "" : ", ") + quoted(kDays[i]) + ": " + hours;
    return std::string(R"({"weekly": {)") + out + "}";
  };
  return std::string(R"({"entente": 1, "name": "random", "zone": "Etc/UTC", "calendars": {"office": )") +
         week(office, 5) + R"(, "holidays": ["2026-01-01"]}, "always": )" + week(always, 7) +
         R"(}, "never": {"weekly": {}}, "late": )" + week(late, 6) +
         R"(}}, "clock_map": {"New": "run", "Active": "run", "Awaiting requester": "pause",
    "Awaiting vendor": {"clock": "pause", "waits_for": "third_party"}, "Resolved": "stop", "Closed": "stop",
    "Cancelled": "cancel"}, )" +
         members + "}";
}

std::string random_contract_json(Dice &dice, std::int64_t tick_minutes) {
  std::vector<Identity> identities;
  std::string targets;
  const std::int64_t count = 2 + dice.below(4);
  const auto metric = [&] {
    return dice.one_of(
        {"resolution", "first_response", "time_to_own", "next_response", "periodic_update", "state_pair"});
  };
  std::string shared = metric();
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string own = dice.one_in(5) ? metric() : shared;
    identities.push_back({std::string(1, static_cast<char>('a' + i)), own, dice.one_in(5) ? own : "s"});
    targets += std::string(i == 0 ? "" : ", ") + target(dice, identities.back(), tick_minutes);
  }
  std::string members = std::string(R"("targets": [)") + targets + R"(], "amendments": )" +
                        amendments(dice, identities, tick_minutes);
  if (dice.one_in(3)) {
    members += std::string(R"(, "combinations": [{"id": "both", )") +
               quoted(dice.one_of({"earliest_of", "latest_of"})) + R"(: ["a", "b"]}])";
  }
  if (dice.one_in(4)) members += R"(, "history": {"begins_in": ["New", "Active"]})";
  return contract_json(members);
}

std::shared_ptr<const Contract> read_contract(const std::string &json) {
  Problems problems;
  auto contract = parse_contract(json, "/usr/share/zoneinfo", problems);
  if (!contract) throw Error(ErrorCode::invalid, to_string(problems.front()) + "\n" + json);
  return contract;
}

ReferenceWorld world_of(const Contract &contract, std::int64_t tick_minutes, std::int64_t as_of) {
  return {&contract, tick_minutes * kMinuteUs, as_of,
          [tick_minutes](std::int32_t calendar, std::int64_t tick) {
            return is_open_at(calendar, tick * tick_minutes);
          },
          60 * 1440 / tick_minutes};
}

}  // namespace entente::test
