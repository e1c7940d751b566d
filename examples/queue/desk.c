/* A scheduler behind an existing queue: ticket events in, decisions back, and nothing lost when the process dies.
 *
 *   desk CONTRACT FEED FOLDER [--sync-every N] [--snapshot-every N] [--crash-in EVENT]
 *
 * FEED is the host's queue, oldest event first (see feed.py); FOLDER is where the state lives (see store.h). Started again after
 * whatever happened, it goes on where it was. README.md leads through it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store.h"

enum { kAgents = 1000, kLine = 4096, kRows = 1024 };

typedef struct Desk {
  Store store;
  entente_scheduler *scheduler;
  entente_calendar *calendar; /* of the quotas: its open time is the scheduler's time */
  int64_t origin_us;          /* where that time begins: the first event of the feed */
  int64_t ticket_of[kAgents]; /* what each agent has in hand; 0: nothing */
  int32_t agents;
} Desk;

typedef struct Event {
  int64_t number, at_us, ticket;
  char what[16], department[257];
  int32_t urgent, agent;
} Event;

static char *read_text(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = calloc(1, 1 << 20);
  if (file == NULL || text == NULL || fread(text, 1, (1 << 20) - 1, file) == 0) free(text), text = NULL;
  if (file != NULL) fclose(file);
  return text;
}

/* The contract, and from it the calendar; a new scheduler where the folder has none. */
static int open_desk(Desk *desk, const char *path, const char *folder, int32_t sync_every) {
  entente_contract *contract = NULL;
  entente_error *error = NULL;
  char *json = read_text(path);
  if (json == NULL) return complain(path, NULL);
  int failed = store_open(&desk->store, folder, sync_every, &desk->scheduler);
  const int is_new = desk->scheduler == NULL;
  if (!failed && (entente_contract_parse(json, strlen(json), NULL, 0, &contract, NULL, &error) != ENTENTE_OK ||
                  entente_contract_calendar(contract, "office", strlen("office"), &desk->calendar, &error) != ENTENTE_OK ||
                  (is_new && entente_scheduler_create(contract, 0, &desk->scheduler, &error) != ENTENTE_OK)))
    failed = complain(path, error);
  if (!failed && is_new)
    failed = fputs("event,what,ticket,agent,rule,due_us,why\n", desk->store.decisions) < 0 ||
             store_snapshot(&desk->store, desk->scheduler) != 0;
  entente_contract_destroy(contract); /* calendar and scheduler keep what they need */
  free(json);
  return failed;
}

/* What the agents have in hand, read back from the decisions, as a host reads its own database. */
static int read_decisions(Desk *desk, const char *folder) {
  char line[kLine], what[16];
  int64_t number, ticket;
  int32_t agent;
  snprintf(line, sizeof line, "%s/decisions.csv", folder);
  FILE *file = fopen(line, "rb");
  if (file == NULL) return complain(line, NULL);
  while (fgets(line, sizeof line, file) != NULL)
    if (sscanf(line, "%" SCNd64 ",%15[^,],%" SCNd64 ",%" SCNd32, &number, what, &ticket, &agent) == 4 && agent >= 0 && agent < kAgents)
      desk->ticket_of[agent] = strcmp(what, "started") == 0 ? ticket : 0; /* else: done, or waits */
  fclose(file);
  return 0;
}

/* One field, up to the comma; the line moves on. */
static const char *field(char **line) {
  char *begin = *line, *comma = strchr(begin, ',');
  *line = comma == NULL ? begin + strlen(begin) : comma + 1;
  if (comma != NULL) *comma = '\0';
  return begin;
}

static int parse(char *line, Event *event) {
  line[strcspn(line, "\r\n")] = '\0';
  event->number = strtoll(field(&line), NULL, 10);
  event->at_us = strtoll(field(&line), NULL, 10);
  snprintf(event->what, sizeof event->what, "%s", field(&line));
  event->ticket = strtoll(field(&line), NULL, 10);
  snprintf(event->department, sizeof event->department, "%s", field(&line));
  event->urgent = atoi(field(&line)) != 0;
  event->agent = atoi(field(&line));
  return event->number > 0 && event->at_us > 0 && event->agent >= 0 && event->agent < kAgents ? 0 : 1;
}

/* An operation on the ticket itself: the host's own number names it, so no number of the scheduler's needs to be kept. */
static int apply(Desk *desk, int64_t now_us, int32_t operation, int64_t ticket, int32_t *refusal, entente_error **error) {
  const int32_t by_key = INT32_MIN, none = 0;
  const int64_t zero = 0;
  int32_t started = 0, status = 0;
  const int32_t called = entente_scheduler_apply(desk->scheduler, 1, &operation, &now_us, &ticket, &by_key, &none, &none, &zero, NULL,
                                                 NULL, &started, refusal, &status, NULL, error);
  return called != ENTENTE_OK ? called : status;
}

/* A ticket that the log says waits is in nobody's hands. */
static void put_down(Desk *desk, const Event *event, char *rows) {
  for (int32_t agent = 0; agent < kAgents; ++agent)
    if (desk->ticket_of[agent] == event->ticket) {
      desk->ticket_of[agent] = 0;
      snprintf(rows, kRows, "%" PRId64 ",waits,%" PRId64 ",%" PRId32 ",,,\n", event->number, event->ticket, agent);
    }
}

