/*
 * entente.h - the whole C API of Entente: SLA computation, priority-quota scheduling under a trust contract,
 * stakeholder graph analysis. C99, self-contained.
 *
 * Conventions, valid for every function unless it says otherwise:
 *
 *  Time      int64_t microseconds since 1970-01-01T00:00:00Z; names end in _us. Supported instants are
 *            1970-01-01 to 2100-01-01, both included. Durations are elapsed (UTC) microseconds.
 *  No value  INT64_MIN in a column of int64_t, INT32_MIN in a column of int32_t, NaN in a column of double.
 *  Text in   pointer + size in bytes, UTF-8, checked; NULL with size 0 is the empty text.
 *  Text out  `const char *`, NUL-terminated, owned by the handle it came from, valid until that is destroyed.
 *  Status    0 (ENTENTE_OK) or one of entente_status. On failure nothing is written, except that an owned out
 *            handle is set to NULL, and nothing has changed.
 *  Errors    `err` may be NULL. Otherwise it is set to NULL on success and to an object that the caller destroys
 *            with entente_error_destroy() on failure. An out pointer that may not be NULL is answered with E_INVALID.
 *  Columns   arrays of n values, allocated by the caller. n = 0 with NULL pointers is valid. A row that has no
 *            answer gets "no value" and, where a status column is given, its own status; it never fails the call.
 *  Handles   one opaque type per noun; *_destroy(NULL) does nothing; a child keeps its parent alive, so handles
 *            may be destroyed in any order.
 *  Threads   frozen handles (problems, error, calendar, contract, log, cycles, explanation, attributed time, changes,
 *            contract check, graph) may be read from any number of threads at once; engines (monitor, scheduler, job)
 *            belong to one thread at a time. The library starts no
 *  Threads   frozen handles (problems, error, calendar, contract, log, cycles, explanation, attributed time, changes, demand,
 *            run, graph)
 *            may be read from any number of threads at once; engines (monitor, scheduler, simulation, job) belong to one thread at a
 *            time. The library starts no
 *            thread unless a `threads` argument above 1 asks for it, keeps no global or thread-local state of its
 *            own, reads no clock and no environment, and never writes to standard output. Two libraries inside it:
 *            CCTZ keeps each zone file it was given, by its path, for the life of the process; the JSON reader asks
 *            for the locale's decimal point, on which no result depends (do not call setlocale() meanwhile).
 *  Memory    nothing is kept by pointer after a call returns. Out of memory is E_NOMEM.
 */
#ifndef ENTENTE_H
#define ENTENTE_H

#include <stddef.h>
#include <stdint.h>

#if defined(ENTENTE_BUILD) && defined(__GNUC__)
#define ENTENTE_API __attribute__((visibility("default")))
#else
#define ENTENTE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------------------------------ library -- */

/* Version of the library, "major.minor.patch"; static storage. Since 0.1. */
ENTENTE_API const char *entente_version(void);

/* Version of this ABI, the number in the soname. Since 0.1. */
ENTENTE_API int32_t entente_abi_version(void);

/* What a call returns. The numbers never change. Since 0.1. */
enum entente_status {
  ENTENTE_OK = 0,
  ENTENTE_E_INVALID = 1,    /* an argument or a document has the wrong shape or content */
  ENTENTE_E_PARSE = 2,      /* a text is not in the language it claims to be in */
  ENTENTE_E_RANGE = 3,      /* a number or an instant outside the documented range */
  ENTENTE_E_BUFFER = 4,     /* the caller's buffer is too small; *need says how large it must be */
  ENTENTE_E_NOT_FOUND = 5,  /* a name, an id or an open instant that does not exist */
  ENTENTE_E_STATE = 6,      /* the handle is not in a state that allows this call */
  ENTENTE_E_REFUSED = 7,    /* the rules (privacy, for instance) do not allow this */
  ENTENTE_E_INFEASIBLE = 8, /* no solution exists */
  ENTENTE_E_LIMIT = 9,      /* a documented limit on size, depth or count is exceeded */
  ENTENTE_E_CANCELLED = 10, /* the caller stopped a long computation */
  ENTENTE_E_NOMEM = 11,     /* memory ran out */
  ENTENTE_E_VERSION = 12,   /* a record or document of a version that this library does not read */
  ENTENTE_E_INTERNAL = 13   /* a defect of this library */
};

/* Name of a status, such as "E_RANGE"; "E_UNKNOWN" for a number that is none. Static storage. Since 0.1. */
ENTENTE_API const char *entente_status_name(int32_t status);

/* -------------------------------------------------------------------------------------------------- error -- */

typedef struct entente_error entente_error;

/* Status of the failed call; ENTENTE_OK for NULL. Since 0.1. */
ENTENTE_API int32_t entente_error_status(const entente_error *error);
/* What went wrong, in words; "" for NULL. Since 0.1. */
ENTENTE_API const char *entente_error_message(const entente_error *error);
/* JSON Pointer into the document that was read, or "". Since 0.1. */
ENTENTE_API const char *entente_error_pointer(const entente_error *error);
/* 1-based line and column (in bytes) in the text that was read, or 0. Since 0.1. */
ENTENTE_API int64_t entente_error_line(const entente_error *error);
ENTENTE_API int64_t entente_error_column(const entente_error *error);
/* Makes an error as the calls of this library give it, for companion libraries such as that of entente_ical.h. status: one
 * of enum entente_status, not ENTENTE_OK; message: text; line, column: 0 where unknown. *out is owned by the caller; where
 * memory is out it is the static E_NOMEM, and so is the answer. Otherwise the answer is `status`, or E_INVALID (out is NULL,
 * message is NULL with a size above 0, status is none). Since 0.1. */
ENTENTE_API int32_t entente_error_create(int32_t status, const char *message, size_t message_size, int64_t line,
                                         int64_t column, entente_error **out);
/* Frees an error. Since 0.1. */
ENTENTE_API void entente_error_destroy(entente_error *error);

/* ----------------------------------------------------------------------------------------------- problems -- */

/* All that is wrong in a document, in document order. Frozen. */
typedef struct entente_problems entente_problems;

enum entente_problem_text {
  ENTENTE_PROBLEM_CODE = 0,     /* stable word: unknown_key, duplicate_key, wrong_type, missing_key, bad_value, ... */
  ENTENTE_PROBLEM_POINTER = 1,  /* JSON Pointer (RFC 6901) */
  ENTENTE_PROBLEM_EXPECTED = 2, /* what would have been right */
  ENTENTE_PROBLEM_GOT = 3,      /* what stood there */
  ENTENTE_PROBLEM_MESSAGE = 4   /* all of it in one line: line:column: pointer: code: expected ..., got ... */
};

/* Number of problems; 0 for NULL. Since 0.1. */
ENTENTE_API size_t entente_problems_count(const entente_problems *problems);
/* One text (enum entente_problem_text) of problem i; "" where i or the field does not exist. Since 0.1. */
ENTENTE_API const char *entente_problems_text(const entente_problems *problems, size_t i, int32_t field);
/* 1-based line and column (bytes) of problem i, 0 where unknown. Since 0.1. */
ENTENTE_API int64_t entente_problems_line(const entente_problems *problems, size_t i);
ENTENTE_API int64_t entente_problems_column(const entente_problems *problems, size_t i);
/* Frees the list. Since 0.1. */
ENTENTE_API void entente_problems_destroy(entente_problems *problems);

/* ----------------------------------------------------------------------------------------------- calendar -- */

/* A business calendar, compiled for 1970 to 2100. Frozen. */
typedef struct entente_calendar entente_calendar;

/* Endpoint conventions of other systems, to be added up; 0 is Entente's own: half-open intervals, the earliest
 * instant by which an amount is consumed, a negated value for reversed arguments. Since 0.1. */
enum entente_convention {
  ENTENTE_CLOSE_LANDS_ON_NEXT_OPEN = 1,      /* add: a result on a close moves to the next opening */
  ENTENTE_END_INCLUSIVE = 2,                 /* is_open, next_open: the closing instant is open */
  ENTENTE_COUNTS_THE_END_SECOND = 4,         /* between: one second more if the later end is open */
  ENTENTE_REVERSED_RANGE_GIVES_ZERO = 8,     /* between: 0 where `to` is before `from` */
  ENTENTE_ROUNDS_TO_WHOLE_SECONDS = 16,      /* between: rounded to seconds, half away from zero */
  ENTENTE_EXACT_OPEN_NOT_ROLLED_BACK = 32,   /* previous_open: an opening instant is its own answer */
  ENTENTE_ZERO_LENGTH_SEGMENT_EMITTED = 64   /* periods_after (_before): [at, at] first, where a period ends (begins) there */
};

/* What "n days later" means; never left open. A workday is a local date whose own hours, less the breaks, are not empty.
 * Since 0.1. */
enum entente_day_meaning {
  ENTENTE_DAY_SAME_CLOCK_TIME = 1, /* the same wall-clock time on the n-th workday after the date of the start (before it
                                      where n is negative); 0: the start itself. From a Saturday, 1 is Monday */
  ENTENTE_DAY_END_OF_DAY = 2,      /* the last close of that workday; 0: of the date of the start or, where that is no
                                      workday, of the next one */
  ENTENTE_DAY_HOURS_24 = 3,        /* n x 24 hours of open time, as add */
  ENTENTE_DAY_STATED_LENGTH = 4    /* n x a stated amount of open time, as add */
};

/* Builds a calendar from a JSON object: `zone` (IANA name), `weekly` {mon: [["09:00", "17:00"], ...], ...},
 * or "24x7", `holidays` ["2026-12-25", {"yearly": "07-14", "name": "Bastille Day"}, ...] (dates and rules: see the
 * published schema), `exceptions` {"2026-12-24": [["09:00", "12:00"]]} that replace a date's hours,
 * `breaks` {date: intervals} that are subtracted last. "24:00" is allowed as an end; an interval whose end is before
 * its start crosses midnight and belongs to the date it opens on; one whose end equals its start is empty; a holiday
 * closes its date even if an exception exists. Hours are wall-clock time: a time that a change of the clocks leaves out
 * (a spring gap) moves forward by the length of the gap; one that occurs twice means its first occurrence, for openings
 * and closings alike. A date that a zone left out when it moved across the date line (Pacific/Apia, 2011-12-30) has no
 * hours and no breaks.
 * zoneinfo: directory of compiled zone data (NULL, 0: /usr/share/zoneinfo). problems: may be NULL; otherwise set to
 * NULL, or, where the document was refused, to the list of all problems, owned by the caller.
 * Errors: E_PARSE (not JSON), E_LIMIT (too large, too deep, too many of something), E_NOT_FOUND (nothing is wrong but
 * that zones have no usable data, or are none: localtime, posixrules, Factory, posix/..., right/...), E_INVALID (all
 * else, see problems; without problems: zoneinfo is no absolute path). Since 0.1. */
ENTENTE_API int32_t entente_calendar_create(const char *json, size_t json_size, const char *zoneinfo,
                                            size_t zoneinfo_size, entente_calendar **out,
                                            entente_problems **problems, entente_error **err);
ENTENTE_API void entente_calendar_destroy(entente_calendar *calendar);

/* How two calendars make a third. */
enum entente_combination {
  ENTENTE_UNION = 0,        /* open where either is */
  ENTENTE_INTERSECTION = 1, /* open where both are */
  ENTENTE_DIFFERENCE = 2    /* open where the first is and the second is not */
};
/* A calendar of its own from two others, which may lie in different zones and be destroyed before it. combination: enum
 * entente_combination. What is asked by local date or of breaks is answered as by the first; periods are those
 * of the combined open time. Errors: E_INVALID (NULL, unknown combination). O(intervals of both). Since 0.1. */
ENTENTE_API int32_t entente_calendar_combine(const entente_calendar *first, const entente_calendar *second,
                                             int32_t combination, entente_calendar **out, entente_error **err);

/* The name of the holiday that closes a local date: of several, the first that has one, in the order of the document; ""
 * where none has a name; NULL where the date is no holiday of the calendar or there is no such date. month and day
 * count from 1. Borrowed: valid until the calendar is destroyed. O(log n). Since 0.1. */
ENTENTE_API const char *entente_calendar_holiday_name(const entente_calendar *calendar, int32_t year, int32_t month,
                                                      int32_t day);

/* Scalar forms, O(1). conventions: sum of enum entente_convention.
 * Errors: E_RANGE (an instant, or the answer, outside 1970-2100), E_NOT_FOUND (no open time within the horizon),
 * E_INVALID (unknown convention). Since 0.1.
 *
 * add: the earliest instant >= at_us by which amount_us of open time has passed; amount 0: the first open instant at
 * or after at_us; a negative amount subtracts. subtract: the latest instant <= at_us such that amount_us of open time
 * lies between; amount 0: as previous_open. between: open time from from_us to to_us, negative where reversed.
 * is_open: 1 or 0. next_open: the first open instant at or after at_us. previous_open: the latest instant <= at_us
 * with open time just before it. */
ENTENTE_API int32_t entente_calendar_add(const entente_calendar *calendar, int64_t at_us, int64_t amount_us,
                                         int32_t conventions, int64_t *out_us, entente_error **err);
ENTENTE_API int32_t entente_calendar_subtract(const entente_calendar *calendar, int64_t at_us, int64_t amount_us,
                                              int32_t conventions, int64_t *out_us, entente_error **err);
ENTENTE_API int32_t entente_calendar_between(const entente_calendar *calendar, int64_t from_us, int64_t to_us,
                                             int32_t conventions, int64_t *out_us, entente_error **err);
ENTENTE_API int32_t entente_calendar_is_open(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                             int32_t *out, entente_error **err);
ENTENTE_API int32_t entente_calendar_next_open(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                               int64_t *out_us, entente_error **err);
ENTENTE_API int32_t entente_calendar_previous_open(const entente_calendar *calendar, int64_t at_us,
                                                   int32_t conventions, int64_t *out_us, entente_error **err);

/* More scalar forms, O(log n); no convention has an effect on these. Errors: as above, and E_INVALID (unknown meaning,
 * day_length_us that does not fit it). Since 0.1.
 *
 * next_close: the first close after at_us. next_open_start: the first opening after at_us; from an open instant, the
 * opening of the next interval. Where intervals touch there is neither between them.
 * add_days: `days` days later, earlier where negative; meaning: enum entente_day_meaning. day_length_us: above 0 for
 * ENTENTE_DAY_STATED_LENGTH, 0 for the others. conventions: as for add, where the meaning is an amount of open time.
 * E_NOT_FOUND: no workday on that side of the start; E_RANGE: some, but too few.
 * workdays_between: workdays after the date of from_us, up to and with the date of to_us: from a Friday to the Monday
 * after it, 1; negative where reversed. is_workday, is_holiday: 1 where the local date of at_us is one, else 0.
 * is_break: 1 where at_us lies in a break, whether or not that cuts any hours, else 0. */
ENTENTE_API int32_t entente_calendar_next_close(const entente_calendar *calendar, int64_t at_us, int64_t *out_us,
                                                entente_error **err);
ENTENTE_API int32_t entente_calendar_next_open_start(const entente_calendar *calendar, int64_t at_us, int64_t *out_us,
                                                     entente_error **err);
ENTENTE_API int32_t entente_calendar_add_days(const entente_calendar *calendar, int64_t at_us, int64_t days,
                                              int32_t meaning, int64_t day_length_us, int32_t conventions,
                                              int64_t *out_us, entente_error **err);
ENTENTE_API int32_t entente_calendar_workdays_between(const entente_calendar *calendar, int64_t from_us, int64_t to_us,
                                                      int64_t *out, entente_error **err);
ENTENTE_API int32_t entente_calendar_is_workday(const entente_calendar *calendar, int64_t at_us, int32_t *out,
                                                entente_error **err);
ENTENTE_API int32_t entente_calendar_is_holiday(const entente_calendar *calendar, int64_t at_us, int32_t *out,
                                                entente_error **err);
ENTENTE_API int32_t entente_calendar_is_break(const entente_calendar *calendar, int64_t at_us, int32_t *out,
                                              entente_error **err);

/* Periods, into two arrays of `capacity` values (NULL where capacity is 0): the opening and the close of each. O(log n +
 * what is written). Errors: E_RANGE, E_INVALID (NULL, unknown convention). Since 0.1.
 *
 * periods: the open intervals within [from_us, to_us), merged and cut at its ends, ascending. *count is their number, also
 * where it is above capacity: then the first `capacity` were written, and a call from the last close gives the next.
 * None where to_us <= from_us.
 * periods_after: periods as the document states them, one for each interval of each date, less the breaks, not merged
 * where they touch or overlap, ordered by opening and then by close: the first `capacity` that close after at_us, cut at
 * it. *count is the number written; below capacity only where the supported instants end.
 * periods_before: the same backwards: those that open before at_us, cut at it, nearest first. */
ENTENTE_API int32_t entente_calendar_periods(const entente_calendar *calendar, int64_t from_us, int64_t to_us,
                                             size_t capacity, int64_t *open_us, int64_t *close_us, size_t *count,
                                             entente_error **err);
ENTENTE_API int32_t entente_calendar_periods_after(const entente_calendar *calendar, int64_t at_us, int32_t conventions,
                                                   size_t capacity, int64_t *open_us, int64_t *close_us,
                                                   size_t *count, entente_error **err);
ENTENTE_API int32_t entente_calendar_periods_before(const entente_calendar *calendar, int64_t at_us,
                                                    int32_t conventions, size_t capacity, int64_t *open_us,
                                                    int64_t *close_us, size_t *count, entente_error **err);

/* Column forms: n rows, arrays of length n; out may be one of the input arrays. status may be NULL; otherwise
 * status[i] is ENTENTE_OK, E_RANGE (also for "no value" in) or E_NOT_FOUND, and out[i] is "no value" where it is not
 * OK. Errors: only E_INVALID (NULL arrays with n > 0, unknown convention or meaning, day_length_us that does not fit
 * the meaning). Since 0.1. */
ENTENTE_API int32_t entente_calendar_add_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                const int64_t *amount_us, int32_t conventions, int64_t *out_us,
                                                int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_subtract_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                     const int64_t *amount_us, int32_t conventions, int64_t *out_us,
                                                     int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_between_column(const entente_calendar *calendar, size_t n,
                                                    const int64_t *from_us, const int64_t *to_us, int32_t conventions,
                                                    int64_t *out_us, int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_is_open_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                    int32_t conventions, int32_t *out, int32_t *status,
                                                    entente_error **err);
ENTENTE_API int32_t entente_calendar_next_open_column(const entente_calendar *calendar, size_t n,
                                                      const int64_t *at_us, int32_t conventions, int64_t *out_us,
                                                      int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_previous_open_column(const entente_calendar *calendar, size_t n,
                                                          const int64_t *at_us, int32_t conventions, int64_t *out_us,
                                                          int32_t *status, entente_error **err);

ENTENTE_API int32_t entente_calendar_next_close_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                       int64_t *out_us, int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_next_open_start_column(const entente_calendar *calendar, size_t n,
                                                            const int64_t *at_us, int64_t *out_us, int32_t *status,
                                                            entente_error **err);
ENTENTE_API int32_t entente_calendar_add_days_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                     const int64_t *days, int32_t meaning, int64_t day_length_us,
                                                     int32_t conventions, int64_t *out_us, int32_t *status,
                                                     entente_error **err);
