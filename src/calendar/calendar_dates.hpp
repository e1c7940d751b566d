#pragma once

#include <vector>

#include "calendar/local_dates.hpp"
#include "calendar/period_table.hpp"

namespace entente {

/// What a calendar knows beside its open time: dates, periods as stated, breaks.
struct CalendarDates {
  LocalDates local;
  PeriodTable periods;
  std::vector<OpenInterval> breaks;  ///< ascending, merged
};

}  // namespace entente