/* The agent is done with what it has and asks for more. */
static int next(Desk *desk, const Event *event, int64_t now_us, char *rows, int32_t *refusal, entente_error **error) {
  int64_t *ticket = &desk->ticket_of[event->agent];
  int used = 0;
  int32_t status = ENTENTE_OK;
  if (*ticket != 0 && (status = apply(desk, now_us, ENTENTE_OPERATION_COMPLETE, *ticket, refusal, error)) == ENTENTE_OK)
    used = snprintf(rows, kRows, "%" PRId64 ",done,%" PRId64 ",%" PRId32 ",,,\n", event->number, *ticket, event->agent);
  if (status != ENTENTE_OK) return status;
  *ticket = 0;
  entente_decision decision = {.struct_size = sizeof decision};
  status = entente_scheduler_next(desk->scheduler, now_us, event->agent, &decision, refusal, error);
  if (status != ENTENTE_OK || *refusal != ENTENTE_ACCEPTED || decision.request == INT32_MIN) return status;
  *ticket = decision.key;
  char due[24] = "";
  if (decision.due_us != INT64_MIN) snprintf(due, sizeof due, "%" PRId64, decision.due_us);
  snprintf(rows + used, kRows - (size_t)used, "%" PRId64 ",started,%" PRId64 ",%" PRId32 ",%" PRId32 ",%s,\n", event->number,
           decision.key, event->agent, decision.rule, due);
  return ENTENTE_OK;
}

/* One event of the host into the scheduler; what has to go back to the host into rows. */
static int handle(Desk *desk, const Event *event, char *rows) {
  entente_error *error = NULL;
  int64_t now_us = 0;
  int32_t refusal = ENTENTE_ACCEPTED, number = 0;
  int32_t status = entente_calendar_between(desk->calendar, desk->origin_us, event->at_us, 0, &now_us, &error);
  if (status != ENTENTE_OK) return complain("clock", error);
  if (strcmp(event->what, "agent") == 0) {
    status = entente_scheduler_add_agent(desk->scheduler, NULL, 0, 0, 1, &number, &error);
  } else if (strcmp(event->what, "opened") == 0) {
    status = entente_scheduler_department_id(desk->scheduler, event->department, strlen(event->department), &number, &error);
    if (status == ENTENTE_OK)
      status = entente_scheduler_submit(desk->scheduler, now_us, event->ticket, number, 0, event->urgent, &number, &refusal, &error);
  } else if (strcmp(event->what, "asked") == 0) {
    status = apply(desk, now_us, ENTENTE_OPERATION_ASK, event->ticket, &refusal, &error);
    if (status == ENTENTE_OK && refusal == ENTENTE_ACCEPTED) put_down(desk, event, rows);
  } else if (strcmp(event->what, "answered") == 0) {
    status = apply(desk, now_us, ENTENTE_OPERATION_ANSWER, event->ticket, &refusal, &error);
  } else if (strcmp(event->what, "next") == 0) {
    status = next(desk, event, now_us, rows, &refusal, &error);
  } else {
    fprintf(stderr, "event %" PRId64 ": '%s' is none\n", event->number, event->what);
    return 1;
  }
  if (status != ENTENTE_OK) return complain(event->what, error);
  if (refusal != ENTENTE_ACCEPTED) /* no failure: the host tells its user why */
    snprintf(rows + strlen(rows), kRows - strlen(rows), "%" PRId64 ",refused,%" PRId64 ",,,,%s\n", event->number, event->ticket,
             entente_refusal_name(refusal));
  return 0;
}

static int follow(Desk *desk, const char *path, int64_t snapshot_every) {
  char line[kLine], rows[kRows];
  int64_t last = 0;
  FILE *feed = fopen(path, "rb");
  if (feed == NULL || fgets(line, sizeof line, feed) == NULL) return complain(path, NULL);
  int failed = 0;
  while (!failed && fgets(line, sizeof line, feed) != NULL) {
    Event event;
    if (parse(line, &event) != 0 || event.number != last + 1) {
      fprintf(stderr, "%s: after event %" PRId64 ": no event with the next number\n", path, last);
      failed = 1;
      break;
    }
    if (last++ == 0) desk->origin_us = event.at_us;
    if (event.number <= desk->store.event) continue; /* known already */
    rows[0] = '\0';
    failed = handle(desk, &event, rows) || store_event(&desk->store, desk->scheduler, event.number, rows) ||
             (event.number % snapshot_every == 0 && store_snapshot(&desk->store, desk->scheduler));
  }
  fclose(feed);
  return failed;
}

int main(int argc, char **argv) {
  static Desk desk; /* large for a stack */
  int64_t sync_every = 1, snapshot_every = 1000;
  if (argc < 4 || argc % 2 != 0) {
    fprintf(stderr, "usage: desk CONTRACT FEED FOLDER [--sync-every N] [--snapshot-every N] [--crash-in EVENT]\n");
    return 2;
  }
  for (int i = 4; i + 1 < argc; i += 2) {
    int64_t *option = strcmp(argv[i], "--sync-every") == 0       ? &sync_every
                      : strcmp(argv[i], "--snapshot-every") == 0 ? &snapshot_every
                      : strcmp(argv[i], "--crash-in") == 0       ? &crash_in_event
                                                                 : NULL;
    if (option == NULL || (*option = strtoll(argv[i + 1], NULL, 10)) < 1 || *option > 1000000000) {
      fprintf(stderr, "desk: %s %s: an option with a number from 1 on was expected\n", argv[i], argv[i + 1]);
      return 2;
    }
  }
  int64_t digest = 0;
  int failed = open_desk(&desk, argv[1], argv[3], (int32_t)sync_every) || read_decisions(&desk, argv[3]) ||
               follow(&desk, argv[2], snapshot_every);
  if (!failed && entente_scheduler_digest(desk.scheduler, &digest, NULL) == ENTENTE_OK)
    printf("%" PRId64 " events, digest %016" PRIx64 "\n", desk.store.event, (uint64_t)digest);
  store_close(&desk.store);
  entente_calendar_destroy(desk.calendar);
  entente_scheduler_destroy(desk.scheduler);
  return failed;
}