ENTENTE_API int32_t entente_calendar_workdays_between_column(const entente_calendar *calendar, size_t n,
                                                             const int64_t *from_us, const int64_t *to_us, int64_t *out,
                                                             int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_is_workday_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                       int32_t *out, int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_is_holiday_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                       int32_t *out, int32_t *status, entente_error **err);
ENTENTE_API int32_t entente_calendar_is_break_column(const entente_calendar *calendar, size_t n, const int64_t *at_us,
                                                     int32_t *out, int32_t *status, entente_error **err);

/* ----------------------------------------------------------------------------------------------- contract -- */

/* A trust contract: parties, calendars, clock map, targets, quotas, privacy. Frozen. */
typedef struct entente_contract entente_contract;

/* Reads a contract document (JSON; the published schema is contract.schema.json). Arguments as
 * entente_calendar_create(). Errors: as there; and E_VERSION (another version of the document
 * language). E_LIMIT is also for more than 2000 weekly intervals in all calendars together. Every problem is reported,
 * at most 1000, not the first alone. Since 0.1. */
ENTENTE_API int32_t entente_contract_parse(const char *json, size_t json_size, const char *zoneinfo,
                                           size_t zoneinfo_size, entente_contract **out, entente_problems **problems,
                                           entente_error **err);
ENTENTE_API void entente_contract_destroy(entente_contract *contract);

/* The same document with every default filled in, as JSON. buf may be NULL with cap 0 to ask for the size; *need is
 * set to the bytes needed, the final NUL included. Errors: E_BUFFER (*need is set then, too). Since 0.1. */
ENTENTE_API int32_t entente_contract_json(const entente_contract *contract, char *buf, size_t cap, size_t *need,
                                          entente_error **err);

/* A handle on the contract's calendar of that name. Errors: E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_contract_calendar(const entente_contract *contract, const char *name, size_t name_size,
                                              entente_calendar **out, entente_error **err);

/* How many there are: states in the clock map, attributes that conditions name, targets, commitments. Ids are 0 ..
 * count-1, in the order of the document (attributes: in the order in which conditions first name them). Targets are the
 * original terms, then those of each amendment, then the combinations; a commitment is what all versions of a target
 * have in common, its id. 0 for NULL. Since 0.1. */
ENTENTE_API int32_t entente_contract_state_count(const entente_contract *contract);
ENTENTE_API int32_t entente_contract_attribute_count(const entente_contract *contract);
ENTENTE_API int32_t entente_contract_target_count(const entente_contract *contract);
ENTENTE_API int32_t entente_contract_commitment_count(const entente_contract *contract);
/* Their names; "" where the id does not exist. Since 0.1. */
ENTENTE_API const char *entente_contract_state_name(const entente_contract *contract, int32_t state);
ENTENTE_API const char *entente_contract_attribute_name(const entente_contract *contract, int32_t attribute);
ENTENTE_API const char *entente_contract_target_name(const entente_contract *contract, int32_t target);
ENTENTE_API const char *entente_contract_commitment_name(const entente_contract *contract, int32_t commitment);
/* The commitment of a target (-1 for a combination), and the amendment that states its terms, from 0 (-1: the original
 * terms, or a combination). INT32_MIN where the target does not exist. Since 0.1. */
ENTENTE_API int32_t entente_contract_target_commitment(const entente_contract *contract, int32_t target);
ENTENTE_API int32_t entente_contract_target_amendment(const entente_contract *contract, int32_t target);
/* The escalations of a target, from 0: how many, their ids, whom to notify ("" where there is none). Since 0.1. */
ENTENTE_API int32_t entente_contract_escalation_count(const entente_contract *contract, int32_t target);
ENTENTE_API const char *entente_contract_escalation_name(const entente_contract *contract, int32_t target,
                                                         int32_t escalation);
ENTENTE_API const char *entente_contract_escalation_notify(const entente_contract *contract, int32_t target,
                                                           int32_t escalation);
/* The id of a state by its name. Errors: E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_contract_state_id(const entente_contract *contract, const char *name, size_t name_size,
                                              int32_t *out, entente_error **err);
/* The code of a value of an attribute, for the columns of entente_log_create(): 0 for any value that no condition
 * (and, of the attribute of the `attribution`, no provider party) names, 1 and up for the others. Errors: E_NOT_FOUND (no such attribute). Since 0.1. */
ENTENTE_API int32_t entente_contract_value_id(const entente_contract *contract, int32_t attribute, const char *value,
                                              size_t value_size, int32_t *out, entente_error **err);

/* ---------------------------------------------------------------------------------------------------- sla -- */

/* Tickets and their events in columns, checked and put in order of (ticket, time, sequence, row). Frozen. */
typedef struct entente_log entente_log;

/* What an event says, and what its value then is. */
enum entente_event_kind {
  ENTENTE_EVENT_STATE = 0,     /* the id of the state that holds from then on */
  ENTENTE_EVENT_HAPPENING = 1, /* enum entente_happening */
  ENTENTE_EVENT_ATTRIBUTE = 2  /* plus the id of the attribute: the value code that it has from then on */
};
/* What can happen beside a change of state or attribute. */
enum entente_happening {
  ENTENTE_AGENT_REPLY = 0,     /* a public reply by the treating side */
  ENTENTE_REQUESTER_REPLY = 1, /* a reply by the side that asked */
  ENTENTE_ASSIGNMENT = 2,      /* somebody takes the ticket as theirs */
  ENTENTE_REOPEN = 3,          /* back to work, where the log tells no state */
  ENTENTE_CANCEL = 4           /* withdrawn, where the log tells no state */
};

/* The columns of a log, only read while it is created. struct_size must be set to sizeof(entente_log_columns); all else
 * may be 0 or NULL where there is nothing. */
typedef struct entente_log_columns {
  int32_t struct_size;
  /* One row a ticket. */
  size_t tickets;
  const int64_t *opened_us;
  const int32_t *attributes;  /* value codes at the opening: entente_contract_attribute_count() columns, one behind the
                                 other, attributes[a * tickets + i]; any number that is no code counts as 0 */
  /* One row an event. */
  size_t events;
  const int32_t *ticket;      /* row number of its ticket */
  const int64_t *at_us;
  const int32_t *value;       /* the state that holds from then on, or as kind says */
  const int32_t *kind;        /* enum entente_event_kind; NULL: all are states */
  const int64_t *sequence;    /* orders the events of one instant; NULL: their rows do */
  /* One row an opening balance: what a clock had consumed before the log begins (cut-over, purged history). */
  size_t balances;
  const int32_t *balance_ticket;
  const int32_t *balance_commitment; /* each at most once a ticket; of two the first counts */
  const int64_t *balance_consumed_us;
  const int64_t *balance_paused_us;
  const int64_t *balance_as_of_us;   /* from here on the log counts */
  /* Where to write the status of each row, each may be NULL. Tickets: E_RANGE where opened_us is "no value" or
   * unsupported: such a ticket has no cycle. Events: E_NOT_FOUND (no such ticket), E_RANGE (instant), E_INVALID (no
   * such kind, state, happening or value). Balances: the same; E_INVALID also for an amount below 0 or beyond 130
   * years. Such a row is left out. An event before its ticket's opening is kept and counted. */
  int32_t *ticket_status;
  int32_t *event_status;
  int32_t *balance_status;
} entente_log_columns;

/* Copies the columns. Errors: E_INVALID (NULL for a column with rows; struct_size), E_LIMIT. Cost O(events), O(k log k)
 * for a ticket with k events out of order. Since 0.1. */
ENTENTE_API int32_t entente_log_create(const entente_contract *contract, const entente_log_columns *columns,
                                       entente_log **out, entente_error **err);
ENTENTE_API void entente_log_destroy(entente_log *log);

enum entente_log_figure {
  ENTENTE_LOG_TICKETS = 0,
  ENTENTE_LOG_TICKETS_REFUSED = 1,
  ENTENTE_LOG_EVENTS = 2,                /* kept */
  ENTENTE_LOG_EVENTS_REFUSED = 3,
  ENTENTE_LOG_EVENTS_BEFORE_OPENING = 4, /* kept, and counted as a warning */
  ENTENTE_LOG_REOPENS = 5                /* steps from a stop state to one that is none */
};
/* One figure (enum entente_log_figure); "no value" where it does not exist. Since 0.1. */
ENTENTE_API int64_t entente_log_figure(const entente_log *log, int32_t figure);

/* Reopens per ticket: out has one value a ticket. Errors: E_BUFFER (n is not the number of tickets). Since 0.1. */
ENTENTE_API int32_t entente_log_reopens(const entente_log *log, int32_t *out, size_t n, entente_error **err);

/* Wall time in each state, summed over all tickets: a state holds from its event to the ticket's next event; the
 * last event of a ticket contributes an entry and no interval. total_us is "no value" where the sum does not fit in
 * 64 bits (292,000 years). Columns of n = number of states. Errors: E_BUFFER. Since 0.1. */
ENTENTE_API int32_t entente_log_state_time(const entente_log *log, int64_t *entries, int64_t *intervals,
                                           int64_t *total_us, size_t n, entente_error **err);

/* The result of an evaluation: one row for each time that a target's clock ran from a start to a stop, in order of
 * (ticket, target, cycle). Frozen. */
typedef struct entente_cycles entente_cycles;

/* Computes every target's clock: a pure function of log, contract and as_of_us, the instant at which clocks still
 * running are judged (events after it are left out, tickets opened after it have no row). The policies are the
 * contract's; see its schema. threads: 1 or more, of which at most 256 are used; the result does not depend on it.
 * Errors: E_RANGE (as_of_us), E_INVALID (threads < 1). O(tickets x targets + events x targets that apply). Since 0.1. */
ENTENTE_API int32_t entente_evaluate(const entente_log *log, int64_t as_of_us, int32_t threads, entente_cycles **out,
                                     entente_error **err);
ENTENTE_API void entente_cycles_destroy(entente_cycles *cycles);
ENTENTE_API size_t entente_cycles_count(const entente_cycles *cycles);

enum entente_cycle_state {
  ENTENTE_CYCLE_RUNNING = 0,
  ENTENTE_CYCLE_PAUSED = 1,
  ENTENTE_CYCLE_MET = 2,      /* stopped at or before due */
  ENTENTE_CYCLE_BREACHED = 3, /* stopped after due, or not stopped and due before as_of_us */
  ENTENTE_CYCLE_CANCELLED = 4,         /* withdrawn, or superseded by another target or terms, before it was due */
  ENTENTE_CYCLE_INCOMPLETE_HISTORY = 5 /* the ticket's history lacks its head (contract: history): no verdict */
};

/* Columns of int32_t. */
enum entente_cycle_int32 {
  ENTENTE_CYCLE_TICKET = 0,
  ENTENTE_CYCLE_TARGET = 1,          /* id of the target, or of the combination */
  ENTENTE_CYCLE_STATE = 2,           /* enum entente_cycle_state */
  ENTENTE_CYCLE_CONSUMED_PERCENT = 3,/* floor(100 (brought + elapsed) / (target + put_off)), 0 to INT32_MAX */
  ENTENTE_CYCLE_STATUS = 4,          /* ENTENTE_OK, or E_NOT_FOUND / E_RANGE where no due date exists (due_us is "no value") */
  ENTENTE_CYCLE_NUMBER = 5           /* of the ticket's cycles of this target, from 0 */
};

/* Columns of int64_t, all in microseconds. elapsed + paused + outside = end - started, where end is stopped_us or,
 * for a clock that has not stopped, as_of_us. provider + requester + third_party + closing = elapsed + paused: the
 * same time, parted by whom it waited for (`waits_for` in the clock map). */
enum entente_cycle_int64 {
  ENTENTE_CYCLE_STARTED_US = 0,
  ENTENTE_CYCLE_DUE_US = 1,         /* paused or stopped before due: as it stood then, taking the clock to resume at the
                                       end. Fixed once the promised time has run, also where close_lands_on next_open
                                       puts it at a later opening: a pause before that opening does not move it */
  ENTENTE_CYCLE_STOPPED_US = 2,     /* "no value" where the clock has not stopped */
  ENTENTE_CYCLE_BREACHED_US = 3,    /* the due instant that was passed; "no value" where none was */
  ENTENTE_CYCLE_TARGET_US = 4,      /* promised amount of calendar time */
  ENTENTE_CYCLE_ELAPSED_US = 5,     /* calendar time in which the clock ran */
  ENTENTE_CYCLE_PAUSED_US = 6,      /* time in which it stood still between start and end: calendar time or, with
                                       pause_counts wall_time, wall time */
  ENTENTE_CYCLE_SETTLED_US = 7,     /* the part of paused that lay in a stop state before a reopening */
  ENTENTE_CYCLE_OUTSIDE_US = 8,     /* wall time outside the calendar that is not paused_us */
  ENTENTE_CYCLE_PROVIDER_US = 9,
  ENTENTE_CYCLE_REQUESTER_US = 10,
  ENTENTE_CYCLE_THIRD_PARTY_US = 11,
  ENTENTE_CYCLE_CLOSING_US = 12,
  ENTENTE_CYCLE_BROUGHT_US = 13,    /* consumed before the start: an opening balance, or handed over by the target that
                                       applied before */
  ENTENTE_CYCLE_PUT_OFF_US = 14     /* added to the promise: bonus for a start outside hours, closed hours of pauses in
                                       wall time before due */
};

/* One column, borrowed: valid until the cycles are destroyed. NULL where it does not exist. Since 0.1. */
ENTENTE_API const int32_t *entente_cycles_int32(const entente_cycles *cycles, int32_t column);
ENTENTE_API const int64_t *entente_cycles_int64(const entente_cycles *cycles, int32_t column);

/* The escalations that were reached while their clock had not stopped, in order of (row, instant): the row of the cycle,
 * the escalation's number within its target, and when. Returns how many; the columns are borrowed (NULL: not wanted).
 * Since 0.1. */
ENTENTE_API size_t entente_cycles_escalations(const entente_cycles *cycles, const int64_t **row,
                                              const int32_t **escalation, const int64_t **at_us);

/* Why a cycle is as it is: its whole time, from start to end, in segments that follow each other without a gap. The
 * lengths of the segments of each kind add up to its elapsed, paused (paused and settled), settled and outside. Frozen. */
typedef struct entente_explanation entente_explanation;

enum entente_segment_kind {
  ENTENTE_SEGMENT_ELAPSED = 0, /* the clock ran, in open time */
  ENTENTE_SEGMENT_PAUSED = 1,  /* it stood still: open time or, with pause_counts wall_time, any */
  ENTENTE_SEGMENT_SETTLED = 2, /* it was stopped, and a reopening undid that: counts as paused */
  ENTENTE_SEGMENT_OUTSIDE = 3  /* outside the calendar */
};
enum entente_segment_int32 {
  ENTENTE_SEGMENT_KIND = 0,      /* enum entente_segment_kind */
  ENTENTE_SEGMENT_STATE = 1,     /* id of the ticket's state; -1 before its first, or after ENTENTE_REOPEN or _CANCEL */
  ENTENTE_SEGMENT_WAITS_FOR = 2, /* 0 provider, 1 requester, 2 third party, 3 closing */
  ENTENTE_SEGMENT_CALENDAR = 3   /* the contract's calendar, in the order of the document */
};
enum entente_segment_int64 {
  ENTENTE_SEGMENT_FROM_US = 0,
  ENTENTE_SEGMENT_TO_US = 1,
  ENTENTE_SEGMENT_EVENT = 2      /* row, in the event columns of the log, of what put the ticket into its state; -1 */
};

/* Explains the cycle of a ticket (row), target and number that entente_evaluate() gives out; not of a combination.
 * Errors: E_NOT_FOUND (no such cycle), E_RANGE (as_of_us). O(events of the ticket + openings during the cycle).
 * Since 0.1. */
ENTENTE_API int32_t entente_explain(const entente_log *log, size_t ticket, int32_t target, int32_t cycle,
                                    int64_t as_of_us, entente_explanation **out, entente_error **err);
ENTENTE_API void entente_explanation_destroy(entente_explanation *explanation);
ENTENTE_API size_t entente_explanation_count(const entente_explanation *explanation);
/* One column, borrowed: valid until the explanation is destroyed. NULL where it does not exist. Since 0.1. */
ENTENTE_API const int32_t *entente_explanation_int32(const entente_explanation *explanation, int32_t column);
ENTENTE_API const int64_t *entente_explanation_int64(const entente_explanation *explanation, int32_t column);

/* The clocks of open tickets, event by event: the same answers as entente_evaluate() gives over the same events, whatever
 * the interleaving of entente_monitor_advance(). An engine: one thread at a time. Its time never goes back. A breach or
 * an escalation is told as soon as that time is beyond its instant: by the log and the clock, never by when somebody
 * asked. Combinations and incomplete histories are for entente_evaluate(). */
typedef struct entente_monitor entente_monitor;

/* How an operation ended: an outcome, not an error. Unless accepted, nothing has changed. Since 0.1. */
enum entente_monitor_outcome {
  ENTENTE_MONITOR_ACCEPTED = 0,
  ENTENTE_MONITOR_TIME_BACKWARDS = 1,
  ENTENTE_MONITOR_UNKNOWN_TICKET = 2,
  ENTENTE_MONITOR_UNKNOWN_EVENT = 3,    /* no such kind, state, happening, value or commitment */
  ENTENTE_MONITOR_OUT_OF_RANGE = 4,     /* an instant outside 1970-2100, an amount below 0 */
  ENTENTE_MONITOR_FIXED_ATTRIBUTES = 5  /* made for tickets whose attributes do not change */
};

/* The word for an outcome, such as "time_backwards"; "accepted" for 0, "" for a number that is none. Since 0.1. */
ENTENTE_API const char *entente_monitor_outcome_name(int32_t outcome);

/* start_us: the monitor's time. attributes_may_change: 0 spares the clocks of targets that do not apply when a ticket
 * opens, and refuses events that change attributes. Memory: 88 bytes a clock, 8 a ticket. Errors: E_RANGE. Since 0.1. */
ENTENTE_API int32_t entente_monitor_create(const entente_contract *contract, int64_t start_us,
                                           int32_t attributes_may_change, entente_monitor **out, entente_error **err);
ENTENTE_API void entente_monitor_destroy(entente_monitor *monitor);

enum entente_monitor_figure {
  ENTENTE_MONITOR_NOW_US = 0,
  ENTENTE_MONITOR_TICKETS = 1,
  ENTENTE_MONITOR_CLOCKS = 2,       /* kept, also those of targets that do not apply yet */
  ENTENTE_MONITOR_OPEN_CLOCKS = 3,  /* that count, and run or pause; O(clocks) */
  ENTENTE_MONITOR_NOTICES = 4,      /* not taken yet */
  ENTENTE_MONITOR_BYTES = 5         /* memory held */
};
/* One figure; "no value" where it does not exist. Since 0.1. */
ENTENTE_API int64_t entente_monitor_figure(const entente_monitor *monitor, int32_t figure);

/* A ticket opens, with n value codes, one for each attribute of the contract. Its clocks start at opened_us even where
 * the monitor's time is later already. *ticket becomes its number (unchanged unless accepted); numbers of forgotten
 * tickets are used again. Errors: E_INVALID (NULL, n), E_LIMIT. O(targets). Since 0.1. */
