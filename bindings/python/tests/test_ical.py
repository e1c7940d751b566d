"""Feeds against python-dateutil, an implementation of recurrence that shares nothing with ours."""

import datetime
import random

import pytest
from dateutil import rrule

import entente

ical = pytest.importorskip("entente.ical", reason="built without libical")


def feed(*events):
    return "BEGIN:VCALENDAR\r\n" + "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events) + "END:VCALENDAR\r\n"


def any_rule(chance):
    frequency = chance.choice(["YEARLY", "YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY"])
    parts = [f"FREQ={frequency}"]
    if chance.random() < 0.4:
        parts.append(f"INTERVAL={chance.choice([2, 3, 4])}")
    days = chance.sample(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], chance.choice([1, 1, 2, 3]))
    if frequency == "WEEKLY":
        parts.append("BYDAY=" + ",".join(days))
    elif frequency == "MONTHLY":
        parts.append(chance.choice([
            "BYDAY=" + ",".join(chance.choice(["1", "2", "-1", "3", "5"]) + day for day in days),
            f"BYMONTHDAY={chance.choice([1, 15, 28, 31, -1, -2])}",
            "BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + chance.choice(["1", "-1", "3"]),
        ]))
    elif frequency == "YEARLY":
        month = chance.randint(1, 12)
        parts.append(chance.choice([
            f"BYMONTH={month};BYDAY={chance.choice(['1', '3', '-1'])}{days[0]}",
            f"BYMONTH={month};BYMONTHDAY={chance.choice([1, 13, 28])}",
            f"BYYEARDAY={chance.choice([1, 100, 366, -1])}",
            f"BYDAY={chance.choice(['20', '-1', '1'])}{days[0]}",
        ]))
    if chance.random() < 0.4:
        parts.append(f"WKST={chance.choice(['SU', 'MO'])}")
    parts.append(chance.choice([f"COUNT={chance.randint(1, 40)}", f"UNTIL={chance.randint(2001, 2030)}0615", "UNTIL=20991231"]))
    return ";".join(parts)


def test_recurrences_are_those_of_dateutil():
    chance = random.Random(5545)
    rules = [any_rule(chance) for _ in range(150)]
    compared = 0
    for text in rules:
        drawn = datetime.datetime(2000, chance.randint(1, 12), chance.randint(1, 28))
        # The standard defines a rule only where the event begins on one of its days.
        start = rrule.rrulestr(text, dtstart=drawn).after(drawn, inc=True)
        if start is None:
            continue
        compared += 1
        expected = [moment.date().isoformat() for moment in rrule.rrulestr(text, dtstart=start) if moment.year < 2100]
        got = ical.read(feed(f"DTSTART;VALUE=DATE:{start:%Y%m%d}\r\nRRULE:{text}")).holidays
        assert got == expected, (start, text)
    assert compared > 120


def test_a_feed_closes_a_calendar():
    read = ical.read(feed("DTSTART;VALUE=DATE:20260714\r\nSUMMARY:F\u00eate nationale\r\nRRULE:FREQ=YEARLY;COUNT=2",
                          "DTSTART:20260715T090000Z\r\nSUMMARY:meeting"), until=2026)
    assert read.holidays == [{"date": "2026-07-14", "name": "F\u00eate nationale"}]
    assert (read.events, read.kept, read.dropped, read.cancelled, read.timed) == (2, 1, 0, 0, 1)
    calendar = entente.Calendar({"zone": "Europe/Paris", "weekly": "24x7", "holidays": read.holidays})
    assert calendar.holiday_name(datetime.date(2026, 7, 14)) == "F\u00eate nationale"


def test_entries_that_are_no_days_off_are_left_out():
    text = feed("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:Labour Day\r\nCATEGORIES:Holiday", "DTSTART;VALUE=DATE:20260214\r\nSUMMARY:Valentine")
    assert len(ical.read(text).holidays) == 2
    for options in ({"keep": {"categories": ["holiday"]}}, {"drop": {"summary": ["valentine"]}}, {"from_": 2026, "keep": {"summary": ["day"]}}):
        assert ical.read(text.encode(), **options).holidays == [{"date": "2026-05-01", "name": "Labour Day"}]


def test_a_wrong_feed_names_its_line():
    with pytest.raises(entente.Error) as failure:
        ical.read(feed("DTSTART;VALUE=DATE:20260230"))
    assert (failure.value.status, failure.value.line) == ("E_PARSE", 3)
    with pytest.raises(entente.Error) as failure:
        ical.read(feed(), multi_day="never")
    assert failure.value.status == "E_INVALID"
