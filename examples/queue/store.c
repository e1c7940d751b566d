#define _POSIX_C_SOURCE 200809L
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { kPath = 4096, kHeader = 24 };
int64_t crash_in_event = 0;

int complain(const char *what, entente_error *error) {
  fprintf(stderr, "%s: %s\n", what, error != NULL ? entente_error_message(error) : strerror(errno));
  entente_error_destroy(error);
  return 1;
}

static void put(uint8_t *bytes, int64_t value) {
  for (int i = 0; i < 8; ++i) bytes[i] = (uint8_t)((uint64_t)value >> (8 * i));
}

static int64_t get(const uint8_t *bytes) {
  uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value |= (uint64_t)bytes[i] << (8 * i);
  return (int64_t)value;
}

static const char *path_of(const Store *store, const char *name, int64_t event, char *path) {
  if (event < 0)
    snprintf(path, kPath, "%s/%s", store->folder, name);
  else
    snprintf(path, kPath, "%s/%s-%" PRId64, store->folder, name, event);
  return path;
}

/* The whole file, to be freed; NULL and size 0 where there is none, or it is empty. */
static uint8_t *read_file(const char *path, size_t *size) {
  *size = 0;
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  uint8_t *bytes = NULL;
  if (fseek(file, 0, SEEK_END) == 0) {
    const long end = ftell(file);
    if (end > 0 && fseek(file, 0, SEEK_SET) == 0 && (bytes = malloc((size_t)end)) != NULL)
      *size = fread(bytes, 1, (size_t)end, file);
  }
  fclose(file);
  return bytes;
}

static int to_disk(FILE *file) { return fflush(file) == 0 && fsync(fileno(file)) == 0 ? 0 : complain("sync", NULL); }

/* Size of the whole frame at `offset`, 0 where it is cut. */
static size_t frame_size(const uint8_t *bytes, size_t size, size_t offset) {
  if (size - offset < kHeader) return 0;
  const uint64_t journal = (uint64_t)get(bytes + offset + 8), rows = (uint64_t)get(bytes + offset + 16), room = size - offset - kHeader;
  return journal > room || rows > room - journal ? 0 : kHeader + (size_t)journal + (size_t)rows;
}

/* Bytes of decisions.csv up to and including the rows of an event. */
static long rows_until(const uint8_t *text, size_t size, int64_t event) {
  size_t end = 0;
  while (end < size) {
    const uint8_t *newline = memchr(text + end, '\n', size - end);
    if (newline == NULL || strtoll((const char *)text + end, NULL, 10) > event) break; /* a torn line, or one of later */
    end = (size_t)(newline - text) + 1;
  }
  return (long)end;
}

/* decisions.csv as it was at the snapshot, empty without one; the rows of later events are written again, from their frames. */
static int cut_decisions(Store *store, int has_snapshot) {
  char path[kPath];
  size_t size = 0;
  uint8_t *text = read_file(path_of(store, "decisions.csv", -1, path), &size);
  store->decisions = fopen(path, "ab");
  const int failed = store->decisions == NULL || ftruncate(fileno(store->decisions), rows_until(text, has_snapshot ? size : 0, store->snapshot)) != 0;
  free(text);
  return failed ? complain(path, NULL) : 0;
}

/* Plays the frames since the snapshot. */
static int play_frames(Store *store, entente_scheduler *scheduler) {
  char path[kPath];
  size_t size = 0, length = 0, operations = 0, played = 0;
  uint8_t *frames = read_file(path_of(store, "journal", store->snapshot, path), &size);
  uint8_t *journal = malloc(size + 1);
  if (journal == NULL) return free(frames), complain(path, NULL);
  for (size_t at = 0, frame; at < size && (frame = frame_size(frames, size, at)) > 0; at += frame) {
    const size_t bytes = (size_t)get(frames + at + 8), rows = (size_t)get(frames + at + 16);
    memcpy(journal + length, frames + at + kHeader, bytes);
    length += bytes;
    store->event = get(frames + at);
    fwrite(frames + at + kHeader + bytes, 1, rows, store->decisions);
  }
  entente_error *error = NULL;
  const int32_t status = length == 0 ? ENTENTE_OK
                                     : entente_scheduler_replay(scheduler, journal, length, &operations, &played, &error);
  free(frames);
  free(journal);
  if (status != ENTENTE_OK) return complain(path, error);
  fprintf(stderr, "recovered: snapshot of event %" PRId64 ", %zu operations replayed up to event %" PRId64 "\n",
          store->snapshot, operations, store->event);
  return 0;
}