ENTENTE_API int32_t entente_monitor_open(entente_monitor *monitor, int64_t opened_us, const int32_t *codes, size_t n,
                                         int32_t *ticket, int32_t *outcome, entente_error **err);
/* What the clock of a commitment had consumed before as_of_us, in place of its opening: not after the monitor's time, and
 * told before any event of the ticket. Errors: E_INVALID (NULL). Since 0.1. */
ENTENTE_API int32_t entente_monitor_balance(entente_monitor *monitor, int32_t ticket, int32_t commitment,
                                            int64_t consumed_us, int64_t as_of_us, int32_t *outcome,
                                            entente_error **err);
/* An event, kind and value as in entente_log_columns; the monitor's time becomes at_us. Errors: E_INVALID (NULL).
 * O(clocks of the ticket), and what becomes known. Since 0.1. */
ENTENTE_API int32_t entente_monitor_apply(entente_monitor *monitor, int32_t ticket, int64_t at_us, int32_t kind,
                                          int32_t value, int32_t *outcome, entente_error **err);
/* n events in order of time, each with its outcome (kind may be NULL: all are states). Errors: E_INVALID (NULL with
 * n > 0). On E_NOMEM the events before the failing one have been applied: *done says how many. Since 0.1. */
ENTENTE_API int32_t entente_monitor_apply_column(entente_monitor *monitor, size_t n, const int32_t *ticket,
                                                 const int64_t *at_us, const int32_t *kind, const int32_t *value,
                                                 int32_t *outcome, size_t *done, entente_error **err);
/* Nothing more is wanted of a ticket. Errors: E_INVALID (NULL). Since 0.1. */
ENTENTE_API int32_t entente_monitor_forget(entente_monitor *monitor, int32_t ticket, int32_t *outcome,
                                           entente_error **err);
/* Time passes. Never looks at a clock that has nothing to tell, except where it passes an amendment of terms in force,
 * which concerns every ticket. Errors: E_INVALID (NULL). Since 0.1. */
ENTENTE_API int32_t entente_monitor_advance(entente_monitor *monitor, int64_t now_us, int32_t *outcome,
                                            entente_error **err);

/* Takes up to `capacity` notices, the oldest first, in order of the time at which they became known, then (instant,
 * ticket, target, escalation): the due date that was passed or the instant of the escalation, the ticket, the target,
 * and the escalation's number within it, -1 for the breach. *count: how many were written. Errors: E_INVALID (NULL).
 * Since 0.1. */
ENTENTE_API int32_t entente_monitor_take_notices(entente_monitor *monitor, size_t capacity, int64_t *at_us,
                                                 int32_t *ticket, int32_t *target, int32_t *escalation, size_t *count,
                                                 entente_error **err);

/* One clock at the monitor's time; columns as in entente_cycles. struct_size must be set by the caller. */
typedef struct entente_clock_reading {
  int32_t struct_size;
  int32_t state;         /* enum entente_cycle_state */
  int64_t started_us;
  int64_t due_us;
  int64_t stopped_us;    /* "no value" while it has not stopped */
  int64_t elapsed_us;
  int64_t paused_us;
  int64_t brought_us;
  int64_t put_off_us;
} entente_clock_reading;
/* The latest cycle of a target on a ticket. Errors: E_NOT_FOUND (no such ticket, or no cycle), E_INVALID. Since 0.1. */
ENTENTE_API int32_t entente_monitor_read(const entente_monitor *monitor, int32_t ticket, int32_t target,
                                         entente_clock_reading *reading, entente_error **err);

/* Running clocks that are due before an instant if nothing happens, not yet told as breached, in order of (due, ticket,
 * target); a paused clock has no due date until it runs again. Up to `capacity` are written; *count: how many there are.
 * Errors: E_INVALID (NULL). Since 0.1. */
ENTENTE_API int32_t entente_monitor_due_before(const entente_monitor *monitor, int64_t before_us, size_t capacity,
                                               int64_t *due_us, int32_t *ticket, int32_t *target, size_t *count,
                                               entente_error **err);
/* The time of each cycle by the value that an attribute of its ticket had: one row for each value that has any, in order
 * of (ticket, target, cycle, value). Frozen. */
typedef struct entente_attributed_time entente_attributed_time;

/* Who consumed the time of each cycle that entente_evaluate(log, as_of_us) gives, by the same clocks: the rows of a cycle
 * sum to its elapsed_us and paused_us exactly. Where several groups or people treat a ticket, time belongs at each instant
 * to the one value that the attribute has then: the one at the opening until an attribute event changes it; so does the
 * time of a stop that a reopening made a pause. Combinations have no rows: see the member that decides. attribute: its id.
 * Errors: E_RANGE (as_of_us), E_NOT_FOUND (no such attribute). Cost as of entente_evaluate() with one thread.
 * Since 0.1. */
ENTENTE_API int32_t entente_attribute_time(const entente_log *log, int64_t as_of_us, int32_t attribute,
                                           entente_attributed_time **out, entente_error **err);
ENTENTE_API void entente_attributed_time_destroy(entente_attributed_time *time);
ENTENTE_API size_t entente_attributed_time_count(const entente_attributed_time *time);

enum entente_attributed_int32 {
  ENTENTE_ATTRIBUTED_TICKET = 0,
  ENTENTE_ATTRIBUTED_TARGET = 1,
  ENTENTE_ATTRIBUTED_CYCLE = 2,  /* as ENTENTE_CYCLE_NUMBER */
  ENTENTE_ATTRIBUTED_VALUE = 3,  /* value code of the attribute */
  ENTENTE_ATTRIBUTED_PARTY = 4   /* the provider party that names the value, else the one that takes the others, else -1;
                                    of code 0, every value that the contract names nowhere, the one that takes the others.
                                    -1 where the attribute is not the one of the contract's `attribution` */
};
enum entente_attributed_int64 {
  ENTENTE_ATTRIBUTED_RUN_US = 0,  /* its part of the cycle's elapsed_us */
  ENTENTE_ATTRIBUTED_PAUSE_US = 1 /* its part of the cycle's paused_us */
};
/* One column, borrowed: valid until the handle is destroyed. NULL where it does not exist. Since 0.1. */
ENTENTE_API const int32_t *entente_attributed_time_int32(const entente_attributed_time *time, int32_t column);
ENTENTE_API const int64_t *entente_attributed_time_int64(const entente_attributed_time *time, int32_t column);

/* What each clock that has not stopped has left: one row for each, in order of the rows of the cycles. None of a
 * combination (see the member that decides), nor of a ticket whose history lacks its head. Frozen. */
typedef struct entente_time_left entente_time_left;

/* What the open clocks of cycles = entente_evaluate(log, as_of_us) have left, and the latest moment to hand each over to
 * somebody who needs work_us of the target's calendar time to finish: that calendar's subtract(due, work_us). attribute:
 * the id of the one whose value names the queue; -1: one queue, of code 0. Errors: E_RANGE (as_of_us; work_us outside 0 to
 * 130 years), E_NOT_FOUND (attribute), E_INVALID (NULL; cycles of another log). O(cycles + events of tickets with open
 * clocks). Since 0.1. */
ENTENTE_API int32_t entente_time_left_create(const entente_log *log, const entente_cycles *cycles, int64_t as_of_us,
                                             int32_t attribute, int64_t work_us, entente_time_left **out,
                                             entente_error **err);
ENTENTE_API void entente_time_left_destroy(entente_time_left *left);
ENTENTE_API size_t entente_time_left_count(const entente_time_left *left);

enum entente_time_left_int32 {
  ENTENTE_TIME_LEFT_QUEUE = 0 /* value code of the attribute at as_of_us */
};
enum entente_time_left_int64 {
  ENTENTE_TIME_LEFT_ROW = 0,         /* row of the cycles */
  ENTENTE_TIME_LEFT_US = 1,          /* calendar time until the promise is used up; below 0: so much beyond it */
  ENTENTE_TIME_LEFT_HAND_OVER_US = 2 /* latest instant at which the work can begin that is done by the due date; of a clock
                                        that stands still, by the one it would have if it ran from now on. "No value":
                                        none in 1970-2100 */
};
/* One column, borrowed: valid until the handle is destroyed. NULL where it does not exist. Since 0.1. */
ENTENTE_API const int32_t *entente_time_left_int32(const entente_time_left *left, int32_t column);
ENTENTE_API const int64_t *entente_time_left_int64(const entente_time_left *left, int32_t column);

/* The same added up: one row for each queue with an open clock, in order of its value code. */
enum entente_queue_time_int64 {
  ENTENTE_QUEUE_CLOCKS = 0,            /* open clocks */
  ENTENTE_QUEUE_PAUSED = 1,            /* of these standing still */
  ENTENTE_QUEUE_OVERRUN = 2,           /* of these beyond their promise */
  ENTENTE_QUEUE_LEAST_LEFT_US = 3,     /* of those not beyond it; "no value": none */
  ENTENTE_QUEUE_TOTAL_LEFT_US = 4,     /* of those not beyond it */
  ENTENTE_QUEUE_FIRST_HAND_OVER_US = 5 /* of those not beyond it; "no value": none */
};
ENTENTE_API size_t entente_time_left_queue_count(const entente_time_left *left);
/* Value codes of the queues; one column of them: both borrowed, NULL where there is none. Since 0.1. */
ENTENTE_API const int32_t *entente_time_left_queues(const entente_time_left *left);
ENTENTE_API const int64_t *entente_time_left_by_queue(const entente_time_left *left, int32_t column);

/* The parties of a contract, in the order of the document: how many, and the id of one ("" where there is none).
 * Since 0.1. */
ENTENTE_API int32_t entente_contract_party_count(const entente_contract *contract);
ENTENTE_API const char *entente_contract_party_name(const entente_contract *contract, int32_t party);

/* Nestings: the internal and supplier commitments (links) on which a promise rests, used up one after the other. How many
 * nestings; how many links one has; the commitment of link 0 .. links-1, or of the promise (link -1). 0, 0 and INT32_MIN
 * where there is no such thing. Since 0.1. */
ENTENTE_API int32_t entente_contract_nesting_count(const entente_contract *contract);
ENTENTE_API int32_t entente_contract_nesting_links(const entente_contract *contract, int32_t nesting);
ENTENTE_API int32_t entente_contract_nesting_commitment(const entente_contract *contract, int32_t nesting, int32_t link);

enum entente_nesting_outcome {
  ENTENTE_NESTING_FITS = 0,          /* for every start */
  ENTENTE_NESTING_DOES_NOT_FIT = 1,  /* at the worst start the chain ends after the promise is due */
  ENTENTE_NESTING_NO_DUE_DATE = 2,   /* from the worst start on, the promise or a link has no due date */
  ENTENTE_NESTING_NOT_IN_FORCE = 3   /* at no start the promise and all links have terms */
};

/* What a nesting check found. struct_size must be set to sizeof(entente_nesting_check) before the call. */
typedef struct entente_nesting_check {
  int32_t struct_size;
  int32_t outcome;           /* enum entente_nesting_outcome */
  int32_t status;            /* E_NOT_FOUND or E_RANGE where there is no due date, else 0 */
  int32_t combinations;      /* of calendars that were checked */
  int64_t start_us;          /* the start of the greatest overshoot, of equal ones the earliest */
  int64_t due_us;            /* when the promise is due then */
  int64_t overshoot_us;      /* end of the chain less due_us: above 0 where it does not fit, at most 0 where it does */
  int64_t overshoot_open_us; /* the same in open time of the promise's calendar */
  int64_t candidates;        /* starts that were looked at */
} entente_nesting_check;

/* Whether the chain of a nesting fits into its promise for every start in [from_us, to_us): with t0 = start and t_i the
 * due date of a clock of link i that starts at t_(i-1) and never pauses, whether t_n <= due(t0). Exact to the microsecond;
 * close_lands_on, outside_hours and outside_hours_bonus count as in entente_evaluate(). Terms are those in force at the
 * start; where an attribute chooses calendars, every combination that can come about is checked, at most 1000.
 * link_due_us (may be NULL): `links` values, when each link is due at the worst start, "no value" after one that has no due
 * date. calendar (may be NULL): links + 1 names, borrowed from the contract, of the calendars at the worst start, the
 * promise's first; NULL with ENTENTE_NESTING_NOT_IN_FORCE. Errors: E_NOT_FOUND (no such nesting), E_RANGE, E_INVALID
 * (to_us <= from_us; struct_size), E_BUFFER (links), E_LIMIT (combinations). O(combinations x links x openings in the
 * horizon). Since 0.1. */
ENTENTE_API int32_t entente_contract_check_nesting(const entente_contract *contract, int32_t nesting, int64_t from_us,
                                                   int64_t to_us, entente_nesting_check *out, int64_t *link_due_us,
                                                   const char **calendar, size_t links, entente_error **err);

/* What was down and what was announced to be, [from, to) each, in any order; intervals may overlap or contain each other.
 * struct_size must be set to sizeof(entente_outage_columns); all else may be 0 or NULL where there is nothing. */
typedef struct entente_outage_columns {
  int32_t struct_size;
  size_t outages;
  const int64_t *outage_from_us;
  const int64_t *outage_to_us;      /* "no value": not over yet */
  size_t maintenances;
  const int64_t *maintenance_from_us;
  const int64_t *maintenance_to_us; /* the same */
  /* Where to write the status of each row, each may be NULL: E_RANGE (an instant), E_INVALID (ends before it begins). Such
   * a row is left out. */
  int32_t *outage_status;
  int32_t *maintenance_status;
} entente_outage_columns;

/* Availability of a service whose hours are a calendar's: period i is [bound_us[i], bound_us[i + 1]), n + 1 bounds that
 * ascend. For each period, in open time: service_us; maintenance_us, of that in a maintenance window; downtime_us, of the
 * rest in an outage; ppm = floor(10^6 (service - maintenance - downtime) / (service - maintenance)), and met = 1 where that
 * is at least objective_ppm (0 to 10^6; 99.5 % is 995000), else 0; both INT32_MIN where nothing was owed. An instant in
 * several outages counts once, one that is also in a window is maintenance. Each out may be NULL. Errors: E_INVALID (bounds
 * that do not ascend; struct_size), E_RANGE (a bound, the objective). O(rows log rows + periods). Since 0.1. */
ENTENTE_API int32_t entente_availability(const entente_calendar *calendar, const entente_outage_columns *columns,
                                         const int64_t *bound_us, size_t n, int32_t objective_ppm, int64_t *service_us,
                                         int64_t *maintenance_us, int64_t *downtime_us, int32_t *ppm, int32_t *met,
                                         entente_error **err);
/* What a record, or a clock, says of a ticket. */
enum entente_verdict { ENTENTE_VERDICT_NONE = 0, ENTENTE_VERDICT_MET = 1, ENTENTE_VERDICT_MISSED = 2 };

/* Why a recorded verdict differs from what was promised. */
enum entente_cause {
  ENTENTE_CAUSE_NONE = 0,        /* recorded as met and the rule agrees, or nothing recorded */
  ENTENTE_CAUSE_CLOSING = 1,     /* solved, waiting to be closed */
  ENTENTE_CAUSE_REQUESTER = 2,   /* waiting for the side that asked */
  ENTENTE_CAUSE_THIRD_PARTY = 3, /* waiting for a vendor, a known problem, evidence from elsewhere */
  ENTENTE_CAUSE_CALENDAR = 4,    /* hours that the promise does not count */
  ENTENTE_CAUSE_HOLIDAY = 5,     /* dates that the promise does not count */
  ENTENTE_CAUSE_ROUNDING = 6,    /* by less than the record can tell */
  ENTENTE_CAUSE_PROVIDER = 7,    /* a true miss: missed whatever is removed */
  ENTENTE_CAUSE_RULE_MET = 8,    /* recorded as missed, met by the rule itself */
  ENTENTE_CAUSE_UNKNOWN = 9      /* recorded as met and missed by the rule, or the rule has no verdict */
};

/* Gives each difference between a recorded verdict and the promises exactly one cause. The rule is the contract's
 * `recorded_verdict`: of a ticket, among its cycles of those targets, the one that is not cancelled and started last; the
 * promise the same among the other targets of the rule's metric. At stake for the rule is brought + elapsed and, as
 * waiting to be closed, settled time and calendar time from its stop to a later closed_us; with causes removed it would be
 * met if that is at most target + put_off and less than before any removal.
 * Removing CLOSING, REQUESTER, THIRD_PARTY pauses the rule's clock in the states that wait for it (CLOSING also takes out
 * what is at stake after the stop); CALENDAR counts in the hours, HOLIDAY with the holidays of the promise's calendar
 * (where that or the rule's is made of other calendars, CALENDAR brings both); ROUNDING grants rounding_us more.
 * Recorded as missed: RULE_MET where the rule is met, else the first cause, removed one after the other in `order`, by
 * whose removal it would be, else PROVIDER. Recorded as met and missed by the rule: ROUNDING where that alone explains
 * it, else UNKNOWN. How many tickets a cause has depends on the order: show one and its reverse.
 *
 * recorded: n = number of tickets of enum entente_verdict. closed_us: n, the last closing that the record knows, "no
 * value": none; NULL: none at all. order: order_size causes CLOSING .. ROUNDING, each at most once; none (0): these six in
 * the order of their numbers. rounding_us: 0 to one day. Out, n values each: rule and promised (enum entente_verdict;
 * may be NULL), cause (enum entente_cause), row (of the rule in entente_evaluate() at as_of_us, "no value": none; may be
 * NULL). Errors: E_BUFFER (n), E_INVALID (the contract reads no recorded verdict; no such verdict; the order), E_RANGE
 * (as_of_us, rounding_us), E_LIMIT (127 calendars together). One evaluation, and one of the rule in each variant over the
 * tickets that both call missed. Since 0.1. */
ENTENTE_API int32_t entente_reconcile(const entente_log *log, int64_t as_of_us, size_t n, const int32_t *recorded,
                                      const int64_t *closed_us, const int32_t *order, size_t order_size,
                                      int64_t rounding_us, int32_t *rule, int32_t *promised, int32_t *cause,
                                      int64_t *row, entente_error **err);

/* Clocks that stand elsewhere under other terms: one row each, in order of (ticket, commitment). Frozen. */
typedef struct entente_changes entente_changes;

/* Of which tickets the clocks are compared. */
enum entente_what_if_scope {
  ENTENTE_WHAT_IF_OPEN = 0, /* those that have not stopped, in one of the two results at least */
  ENTENTE_WHAT_IF_ALL = 1
};

/* Compares the clocks of one log under two contracts: other calendars, targets, amendments, or zone data from another
 * directory. Targets and combinations are matched by their ids. Both cycles are of the same tickets in the same rows,
 * judged at the same instant, each of its contract. A clock is the commitment's last cycle on the ticket: not cancelled
 * before cancelled, then the later start, then the later row. A row is given where state or due date differ. Errors:
 * E_INVALID (NULL; no such scope; cycles of another contract). O(rows of both). Since 0.1. */
ENTENTE_API int32_t entente_what_if(const entente_contract *contract_now, const entente_cycles *now,
                                    const entente_contract *contract_then, const entente_cycles *then, int32_t scope,
                                    entente_changes **out, entente_error **err);
ENTENTE_API void entente_changes_destroy(entente_changes *changes);
ENTENTE_API size_t entente_changes_count(const entente_changes *changes);

