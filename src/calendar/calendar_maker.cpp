#include "calendar/calendar_maker.hpp"

#include "base/words.hpp"
#include "calendar/definition_reader.hpp"
#include "calendar/zone.hpp"
#include "entente/calendar/parse_calendar.hpp"

namespace entente {
namespace {

/// What `make` gives, or a default value after `unknown_zone`.
template <class Make>
auto unless_unknown(const std::string &zoneinfo, json::Value zone_at, ProblemList &problems, Make make)
    -> decltype(make()) {
  try {
    return make();
  } catch (const Error &error) {
    if (error.code() != ErrorCode::not_found) throw;
    json::report(problems, "unknown_zone", zone_at, "a zone with data in " + shortened(zoneinfo));
    return {};
  }
}

}  // namespace

std::shared_ptr<const Calendar> make_calendar(const CalendarDefinition &definition,
                                              const std::string &zoneinfo, json::Value zone_at,
                                              ProblemList &problems) {
  return unless_unknown(zoneinfo, zone_at, problems,
                        [&] { return std::make_shared<const Calendar>(definition, zoneinfo); });
}

void check_zone(const std::string &zone, const std::string &zoneinfo, json::Value zone_at,
                ProblemList &problems) {
  unless_unknown(zoneinfo, zone_at, problems, [&] { return Zone::load(zone, zoneinfo), true; });
}

std::shared_ptr<const Calendar> parse_calendar(std::string_view json, const std::string &zoneinfo,
                                               Problems &problems) {
  ProblemList list;
  std::shared_ptr<const Calendar> calendar;
  if (const auto document = json::parse(json, list)) {
    const CalendarDefinition definition = read_calendar(document->root(), "", list);
    if (list.empty()) calendar = make_calendar(definition, zoneinfo, *document->root().member("zone"), list);
  }
  problems = list.take();
  return calendar;
}

}  // namespace entente
