/*
 * entente_ical.h - holidays from iCalendar feeds (RFC 5545, .ics), for the calendars of entente.h. A library of its own,
 * libentente_ical, that is built where libical is found. C99; the conventions of entente.h hold, with one addition:
 * libical keeps a little scratch memory for each thread, and where memory runs out inside it the result may be another
 * error than E_NOMEM.
 */
#ifndef ENTENTE_ICAL_H
#define ENTENTE_ICAL_H

#include "entente.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A feed that was read: its days off. Frozen. */
typedef struct entente_ical entente_ical;

/* Reads a feed and finds its days off: events of whole days (DTSTART is a DATE), with their recurrences (RRULE, RDATE,
 * EXDATE, and RECURRENCE-ID for single ones that were moved or cancelled). An event that begins at a time of day is
 * passed over and counted, as are cancelled ones.
 * options: a JSON object (NULL, 0: none), each key optional:
 *   "keep"         {"summary": [...], "description": [...], "categories": [...]}: only events that fit each list given
 *   "drop"         the same: no event that fits any of the lists. Not every entry of a holiday feed is a day off. A text
 *                  fits where it is part of SUMMARY or DESCRIPTION, or equal to one of CATEGORIES; the case of ASCII
 *                  letters does not count
 *   "transparent"  "keep" (default) or "drop": events that leave the time free (TRANSP:TRANSPARENT)
 *   "multi_day"    "each_date" (default) or "first_date" of an event of several days
 *   "from", "until"  years of the dates wanted, both included; by default 1970 and 2099
 * Recurrences are expanded by libical. The standard does not define a rule that does not give the first day of its own
 * event: that day is then no recurrence, and where the intervals count from is libical's choice.
 * Errors, with the line of the feed in entente_error_line() and in the message: E_PARSE (what is wrong there: UTF-8,
 * the structure, a value; rules in other calendars (RSCALE), changes of all later recurrences (RANGE), recurrences that
 * begin before 1900 and those of parts of a day are not read either), E_LIMIT (more than 16 MiB, 100,000 dates, 1,000,000
 * steps of recurrence). For the options: E_PARSE, E_LIMIT, E_INVALID (also NULL). O(bytes + dates log dates).
 * Since 0.1. */
ENTENTE_API int32_t entente_ical_read(const char *feed, size_t feed_size, const char *options, size_t options_size,
                                      entente_ical **out, entente_error **err);
ENTENTE_API void entente_ical_destroy(entente_ical *feed);

/* The days off as JSON: an array that is the value of `holidays` in a calendar document (entente_calendar_create(),
 * entente_contract_parse()): [{"date": "2026-07-14", "name": "Bastille Day"}, "2026-08-15", ...], ascending by date, then
 * in the order of the feed, each date and name once. Names are cut to 256 bytes. "" for NULL. Since 0.1. */
ENTENTE_API const char *entente_ical_holidays(const entente_ical *feed);

enum entente_ical_figure {
  ENTENTE_ICAL_EVENTS = 0,    /* kept + dropped + cancelled + timed */
  ENTENTE_ICAL_KEPT = 1,      /* days off */
  ENTENTE_ICAL_DROPPED = 2,   /* by the options */
  ENTENTE_ICAL_CANCELLED = 3,
  ENTENTE_ICAL_TIMED = 4,     /* begin at a time of day */
  ENTENTE_ICAL_DATES = 5      /* entries of entente_ical_holidays() */
};
/* One figure (enum entente_ical_figure); "no value" where it does not exist. Since 0.1. */
ENTENTE_API int64_t entente_ical_figure(const entente_ical *feed, int32_t figure);

#ifdef __cplusplus
}
#endif

#endif /* ENTENTE_ICAL_H */
