#include <span>

#include "document.hpp"
#include "entente/calendar/parse_calendar.hpp"

namespace {

using entente::CalendarAnswer;
using entente::CalendarStatus;
using entente::Convention;
using entente::Error;
using entente::ErrorCode;
using entente::capi::guard;
using entente::capi::require;

const entente::Calendar &get(const entente_calendar *calendar) {
  require(calendar != nullptr, "calendar is NULL");
  return *calendar->calendar;
}

Convention conventions_of(int32_t conventions) {
  require((conventions & ~entente::kAllConventions) == 0, "unknown convention");
  return static_cast<Convention>(conventions);
}

/// The value of an answer, or the Error that its status stands for.
int64_t value_of(const CalendarAnswer &answer) {
  switch (answer.status) {
    case CalendarStatus::ok: return answer.value;
    case CalendarStatus::range: throw Error(ErrorCode::range, "outside 1970-01-01 to 2100-01-01");
    case CalendarStatus::not_found: break;
  }
  throw Error(ErrorCode::not_found, "no open time within 1970-01-01 to 2100-01-01");
}

/// The n values of a column; NULL only where n is 0.
template <class Value>
std::span<Value> column(Value *values, size_t n) {
  require(values != nullptr || n == 0, "a column is NULL");
  return {values, n};
}

/// The status column, which may be left out.
std::span<int32_t> statuses(int32_t *values, size_t n) { return {values, values == nullptr ? 0 : n}; }

}  // namespace

int32_t entente_calendar_create(const char *json, size_t json_size, const char *zoneinfo, size_t zoneinfo_size,
                                entente_calendar **out, entente_problems **problems, entente_error **err) {
  return entente::capi::create_from_document(
      out, problems, err,
      [&](entente::Problems &list) {
        return entente::parse_calendar(
            entente::capi::text_of(json, json_size, "json is NULL with a size above 0"),
            entente::capi::zoneinfo_of(zoneinfo, zoneinfo_size), list);
      },
      [](std::shared_ptr<const entente::Calendar> calendar) {
        return std::unique_ptr<entente_calendar>(new entente_calendar{std::move(calendar)});
      });
}

void entente_calendar_destroy(entente_calendar *calendar) { delete calendar; }

int32_t entente_calendar_add(const entente_calendar *calendar, int64_t at_us, int64_t amount_us, int32_t conventions,
                             int64_t *out_us, entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).add(at_us, amount_us, conventions_of(conventions)));
  });
}

int32_t entente_calendar_subtract(const entente_calendar *calendar, int64_t at_us, int64_t amount_us,
                                  int32_t conventions, int64_t *out_us, entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).subtract(at_us, amount_us, conventions_of(conventions)));
  });
}

int32_t entente_calendar_between(const entente_calendar *calendar, int64_t from_us, int64_t to_us, int32_t conventions,
                                 int64_t *out_us, entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).between(from_us, to_us, conventions_of(conventions)));
  });
}

int32_t entente_calendar_is_open(const entente_calendar *calendar, int64_t at_us, int32_t conventions, int32_t *out,
                                 entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = static_cast<int32_t>(value_of(get(calendar).is_open(at_us, conventions_of(conventions))));
  });
}

int32_t entente_calendar_next_open(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                   int64_t *out_us, entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).next_open(at_us, conventions_of(conventions)));
  });
}

int32_t entente_calendar_previous_open(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                       int64_t *out_us, entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).previous_open(at_us, conventions_of(conventions)));
  });
}

int32_t entente_calendar_add_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                    const int64_t *amount_us, int32_t conventions, int64_t *out_us, int32_t *status,
                                    entente_error **err) {
  return guard(err, [&] {
    get(calendar).add_column(column(at_us, n), column(amount_us, n), column(out_us, n), statuses(status, n),
                             conventions_of(conventions));
  });
}

int32_t entente_calendar_subtract_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                         const int64_t *amount_us, int32_t conventions, int64_t *out_us,
                                         int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).subtract_column(column(at_us, n), column(amount_us, n), column(out_us, n), statuses(status, n),
                                  conventions_of(conventions));
  });
}

int32_t entente_calendar_between_column(const entente_calendar *calendar, size_t n, const int64_t *from_us,
                                        const int64_t *to_us, int32_t conventions, int64_t *out_us, int32_t *status,
                                        entente_error **err) {
  return guard(err, [&] {
    get(calendar).between_column(column(from_us, n), column(to_us, n), column(out_us, n), statuses(status, n),
                                 conventions_of(conventions));
  });
}

int32_t entente_calendar_is_open_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                        int32_t conventions, int32_t *out, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).is_open_column(column(at_us, n), column(out, n), statuses(status, n), conventions_of(conventions));
  });
}

int32_t entente_calendar_next_open_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                          int32_t conventions, int64_t *out_us, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).next_open_column(column(at_us, n), column(out_us, n), statuses(status, n),
                                   conventions_of(conventions));
  });
}

int32_t entente_calendar_previous_open_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                              int32_t conventions, int64_t *out_us, int32_t *status,
                                              entente_error **err) {
  return guard(err, [&] {
    get(calendar).previous_open_column(column(at_us, n), column(out_us, n), statuses(status, n),
                                       conventions_of(conventions));
  });
}