int store_open(Store *store, const char *folder, int32_t sync_every, entente_scheduler **scheduler) {
  char path[kPath];
  size_t size = 0;
  *store = (Store){.folder = folder, .sync_every = sync_every};
  *scheduler = NULL;
  if (mkdir(folder, 0777) != 0 && errno != EEXIST) return complain(folder, NULL);
  uint8_t *state = read_file(path_of(store, "state", -1, path), &size);
  if (state == NULL) return cut_decisions(store, 0);
  entente_error *error = NULL;
  store->event = store->snapshot = size < 8 ? 0 : get(state);
  const int32_t status = entente_scheduler_restore(state + 8, size < 8 ? 0 : size - 8, scheduler, &error);
  free(state);
  if (status != ENTENTE_OK) return complain(path, error);
  if (cut_decisions(store, 1) != 0 || play_frames(store, *scheduler) != 0) return 1;
  return store_snapshot(store, *scheduler); /* a cut frame goes with the old journal */
}

int store_event(Store *store, entente_scheduler *scheduler, int64_t event, const char *rows) {
  entente_bytes *bytes = NULL;
  entente_error *error = NULL;
  if (entente_scheduler_take_journal(scheduler, &bytes, &error) != ENTENTE_OK) return complain("take_journal", error);
  uint8_t header[kHeader];
  put(header, event);
  put(header + 8, (int64_t)entente_bytes_size(bytes));
  put(header + 16, (int64_t)strlen(rows));
  const int written = fwrite(header, 1, kHeader, store->journal) == kHeader &&
                      fwrite(entente_bytes_data(bytes), 1, entente_bytes_size(bytes), store->journal) == entente_bytes_size(bytes) &&
                      fputs(rows, store->journal) >= 0 && fflush(store->journal) == 0;
  entente_bytes_destroy(bytes);
  if (!written) return complain("journal", NULL);
  if (event % store->sync_every == 0 && to_disk(store->journal) != 0) return 1;
  if (event == crash_in_event) raise(SIGKILL);
  store->event = event;
  return fputs(rows, store->decisions) >= 0 && fflush(store->decisions) == 0 ? 0 : complain("decisions.csv", NULL);
}

/* Number and snapshot into a new file that takes the place of the old one at once. */
static int replace_state(const Store *store, const entente_bytes *bytes) {
  char path[kPath], fresh[kPath];
  uint8_t number[8];
  put(number, store->event);
  FILE *file = fopen(path_of(store, "state.new", -1, fresh), "wb");
  if (file == NULL) return complain(fresh, NULL);
  const size_t size = entente_bytes_size(bytes);
  const int written = fwrite(number, 1, 8, file) == 8 && fwrite(entente_bytes_data(bytes), 1, size, file) == size && to_disk(file) == 0;
  fclose(file);
  if (!written || rename(fresh, path_of(store, "state", -1, path)) != 0) return complain(path, NULL);
  const int folder = open(store->folder, O_RDONLY);
  if (folder >= 0) fsync(folder), close(folder);
  return 0;
}

int store_snapshot(Store *store, entente_scheduler *scheduler) {
  char path[kPath];
  entente_bytes *bytes = NULL;
  entente_error *error = NULL;
  if (to_disk(store->decisions) != 0) return 1; /* before the frames that could write them again go */
  if (entente_scheduler_snapshot(scheduler, &bytes, &error) != ENTENTE_OK) return complain("snapshot", error);
  const int failed = replace_state(store, bytes);
  entente_bytes_destroy(bytes);
  if (failed) return 1;
  if (store->journal != NULL) fclose(store->journal);
  if (store->snapshot != store->event) remove(path_of(store, "journal", store->snapshot, path));
  store->snapshot = store->event;
  store->journal = fopen(path_of(store, "journal", store->event, path), "wb");
  if (store->journal == NULL) return complain(path, NULL);
  if (entente_scheduler_stop_journal(scheduler, &error) != ENTENTE_OK || entente_scheduler_start_journal(scheduler, &error) != ENTENTE_OK)
    return complain("start_journal", error);
  return 0;
}

void store_close(Store *store) {
  if (store->journal != NULL) fclose(store->journal);
  if (store->decisions != NULL) fclose(store->decisions);
}
