#include "ical/property.hpp"

#include <memory>
#include <new>

#include "entente/base/error.hpp"

namespace entente::ical {

void fail_at(std::int64_t line, const std::string &what) {
  throw Error(ErrorCode::parse, "line " + std::to_string(line) + ": " + what, {line, 0});
}

void for_each_property(const ContentLine &line, const std::function<void(icalproperty *)> &take) {
  icalerror_clear_errno();
  const std::string text = "BEGIN:VEVENT\r\n" + line.text + "\r\nEND:VEVENT\r\n";
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> event(icalparser_parse_string(text.c_str()),
                                                                            icalcomponent_free);
  if (event == nullptr) {
    if (icalerrno == ICAL_NEWFAILED_ERROR) throw std::bad_alloc();
    fail_at(line.number, "cannot be read: " + line.name);
  }
  icalproperty *property = icalcomponent_get_first_property(event.get(), ICAL_ANY_PROPERTY);
  if (property == nullptr || icalcomponent_count_errors(event.get()) > 0) {
    fail_at(line.number, "a value of " + line.name + " that cannot be read");
  }
  for (; property != nullptr; property = icalcomponent_get_next_property(event.get(), ICAL_ANY_PROPERTY)) take(property);
}

}  // namespace entente::ical