/* Columns of int32_t; "no value" where a contract has no clock of the commitment on the ticket. */
enum entente_changes_int32 {
  ENTENTE_CHANGES_TICKET = 0,
  ENTENTE_CHANGES_TARGET_NOW = 1,  /* id in contract_now */
  ENTENTE_CHANGES_TARGET_THEN = 2, /* id in contract_then */
  ENTENTE_CHANGES_STATE_NOW = 3,   /* enum entente_cycle_state */
  ENTENTE_CHANGES_STATE_THEN = 4
};
/* Columns of int64_t. */
enum entente_changes_int64 { ENTENTE_CHANGES_DUE_NOW_US = 0, ENTENTE_CHANGES_DUE_THEN_US = 1 };
enum entente_changes_figure {
  ENTENTE_CHANGES_COMPARED = 0, /* clocks (ticket and commitment) in the scope */
  ENTENTE_CHANGES_OF_STATE = 1  /* rows with another state; the others have another due date only */
};
/* One column, borrowed: valid until the changes are destroyed; NULL where it does not exist. One figure; "no value" where
 * it does not exist. Since 0.1. */
ENTENTE_API const int32_t *entente_changes_int32(const entente_changes *changes, int32_t column);
ENTENTE_API const int64_t *entente_changes_int64(const entente_changes *changes, int32_t column);
ENTENTE_API int64_t entente_changes_figure(const entente_changes *changes, int32_t figure);

/* ---------------------------------------------------------------------------------------------- scheduler -- */

/* The queue of a trust contract: ledger, slots, ordering rule. An engine: one thread at a time. Its time is working
 * time of the pool in microseconds, handed in by the caller, never before an earlier call's. */
typedef struct entente_scheduler entente_scheduler;

/* Why an operation was refused: an outcome, not an error. Only the clock has moved then. Since 0.1. */
enum entente_refusal {
  ENTENTE_ACCEPTED = 0,
  ENTENTE_TIME_BACKWARDS = 1,
  ENTENTE_DUPLICATE = 2,          /* submit: the key is in use */
  ENTENTE_UNKNOWN_DEPARTMENT = 3,
  ENTENTE_UNKNOWN_REQUEST = 4,
  ENTENTE_UNKNOWN_AGENT = 5,
  ENTENTE_UNKNOWN_POOL = 6,
  ENTENTE_NOT_QUEUED = 7,
  ENTENTE_ALREADY_BACKED = 8,
  ENTENTE_QUOTA_EXHAUSTED = 9,
  ENTENTE_NOT_BACKED = 10,
  ENTENTE_NOT_ACTIVE = 11,
  ENTENTE_NOT_OPEN = 12,
  ENTENTE_NOT_WAITING = 13,
  ENTENTE_NOT_DONE = 14,
  ENTENTE_CLOSED = 15,
  ENTENTE_BAD_AMOUNT = 16,
  ENTENTE_FIXED_FIELD = 17,
  ENTENTE_AGENT_UNAVAILABLE = 18,
  ENTENTE_INTAKE_INCOMPLETE = 19, /* a unit may be spent once the intake of the contract is complete */
  ENTENTE_EXPEDITED = 20,         /* an incident of the expedite lane spends no unit */
  ENTENTE_EXPEDITE_OFF = 21       /* submit: the contract has no expedite lane, the request is ordinary */
};
/* The word for a refusal, such as "quota_exhausted"; "accepted" for 0, "" for a number that is none. Since 0.1. */
ENTENTE_API const char *entente_refusal_name(int32_t refusal);

enum entente_request_state {
  ENTENTE_REQUEST_QUEUED = 0,
  ENTENTE_REQUEST_ACTIVE = 1,
  ENTENTE_REQUEST_WAITING = 2,
  ENTENTE_REQUEST_DONE = 3,
  ENTENTE_REQUEST_CANCELLED = 4,
  ENTENTE_REQUEST_RESHAPED = 5   /* merged into another, or replaced by root-cause work */
};
enum entente_backing {
  ENTENTE_BACKING_NONE = 0,
  ENTENTE_BACKING_HELD = 1,
  ENTENTE_BACKING_SPENT = 2,
  ENTENTE_BACKING_REFUNDED = 3,
  ENTENTE_BACKING_FORFEITED = 4
};

/* Creates the queue of a contract: one department for each quota line, ids 0 .. count-1 in byte order of their names;
 * pool 0, named "*"; no agent. start_us: the working time of creation. Working times lie in
 * [0, 4200000000000000]; due dates beyond 2^62 are given as 2^62.
 * Errors: E_STATE (the contract has no quotas), E_RANGE (start_us; a quota line whose units, summed over all periods,
 * would not fit). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_create(const entente_contract *contract, int64_t start_us,
                                             entente_scheduler **out, entente_error **err);
ENTENTE_API void entente_scheduler_destroy(entente_scheduler *scheduler);

/* Number of departments (0 for NULL), and the id and name of one ("" where it does not exist). Errors: E_NOT_FOUND,
 * E_PARSE (not UTF-8). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_department_count(const entente_scheduler *scheduler);
ENTENTE_API int32_t entente_scheduler_department_id(const entente_scheduler *scheduler, const char *name,
                                                    size_t name_size, int32_t *out, entente_error **err);
ENTENTE_API const char *entente_scheduler_department_name(const entente_scheduler *scheduler, int32_t department);

/* Adds a pool, or finds it if one of that name exists. Errors: E_PARSE (not UTF-8), E_LIMIT (more than 256 bytes,
 * too many pools). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_add_pool(entente_scheduler *scheduler, const char *name, size_t name_size,
                                               int32_t *pool, entente_error **err);
/* Adds a present agent of a pool with a number of slots (visits at a time, >= 0); names need not differ.
 * Errors: E_NOT_FOUND (pool), E_RANGE (slots), E_PARSE (not UTF-8), E_LIMIT (more than 256 bytes). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_add_agent(entente_scheduler *scheduler, const char *name, size_t name_size,
                                                int32_t pool, int32_t slots, int32_t *agent, entente_error **err);
/* Lets an agent help another pool. Errors: E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_add_skill(entente_scheduler *scheduler, int32_t agent, int32_t pool,
                                                entente_error **err);

/* Operations. Each first moves the clock to now_us (periods roll over, answer limits expire), then is judged.
 * refusal may not be NULL. Errors: E_INVALID (NULL), E_RANGE (now_us outside [0, 4200000000000000]), E_LIMIT (more than
 * 16777216 requests known). Cost O(log departments), and O(log departments) more for each answer limit and each loan
 * repayment that fell due since the last call: at most one step a unit repaid. Keys are found by hashing; keys made to
 * collide cost up to O(requests known). Since 0.1. */

/* Only moves the clock. The first call after a long pause makes all that fell due: with loans that are repaid unit by
 * unit, one step a unit. */
ENTENTE_API int32_t entente_scheduler_advance(entente_scheduler *scheduler, int64_t now_us, int32_t *refusal,
                                              entente_error **err);
/* A new request of a department enters the ordinary queue of a pool; key: the host's own number for it, unique among
 * requests that are known. back = 1 spends a unit at once: where that is refused the request is ordinary, *request is
 * set and *refusal says why. *request is INT32_MIN where the submission itself was refused. */
ENTENTE_API int32_t entente_scheduler_submit(entente_scheduler *scheduler, int64_t now_us, int64_t key,
                                             int32_t department, int32_t pool, int32_t back, int32_t *request,
                                             int32_t *refusal, entente_error **err);
/* What a host says of a request. struct_size must be set by the caller to sizeof(entente_new_request). */
typedef struct entente_new_request {
  int32_t struct_size;
  int32_t department;
  int32_t pool;
  int32_t back;             /* 1: spend a unit at once */
  int32_t expedite;         /* 1: an incident for the expedite lane of its pool, if the contract has one */
  int32_t intake_complete;  /* 1: all that the contract's intake asks for was given */
  int64_t key;              /* the host's own number, unique among requests that are known */
  int64_t client;           /* the host's number of whom it is for; "no value": nobody's */
  int64_t sla_due_us;       /* orders ordinary queues where the contract says sla_due; "no value": last */
} entente_new_request;

/* As entente_scheduler_submit, with more to say. Errors: also E_INVALID (struct_size, a flag that is neither 0 nor 1). */
ENTENTE_API int32_t entente_scheduler_submit_request(entente_scheduler *scheduler, int64_t now_us,
                                                     const entente_new_request *submitted, int32_t *request,
                                                     int32_t *refusal, entente_error **err);
/* All that the contract's intake asks for was given for an open request. */
ENTENTE_API int32_t entente_scheduler_complete_intake(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                                      int32_t *refusal, entente_error **err);
/* A queued request gives its held unit back, as a cancelled one would, and goes to the tail of the ordinary queue. */
ENTENTE_API int32_t entente_scheduler_unback(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                             int32_t *refusal, entente_error **err);
/* Spends a unit of the department on a queued request: it gets a slot with a due date. */
ENTENTE_API int32_t entente_scheduler_back(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                           int32_t *refusal, entente_error **err);

/* Why a request was taken. struct_size must be set by the caller to sizeof(entente_decision); a caller that knows the
 * first ten fields only gets these. */
typedef struct entente_decision {
  int32_t struct_size;
  int32_t request;          /* the request that starts now; INT32_MIN: nothing to do for this agent */
  int32_t rule;             /* step of the ordering rule, 0-5 (0: the expedite lane); 0 without a request */
  int32_t department;       /* -1 without a request */
  int64_t key;              /* the host's number of the request */
  int64_t due_us;           /* due date of the slot it took; "no value" for an ordinary start */
  int32_t backing;          /* enum entente_backing after the start */
  int32_t late;             /* 1: started later than due plus grace, the unit was returned */
  int32_t runner_up;        /* the request that would have started without the winner; INT32_MIN: none */
  int32_t runner_up_rule;
  int64_t rank;             /* what it was ordered by: by rule 2 and 3 the due date of its slot, by 1, 4 and 5 the start tag
                               of its department; "no value" by rule 0 and without a request */
  int64_t sequence;         /* then by its submission number, from 0 up; -1 without a request */
  int64_t runner_up_rank;   /* the same of the runner-up, had the winner not been there */
  int64_t runner_up_sequence;
} entente_decision;

/* A free agent asks what to do next: at most one request starts. Nothing for an absent agent or one without a free
 * slot. */
ENTENTE_API int32_t entente_scheduler_next(entente_scheduler *scheduler, int64_t now_us, int32_t agent,
                                           entente_decision *decision, int32_t *refusal, entente_error **err);
/* The host starts a queued request by its own will; recorded as an override unless it was next's choice. */
ENTENTE_API int32_t entente_scheduler_assign(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                             int32_t agent, int32_t *refusal, entente_error **err);
/* An active request is done: its agent's slot is free. */
ENTENTE_API int32_t entente_scheduler_complete(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                               int32_t *refusal, entente_error **err);
/* A queued or active request waits for its requester; the answer brings it back into the queue. */
ENTENTE_API int32_t entente_scheduler_ask(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                          int32_t *refusal, entente_error **err);
ENTENTE_API int32_t entente_scheduler_answer(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                             int32_t *refusal, entente_error **err);
/* A done request enters the queue again: a new slot if it was backed, no new unit. */
ENTENTE_API int32_t entente_scheduler_reopen(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                             int32_t *refusal, entente_error **err);
/* A request that is not closed is withdrawn: a held unit returns. */
ENTENTE_API int32_t entente_scheduler_cancel(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                             int32_t *refusal, entente_error **err);
/* A queued or active request is handed over to a pool: to the tail of its queue there, with a new slot if it is backed and
 * never a new unit. Refused not_open, unknown_pool. */
ENTENTE_API int32_t entente_scheduler_move(entente_scheduler *scheduler, int64_t now_us, int32_t request, int32_t pool,
                                           int32_t *refusal, entente_error **err);
/* An active request goes back to the tail of its queue, likewise. */
ENTENTE_API int32_t entente_scheduler_release(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                              int32_t *refusal, entente_error **err);
/* Challenge: an open request was merged into another known one, or root-cause work stands for it. It is closed, the key of
 * the other is kept, and its held or spent unit returns as if it had been held in this period. Refused unknown_request
 * (either, or both are the same), closed. */
ENTENTE_API int32_t entente_scheduler_reshape(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                              int32_t into, int32_t *refusal, entente_error **err);
/* A closed request is released: its number and key are free again. Refused not_done otherwise. */
ENTENTE_API int32_t entente_scheduler_forget(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                             int32_t *refusal, entente_error **err);
/* Moves a backed request to a place (0: first, beyond the end: last) in its department's backed queue of its pool; the
 * slots stay, so no other department can notice. Errors: E_RANGE (place < 0). O(place). */
ENTENTE_API int32_t entente_scheduler_reorder(entente_scheduler *scheduler, int64_t now_us, int32_t request,
                                              int64_t place, int32_t *refusal, entente_error **err);
/* present: 1 or 0. An absent agent gets nothing and keeps what it has. */
ENTENTE_API int32_t entente_scheduler_presence(entente_scheduler *scheduler, int64_t now_us, int32_t agent,
                                               int32_t present, int32_t *refusal, entente_error **err);
/* Moves available units from one department to another; repay = 1: a loan, repaid from the borrower's next grants.
 * Errors: E_LIMIT (more than 1000000 units owed by one department); only the clock has moved then. */
ENTENTE_API int32_t entente_scheduler_transfer(entente_scheduler *scheduler, int64_t now_us, int32_t from, int32_t to,
                                               int64_t units, int32_t repay, int32_t *refusal, entente_error **err);

/* Fields of a quota line. */
enum entente_term {
  ENTENTE_TERM_QUOTA = 0,
  ENTENTE_TERM_START_WITHIN_US = 1,
  ENTENTE_TERM_SPACING_US = 2,
  ENTENTE_TERM_ANSWER_WITHIN_US = 3,
  ENTENTE_TERM_GRACE_US = 4,
  ENTENTE_TERM_OVERDRAFT = 5,
  ENTENTE_TERM_CARRY_CAP = 6,
  ENTENTE_TERM_CARRY_NUM = 7,
  ENTENTE_TERM_CARRY_DEN = 8,
  ENTENTE_TERM_WEIGHT = 9,
  ENTENTE_TERM_PERIOD_US = 10, /* this and the next: refused fixed_field */
  ENTENTE_TERM_ANCHOR_US = 11
};
enum entente_effective {
  ENTENTE_EFFECTIVE_NEXT_PERIOD = 0, /* the last change asked for wins */
  ENTENTE_EFFECTIVE_NOW = 1          /* a raise adds the difference, a cut takes at most what is available */
};
/* Changes n terms of a department's quota line: term[i] (enum entente_term, the last one of a kind wins) becomes
 * value[i], the others stay as they are in the contract in force. effective: enum entente_effective.
 * Errors: E_INVALID (unknown term or effective), E_RANGE (a value outside its range: times 0 to 4200000000000000;
 * quota, overdraft, carry cap and fraction 0 to 1000000000 with num <= den, den >= 1; weight 1-16; a quota whose units,
 * summed over all periods, would not fit): nothing has changed then, nor has the clock moved; E_LIMIT (a balance would
 * not fit): only the clock has moved then. */
ENTENTE_API int32_t entente_scheduler_change_terms(entente_scheduler *scheduler, int64_t now_us, int32_t department,
                                                   size_t n, const int32_t *term, const int64_t *value,
                                                   int32_t effective, int32_t *refusal, entente_error **err);

