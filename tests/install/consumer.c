/* A stranger's program: adds eight business hours to Friday 16:00 and prints what comes out. */
#include <entente.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  const char *json = "{\"zone\": \"Europe/Paris\", \"weekly\": {\"mon\": [[\"09:00\", \"17:00\"]], "
                     "\"fri\": [[\"09:00\", \"17:00\"]]}}";
  entente_calendar *calendar = NULL;
  entente_error *error = NULL;
  int64_t due_us = 0;
  if (entente_calendar_create(json, strlen(json), NULL, 0, &calendar, NULL, &error) != ENTENTE_OK ||
      entente_calendar_add(calendar, INT64_C(1780063200000000), INT64_C(28800000000), 0, &due_us, &error) != ENTENTE_OK) {
    fprintf(stderr, "%s\n", entente_error_message(error));
    return 1;
  }
  printf("%" PRId64 "\n", due_us); /* Friday 2026-05-29 16:00 + 8 h = Monday 2026-06-01 16:00, Paris */
  entente_calendar_destroy(calendar);
  return due_us == INT64_C(1780322400000000) ? 0 : 2;
}
