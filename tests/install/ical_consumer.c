/* A stranger's program: asks a feed for its days off. */
#include <entente_ical.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  const char *text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260714\nRRULE:FREQ=YEARLY;COUNT=2\n"
                     "END:VEVENT\nEND:VCALENDAR\n";
  entente_ical *feed = NULL;
  entente_error *error = NULL;
  int wrong;
  if (entente_ical_read(text, strlen(text), NULL, 0, &feed, &error) != ENTENTE_OK) {
    fprintf(stderr, "%s\n", entente_error_message(error));
    return 1;
  }
  wrong = strstr(entente_ical_holidays(feed), "2027-07-14") == NULL;
  entente_ical_destroy(feed);
  feed = NULL;
  /* An error crosses from one library to the other and is freed there. */
  if (entente_ical_read(text, 20, NULL, 0, &feed, &error) != ENTENTE_E_PARSE || entente_error_line(error) != 2) return 2;
  entente_error_destroy(error);
  return wrong;
}