/* Adds a department under the next id, whatever its name: term[i] (enum entente_term) of its quota line is value[i], the
 * others are 0, the carry fraction 1/1 and the weight 1. Its first grant happens now. *department is -1 where that was
 * refused (time_backwards). Errors: E_INVALID (unknown term, name in use), E_RANGE (a value, or no period), E_PARSE,
 * E_LIMIT: nothing has changed then. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_add_department(entente_scheduler *scheduler, int64_t now_us, const char *name,
                                                     size_t name_size, size_t n, const int32_t *term,
                                                     const int64_t *value, int32_t *department, int32_t *refusal,
                                                     entente_error **err);
/* A retired department submits and receives nothing and is granted nothing more; its queue is served to its end. What a
 * retired agent had active goes back to its queue, by order of submission: O(requests known). A retired pool takes no
 * request and no agent; what is queued there is served to its end; add_pool brings it back. Refused unknown_department,
 * unknown_agent, unknown_pool, also where they are retired already. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_retire_department(entente_scheduler *scheduler, int64_t now_us,
                                                        int32_t department, int32_t *refusal, entente_error **err);
ENTENTE_API int32_t entente_scheduler_retire_agent(entente_scheduler *scheduler, int64_t now_us, int32_t agent,
                                                   int32_t *refusal, entente_error **err);
ENTENTE_API int32_t entente_scheduler_retire_pool(entente_scheduler *scheduler, int64_t now_us, int32_t pool,
                                                  int32_t *refusal, entente_error **err);

/* Operations as data. The numbers never change. */
enum entente_operation {
  ENTENTE_OPERATION_ADVANCE = 0,
  ENTENTE_OPERATION_SUBMIT = 1,             /* key, first: department, second: pool, value: sum of 1 back, 2 expedite,
                                               4 intake complete */
  ENTENTE_OPERATION_BACK = 2,
  ENTENTE_OPERATION_UNBACK = 3,
  ENTENTE_OPERATION_REORDER = 4,            /* value: place */
  ENTENTE_OPERATION_NEXT = 5,               /* first: agent */
  ENTENTE_OPERATION_ASSIGN = 6,             /* first: agent */
  ENTENTE_OPERATION_COMPLETE = 7,
  ENTENTE_OPERATION_ASK = 8,
  ENTENTE_OPERATION_ANSWER = 9,
  ENTENTE_OPERATION_REOPEN = 10,
  ENTENTE_OPERATION_CANCEL = 11,
  ENTENTE_OPERATION_RESHAPE = 12,           /* first: the other request's number */
  ENTENTE_OPERATION_MOVE = 13,              /* first: pool */
  ENTENTE_OPERATION_RELEASE = 14,
  ENTENTE_OPERATION_COMPLETE_INTAKE = 15,
  ENTENTE_OPERATION_FORGET = 16,
  ENTENTE_OPERATION_PRESENCE = 17,          /* first: agent, value: 0 or 1 */
  ENTENTE_OPERATION_TRANSFER = 18,          /* first: from, second: to, value: units, negative for a loan of as many */
  ENTENTE_OPERATION_RETIRE_AGENT = 19,      /* first */
  ENTENTE_OPERATION_RETIRE_DEPARTMENT = 20, /* first */
  ENTENTE_OPERATION_RETIRE_POOL = 21        /* first */
};
/* Applies n operations (enum entente_operation) in their order, each as its own call would: columns of n values. request:
 * the number of the request meant, INT32_MIN: the known one with this key. client, sla_due_us: of submissions, may be
 * NULL. Out: started[i] is the request that a submission made or that starts by NEXT, else INT32_MIN; refusal[i]; status[i]
 * is what the single call would have returned, and a row with another status than 0 has had no effect, except where its
 * call says that the clock has moved. The call itself fails only for E_INVALID (NULL) and E_NOMEM: then the rows before
 * *applied have happened; *applied is written in any case if it is not NULL. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_apply(entente_scheduler *scheduler, size_t n, const int32_t *operation,
                                            const int64_t *now_us, const int64_t *key, const int32_t *request,
                                            const int32_t *first, const int32_t *second, const int64_t *value,
                                            const int64_t *client, const int64_t *sla_due_us, int32_t *started,
                                            int32_t *refusal, int32_t *status, size_t *applied, entente_error **err);

/* Agents, ascending, who started a request of the client in [now - window_us, now], now being the time of the last
 * operation; retired agents are left out. *need: how many there are. Errors: E_BUFFER, E_INVALID. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_knows(const entente_scheduler *scheduler, int64_t client, int64_t window_us,
                                            int32_t *agent, size_t cap, size_t *need, entente_error **err);
/* Whom a request of a client ("no value": nobody's) of a pool should go to: of the agents present with a free slot who are
 * of the pool or help it, the least of (own pool first, familiarity, active x 720720 / slots, number of the last
 * assignment, id). Familiarity: where one agent alone knows the client (see knows) and is present, everybody else is
 * preferred; where two or more know it, these are. *agent: -1 where there is nobody. *own_pool: 1 or 0; *familiarity:
 * 0 preferred or 1; *relative_load; *runner_up: who would have been chosen without that agent, -1: nobody; each may be
 * NULL. Errors: E_NOT_FOUND (pool). O(agents). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_choose_agent(const entente_scheduler *scheduler, int32_t pool, int64_t client,
                                                   int64_t window_us, int32_t *agent, int32_t *own_pool,
                                                   int32_t *familiarity, int64_t *relative_load, int32_t *runner_up,
                                                   entente_error **err);

/* Fields of a request. */
enum entente_request_field {
  ENTENTE_REQUEST_FIELD_STATE = 0,           /* enum entente_request_state */
  ENTENTE_REQUEST_FIELD_BACKING = 1,         /* enum entente_backing */
  ENTENTE_REQUEST_FIELD_DEPARTMENT = 2,
  ENTENTE_REQUEST_FIELD_POOL = 3,
  ENTENTE_REQUEST_FIELD_KEY = 4,
  ENTENTE_REQUEST_FIELD_DUE_US = 5,          /* of the slot that started its last visit, or "no value" */
  ENTENTE_REQUEST_FIELD_CLIENT = 6,          /* or "no value" */
  ENTENTE_REQUEST_FIELD_SLA_DUE_US = 7,      /* or "no value" */
  ENTENTE_REQUEST_FIELD_RESHAPED_INTO = 8,   /* key of the request that stands for it, or "no value" */
  ENTENTE_REQUEST_FIELD_AGENT = 9,           /* who has it, -1 unless it is active */
  ENTENTE_REQUEST_FIELD_EXPEDITE = 10,       /* 1 or 0 */
  ENTENTE_REQUEST_FIELD_INTAKE_COMPLETE = 11 /* 1 or 0 */
};
/* One field (enum entente_request_field) of a request. Errors: E_NOT_FOUND (request, field). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_request_field(const entente_scheduler *scheduler, int32_t request, int32_t field,
                                                    int64_t *out, entente_error **err);

/* What is known of a request: enum entente_request_state, enum entente_backing, the due date of the slot that started
 * its last visit ("no value": none). Each out may be NULL. Errors: E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_request(const entente_scheduler *scheduler, int32_t request, int32_t *state,
                                              int32_t *backing, int64_t *due_us, entente_error **err);

/* Units of a department: granted + borrowed = available + held + spent + forfeited + expired + lent, always. */
enum entente_balance {
  ENTENTE_BALANCE_AVAILABLE = 0,
  ENTENTE_BALANCE_HELD = 1,
  ENTENTE_BALANCE_SPENT = 2,
  ENTENTE_BALANCE_FORFEITED = 3,
  ENTENTE_BALANCE_EXPIRED = 4,
  ENTENTE_BALANCE_LENT = 5,
  ENTENTE_BALANCE_BORROWED = 6,
  ENTENTE_BALANCE_REFUNDED = 7,
  ENTENTE_BALANCE_GRANTED = 8,
  ENTENTE_BALANCE_DEBT = 9,
  ENTENTE_BALANCE_LOANS = 10,     /* units still owed to others */
  ENTENTE_BALANCE_OVERRIDES = 11, /* starts by the host's own will */
  ENTENTE_BALANCE_EXPEDITES = 12  /* incidents that it declared for the expedite lane */
};
/* One balance (enum entente_balance) of one department as of the last operation. Errors: E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_balance(const entente_scheduler *scheduler, int32_t department, int32_t balance,
                                              int64_t *out, entente_error **err);
/* The same for all departments: a column of n = number of departments. Errors: E_BUFFER, E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_balances(const entente_scheduler *scheduler, int32_t balance, int64_t *out,
                                               size_t n, entente_error **err);
/* Due dates of the slots still queued for a department in a pool, ascending. *need: how many there are.
 * Errors: E_BUFFER, E_NOT_FOUND. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_slots(const entente_scheduler *scheduler, int32_t department, int32_t pool,
                                            int64_t *out_us, size_t cap, size_t *need, entente_error **err);

/* What made units move. The numbers never change. */
enum entente_movement {
  ENTENTE_MOVEMENT_OPENING = 0,   /* the balance `to` as it stood when recording began */
  ENTENTE_MOVEMENT_GRANT = 1,     /* granted -> available */
  ENTENTE_MOVEMENT_DEBT_PAID = 2, /* debt -> granted: that part of a grant was granted before; only debt changes */
  ENTENTE_MOVEMENT_EXPIRY = 3,    /* available -> expired */
  ENTENTE_MOVEMENT_HOLD = 4,      /* available -> held */
  ENTENTE_MOVEMENT_OVERDRAFT = 5, /* granted -> held; debt grows as much */
  ENTENTE_MOVEMENT_GIVE_BACK = 6, /* held or spent -> available or expired, or -> granted, which undoes as much debt */
  ENTENTE_MOVEMENT_SPEND = 7,     /* held -> spent */
  ENTENTE_MOVEMENT_REFUND = 8,    /* spent -> available, or -> granted, which undoes as much debt; refunded grows */
  ENTENTE_MOVEMENT_FORFEIT = 9,   /* held or spent -> forfeited */
  ENTENTE_MOVEMENT_TRANSFER = 10, /* available -> lent of one department, borrowed -> available of another */
  ENTENTE_MOVEMENT_LOAN = 11,     /* the same; loans of the borrower grow */
  ENTENTE_MOVEMENT_REPAYMENT = 12,/* the same; loans of the borrower, whose record goes available -> lent, shrink */
  ENTENTE_MOVEMENT_CHANGE = 13    /* granted -> available, or back, by a change of terms in force */
};
/* Keeps a record of each movement of units from now on, in room for `capacity` of them (at most 4194304; 0: off, as at
 * first), beginning with the balances as they stand. Errors: E_LIMIT. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_reserve_records(entente_scheduler *scheduler, size_t capacity,
                                                      entente_error **err);
/* Takes out the oldest records, at most cap, into columns that may each be NULL: when (with a count above 1, the first
 * time), enum entente_movement, department, enum entente_balance from and to, units, count (so many equal periods in a
 * row; else 1) and request (INT32_MIN: none). *n: how many were taken; *left: how many did not fit; *dropped: how many are
 * missing behind the last one because there was no room for them, known once none is left, else 0. What comes out has no
 * gap but there. Added up from the opening on (granted and borrowed count what ever came out of them) they give the
 * balances as of the last operation. Errors: E_INVALID (n, left or dropped is NULL). O(departments + cap). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_drain_records(entente_scheduler *scheduler, size_t cap, int64_t *at_us,
                                                    int32_t *movement, int32_t *department, int32_t *from, int32_t *to,
                                                    int64_t *units, int64_t *count, int32_t *request, size_t *n,
                                                    size_t *left, int64_t *dropped, entente_error **err);

/* Bytes that a call gave. Frozen. */
typedef struct entente_bytes entente_bytes;
/* The bytes, borrowed until the handle is destroyed; NULL and 0 for NULL. Since 0.1. */
ENTENTE_API const uint8_t *entente_bytes_data(const entente_bytes *bytes);
ENTENTE_API size_t entente_bytes_size(const entente_bytes *bytes);
ENTENTE_API void entente_bytes_destroy(entente_bytes *bytes);

/* The whole state of a scheduler, without its journal, as bytes: versioned, checksummed, the same on every machine.
 * restore makes a scheduler of them. Errors: E_PARSE (no snapshot, or torn, cut, altered), E_VERSION. O(state).
 * Since 0.1. */
ENTENTE_API int32_t entente_scheduler_snapshot(const entente_scheduler *scheduler, entente_bytes **out,
                                               entente_error **err);
ENTENTE_API int32_t entente_scheduler_restore(const uint8_t *bytes, size_t size, entente_scheduler **out,
                                              entente_error **err);
/* A number that two schedulers share if all that can be seen of them, now and later, is the same, and else but for one
 * chance in 2^64 do not. Against accidents, not against forgery. Errors: E_INVALID (NULL). O(state). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_digest(const entente_scheduler *scheduler, int64_t *out, entente_error **err);
/* start_journal: writes all further operations into a journal, beginning with the digest of the state as it stands.
 * take_journal: its bytes since the last call (none without one); appended to each other they are the journal.
 * stop_journal: keeps none any more. Errors: E_INVALID (NULL). Since 0.1. */
ENTENTE_API int32_t entente_scheduler_start_journal(entente_scheduler *scheduler, entente_error **err);
ENTENTE_API int32_t entente_scheduler_take_journal(entente_scheduler *scheduler, entente_bytes **out,
                                                   entente_error **err);
ENTENTE_API int32_t entente_scheduler_stop_journal(entente_scheduler *scheduler, entente_error **err);
/* Plays a journal that began at this state. *operations: how many; *played: the bytes played, less than size where the
 * journal was cut short within its last frame; each may be NULL. All or nothing. Errors: E_PARSE (damaged), E_VERSION, E_STATE (it
 * began at another state, or this scheduler keeps a journal itself). Memory: a second copy of the state. Since 0.1. */
ENTENTE_API int32_t entente_scheduler_replay(entente_scheduler *scheduler, const uint8_t *bytes, size_t size,
                                             size_t *operations, size_t *played, entente_error **err);
/* ----------------------------------------------------------------------------------------- contract check -- */

/* The pool that is to keep the promises. struct_size must be set to sizeof(entente_server_pool). */
typedef struct entente_server_pool {
  int32_t struct_size;
  int32_t expedite;          /* E: at most so many of the servers ever serve incidents; servers - E count for the bound */
  int64_t servers;           /* m: visits that can be in progress at a time, 0 to 1000000 */
  int64_t visit_us;          /* C: no visit takes longer. Working times: 0 to 4200000000000000 */
  int64_t ordinary_floor_us; /* T0; 0: none. Where a contract is given, its own counts in place of this */
} entente_server_pool;

/* How late a start can be: max over t >= at_least of (h(t) - t)^+ with h(t) = visit ceil(n(t)/servers) and n(t) = sum over
 * lines with t >= start_within of floor((t - start_within)/spacing) + 1, plus floor(t/T0) + 1 with a floor. Exact in
 * integers, for n values of at_least_us at once over a book of `lines` lines. Columns of n, each may be NULL: lateness_us
 * ("no value": no bound, as the load visit sum(1/spacing)/servers is above 1, a spacing is 0 or nobody serves);
 * at_most_us, the same but where the work was used up at a load close to 1: then lateness_us is the greatest found and
 * this the safe bound ("no value": none known); at_us, an instant where h(t) - t is greatest; demand n(at_us) and
 * started_by_us h(at_us) there. Errors: E_INVALID (NULL; struct_size), E_RANGE (a time, servers, expedite), E_LIMIT (more
 * than 1000000 lines). O(lines) a step, few steps; at most 4 x 10^8 lines are looked at. Since 0.1. */
ENTENTE_API int32_t entente_lateness(size_t lines, const int64_t *start_within_us, const int64_t *spacing_us,
                                     const entente_server_pool *team, size_t n, const int64_t *at_least_us,
                                     int64_t *lateness_us, int64_t *at_most_us, int64_t *at_us, int64_t *demand,
                                     int64_t *started_by_us, entente_error **err);
/* A bound that is never below it, in O(lines log lines): the greatest, at at_least and at each later start_within, of
 * C (m - 1)/m + (C/m) sum over S_e <= t of (1 + (t - S_e)/T_e) - t, or 0; "no value": none. Errors: as entente_lateness().
 * Since 0.1. */
ENTENTE_API int32_t entente_safe_lateness(size_t lines, const int64_t *start_within_us, const int64_t *spacing_us,
                                          const entente_server_pool *team, int64_t at_least_us, int64_t *out,
                                          entente_error **err);

/* "Can these promises be kept with this team?" Frozen. */
typedef struct entente_contract_check entente_contract_check;

enum entente_promise {
  ENTENTE_PROMISE_PROVED = 0,     /* every backed visit starts by its due date plus the grace, whatever arrives */
  ENTENTE_PROMISE_REFUSED = 1,    /* a counter-example breaks it */
  ENTENTE_PROMISE_NOT_PROVED = 2, /* the bound exceeds the grace, and no counter-example was found */
  ENTENTE_PROMISE_NONE = 3        /* no quota, overdraft or spacing: promises nothing while no units are transferred to it */
};
/* Why a line has no counter-example. */
enum entente_no_example {
  ENTENTE_NO_EXAMPLE_FOUND = 0,       /* there is one */
  ENTENTE_NO_EXAMPLE_KEPT = 1,        /* the promise is proved, or there is none */
  ENTENTE_NO_EXAMPLE_NOT_REACHED = 2, /* quotas or the ordinary floor keep the arrivals that were tried from the bound */
  ENTENTE_NO_EXAMPLE_TOO_LONG = 3     /* it would take more than 20000 requests, or a longer search */
};
/* What deserves a second look; added up. */
enum entente_promise_warning {
  ENTENTE_WARNING_START_AT_ONCE_OR_REFUND = 1, /* start_within and grace are 0 */
  ENTENTE_WARNING_VISIT_LONGER = 2,            /* the visit is longer than start_within + grace: no team is large enough */
  ENTENTE_WARNING_NO_PACE = 4,                 /* spacing 0 with units to spend: no bound for anybody */
  ENTENTE_WARNING_PACE_SLOWER_THAN_QUOTA = 8,  /* spacing x quota > period */
  ENTENTE_WARNING_NOTHING_PROMISED = 16        /* the others' proofs hold while no units are transferred to this line */
};

/* Checks every quota line of a contract, in document order: proved where its lateness over t >= start_within is at most its
 * grace; else a counter-example is looked for, the smallest first, and played through a scheduler of this contract with
 * visits that take exactly visit_us; only one that breaks the promise there makes it refused.
 * Errors: E_INVALID (NULL; struct_size), E_STATE (the contract has no quotas), E_RANGE (servers, expedite, visit_us; a
 * line), E_LIMIT. O(lines log lines) and one pass of entente_lateness(), and for lines that are not proved at most some 10^6
 * requests played in all. Since 0.1. */
ENTENTE_API int32_t entente_contract_check_create(const entente_contract *contract, const entente_server_pool *team,
                                                  entente_contract_check **out, entente_error **err);
ENTENTE_API void entente_contract_check_destroy(entente_contract_check *check);

enum entente_contract_check_figure {
  ENTENTE_CHECK_VERDICT = 0,              /* enum entente_promise, of all lines: REFUSED if one is, else NOT_PROVED if one is */
  ENTENTE_CHECK_LINES = 1,
  ENTENTE_CHECK_EXAMPLES = 2,
  ENTENTE_CHECK_SMALLEST = 3,             /* the example with the fewest requests; "no value": none */
  ENTENTE_CHECK_ORDINARY_FLOOR_US = 4,    /* T0 of the contract */
  ENTENTE_CHECK_ORDINARY_LATENESS_US = 5, /* with a floor: while ordinary requests wait, one starts within T0 + this */
  ENTENTE_CHECK_ORDINARY_AT_MOST_US = 6   /* these two as lateness_us and at_most_us of entente_lateness() over t >= 0 */
};
/* One figure; "no value" where it does not exist. Since 0.1. */
ENTENTE_API int64_t entente_contract_check_figure(const entente_contract_check *check, int32_t figure);
/* The party of a line, owned by the check; "" where it does not exist. Since 0.1. */
ENTENTE_API const char *entente_contract_check_party(const entente_contract_check *check, size_t line);

/* Columns of int32_t, a value a line. */
enum entente_contract_check_int32 {
  ENTENTE_CHECK_PROMISE = 0,    /* enum entente_promise */
  ENTENTE_CHECK_NO_EXAMPLE = 1, /* enum entente_no_example */
  ENTENTE_CHECK_WARNINGS = 2,   /* enum entente_promise_warning, added up */
  ENTENTE_CHECK_EXAMPLE = 3     /* the line's counter-example; "no value": none */
};
/* Columns of int64_t, a value a line; the first five as in entente_lateness(). */
enum entente_contract_check_int64 {
  ENTENTE_CHECK_LATENESS_US = 0,
  ENTENTE_CHECK_AT_MOST_US = 1,
  ENTENTE_CHECK_AT_US = 2,
  ENTENTE_CHECK_DEMAND = 3,
  ENTENTE_CHECK_STARTED_BY_US = 4,
  ENTENTE_CHECK_START_BOUND_US = 5, /* start_within + at_most: proved for the first request of a burst */
  ENTENTE_CHECK_START_WITHIN_US = 6,
  ENTENTE_CHECK_SPACING_US = 7,
  ENTENTE_CHECK_GRACE_US = 8,
  ENTENTE_CHECK_QUOTA = 9,
  ENTENTE_CHECK_PERIOD_US = 10
};
/* One column, borrowed: valid until the check is destroyed; NULL where it does not exist. Since 0.1. */
ENTENTE_API const int32_t *entente_contract_check_int32(const entente_contract_check *check, int32_t column);
ENTENTE_API const int64_t *entente_contract_check_int64(const entente_contract_check *check, int32_t column);

enum entente_counter_example_figure {
  ENTENTE_EXAMPLE_LINE = 0,       /* whose promise breaks */
  ENTENTE_EXAMPLE_REQUESTS = 1,
  ENTENTE_EXAMPLE_BEGIN_US = 2,   /* working time at which the scheduler starts; the instants below count from it */
  ENTENTE_EXAMPLE_LATE = 3,       /* the request that starts too late */
  ENTENTE_EXAMPLE_DUE_US = 4,
  ENTENTE_EXAMPLE_STARTED_US = 5,
  ENTENTE_EXAMPLE_IS_FEWEST = 6,  /* 1: proved that no example with fewer requests breaks this line's promise */
  ENTENTE_EXAMPLE_IS_MINIMAL = 7  /* 1: no single request can be left out */
};
/* One figure of a counter-example (0 .. examples-1); "no value" where it does not exist. Since 0.1. */
ENTENTE_API int64_t entente_contract_check_example_figure(const entente_contract_check *check, int32_t example,
                                                          int32_t figure);
