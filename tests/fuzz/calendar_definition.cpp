#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "entente/calendar/read_calendar_definition.hpp"

namespace {

void check(const std::vector<entente::LocalInterval> &intervals) {
  for (const entente::LocalInterval &interval : intervals) {
    if (interval.open_s < 0 || interval.open_s >= 86'400 || interval.close_s < 0 || interval.close_s > 86'400)
      std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  entente::Problems problems;
  const auto definition =
      entente::read_calendar_definition({reinterpret_cast<const char *>(data), size}, problems);
  if (definition.has_value() != problems.empty()) std::abort();
  if (!definition) return 0;
  for (const auto &day : definition->weekly) check(day);
  for (const auto &[date, intervals] : definition->exceptions) check(intervals);
  for (const auto &[date, intervals] : definition->breaks) check(intervals);
  if (!std::is_sorted(definition->holidays.begin(), definition->holidays.end())) std::abort();
  return 0;
}
