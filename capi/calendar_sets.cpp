#include "entente/calendar/set_operation.hpp"
#include "guard.hpp"

using entente::capi::guard;
using entente::capi::require;

int32_t entente_calendar_combine(const entente_calendar *first, const entente_calendar *second, int32_t combination,
                                 entente_calendar **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(first != nullptr && second != nullptr && out != nullptr, "first, second or out is NULL");
    auto combined = std::make_shared<const entente::Calendar>(entente::combine(
        *first->calendar, *second->calendar, static_cast<entente::SetOperation>(combination)));
    *out = new entente_calendar{std::move(combined)};
  });
}

const char *entente_calendar_holiday_name(const entente_calendar *calendar, int32_t year, int32_t month, int32_t day) {
  if (calendar == nullptr) return nullptr;
  const std::string *const name = calendar->calendar->holidays().name(entente::LocalDate{year, month, day});
  return name == nullptr ? nullptr : name->c_str();
}