/* Columns of int64_t, a value a request, in order of arrival. */
enum entente_counter_example_column {
  ENTENTE_EXAMPLE_ARRIVAL_US = 0,
  ENTENTE_EXAMPLE_ARRIVAL_LINE = 1,
  ENTENTE_EXAMPLE_ARRIVAL_BACKED = 2, /* 1: a unit is spent on it as it arrives */
  ENTENTE_EXAMPLE_VISIT_START_US = 3,
  ENTENTE_EXAMPLE_VISIT_DUE_US = 4    /* of the slot it took; "no value": an ordinary start */
};
/* One column, borrowed: valid until the check is destroyed; NULL where it does not exist. Since 0.1. */
ENTENTE_API const int64_t *entente_contract_check_example(const entente_contract_check *check, int32_t example,
                                                          int32_t column);

/* What would make every promise provable, one change at a time; where all are proved, how far each can be pushed. Exact,
 * by halving; "no value": none does. Each out may be NULL. servers: the fewest in all, expedite included;
 * spacing_permille: the least factor of all spacings, spacing' = ceil(spacing f / 1000), in thousandths; visit_us: the
 * longest visit. Errors: as entente_contract_check_create(). About 150 passes of entente_lateness(). Since 0.1. */
ENTENTE_API int32_t entente_contract_repairs(const entente_contract *contract, const entente_server_pool *team,
                                             int64_t *servers, int64_t *spacing_permille, int64_t *visit_us,
                                             entente_error **err);
/* The least spacing of one line for which all is proved, the others as they are, and the largest quota whose even pace
 * (period / quota) is no faster; "no value": none. Each out may be NULL. Errors: the same, E_NOT_FOUND (line). Since 0.1. */
ENTENTE_API int32_t entente_contract_least_spacing(const entente_contract *contract, const entente_server_pool *team, int32_t line,
                                                   int64_t *spacing_us, int64_t *quota, entente_error **err);

/* What happens to mean waits when a share of the requests is given priority, at a load in [0, 1): priority[i] =
 * (1 - load)/(1 - load share[i]) and others[i] = 1/(1 - load share[i]), as multiples of the wait without priority (M/M/m, two
 * classes, no interruption; Cobham, 1954). Errors: E_RANGE, E_INVALID (NULL with n > 0). Since 0.1. */
ENTENTE_API int32_t entente_inflation(double load, size_t n, const double *share, double *priority, double *others,
                                      entente_error **err);
/* A pool with random arrivals, times in mean visits: the probability of waiting, of being given up while waiting, and the
 * mean wait, for `work` = arrivals per mean visit (at most 100000) and up to 1000000 servers. impatience: the rate at which
 * a waiting request is given up (0.001 to 1000: Erlang A), or 0: never (Erlang C; work must be below servers). The same
 * bytes on every machine: + - * / only. Each out may be NULL. Errors: E_RANGE. Since 0.1. */
ENTENTE_API int32_t entente_erlang(int64_t servers, double work, double impatience, double *waits, double *abandons,
                                   double *mean_wait, entente_error **err);
/* Erlang C: the probability of waiting longer than `wait` mean visits. Errors: E_RANGE, E_INVALID (NULL). Since 0.1. */
ENTENTE_API int32_t entente_waits_longer(int64_t servers, double work, double wait, double *out, entente_error **err);
/* The fewest servers whose mean wait is at most `mean_wait` mean visits. Errors: E_RANGE, E_INVALID (NULL), E_INFEASIBLE
 * (more than 1000000). Since 0.1. */
ENTENTE_API int32_t entente_servers_for(double work, double impatience, double mean_wait, int64_t *out,
                                        entente_error **err);

/* Whether the agents' skills form one closed long chain: an agent of pool from[i] helps pool to[i], n such skills over
 * pools 0 .. pools-1, and help can pass on from every pool to every other. *closed: 1 or 0. *missing: fewest further skills
 * that would close it. end: a column of `pools`, may be NULL; where one skill is enough it is one by which an agent of a
 * pool with end & 1 helps a pool with end & 2, else 0. Errors: E_INVALID (NULL), E_NOT_FOUND (a skill that names no pool),
 * E_RANGE (pools < 0). O(pools + n). Since 0.1. */
ENTENTE_API int32_t entente_skill_chain(int32_t pools, size_t n, const int32_t *from, const int32_t *to, int32_t *closed,
                                        int32_t *missing, int32_t *end, entente_error **err);
/* --------------------------------------------------------------------------------------------- simulation -- */

/* What departments ask for: drawn at random, or told by a log. Frozen. Departments are the quota lines of a contract in
 * byte order of their parties, as a scheduler numbers them. Time is working time in microseconds from 0 (between() of a
 * calendar turns instants into it). */
typedef struct entente_demand entente_demand;

enum entente_service {
  ENTENTE_SERVICE_CONSTANT = 0,
  ENTENTE_SERVICE_EXPONENTIAL = 1,
  ENTENTE_SERVICE_LOGNORMAL = 2
};

/* Random requests: in each department a Poisson process whose intensity repeats every working week. struct_size must be
 * set to sizeof(entente_demand_columns); each column has one value a department and is only read during the call. */
typedef struct entente_demand_columns {
  int32_t struct_size;
  int32_t weeks;                    /* counted, 1 up; with warmup_weeks at most 5200 */
  int32_t warmup_weeks;             /* before them: served and not counted */
  int32_t departments;
  int64_t week_us;                  /* working time in a week, 1 to 604800000000 */
  const int64_t *requests_per_1000_weeks; /* 0 to 10^12 */
  const int64_t *priority_ppm;      /* share that is a priority, in millionths */
  const int64_t *called_ppm;        /* share that is called one, those included; NULL or less: those alone */
  const int32_t *pool;              /* that they go to, 0 to 999; NULL: 0 */
  const int32_t *service;           /* enum entente_service; NULL: exponential */
  const int64_t *service_mean_us;   /* length of a visit, 1 to 365 days */
  const int64_t *service_variation_ppm; /* lognormal: deviation / mean in millionths, 0 to 10^7; NULL: 1 */
  const int32_t *intensity;         /* departments x parts weights >= 0 of equal parts of the week; NULL: evenly */
  int32_t parts;                    /* 0 to 10080 */
  int32_t reserved;                 /* 0 */
} entente_demand_columns;
/* Copies the columns. Errors: E_INVALID (NULL for a column that may not be; struct_size; no such service), E_RANGE, E_LIMIT
 * (more than 4000000 requests of one run on average). Since 0.1. */
ENTENTE_API int32_t entente_demand_create(const entente_demand_columns *columns, entente_demand **out,
                                          entente_error **err);

/* What a request is called, and what it is. */
enum entente_urgency {
  ENTENTE_URGENCY_ORDINARY = 0,
  ENTENTE_URGENCY_CALLED = 1,   /* called a priority without being one */
  ENTENTE_URGENCY_PRIORITY = 2
};

/* The requests of a log, to be replayed, in any order. struct_size must be set to sizeof(entente_demand_log); each column
 * has n values and is only read during the call. */
typedef struct entente_demand_log {
  int32_t struct_size;
  int32_t departments;         /* of the contract: department lies below */
  size_t n;
  int64_t end_us;              /* end of the log, after every arrival */
  const int64_t *arrival_us;   /* >= 0 */
  const int64_t *work_us;      /* hands-on time, >= 1; "no value": drawn, under each seed anew, from those that are known of
                                  its department, or of all where it has none */
  const int64_t *start_us;     /* first start in the log, not before the arrival; "no value": none. NULL: none at all */
  const int32_t *department;
  const int32_t *pool;         /* NULL: 0 */
  const int32_t *urgency;      /* enum entente_urgency */
} entente_demand_log;
/* Copies the columns. Errors: E_INVALID (NULL; struct_size; no work is known), E_RANGE (the message names the row), E_LIMIT
 * (more than 4000000 requests). Since 0.1. */
ENTENTE_API int32_t entente_demand_from_log(const entente_demand_log *log, entente_demand **out, entente_error **err);
ENTENTE_API void entente_demand_destroy(entente_demand *demand);

/* Who is served next. Every policy but AS_LOGGED serves the same requests with the same agents; none interrupts a visit or
 * leaves an agent idle beside work that it may do. */
enum entente_policy {
  ENTENTE_POLICY_FIFO = 0,            /* in order of arrival */
  ENTENTE_POLICY_STRICT_PRIORITY = 1, /* what is called a priority first */
  ENTENTE_POLICY_FAIR_QUEUEING = 2,   /* start-time fair queueing over departments, by their weights */
  ENTENTE_POLICY_EARLIEST_DUE = 3,    /* least due date first: start_within, or ordinary_within_us, after the arrival */
  ENTENTE_POLICY_TRUST_CONTRACT = 4,  /* the scheduler; units are spent on whatever is called a priority, as it comes */
  ENTENTE_POLICY_AS_LOGGED = 5,       /* what happened; for a demand of a log only */
  ENTENTE_POLICY_TRUST_CONTRACT_CHOSEN = 6 /* the scheduler; departments spend units on what is a priority only */
};
/* struct_size must be set to sizeof(entente_simulation_options). */
typedef struct entente_simulation_options {
  int32_t struct_size;
  int32_t seeds;               /* 1 to 100000 */
  int32_t threads;             /* 1 up; the result is the same to the bit */
  int32_t reserved;            /* 0 */
  int64_t seed;                /* the first; the others follow it, modulo 2^64 */
  int64_t ordinary_within_us;  /* due dates of ordinary requests under EARLIEST_DUE */
} entente_simulation_options;

/* Agents of a simulated team: one value an agent each of pool (NULL: 0) and slots (visits at a time; NULL: 1), and `helps`
 * pairs: helper[i], an agent, asks helped[i], a pool, when its own has nothing. struct_size must be set. */
typedef struct entente_team {
  int32_t struct_size;
  int32_t agents;
  const int32_t *pool;
  const int32_t *slots;
  const int32_t *helper;
  const int32_t *helped;
  size_t helps;
} entente_team;

/* The same requests under several policies and several seeds. An engine: one thread at a time. It keeps nothing of its
 * arguments by pointer. */
typedef struct entente_simulation entente_simulation;

/* policy: n places of enum entente_policy, none twice. A run is one policy on the requests of one seed. Errors: E_INVALID
 * (NULL; struct_size; no agent, no department, no policy or one twice; AS_LOGGED without a log; a pool with requests that
 * nobody serves; a demand of another number of departments), E_STATE (the contract has no quotas), E_RANGE, E_LIMIT (more
 * than 10000 agents or slots, 100000 seeds, 200000000 figures). Since 0.1. */
ENTENTE_API int32_t entente_simulation_create(const entente_contract *contract, const entente_team *team,
                                              const entente_demand *demand, const int32_t *policy, size_t n,
                                              const entente_simulation_options *options, entente_simulation **out,
                                              entente_error **err);
/* Plays at least one and about `work` runs (<= 0: all that are left). done and total, in runs, may be NULL. It is finished
 * when *done = *total; stop calling to cancel. Errors: E_NOMEM, E_LIMIT (a run leaves the range of working time; the system
 * starts no further thread); the simulation stands as before the call. O(requests x (log requests + agents)) a run.
 * Since 0.1. */
ENTENTE_API int32_t entente_simulation_step(entente_simulation *simulation, int64_t work, int64_t *done, int64_t *total,
                                            entente_error **err);
ENTENTE_API void entente_simulation_destroy(entente_simulation *simulation);

/* Number of departments; 0 for NULL. Its party by number; "" where there is none. Since 0.1. */
ENTENTE_API int32_t entente_simulation_department_count(const entente_simulation *simulation);
ENTENTE_API const char *entente_simulation_department_name(const entente_simulation *simulation, int32_t department);

/* The load of the team on average, in millionths: the greatest of all work over all slots' time and one pool's work over
 * that of its agents. Above 1000000 the queue grows without bound: *growth says by how many requests it does until the
 * horizon (else 0). Known before the first step. Each out may be NULL. Errors: E_INVALID. Since 0.1. */
ENTENTE_API int32_t entente_simulation_load(const entente_simulation *simulation, int64_t *load_ppm, int64_t *growth,
                                            entente_error **err);

/* What a run says of a department, or of all. Only requests that arrive after the warm-up count, units count from the start.
 * A wait is the time from arrival to start; p50 and p90 are nearest ranks; "no value" where nothing was counted. Promises:
 * under the trust contract a backed request is due at the date of its slot; under every other policy a request called a
 * priority is due start_within after its arrival; a start after due + grace breaks the promise. */
enum entente_simulation_figure {
  ENTENTE_FIGURE_REQUESTS = 0,
  ENTENTE_FIGURE_CALLED = 1,                /* called a priority, rightly or not */
  ENTENTE_FIGURE_PROMISED = 2,              /* with a due date */
  ENTENTE_FIGURE_BREACHED = 3,
  ENTENTE_FIGURE_BREACHED_PPM = 4,          /* of those promised */
  ENTENTE_FIGURE_REFUSED = 5,               /* trust contract: a unit was wanted and none was left */
  ENTENTE_FIGURE_WAIT_MEAN_US = 6,
  ENTENTE_FIGURE_WAIT_P50_US = 7,
  ENTENTE_FIGURE_WAIT_P90_US = 8,
  ENTENTE_FIGURE_PRIORITY_WAIT_MEAN_US = 9, /* of those that are a priority */
  ENTENTE_FIGURE_PRIORITY_WAIT_P50_US = 10,
  ENTENTE_FIGURE_PRIORITY_WAIT_P90_US = 11,
  ENTENTE_FIGURE_CALLED_WAIT_MEAN_US = 12,  /* of those called one without being one */
  ENTENTE_FIGURE_CALLED_WAIT_P50_US = 13,
  ENTENTE_FIGURE_CALLED_WAIT_P90_US = 14,
  ENTENTE_FIGURE_ORDINARY_WAIT_MEAN_US = 15,
  ENTENTE_FIGURE_ORDINARY_WAIT_P50_US = 16,
  ENTENTE_FIGURE_ORDINARY_WAIT_P90_US = 17,
  ENTENTE_FIGURE_BACKLOG = 18,              /* not started at the horizon */
  ENTENTE_FIGURE_JAIN_PPM = 19,             /* of all: Jain's index of the departments' mean waits, in millionths */
  ENTENTE_FIGURE_UNITS_GRANTED = 20,        /* trust contract, as are the next two: before the horizon */
  ENTENTE_FIGURE_UNITS_UNUSED = 21,
  ENTENTE_FIGURE_UNITS_REFUNDED = 22
};
/* One figure (enum entente_simulation_figure) of every run: n = seeds x policies x (departments + 1) values, seed by seed,
 * policy by policy, department by department, the last of them for all. Errors: E_STATE (not finished), E_BUFFER,
 * E_NOT_FOUND (figure). Since 0.1. */
ENTENTE_API int32_t entente_simulation_figures(const entente_simulation *simulation, int32_t figure, int64_t *out, size_t n,
                                               entente_error **err);
/* Means of one figure over the seeds with 95 % confidence intervals, mean -/+ half_width, by Student's t: n = policies x
 * (departments + 1) values in the same order. from: -1, or the place of a policy whose figure is subtracted seed by seed
 * first (both had the same requests, so the interval is narrow). runs: seeds that have the figure. NaN: a mean of no seed,
 * an interval of one. Each out may be NULL. Errors: E_STATE, E_BUFFER, E_NOT_FOUND (figure, from). Since 0.1. */
ENTENTE_API int32_t entente_simulation_estimates(const entente_simulation *simulation, int32_t figure, int32_t from,
                                                 double *mean, double *half_width, int64_t *runs, size_t n,
                                                 entente_error **err);

/* The requests of one run, in order of arrival. Frozen. */
typedef struct entente_run entente_run;
enum entente_run_int64 {
  ENTENTE_RUN_ARRIVAL_US = 0,
  ENTENTE_RUN_WORK_US = 1,
  ENTENTE_RUN_START_US = 2,   /* "no value": none (AS_LOGGED only) */
  ENTENTE_RUN_END_US = 3,
  ENTENTE_RUN_DUE_US = 4      /* by when it was promised to start; "no value": no promise */
};
enum entente_run_int32 {
  ENTENTE_RUN_DEPARTMENT = 0,
  ENTENTE_RUN_POOL = 1,
  ENTENTE_RUN_URGENCY = 2,    /* enum entente_urgency */
  ENTENTE_RUN_AGENT = 3,      /* who served it; -1: the log */
  ENTENTE_RUN_BACKED = 4,     /* 1: a unit was spent on it */
  ENTENTE_RUN_KEPT = 5        /* 1: started by due + grace; 0: not; "no value": no promise */
};
/* Plays one run anew: seed 0 up to seeds - 1, policy a place. Errors: E_INVALID, E_NOT_FOUND, E_LIMIT. Since 0.1. */
ENTENTE_API int32_t entente_simulation_run(const entente_simulation *simulation, int32_t seed, int32_t policy,
                                           entente_run **out, entente_error **err);
ENTENTE_API void entente_run_destroy(entente_run *run);
/* Number of requests; 0 for NULL. A column of it, valid until the run is destroyed; NULL where there is none. Since 0.1. */
ENTENTE_API size_t entente_run_count(const entente_run *run);
ENTENTE_API const int64_t *entente_run_int64(const entente_run *run, int32_t column);
ENTENTE_API const int32_t *entente_run_int32(const entente_run *run, int32_t column);

/* -------------------------------------------------------------------------------------------------- graph -- */

/* A directed graph of vertices 0 .. n-1 in compressed form, loops dropped, duplicate arcs merged. Frozen. */
typedef struct entente_graph entente_graph;

/* Which graph a figure is computed on. */
enum entente_view {
  ENTENTE_VIEW_DIR = 0, /* arcs as given */
  ENTENTE_VIEW_UND = 1  /* {u, v} is an edge when an arc exists in either direction */
};

/* Builds a graph from m edge rows: source[i], target[i] in [0, vertices), strength[i] > 0 and finite (NULL: 1 each;
 * merged arcs sum, in row order). Errors: E_RANGE (vertices < 0; a vertex or strength out of range: the message names
 * the row; a summed strength beyond double: the message names the arc), E_INVALID (NULL arrays with m > 0), E_LIMIT
 * (more than 2147483646 vertices or rows). O(vertices + m). Since 0.1. */
ENTENTE_API int32_t entente_graph_create(int32_t vertices, size_t m, const int32_t *source, const int32_t *target,
                                         const double *strength, entente_graph **out, entente_error **err);
ENTENTE_API void entente_graph_destroy(entente_graph *graph);

enum entente_graph_figure {
  ENTENTE_GRAPH_VERTICES = 0,
  ENTENTE_GRAPH_ARCS = 1,            /* of the view dir */
  ENTENTE_GRAPH_EDGES = 2,           /* of the view und */
  ENTENTE_GRAPH_LOOPS_DROPPED = 3,
  ENTENTE_GRAPH_ROWS_MERGED = 4      /* rows that repeated an arc */
};
/* One figure (enum entente_graph_figure); "no value" where it does not exist. Since 0.1. */
ENTENTE_API int64_t entente_graph_figure(const entente_graph *graph, int32_t figure);

/* Columns of one value a vertex; n must be the number of vertices. Errors: E_BUFFER, E_INVALID (view). Since 0.1.
 * degree: neighbours (und) or successors (dir). components: labels 0 .. count-1 of the view und, by descending size,
 * then lowest vertex. strong_components: the same of the view dir. O(vertices + arcs). */
ENTENTE_API int32_t entente_graph_degree(const entente_graph *graph, int32_t view, int32_t *out, size_t n,
                                         entente_error **err);
