// iCalendar feeds through the C API of the component: expected dates are tables written by hand from RFC 5545.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "entente_ical.h"

namespace {

using Feed = std::unique_ptr<entente_ical, decltype(&entente_ical_destroy)>;

std::string feed_of(const std::vector<std::string> &events) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//entente//test//EN\r\n";
  for (const std::string &event : events) text += "BEGIN:VEVENT\r\n" + event + "\r\nEND:VEVENT\r\n";
  return text + "END:VCALENDAR\r\n";
}

Feed read(const std::string &text, const std::string &options = "") {
  entente_ical *feed = nullptr;
  entente_error *error = nullptr;
  EXPECT_EQ(entente_ical_read(text.data(), text.size(), options.data(), options.size(), &feed, &error), ENTENTE_OK)
      << entente_error_message(error);
  entente_error_destroy(error);
  return {feed, entente_ical_destroy};
}

/// The dates, with "=name" where they have one, by a reader that knows nothing but this layout.
std::vector<std::string> entries(const Feed &feed) {
  std::vector<std::string> result;
  std::vector<std::string> texts;
  const std::string json = entente_ical_holidays(feed.get());
  for (std::size_t at = 0; (at = json.find('"', at)) != std::string::npos;) {
    const std::size_t end = json.find('"', at + 1);
    texts.push_back(json.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == "date") {
      result.push_back(texts[i + 1] + (i + 2 < texts.size() && texts[i + 2] == "name" ? "=" + texts[i + 3] : ""));
      i += i + 2 < texts.size() && texts[i + 2] == "name" ? 3 : 1;
    } else {
      result.push_back(texts[i]);
    }
  }
  return result;
}

std::vector<std::string> dates(const std::string &event, const std::string &options = "") {
  return entries(read(feed_of({event}), options));
}

std::int64_t figure(const Feed &feed, std::int32_t which) { return entente_ical_figure(feed.get(), which); }

struct Failed {
  std::int32_t status;
  std::int64_t line;
  std::string message;
};

Failed failure(const std::string &text, const std::string &options = "") {
  auto *feed = reinterpret_cast<entente_ical *>(1);
  entente_error *error = nullptr;
  const std::int32_t status =
      entente_ical_read(text.data(), text.size(), options.data(), options.size(), &feed, &error);
  EXPECT_NE(status, ENTENTE_OK) << text;
  EXPECT_EQ(feed, nullptr);
  EXPECT_EQ(entente_error_status(error), status);
  const Failed result{status, entente_error_line(error), entente_error_message(error)};
  entente_error_destroy(error);
  return result;
}

using Dates = std::vector<std::string>;

