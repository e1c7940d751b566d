#pragma once

#include <cstdint>

#include "bind.hpp"

namespace entente_python {

/// Whether a value is an integer for a scalar call: an int or a NumPy scalar, no array.
bool is_int(nb::handle value);
/// Its value; Error E_RANGE where it does not fit.
std::int64_t to_int64(nb::handle value, const char *name);

/// The methods on closes, openings, dates and days; those on periods.
void bind_calendar_dates(nb::class_<Calendar> &calendar);
void bind_calendar_periods(nb::class_<Calendar> &calendar);

}  // namespace entente_python