ENTENTE_API int32_t entente_graph_components(const entente_graph *graph, int32_t *out, size_t n, int32_t *count,
                                             entente_error **err);
ENTENTE_API int32_t entente_graph_strong_components(const entente_graph *graph, int32_t *out, size_t n,
                                                    int32_t *count, entente_error **err);

/* Long work that the caller drives: step until done, or destroy to cancel. An engine: one thread at a time. */
typedef struct entente_job entente_job;

/* Exact unweighted betweenness, b(v) = sum over s != v != t of the share of shortest s-t paths through v: each
 * unordered pair once (und), each ordered pair once (dir); not normalised. Work is counted in source vertices.
 * threads: 1 or more, of which at most 256 are used; the result is the same to the bit. Memory: a copy of the arcs
 * (dir: two), and about 60 bytes x vertices x threads. Errors: E_INVALID. O(vertices x arcs). Since 0.1. */
ENTENTE_API int32_t entente_graph_betweenness(const entente_graph *graph, int32_t view, int32_t threads,
                                              entente_job **out, entente_error **err);

/* Does at least one and about `work` units (<= 0: all that is left). done and total may be NULL. The job is finished
 * when *done = *total; further steps do nothing. Errors: E_NOMEM, E_LIMIT (the system starts no further thread); the
 * job then stands as after a shorter step, perhaps of no work, and may be stepped again. Since 0.1. */
ENTENTE_API int32_t entente_job_step(entente_job *job, int64_t work, int64_t *done, int64_t *total,
                                     entente_error **err);
/* The finished result, one double a vertex where the function that made the job says nothing else. Errors: E_STATE (not finished), E_BUFFER. Since 0.1. */
ENTENTE_API int32_t entente_job_values(const entente_job *job, double *out, size_t n, entente_error **err);
ENTENTE_API void entente_job_destroy(entente_job *job);

/* How many values a finished job gives; 0 for NULL and before it is finished. Since 0.1. */
ENTENTE_API size_t entente_job_count(const entente_job *job);
/* The finished second column of whole numbers, of a job that has one (the function that made it says which). Errors:
 * E_STATE (not finished, or there is none), E_BUFFER. Since 0.1. */
ENTENTE_API int32_t entente_job_integers(const entente_job *job, int32_t *out, size_t n, entente_error **err);

/* ---- measures of vertices. A strength is a strength: a cost is made of it only where that is said. Every column has one
 * value a vertex, and n must be the number of vertices, where nothing else is said. threads: as in
 * entente_graph_betweenness; the bytes of a result never depend on it, nor on the steps of a job. ---- */

/* Betweenness over cheapest paths: an arc of strength w costs 1 + floor(scale / w), und with w(u,v) + w(v,u); scale 0
 * counts arcs. 1000 is the usual scale. Otherwise as entente_graph_betweenness. Errors: E_INVALID (scale negative or not
 * finite), E_RANGE (a cost above 2147483647: the message names the arc; strengths whose sum exceeds double).
 * O(vertices x arcs x log vertices). Since 0.1. */
ENTENTE_API int32_t entente_graph_weighted_betweenness(const entente_graph *graph, int32_t view, double scale,
                                                       int32_t threads, entente_job **out, entente_error **err);

/* closeness: (r - 1) / sum of the distances to the r - 1 other vertices that a vertex reaches; NaN where r is 1;
 * entente_job_integers gives r. harmonic: 1/(n - 1) x sum of 1/distance, unreached 0. Distances count arcs from the
 * vertex; strengths do not matter. Work is counted in source vertices and done in batches of 256. Memory: a copy of the
 * arcs (dir: two), about 140 bytes x vertices x threads. Errors: E_INVALID. O(vertices x arcs / 256) word operations at
 * best, O(vertices x arcs) at worst. Since 0.1. */
ENTENTE_API int32_t entente_graph_closeness(const entente_graph *graph, int32_t view, int32_t threads,
                                            entente_job **out, entente_error **err);
ENTENTE_API int32_t entente_graph_harmonic(const entente_graph *graph, int32_t view, int32_t threads,
                                           entente_job **out, entente_error **err);

/* PageRank of sum 1 with damping in [0, 1) (0.85 is usual); weighted: 0, or 1: arcs are followed in proportion to their
 * strength. restart: n numbers >= 0, in proportion, where a walk begins anew and where the mass of vertices without arcs
 * out goes (personalised PageRank); NULL: everywhere alike. Sweeps until the L1 change is at most tolerance (> 0; 1e-12
 * is usual), max_sweeps at most (0: 100000). residual (may be NULL): the L1 residual of the answer. Errors: E_INVALID,
 * E_BUFFER, E_RANGE (restart negative, not finite, of sum 0; strengths whose sum exceeds double). O(arcs) a sweep.
 * Since 0.1. */
ENTENTE_API int32_t entente_graph_pagerank(const entente_graph *graph, int32_t view, double damping, int32_t weighted,
                                           const double *restart, double tolerance, int32_t max_sweeps, double *out,
                                           size_t n, double *residual, entente_error **err);

/* Core number of each vertex of the view und: the largest k such that it belongs to a subgraph whose vertices all have k
 * neighbours there. Errors: E_BUFFER, E_INVALID. O(vertices + edges). Since 0.1. */
ENTENTE_API int32_t entente_graph_core_numbers(const entente_graph *graph, int32_t *out, size_t n, entente_error **err);

/* Vertices, and edges, of the view und without which their component falls apart: ids ascending; edges with source <
 * target, by source, then target. Each column has room for `capacity` values; *need is set to their number, also where
 * the answer is E_BUFFER (capacity 0 with NULL asks). At most n and n - 1. Errors: E_BUFFER, E_INVALID.
 * O(vertices + edges). Since 0.1. */
ENTENTE_API int32_t entente_graph_articulation_points(const entente_graph *graph, int32_t *out, size_t capacity,
                                                      size_t *need, entente_error **err);
ENTENTE_API int32_t entente_graph_bridges(const entente_graph *graph, int32_t *source, int32_t *target, size_t capacity,
                                          size_t *need, entente_error **err);

/* Structural holes on the view und; NaN for isolates; each out may be NULL. constraint: Burt's, sum over neighbours j of
 * (p_ij + sum_q p_iq p_qj)^2, with strengths w(i,j) + w(j,i) where weighted is 1 and 1 an edge where it is 0.
 * effective_size: d - 2t/d with t ties among the d neighbours; efficiency: effective_size / d. Errors: E_BUFFER,
 * E_INVALID, E_RANGE (strengths whose sum exceeds double). O(sum over edges of the lesser degree). Since 0.1. */
ENTENTE_API int32_t entente_graph_structural_holes(const entente_graph *graph, int32_t weighted, double *constraint,
                                                   double *effective_size, double *efficiency, size_t n,
                                                   entente_error **err);

/* ---- groups of vertices, such as departments: group has one label in [0, groups) for each of the n vertices; groups may be
 * empty. Errors: for each of these E_BUFFER (n is not the number of vertices), E_RANGE (groups < 0, a label out of range: the
 * message names the vertex; strengths whose sum exceeds double, where strengths count), E_INVALID. ---- */

/* How groups are tied. size: one value a group. The matrices are row by row, from group a to group b at a x groups + b:
 * ties (und: edges, symmetric, the diagonal counts each once; dir: arcs), strength (their sum), density (ties over
 * possible ties, inside a group |a| (|a| - 1), und half of it; NaN where none is possible). Each out may be NULL. Errors:
 * as for groups, and E_LIMIT (more than 2147483646 pairs). O(vertices + arcs + groups^2). Since 0.1. */
ENTENTE_API int32_t entente_graph_group_ties(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                             int32_t groups, int64_t *size, int64_t *ties, double *strength,
                                             double *density, entente_error **err);
/* Pairs a < b of groups of at least min_size (>= 1; 10 is usual) vertices between which there is no arc either way,
 * ascending. Columns, capacity and need as entente_graph_bridges. O(vertices + arcs + groups^2). Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_silent_pairs(const entente_graph *graph, const int32_t *group, size_t n,
                                               int32_t groups, int64_t min_size, int32_t *a, int32_t *b,
                                               size_t capacity, size_t *need, entente_error **err);

/* E-I index (external - internal) / (external + internal) of ties inside groups and across: -1 closed, +1 open, NaN
 * without ties. expected: its mean when the labels are dealt out anew at random, in closed form from the group sizes. Each
 * out may be NULL. O(vertices + arcs + groups). Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_ei_index(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                           int32_t groups, int64_t *internal, int64_t *external, double *ei,
                                           double *expected, entente_error **err);
/* The same of each group (columns of `groups` values: ties inside it; with one end in it) and of each vertex (columns of n:
 * ties to its own group, to others; dir: arcs out and in). Each out may be NULL. Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_ei_of_groups(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                               int32_t groups, int64_t *internal, int64_t *external, double *ei,
                                               entente_error **err);
ENTENTE_API int32_t entente_graph_ei_of_vertices(const entente_graph *graph, int32_t view, const int32_t *group,
                                                 size_t n, int32_t groups, int64_t *internal, int64_t *external,
                                                 double *ei, entente_error **err);
/* The E-I index under random deals of the labels: entente_job_values gives one a deal, `permutations` (>= 0) in all. A deal
 * depends on the seed and its number alone. Work is counted in deals. O(vertices + arcs) a deal. Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_ei_permutations(const entente_graph *graph, int32_t view, const int32_t *group,
                                                  size_t n, int32_t groups, int32_t permutations, int64_t seed,
                                                  entente_job **out, entente_error **err);

/* Nominal assortativity (Newman 2003): 1: ties only inside groups, 0: as chance has it; NaN without ties, or where all
 * ends are in one group. Strengths do not matter. O(vertices + arcs + groups). Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_assortativity(const entente_graph *graph, int32_t view, const int32_t *group, size_t n,
                                                int32_t groups, double *out, entente_error **err);

/* What a broker b is between a and c, by their groups in the order a, b, c. */
enum entente_brokerage_role {
  ENTENTE_ROLE_COORDINATOR = 0,    /* A A A */
  ENTENTE_ROLE_CONSULTANT = 1,     /* A B A */
  ENTENTE_ROLE_REPRESENTATIVE = 2, /* A A B */
  ENTENTE_ROLE_GATEKEEPER = 3,     /* A B B */
  ENTENTE_ROLE_LIAISON = 4         /* A B C */
};
/* Gould-Fernandez brokerage: how often each vertex has each role in a -> b -> c with a, b, c distinct and no arc a -> c;
 * role r of vertex v at out[r x n + v], 5 n values. View dir. O(sum of squared numbers of successors + arcs). Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_brokerage(const entente_graph *graph, const int32_t *group, size_t n, int32_t groups,
                                            int64_t *out, entente_error **err);

/* Answered arcs; NaN without arcs; each out may be NULL. arcs: the share of arcs u -> v for which v -> u exists. strength:
 * the sum of 2 min(w(u,v), w(v,u)) over pairs, over the sum of all strengths. Errors: E_INVALID, E_RANGE (strengths whose
 * sum exceeds double). O(arcs log degree). Since 0.1. */
ENTENTE_API int32_t entente_graph_reciprocity(const entente_graph *graph, double *arcs, double *strength,
                                              entente_error **err);
/* Of `pairs` pairs u[i], v[i]: 2 min(w(u,v), w(v,u)) / (w(u,v) + w(v,u)): 1 balanced, 0 one way only, NaN without an arc
 * between them. Errors: E_INVALID, E_RANGE (a vertex out of range: the message names the row). Since 0.1. */
ENTENTE_API int32_t entente_graph_pair_reciprocity(const entente_graph *graph, size_t pairs, const int32_t *u,
                                                   const int32_t *v, double *out, entente_error **err);

/* What makes a division into communities good; W: strength of all edges, W_c of those inside, S_c: sum at its vertices. */
enum entente_community_quality {
  ENTENTE_QUALITY_MODULARITY = 0,    /* (1/W) sum (W_c - resolution x S_c^2 / (4 W)) */
  ENTENTE_QUALITY_CONSTANT_POTTS = 1 /* sum (W_c - resolution x n_c (n_c - 1) / 2) */
};
/* Quality of a division of the view und: resolution finite and >= 0 (1 is usual for modularity); weighted 0: 1 an edge, 1:
 * strengths w(u,v) + w(v,u). NaN for modularity without edges. O(vertices + arcs + groups). Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_community_quality(const entente_graph *graph, const int32_t *group, size_t n,
                                                    int32_t groups, int32_t quality, double resolution,
                                                    int32_t weighted, double *out, entente_error **err);

/* Communities of the view und by the Leiden algorithm: entente_job_values gives the quality that each restart reached
 * (`restarts` values), entente_job_integers the label of each vertex in the best of them, 0 .. count-1 by descending size,
 * then lowest vertex. Every community is connected; compare qualities, never labels. iterations >= 1 in each of restarts >= 1
 * (10 and 10 are usual). Work is counted in iterations; orders depend on the seed, the restart and the iteration alone.
 * Objective and errors as entente_graph_community_quality; E_INVALID (iterations or restarts below 1). About O(arcs) an
 * iteration. Errors: as for groups. Since 0.1. */
ENTENTE_API int32_t entente_graph_leiden(const entente_graph *graph, int32_t quality, double resolution,
                                         int32_t weighted, int32_t iterations, int32_t restarts, int64_t seed,
                                         entente_job **out, entente_error **err);

/* A set of k vertices near to everybody, chosen greedily: the reach of a set is 1/n x the sum over vertices of 1 / max(1,
 * distance from its nearest member); at least 1 - 1/e of the best set's. entente_job_integers gives the members in the
 * order of choice, entente_job_values the reach of the set up to each: min(k, n) of each; ties go to the lowest vertex.
 * Work is counted in source vertices, then in members. Errors: E_INVALID (k or view, threads < 1). O(vertices x arcs / 256)
 * word operations at best, then O(arcs) a candidate looked at. Since 0.1. */
ENTENTE_API int32_t entente_graph_key_players(const entente_graph *graph, int32_t view, int32_t k, int32_t threads,
                                              entente_job **out, entente_error **err);

/* Betweenness from sampled shortest paths: with probability 1 - failure every value is within error x n (n - 1) (und: half
 * of it) of entente_graph_betweenness, all at once (Hoeffding's and the empirical Bernstein bound; the header of the C++
 * API says how). error and failure in (0, 1). Work is counted in samples, at most ln(4 n / failure) / (2 error^2); the
 * total falls to what was done where the bound holds early. Sample i depends on (seed, i) alone. Errors: E_INVALID,
 * E_LIMIT (more than 2^53 samples). Since 0.1. */
ENTENTE_API int32_t entente_graph_betweenness_sample(const entente_graph *graph, int32_t view, double error,
                                                     double failure, int64_t seed, int32_t threads, entente_job **out,
                                                     entente_error **err);

/* Whom a vertex stands between. entente_job_values gives groups x groups parts, from group a to group b at
 * a x groups + b, which sum to the vertex's betweenness (und: symmetric), and after them the shares sigma_st(v) / sigma_st
 * of the p <= top pairs that it serves most, descending; entente_job_integers the p sources and after them the p targets
 * (und: source < target). So p is what the caller finds by entente_job_count(job) - groups x groups. Work is counted in
 * source vertices. Errors: also E_RANGE (vertex), E_INVALID (top < 0), E_LIMIT (more than 2147483646 pairs of groups, top
 * above 1000000). O(vertices x arcs). Since 0.1. */
ENTENTE_API int32_t entente_graph_betweenness_parts(const entente_graph *graph, int32_t view, int32_t vertex,
                                                    const int32_t *group, size_t n, int32_t groups, int32_t top,
                                                    entente_job **out, entente_error **err);

/* k-coverage: who knows whom. Row i says that agent[i] has relation strength[i] (NULL: 1 each) with client[i]; rows of
 * one pair sum, in row order; an agent knows a client when the pair has a row and the sum is at least `threshold`. For
 * each client: how many agents know it, how many are missing to k, and the one agent that alone knows it (INT32_MIN
 * where there is not exactly one); each out may be NULL and has `clients` values.
 * Errors: E_RANGE (an id out of range, a strength that is NaN or negative: the message names the row; agents or clients
 * below 0), E_INVALID (k < 0, threshold NaN, NULL arrays with rows > 0), E_LIMIT. O(clients + rows log rows).
 * Since 0.1. */
ENTENTE_API int32_t entente_coverage(size_t rows, const int32_t *agent, const int32_t *client, const double *strength,
                                     int32_t agents, int32_t clients, double threshold, int32_t k, int32_t *knowers,
                                     int32_t *missing, int32_t *sole_knower, entente_error **err);

/* ---------------------------------------------------------------------------------------------- decisions -- */

/* How something spreads along the arcs of the view dir (an undirected graph has both arcs). */
enum entente_diffusion {
  ENTENTE_INDEPENDENT_CASCADE = 0, /* along each arc once, with one probability for all */
  ENTENTE_WEIGHTED_CASCADE = 1,    /* the same with 1 / indegree of the arc's target */
  ENTENTE_LINEAR_THRESHOLD = 2     /* joins once the share of predecessors that joined reaches a uniform threshold */
};

/* Whom to win first. struct_size must be set to sizeof(entente_influence_options); 0 or NULL elsewhere means the default. */
typedef struct entente_influence_options {
  int32_t struct_size;
  int32_t model;        /* enum entente_diffusion */
  double probability;   /* of INDEPENDENT_CASCADE, in (0, 1] */
  int32_t k;            /* at most so many seeds; more than may be chosen means all of those */
  int32_t threads;      /* 0: 1; at most 256 are used; the result is the same to the bit */
  double epsilon;       /* in (0, 1); 0: 0.1. Sampling goes on until ratio >= guarantee - epsilon */
  double delta;         /* in (0, 1); 0: 1 / vertices. The bounds fail with at most this probability */
  int64_t sets;         /* sample at least so many sets in all, certificate or not; at most 2^31 */
  int64_t seed;
  const int32_t *group; /* of each vertex: its group, or -1 where it may not be chosen; NULL: anybody may */
  const int32_t *quota; /* of each group: at most so many seeds; NULL: no quotas */
  size_t groups;        /* number of quotas */
  const int64_t *cost;  /* of each vertex, >= 1; NULL: no budget */
  int64_t budget;       /* of all seeds together; read where cost is given */
} entente_influence_options;

/* A search for the seeds of the greatest expected spread, by reverse-reachable sets with the bounds of OPIM-C. The guarantee is
 * 1 - 1/e, with quotas 1/2, with costs 1 - 1/sqrt(e); the certified ratio is mostly far more. An engine. */
typedef struct entente_influence entente_influence;

/* options are only read during the call. Work is counted in sets; the choice of the seeds counts as one third; the total grows
 * while the certificate is not met. The same seed gives the same result for any number of threads and any steps.
 * Errors: E_INVALID (NULL; struct_size; model; k, sets or a quota below 0; sets beyond 2^31; quotas without groups; costs that
 * add up beyond int64), E_RANGE (probability, epsilon, delta; a cost below 1; budget below 0), E_NOT_FOUND (a group without
 * a quota; the message names the vertex). Memory: a copy of the arcs and 12 bytes for each member of half of the sets, up to
 * 2^27 members; beyond, the search ends without a certificate. Since 0.1. */
ENTENTE_API int32_t entente_influence_create(const entente_graph *graph, const entente_influence_options *options,
                                             entente_influence **out, entente_error **err);
