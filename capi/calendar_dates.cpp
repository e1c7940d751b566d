#include "calendar_arguments.hpp"

using namespace entente;
using namespace entente::capi;

int32_t entente_calendar_next_close(const entente_calendar *calendar, int64_t at_us, int64_t *out_us,
                                    entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).next_close(at_us));
  });
}

int32_t entente_calendar_next_open_start(const entente_calendar *calendar, int64_t at_us, int64_t *out_us,
                                         entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    *out_us = value_of(get(calendar).next_open_start(at_us));
  });
}

int32_t entente_calendar_add_days(const entente_calendar *calendar, int64_t at_us, int64_t days, int32_t meaning,
                                  int64_t day_length_us, int32_t conventions, int64_t *out_us, entente_error **err) {
  return guard(err, [&] {
    require(out_us != nullptr, "out_us is NULL");
    const DayMeaning day = meaning_of(meaning, day_length_us);
    *out_us = value_of(get(calendar).add_days(at_us, days, day, day_length_us, conventions_of(conventions)));
  });
}

int32_t entente_calendar_workdays_between(const entente_calendar *calendar, int64_t from_us, int64_t to_us,
                                          int64_t *out, entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = value_of(get(calendar).workdays_between(from_us, to_us));
  });
}

int32_t entente_calendar_is_workday(const entente_calendar *calendar, int64_t at_us, int32_t *out,
                                    entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = static_cast<int32_t>(value_of(get(calendar).is_workday(at_us)));
  });
}

int32_t entente_calendar_is_holiday(const entente_calendar *calendar, int64_t at_us, int32_t *out,
                                    entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = static_cast<int32_t>(value_of(get(calendar).is_holiday(at_us)));
  });
}

int32_t entente_calendar_is_break(const entente_calendar *calendar, int64_t at_us, int32_t *out,
                                  entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = static_cast<int32_t>(value_of(get(calendar).is_break(at_us)));
  });
}

int32_t entente_calendar_periods(const entente_calendar *calendar, int64_t from_us, int64_t to_us, size_t capacity,
                                 int64_t *open_us, int64_t *close_us, size_t *count, entente_error **err) {
  return guard(err, [&] {
    require(count != nullptr, "count is NULL");
    const auto opens = column(open_us, capacity), closes = column(close_us, capacity);
    *count = static_cast<size_t>(value_of(get(calendar).periods(from_us, to_us, opens, closes)));
  });
}

int32_t entente_calendar_periods_after(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                       size_t capacity, int64_t *open_us, int64_t *close_us, size_t *count,
                                       entente_error **err) {
  return guard(err, [&] {
    require(count != nullptr, "count is NULL");
    const auto opens = column(open_us, capacity), closes = column(close_us, capacity);
    *count = static_cast<size_t>(value_of(get(calendar).periods_after(at_us, opens, closes, conventions_of(conventions))));
  });
}

int32_t entente_calendar_periods_before(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                        size_t capacity, int64_t *open_us, int64_t *close_us, size_t *count,
                                        entente_error **err) {
  return guard(err, [&] {
    require(count != nullptr, "count is NULL");
    const auto opens = column(open_us, capacity), closes = column(close_us, capacity);
    *count = static_cast<size_t>(value_of(get(calendar).periods_before(at_us, opens, closes, conventions_of(conventions))));
  });
}

int32_t entente_calendar_next_close_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                           int64_t *out_us, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).next_close_column(column(at_us, n), column(out_us, n), statuses(status, n));
  });
}

int32_t entente_calendar_next_open_start_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                int64_t *out_us, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).next_open_start_column(column(at_us, n), column(out_us, n), statuses(status, n));
  });
}

int32_t entente_calendar_add_days_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                         const int64_t *days, int32_t meaning, int64_t day_length_us,
                                         int32_t conventions, int64_t *out_us, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    const DayMeaning day = meaning_of(meaning, day_length_us);
    get(calendar).add_days_column(column(at_us, n), column(days, n), day, day_length_us, column(out_us, n),
                                  statuses(status, n), conventions_of(conventions));
  });
}

int32_t entente_calendar_workdays_between_column(const entente_calendar *calendar, size_t n, const int64_t *from_us,
                                                 const int64_t *to_us, int64_t *out, int32_t *status,
                                                 entente_error **err) {
  return guard(err, [&] {
    get(calendar).workdays_between_column(column(from_us, n), column(to_us, n), column(out, n), statuses(status, n));
  });
}

int32_t entente_calendar_is_workday_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                           int32_t *out, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).is_workday_column(column(at_us, n), column(out, n), statuses(status, n));
  });
}

int32_t entente_calendar_is_holiday_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                           int32_t *out, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).is_holiday_column(column(at_us, n), column(out, n), statuses(status, n));
  });
}

int32_t entente_calendar_is_break_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                         int32_t *out, int32_t *status, entente_error **err) {
  return guard(err, [&] {
    get(calendar).is_break_column(column(at_us, n), column(out, n), statuses(status, n));
  });
}
