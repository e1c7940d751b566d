"""Holidays by rule against python-dateutil, and calendars made of calendars."""

import datetime

import pytest
from dateutil import easter, rrule

import entente

UTC_DAY = {"zone": "Etc/UTC", "weekly": "24x7"}
DAYS = [datetime.date(1970, 1, 1) + datetime.timedelta(days) for days in range(47482)]


def holidays(*rules):
    calendar = entente.Calendar({**UTC_DAY, "holidays": list(rules)})
    return {day: name for day in DAYS if (name := calendar.holiday_name(day)) is not None}


def test_easter_is_dateutils_in_every_year():
    western = {easter.easter(year) for year in range(1970, 2100)}
    orthodox = {easter.easter(year, easter.EASTER_ORTHODOX) for year in range(1970, 2100)}
    assert set(holidays({"easter": 0})) == western
    assert set(holidays({"orthodox_easter": 0})) == orthodox
    assert set(holidays({"easter": -47})) == {day - datetime.timedelta(47) for day in western}


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, "last"])
def test_the_nth_weekday_is_dateutils(nth):
    number = -1 if nth == "last" else nth
    for weekday, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        month = 1 + (weekday * 5 + number) % 12
        rule = rrule.rrule(rrule.YEARLY, bymonth=month, byweekday=rrule.weekday(weekday, number),
                           dtstart=datetime.datetime(1970, 1, 1), until=datetime.datetime(2099, 12, 31))
        assert set(holidays({"weekday": name, "nth": nth, "month": month})) == {moment.date() for moment in rule}


def test_a_holiday_closes_its_date_and_says_its_name():
    named = holidays("2026-05-15", {"yearly": "07-14", "name": "F\u00eate nationale", "from": 2025, "until": 2026})
    assert named == {
        datetime.date(2025, 7, 14): "F\u00eate nationale", datetime.date(2026, 5, 15): "", datetime.date(2026, 7, 14): "F\u00eate nationale"
    }
    with pytest.raises(TypeError, match="date: expected a datetime.date, got str"):
        entente.Calendar(UTC_DAY).holiday_name("2026-07-14")


def test_sets_of_calendars_across_zones(instant_us):
    paris = entente.Calendar({"zone": "Europe/Paris", "weekly": {"mon": [["09:00", "17:00"]]}})
    york = entente.Calendar({"zone": "America/New_York", "weekly": {"mon": [["09:00", "17:00"]]}, "holidays": ["2026-03-09"]})
    # 2026-03-16: New York is on summer time, Paris is not yet: 08:00-16:00 and 13:00-21:00 UTC.
    monday, tuesday = instant_us("2026-03-16T00:00+00:00"), instant_us("2026-03-17T00:00+00:00")
    hours = lambda calendar: calendar.between(monday, tuesday) // 3_600_000_000
    assert (hours(paris | york), hours(paris & york), hours(paris - york), hours(york - paris)) == (13, 3, 5, 5)
    assert hours(paris.union(york)) == 13 and hours(paris.intersection(york)) == 3 and hours(paris.difference(york)) == 5
    assert (york | paris).holiday_name(datetime.date(2026, 3, 9)) == ""
    assert (paris | york).holiday_name(datetime.date(2026, 3, 9)) is None
    with pytest.raises(TypeError):
        paris | 1


def test_a_contract_names_calendars_made_of_others(small_document):
    office = small_document["calendars"]["office"]
    small_document["calendars"] = {
        "reached": {"difference": ["staffed", "office"]},
        "staffed": {"union": ["office", "tokyo"]},
        "office": office,
        "tokyo": {"zone": "Asia/Tokyo", "weekly": office["weekly"]},
    }
    contract = entente.Contract(small_document)
    calendar = {name: contract.calendar(name) for name in small_document["calendars"]}
    span = (1_770_000_000_000_000, 1_790_000_000_000_000)
    amount = {name: each.between(*span) for name, each in calendar.items()}
    both = (calendar["office"] & calendar["tokyo"]).between(*span)
    assert amount["staffed"] + both == amount["office"] + amount["tokyo"] and both > 0
    assert amount["reached"] == amount["tokyo"] - both
    small_document["calendars"]["staffed"] = {"union": ["office", "reached"]}
    with pytest.raises(entente.DocumentError) as failure:
        entente.Contract(small_document)
    assert [(problem.code, problem.pointer) for problem in failure.value.problems] == [("cycle", "/calendars/staffed/union/1")]


def test_the_example_contract_has_the_french_holidays_of_every_year(top):
    office = entente.Contract((top / "examples/contracts/departments.json").read_bytes()).calendar("office")
    movable = """2014-04-21 2014-05-29 2014-06-09 2015-04-06 2015-05-14 2015-05-25 2016-03-28 2016-05-05 2016-05-16
        2017-04-17 2017-05-25 2017-06-05 2018-04-02 2018-05-10 2018-05-21 2019-04-22 2019-05-30 2019-06-10
        2020-04-13 2020-05-21 2020-06-01 2021-04-05 2021-05-13 2021-05-24 2022-04-18 2022-05-26 2022-06-06
        2023-04-10 2023-05-18 2023-05-29 2024-04-01 2024-05-09 2024-05-20 2025-04-21 2025-05-29 2025-06-09
        2026-04-06 2026-05-14 2026-05-25""".split()
    fixed = [f"{year}-{day}" for year in range(2014, 2027) for day in
             ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")]
    found = [day.isoformat() for day in DAYS if 2014 <= day.year <= 2026 and office.holiday_name(day)]
    assert found == sorted(set(movable + fixed))
    assert office.holiday_name(datetime.date(2026, 7, 14)) == "F\u00eate nationale"
