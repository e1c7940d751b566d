/* What a host keeps on disk beside its own queue: a snapshot of the scheduler, a journal since then, and the decisions that were
 * written back. Folder:
 *
 *   state          int64 number of the last event in it, then the bytes of entente_scheduler_snapshot()
 *   journal-<n>    since the snapshot of event n; one frame an event: int64 number, int64 size of the journal's bytes, int64
 *                  size of the rows, the bytes of entente_scheduler_take_journal(), the rows as they go to decisions.csv
 *   decisions.csv  the host's own queue, as far as this example goes
 *
 * Integers are little-endian. A frame counts once it is whole: a crash may cut the last one, which then never happened. */
#ifndef ENTENTE_EXAMPLE_STORE_H
#define ENTENTE_EXAMPLE_STORE_H

#include <entente.h>
#include <stddef.h>
#include <stdio.h>

typedef struct Store {
  const char *folder;
  FILE *journal;
  FILE *decisions;
  int64_t event;      /* the last one that is durable */
  int64_t snapshot;   /* the event of the snapshot */
  int32_t sync_every; /* events between two syncs of the disk; 1: nothing is lost even when the power goes */
} Store;

/* Opens a folder. *scheduler: as it stood after store->event, or NULL where the folder is new: the caller then makes one and
 * calls store_snapshot(). What a crash left undone is made good: decisions.csv ends with the rows of store->event. Returns 0, or 1
 * after saying on standard error what is wrong. */
int store_open(Store *store, const char *folder, int32_t sync_every, entente_scheduler **scheduler);
/* Writes one event: first the frame, then its rows to decisions.csv. */
int store_event(Store *store, entente_scheduler *scheduler, int64_t event, const char *rows);
/* A snapshot of the scheduler as it stands; its journal begins anew. */
int store_snapshot(Store *store, entente_scheduler *scheduler);
void store_close(Store *store);

/* Says what failed and destroys the error; 1. */
int complain(const char *what, entente_error *error);

/* For trying it: the process kills itself (SIGKILL) in this event, when its frame is written and its decision is not; 0: never. */
extern int64_t crash_in_event;

#endif
