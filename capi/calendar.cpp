#include <span>

#include "calendar_arguments.hpp"
#include "document.hpp"
#include "entente/calendar/parse_calendar.hpp"

using namespace entente::capi;

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