/* As entente_job_step(). Errors: E_INVALID, E_NOMEM, E_LIMIT; the search stands as before the call. Since 0.1. */
ENTENTE_API int32_t entente_influence_step(entente_influence *influence, int64_t work, int64_t *done, int64_t *total,
                                           entente_error **err);
ENTENTE_API void entente_influence_destroy(entente_influence *influence);
/* Number of seeds; 0 for NULL and until finished. Since 0.1. */
ENTENTE_API size_t entente_influence_count(const entente_influence *influence);
/* The seeds in the order in which they were chosen; NULL until finished. Valid until destroyed. Since 0.1. */
ENTENTE_API const int32_t *entente_influence_seeds(const entente_influence *influence);
enum entente_influence_double {
  ENTENTE_INFLUENCE_GAIN = 0, /* people a seed adds to those before it; the gains sum to the spread */
  ENTENTE_INFLUENCE_SOLE = 1  /* people whom no other seed reaches: what is lost without it */
};
/* One value a seed (enum entente_influence_double); NULL until finished and where there is no such column. Since 0.1. */
ENTENTE_API const double *entente_influence_double(const entente_influence *influence, int32_t column);
enum entente_influence_figure {
  ENTENTE_INFLUENCE_SPREAD = 0,    /* people reached, seeds included, estimated on sets not used for choosing */
  ENTENTE_INFLUENCE_LOWER = 1,     /* bound of the spread of these seeds ... */
  ENTENTE_INFLUENCE_UPPER = 2,     /* ... and of any choice: both hold with probability 1 - delta */
  ENTENTE_INFLUENCE_RATIO = 3,     /* lower / upper */
  ENTENTE_INFLUENCE_CERTIFIED = 4, /* 1: ratio >= guarantee - epsilon */
  ENTENTE_INFLUENCE_BY_DEGREE = 5, /* 1: the choice by plain out-degree was better and is the answer */
  ENTENTE_INFLUENCE_SETS = 6       /* sampled in all */
};
/* One figure (enum entente_influence_figure); NaN until finished and where there is none. Since 0.1. */
ENTENTE_API double entente_influence_figure(const entente_influence *influence, int32_t figure);

/* Plays the spread from n seeds forwards, `runs` times: a job whose two values are the mean number of people reached (seeds
 * included) and its standard error (NaN for one run). Work is counted in runs. The result is the same for any number of
 * threads and any steps. Errors: E_INVALID (model, runs not in [1, 2^31), threads < 1), E_RANGE (probability, a seed that is
 * no vertex). Since 0.1. */
ENTENTE_API int32_t entente_spread(const entente_graph *graph, int32_t model, double probability, const int32_t *seeds,
                                   size_t n, int64_t runs, int64_t seed, int32_t threads, entente_job **out,
                                   entente_error **err);

/* Relations that could be begun. struct_size must be set to sizeof(entente_repair_columns). */
typedef struct entente_repair_columns {
  int32_t struct_size;
  int32_t agents;
  int32_t clients;
  size_t rows;
  const int32_t *agent;   /* row i: agent[i] could get to know client[i]; each pair at most once */
  const int32_t *client;
  const int64_t *cost;    /* >= 0; NULL: 1 each, that is the fewest relations */
  const int32_t *slots;   /* of each agent: new clients it has room for */
  const int32_t *missing; /* of each client: knowers it lacks, as entente_coverage() gives them */
  int64_t load_weight;    /* the j-th new client of an agent costs j times this on top; 0: load does not matter */
} entente_repair_columns;

/* The cheapest new relations after which each client has the knowers it lacks: an exact minimum-cost flow. Where not all can be
 * met, as many as possible are. An engine. */
typedef struct entente_repair entente_repair;

/* Work is counted in knowers missing. Errors: E_INVALID (NULL; struct_size; a pair given twice), E_RANGE (an id, a slot, a
 * missing count, a cost or load_weight below 0: the message names the row), E_LIMIT (costs too large to be added up). Since
 * 0.1. */
ENTENTE_API int32_t entente_repair_create(const entente_repair_columns *columns, entente_repair **out, entente_error **err);
/* The most even plan, finished: *cap is the least cap on an agent's clients, those of load[agent] included, under which no more
 * stays unmet than with the slots alone. O(log of the largest cap) repairs. Errors: as entente_repair_create(). Since 0.1. */
ENTENTE_API int32_t entente_repair_balance(const entente_repair_columns *columns, const int32_t *load, int32_t *cap,
                                           entente_repair **out, entente_error **err);
/* As entente_job_step(). Errors: E_INVALID, E_NOMEM. Since 0.1. */
ENTENTE_API int32_t entente_repair_step(entente_repair *repair, int64_t work, int64_t *done, int64_t *total,
                                        entente_error **err);
ENTENTE_API void entente_repair_destroy(entente_repair *repair);
/* Number of new relations; 0 for NULL and until finished. Since 0.1. */
ENTENTE_API size_t entente_repair_count(const entente_repair *repair);
enum entente_repair_int32 {
  ENTENTE_REPAIR_AGENT = 0,  /* one value a new relation, by client, then agent */
  ENTENTE_REPAIR_CLIENT = 1,
  ENTENTE_REPAIR_UNMET = 2   /* one value a client: knowers that it still lacks */
};
enum entente_repair_int64 {
  ENTENTE_REPAIR_AGENT_PRICE = 0, /* one value an agent: one slot more saves at most this, one less costs at least this;
                                     INT64_MAX: it may let one more knower be met */
  ENTENTE_REPAIR_CLIENT_PRICE = 1 /* one value a client: one knower more costs at least this; "no value": none can be had */
};
/* A column; NULL until finished and where there is none. Valid until destroyed. Since 0.1. */
ENTENTE_API const int32_t *entente_repair_int32(const entente_repair *repair, int32_t column);
ENTENTE_API const int64_t *entente_repair_int64(const entente_repair *repair, int32_t column);
enum entente_repair_figure {
  ENTENTE_REPAIR_COST = 0, /* of the new relations, without what load_weight adds */
  ENTENTE_REPAIR_UNMET_SUM = 1
};
/* One figure (enum entente_repair_figure); "no value" until finished and where there is none. Since 0.1. */
ENTENTE_API int64_t entente_repair_figure(const entente_repair *repair, int32_t figure);

/* What is lost with whom; rows, threshold and knowing as in entente_coverage().
 * sole_knower_counts: clients that each agent alone knows. coverage_without: entente_coverage() while `absent` agents are away.
 * Errors: as entente_coverage(); E_RANGE (an absent agent that does not exist). Since 0.1. */
ENTENTE_API int32_t entente_sole_knower_counts(size_t rows, const int32_t *agent, const int32_t *client,
                                               const double *strength, int32_t agents, int32_t clients, double threshold,
                                               int32_t *counts, entente_error **err);
ENTENTE_API int32_t entente_coverage_without(size_t rows, const int32_t *agent, const int32_t *client,
                                             const double *strength, int32_t agents, int32_t clients, double threshold,
                                             int32_t k, const int32_t *absent, size_t absent_count, int32_t *knowers,
                                             int32_t *missing, int32_t *sole_knower, entente_error **err);

/* The contributor absence factor: the least number of agents whose leaving leaves more than half of the covered clients with no
 * knower; an interval until it is proved. An engine. */
typedef struct entente_absence entente_absence;
/* Exact branch and bound; work is counted in nodes, of which at most `budget` are visited. Errors: as entente_coverage();
 * E_INVALID (budget < 0). Since 0.1. */
ENTENTE_API int32_t entente_absence_create(size_t rows, const int32_t *agent, const int32_t *client, const double *strength,
                                           int32_t agents, int32_t clients, double threshold, int64_t budget,
                                           entente_absence **out, entente_error **err);
/* As entente_job_step(). Errors: E_INVALID, E_NOMEM. Since 0.1. */
ENTENTE_API int32_t entente_absence_step(entente_absence *absence, int64_t work, int64_t *done, int64_t *total,
                                         entente_error **err);
ENTENTE_API void entente_absence_destroy(entente_absence *absence);
enum entente_absence_figure {
  ENTENTE_ABSENCE_COVERED = 0, /* clients that somebody knows */
  ENTENTE_ABSENCE_LOWER = 1,   /* no fewer agents do; equal to UPPER: proved */
  ENTENTE_ABSENCE_UPPER = 2,   /* so many do */
  ENTENTE_ABSENCE_GREEDY = 3   /* so many does greedy take: most clients first, ties to the lowest id */
};
/* One figure (enum entente_absence_figure), at any time what is known by then; "no value" where there is none. Since 0.1. */
ENTENTE_API int64_t entente_absence_figure(const entente_absence *absence, int32_t figure);
/* UPPER agents that are enough, ascending; GREEDY agents in the order in which greedy takes them. Valid until the next step.
 * Since 0.1. */
ENTENTE_API const int32_t *entente_absence_agents(const entente_absence *absence);
ENTENTE_API const int32_t *entente_absence_greedy(const entente_absence *absence);

/* Strength of relations that fade: S(T) = sum over contacts of weight 2^(-(T - t) / half-life of the channel). A relation is
 * known while S >= threshold. An engine. */
typedef struct entente_strengths entente_strengths;
/* Relations 0 .. relations - 1, channels 0 .. channels - 1 with half_life_us[channel] >= 1. Errors: E_INVALID (NULL, no channel),
 * E_RANGE (relations < 0, a half-life, a threshold that is not finite and above 0), E_LIMIT. Since 0.1. */
ENTENTE_API int32_t entente_strengths_create(int32_t relations, const int64_t *half_life_us, size_t channels,
                                             double threshold, entente_strengths **out, entente_error **err);
ENTENTE_API void entente_strengths_destroy(entente_strengths *strengths);
/* Adds contacts, in any order of time: channel NULL: 0; weight NULL: 1 each, else finite and above 0. O(rows log relations).
 * Errors: E_INVALID (NULL), E_RANGE (an id, an instant, a weight: the message names the row; nothing was added). Since 0.1. */
ENTENTE_API int32_t entente_strengths_add(entente_strengths *strengths, size_t rows, const int32_t *relation,
                                          const int64_t *at_us, const int32_t *channel, const double *weight,
                                          entente_error **err);
/* Columns of one value a relation. values: S at an instant not before any contact. expiries: the last instant at which the
 * relation is known (at most 2100); "no value" where it is not known even at its last contact. Errors: E_BUFFER, E_RANGE
 * (now_us), E_INVALID. Since 0.1. */
ENTENTE_API int32_t entente_strengths_values(const entente_strengths *strengths, int64_t now_us, double *out, size_t n,
                                             entente_error **err);
ENTENTE_API int32_t entente_strengths_expiries(const entente_strengths *strengths, int64_t *out, size_t n,
                                               entente_error **err);
/* Takes from the queue relations whose expiry lies before until_us, soonest first, then by id: at most cap, *count of them. A
 * further contact puts a relation back. Errors: E_INVALID. O(count log relations). Since 0.1. */
ENTENTE_API int32_t entente_strengths_take_lost(entente_strengths *strengths, int64_t until_us, int32_t *out, size_t cap,
                                                size_t *count, entente_error **err);

/* Who goes past the desk: direct[i] is 1 where contact i between client[i] and agent[i] had no ticket, else 0. One value a client,
 * each out may be NULL: contacts; direct_contacts; share = direct / contacts; lower: Wilson's 95 % lower bound of it; hhi: sum
 * over agents of the squared share of the client's direct contacts; flagged: 1 where contacts >= 10 and lower > limit. NaN
 * where there is nothing to divide. Errors: E_INVALID (NULL), E_RANGE (an id, a direct, limit not in [0, 1]), E_LIMIT.
 * Since 0.1. */
ENTENTE_API int32_t entente_bypass(size_t rows, const int32_t *client, const int32_t *agent, const int32_t *direct,
                                   int32_t clients, int32_t agents, double limit, int64_t *contacts,
                                   int64_t *direct_contacts, double *share, double *lower, double *hhi, int32_t *flagged,
                                   entente_error **err);

enum entente_dialogue_break {
  ENTENTE_DIALOGUE_FADED = 1,    /* strength below half of its greatest value of the 180 days before */
  ENTENTE_DIALOGUE_ONE_SIDED = 2 /* reciprocity, 2 min(there, back) / (there + back), below 0.2 twice running */
};
/* Why the dialogue of two sides is broken at the end of each of n periods: enum entente_dialogue_break added up, 0: it is not.
 * at_us ascends; strength, there (what was sent one way in the period), back: finite, >= 0. Errors: E_INVALID, E_RANGE. Since
 * 0.1. */
ENTENTE_API int32_t entente_dialogue_breaks(size_t n, const int64_t *at_us, const double *strength, const double *there,
                                            const double *back, int32_t *out, entente_error **err);
/* One-sided CUSUM for a fall: C_i = max(0, C_(i-1) + expected - slack - count[i]); *alarm: the first i with C_i > limit, or -1.
 * statistic (n values) and alarm may be NULL. Errors: E_INVALID (NULL), E_RANGE (a number that is not finite; slack or limit
 * below 0). Since 0.1. */
ENTENTE_API int32_t entente_cusum(size_t n, const double *count, double expected, double slack, double limit,
                                  double *statistic, int64_t *alarm, entente_error **err);

/* Mitchell, Agle, Wood (1997): which of power, legitimacy and urgency somebody has. */
enum entente_stakeholder_class {
  ENTENTE_STAKEHOLDER_NONE = 0,
  ENTENTE_STAKEHOLDER_DORMANT = 1,       /* power */
  ENTENTE_STAKEHOLDER_DISCRETIONARY = 2, /* legitimacy */
  ENTENTE_STAKEHOLDER_DEMANDING = 3,     /* urgency */
  ENTENTE_STAKEHOLDER_DOMINANT = 4,      /* power, legitimacy */
  ENTENTE_STAKEHOLDER_DANGEROUS = 5,     /* power, urgency */
  ENTENTE_STAKEHOLDER_DEPENDENT = 6,     /* legitimacy, urgency */
  ENTENTE_STAKEHOLDER_DEFINITIVE = 7     /* all three */
};
/* Quadrants of power and interest. */
enum entente_interest_quadrant {
  ENTENTE_QUADRANT_MONITOR = 0,
  ENTENTE_QUADRANT_KEEP_INFORMED = 1,  /* interest */
  ENTENTE_QUADRANT_KEEP_SATISFIED = 2, /* power */
  ENTENTE_QUADRANT_MANAGE_CLOSELY = 3  /* both */
};
/* The class or quadrant of each of n rows of scores in [0, 1], which count from the threshold on; "no value" where a score is NaN.
 * Errors: E_INVALID (NULL), E_RANGE (a score, the threshold). Since 0.1. */
ENTENTE_API int32_t entente_stakeholder_classes(size_t n, const double *power, const double *legitimacy,
                                                const double *urgency, double threshold, int32_t *out, entente_error **err);
ENTENTE_API int32_t entente_interest_quadrants(size_t n, const double *power, const double *interest, double threshold,
                                               int32_t *out, entente_error **err);

/* Meetings to be held over a horizon. struct_size must be set to sizeof(entente_meeting_columns). */
typedef struct entente_meeting_columns {
  int32_t struct_size;
  int32_t meetings;
  int32_t agents;
  size_t rows;
  const int32_t *meeting;   /* row i: agent[i] could hold meeting[i]; each pair at most once */
  const int32_t *agent;
  const int64_t *expiry_us; /* of each meeting: when its relation is lost; "no value": it is lost already */
  const int64_t *weight;    /* of each meeting, >= 1; NULL: 1 each */
  size_t weeks;
  const int64_t *week_us;   /* weeks + 1 instants, ascending: begin of each week and end of the last */
  const int32_t *room;      /* meetings that agent a has time for in week w: room[a * weeks + w] */
} entente_meeting_columns;

/* Who meets whom in which week so that the fewest relations are lost, weighted: an exact minimum-cost flow. One value a meeting,
 * each out may be NULL: agent and week ("no value": not within the horizon, which counts as held in the week after it) and
 * weeks_late after the last one that begins before the expiry; *lateness: sum of weight x weeks late, the least possible. Among
 * plans of the least lateness, one with the least sum of weeks. Errors: E_INVALID (NULL, struct_size, a pair given twice, weeks
 * that do not ascend or none), E_RANGE (an id, a room below 0, a weight below 1), E_LIMIT. Since 0.1. */
ENTENTE_API int32_t entente_meeting_plan(const entente_meeting_columns *columns, int32_t *agent, int32_t *week,
                                         int32_t *weeks_late, int64_t *lateness, entente_error **err);

/* Whom a change reaches: three numbers that bracket the probability that a vertex is affected, where the strength of an arc is
 * the probability that it passes the change on. An engine. */
typedef struct entente_impact entente_impact;
/* sources (n vertices) are affected for certain; group: of each vertex 0 .. groups - 1, or -1; NULL: nobody has one. Work is
 * counted in runs of the Monte-Carlo estimate. The same result for any number of threads and any steps. Errors: E_INVALID (NULL,
 * runs not in [1, 2^31), threads < 1), E_RANGE (a strength above 1, a source that is no vertex, groups < 0), E_NOT_FOUND (a
 * group that does not exist). Since 0.1. */
ENTENTE_API int32_t entente_impact_create(const entente_graph *graph, const int32_t *sources, size_t n,
                                          const int32_t *group, int32_t groups, int64_t runs, int64_t seed, int32_t threads,
                                          entente_impact **out, entente_error **err);
/* As entente_job_step(). Errors: E_INVALID, E_NOMEM, E_LIMIT. Since 0.1. */
ENTENTE_API int32_t entente_impact_step(entente_impact *impact, int64_t work, int64_t *done, int64_t *total,
                                        entente_error **err);
ENTENTE_API void entente_impact_destroy(entente_impact *impact);
enum entente_impact_column {
  ENTENTE_IMPACT_LOWER = 0,       /* one value a vertex: probability of its best path */
  ENTENTE_IMPACT_MEAN = 1,        /* share of the runs */
  ENTENTE_IMPACT_MEAN_LOW = 2,    /* Wilson's 95 % interval of it */
  ENTENTE_IMPACT_MEAN_HIGH = 3,
  ENTENTE_IMPACT_UPPER = 4,       /* union bound: min(1, sum over walks) */
  ENTENTE_IMPACT_GROUP_LOWER = 5, /* one value a group: expected people affected */
  ENTENTE_IMPACT_GROUP_MEAN = 6,
  ENTENTE_IMPACT_GROUP_ERROR = 7, /* standard error of the mean; NaN for one run */
  ENTENTE_IMPACT_GROUP_UPPER = 8
};
/* A column; NULL until finished and where there is none. Valid until destroyed. Since 0.1. */
ENTENTE_API const double *entente_impact_double(const entente_impact *impact, int32_t column);
/* Of each vertex the one before it on its best path; "no value" for sources and where no path leads. NULL until finished. Since
 * 0.1. */
ENTENTE_API const int32_t *entente_impact_from(const entente_impact *impact);
/* 1: the sum over walks converges; 0: it does not, and UPPER is the limit of y <- min(1, s + P^T y) from 1; "no value" until
 * finished. Since 0.1. */
ENTENTE_API int32_t entente_impact_converges(const entente_impact *impact);

#ifdef __cplusplus
}
#endif

#endif /* ENTENTE_H */