TEST(IcalFeed, OneDayHasItsNameAndSeveralDaysEachDateOrTheFirst) {
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20260714\r\nSUMMARY:Bastille Day"), (Dates{"2026-07-14=Bastille Day"}));
  const std::string break_days = "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227";
  EXPECT_EQ(dates(break_days), (Dates{"2026-12-24", "2026-12-25", "2026-12-26"})) << "DTEND is exclusive";
  EXPECT_EQ(dates(break_days, R"({"multi_day": "first_date"})"), (Dates{"2026-12-24"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20261224\r\nDURATION:P1W").size(), 7U);
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261224").size(), 1U);
}

TEST(IcalFeed, EntriesThatAreNoDaysOffAreLeftOutZammad390) {
  // A holiday feed as calendar services publish it: holidays beside observances that nobody has off.
  const std::string text = feed_of({
      "DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Tag der Arbeit\r\nDESCRIPTION:Gesetzlicher Feiertag\r\nCATEGORIES:Holiday",
      "DTSTART;VALUE=DATE:20260214\r\nSUMMARY:Valentinstag\r\nDESCRIPTION:Gedenktag\\nzum Ausblenden\r\nCATEGORIES:Observance,Fun",
      "DTSTART;VALUE=DATE:20261006\r\nSUMMARY:Anfang der Sommerzeit\r\nTRANSP:TRANSPARENT",
      "DTSTART;TZID=Europe/Berlin:20261224T140000\r\nSUMMARY:Heiligabend",
      "DTSTART;VALUE=DATE:20261003\r\nSUMMARY:Tag der Deutschen Einheit\r\nSTATUS:CANCELLED"});
  EXPECT_EQ(entries(read(text)).size(), 3U);
  const Dates labour_day = {"2026-05-01=Tag der Arbeit"};
  EXPECT_EQ(entries(read(text, R"({"keep": {"description": ["feiertag"]}})")), labour_day);
  EXPECT_EQ(entries(read(text, R"({"keep": {"categories": ["HOLIDAY"]}})")), labour_day);
  EXPECT_EQ(entries(read(text, R"({"drop": {"categories": ["fun"], "summary": ["SOMMERZEIT"]}})")), labour_day);
  EXPECT_EQ(entries(read(text, R"({"transparent": "drop", "drop": {"description": ["Gedenktag"]}})")), labour_day);
  EXPECT_EQ(entries(read(text, R"({"keep": {"categories": ["Holi"]}})")), Dates{}) << "categories are whole words";
  const Feed kept = read(text, R"({"drop": {"summary": ["valentin"]}, "transparent": "drop"})");
  EXPECT_EQ(figure(kept, ENTENTE_ICAL_EVENTS), 5);
  EXPECT_EQ(figure(kept, ENTENTE_ICAL_KEPT), 1);
  EXPECT_EQ(figure(kept, ENTENTE_ICAL_DROPPED), 2);
  EXPECT_EQ(figure(kept, ENTENTE_ICAL_CANCELLED), 1);
  EXPECT_EQ(figure(kept, ENTENTE_ICAL_TIMED), 1);
  EXPECT_EQ(figure(kept, ENTENTE_ICAL_DATES), 1);
  EXPECT_EQ(figure(kept, 6), INT64_MIN);
}

TEST(IcalFeed, RecursByTheExamplesOfTheStandard) {
  // RFC 5545, 3.8.5.3, its dates of New York as whole days.
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19970902\r\nRRULE:FREQ=DAILY;COUNT=3"),
            (Dates{"1997-09-02", "1997-09-03", "1997-09-04"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19970902\r\nRRULE:FREQ=WEEKLY;UNTIL=19970924;WKST=SU;BYDAY=TU,TH"),
            (Dates{"1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11", "1997-09-16", "1997-09-18", "1997-09-23"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19970905\r\nRRULE:FREQ=MONTHLY;COUNT=4;BYDAY=1FR"),
            (Dates{"1997-09-05", "1997-10-03", "1997-11-07", "1997-12-05"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19961105\r\nRRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;"
                  "UNTIL=20041231"),
            (Dates{"1996-11-05", "2000-11-07", "2004-11-02"})) << "U.S. Presidential Election day";
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19970805\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"),
            (Dates{"1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19970805\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"),
            (Dates{"1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:19970929\r\nRRULE:FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2"),
            (Dates{"1997-09-29", "1997-10-30", "1997-11-27"}));
}

TEST(IcalFeed, DatesAreTakenOutPutInAndMoved) {
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20260714\r\nRRULE:FREQ=YEARLY;COUNT=4\r\nEXDATE;VALUE=DATE:20270714,20280714"),
            (Dates{"2026-07-14", "2029-07-14"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20260714\r\nRDATE;VALUE=DATE:20260901,20260801"),
            (Dates{"2026-07-14", "2026-08-01", "2026-09-01"}));
  EXPECT_EQ(entries(read(feed_of({"UID:a\r\nDTSTART;VALUE=DATE:20260714\r\nRRULE:FREQ=YEARLY;COUNT=4\r\nSUMMARY:x",
                                  "UID:a\r\nRECURRENCE-ID;VALUE=DATE:20270714\r\nDTSTART;VALUE=DATE:20270715\r\nSUMMARY:moved",
                                  "UID:a\r\nRECURRENCE-ID;VALUE=DATE:20280714\r\nDTSTART;VALUE=DATE:20280714\r\nSTATUS:CANCELLED",
                                  "UID:b\r\nRECURRENCE-ID;VALUE=DATE:20290714\r\nDTSTART;VALUE=DATE:20300101"}))),
            (Dates{"2026-07-14=x", "2027-07-15=moved", "2029-07-14=x", "2030-01-01"}));
}

TEST(IcalFeed, KeepsToTheYearsAskedFor) {
  const std::string yearly = "DTSTART;VALUE=DATE:19501225\r\nRRULE:FREQ=YEARLY";
  EXPECT_EQ(dates(yearly).size(), 130U);
  EXPECT_EQ(dates(yearly, R"({"from": 2026, "until": 2027})"), (Dates{"2026-12-25", "2027-12-25"}));
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20251230\r\nDTEND;VALUE=DATE:20260103", R"({"from": 2026})"),
            (Dates{"2026-01-01", "2026-01-02"}));
}

TEST(IcalFeed, NamesAreUnescapedUnfoldedAndCut) {
  EXPECT_EQ(dates("DTSTART;VALUE=DATE:20260714\r\nSUMMARY;LANGUAGE=fr:F\xC3\r\n \xAAte\\, nat\r\n\tionale"),
            (Dates{"2026-07-14=F\u00eate, nationale"})) << "a fold may cut a character";
  const Dates long_name = dates("DTSTART;VALUE=DATE:20260714\r\nSUMMARY:" + std::string(1000, 'x'));
  EXPECT_EQ(long_name.at(0).size(), 11 + 256U);
}

TEST(IcalFeed, SummerTimeAndNestedPartsDoNotMoveWholeDays) {
  const std::string text =
      "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n"
      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
      "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260328\nRRULE:FREQ=DAILY;COUNT=3\nBEGIN:VALARM\nTRIGGER:-PT1H\n"
      "SUMMARY:not this\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n";
  EXPECT_EQ(entries(read(text)), (Dates{"2026-03-28", "2026-03-29", "2026-03-30"}));
}

TEST(IcalFeed, WhatCannotBeReadNamesItsLine) {
  const auto in_event = [](const std::string &lines) { return feed_of({lines}); };
  const std::string start = "DTSTART;VALUE=DATE:20260714\r\n";
  struct Row {
    std::string text;
    std::int64_t line;
  };
  const std::vector<Row> rows = {
      {"", 1},
      {"hello", 1},
      {"BEGIN:VEVENT\r\n", 1},
      {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", 3},
      {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + start, 3},
      {feed_of({}) + "END:VCALENDAR\r\n", 5},
      {in_event(start + "no line"), 6},
      {in_event(start + "SUMMARY:\xE9"), 6},
      {in_event(start + "SUMMARY:a\x01"), 6},
      {in_event("SUMMARY:no start"), 4},
      {in_event("DTSTART;VALUE=DATE:20260230"), 5},
      {in_event("DTSTART;VALUE=DATE:tomorrow"), 5},
      {in_event(start + start.substr(0, start.size() - 2)), 6},
      {in_event(start + "DTEND;VALUE=DATE:20260713"), 6},
      {in_event(start + "DURATION:long"), 6},
      {in_event(start + "DURATION:-P1D"), 6},
      {in_event(start + "RRULE:FREQ=OFTEN"), 6},
      {in_event(start + "RRULE:FREQ=HOURLY"), 6},
      {in_event(start + "RRULE:RSCALE=CHINESE;FREQ=YEARLY"), 6},
      {in_event(start + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), 6},
      {in_event(start + "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260714"), 6},
      {in_event("DTSTART;VALUE=DATE:18991231\r\nRRULE:FREQ=YEARLY"), 4},
  };
  for (const Row &row : rows) {
    const Failed failed = failure(row.text);
    EXPECT_EQ(failed.status, ENTENTE_E_PARSE) << row.text;
    EXPECT_EQ(failed.line, row.line) << row.text << failed.message;
    EXPECT_EQ(failed.message.rfind("line " + std::to_string(row.line) + ": ", 0), 0U) << failed.message;
  }
}

TEST(IcalFeed, NoFeedTakesForEver) {
  std::vector<std::string> never(20, "DTSTART;VALUE=DATE:20000101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
  EXPECT_EQ(failure(feed_of(never)).status, ENTENTE_E_LIMIT);
  EXPECT_EQ(failure(feed_of({"DTSTART;VALUE=DATE:19700101\r\nDURATION:P40000D\r\nRRULE:FREQ=DAILY"})).status, ENTENTE_E_LIMIT);
  EXPECT_EQ(failure(std::string(std::size_t{16} << 20, '\n') + feed_of({})).status, ENTENTE_E_LIMIT);
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += i == 0 ? "BEGIN:VCALENDAR\n" : "BEGIN:X\n";
  EXPECT_EQ(failure(deep).status, ENTENTE_E_LIMIT);
  EXPECT_EQ(failure(deep).line, 33);
}

TEST(IcalFeed, OptionsAreReadStrictly) {
  const std::string text = feed_of({});
  EXPECT_EQ(failure(text, "{").status, ENTENTE_E_PARSE);
  for (const char *options : {"[]", R"({"kep": {}})", R"({"keep": {"title": ["x"]}})", R"({"keep": {"summary": []}})",
                              R"({"multi_day": "last"})", R"({"from": 1969})", R"({"transparent": true})"}) {
    const Failed failed = failure(text, options);
    EXPECT_EQ(failed.status, ENTENTE_E_INVALID) << options;
    EXPECT_EQ(failed.message.rfind("options: 1:", 0), 0U) << failed.message;
  }
  entente_ical *feed = nullptr;
  EXPECT_EQ(entente_ical_read(nullptr, 1, nullptr, 0, &feed, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_ical_read(nullptr, 0, nullptr, 1, &feed, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_ical_read(text.data(), text.size(), nullptr, 0, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_ical_read(nullptr, 0, nullptr, 0, &feed, nullptr), ENTENTE_E_PARSE);
  EXPECT_STREQ(entente_ical_holidays(nullptr), "");
  EXPECT_EQ(entente_ical_figure(nullptr, 0), INT64_MIN);
  entente_ical_destroy(nullptr);
}

TEST(IcalFeed, ItsDaysOffCloseACalendar) {
  const Feed feed = read(feed_of({"DTSTART;VALUE=DATE:20260714\r\nSUMMARY:a \\\"quoted\\\" \\\\ day\r\nRRULE:FREQ=YEARLY"}));
  const std::string document =
      R"({"zone": "Europe/Paris", "weekly": "24x7", "holidays": )" + std::string(entente_ical_holidays(feed.get())) + "}";
  entente_calendar *calendar = nullptr;
  ASSERT_EQ(entente_calendar_create(document.data(), document.size(), nullptr, 0, &calendar, nullptr, nullptr), ENTENTE_OK);
  EXPECT_STREQ(entente_calendar_holiday_name(calendar, 2030, 7, 14), "a \"quoted\" \\ day");
  EXPECT_EQ(entente_calendar_holiday_name(calendar, 2025, 7, 14), nullptr);
  entente_calendar_destroy(calendar);
}

}  // namespace
