"""Days, dates and periods against a walk date by date with Python's own zones."""

import datetime
import zoneinfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entente
from entente import DayMeaning

ZONE = zoneinfo.ZoneInfo("America/New_York")
DAY = datetime.timedelta(days=1)
HOUR = 3_600_000_000
HOURS = {0: [(9, 12), (13, 17)], 1: [(22, 6)], 2: [(0, 24)], 3: [(0, 24)], 4: [(8, 16), (14, 18)]}
HOLIDAYS = {datetime.date(2026, 3, 11), datetime.date(2026, 3, 20), datetime.date(2026, 11, 3)}
EXCEPTIONS = {datetime.date(2026, 3, 8): [(1, 4)], datetime.date(2026, 11, 1): [(0, 3)], datetime.date(2026, 3, 16): []}
BREAKS = {datetime.date(2026, 3, 9): [(10, 11)], datetime.date(2026, 3, 13): [(0, 24)], datetime.date(2026, 11, 7): [(1, 2)]}
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def written(hours):
    return [[f"{open:02}:00", f"{close:02}:00"] for open, close in hours]


CALENDAR = entente.Calendar(
    {
        "zone": "America/New_York",
        "weekly": {NAMES[day]: written(hours) for day, hours in HOURS.items()},
        "holidays": [str(date) for date in HOLIDAYS],
        "exceptions": {str(date): written(hours) for date, hours in EXCEPTIONS.items()},
        "breaks": {str(date): written(hours) for date, hours in BREAKS.items()},
    }
)
SECONDS = st.integers(int(datetime.datetime(2026, 2, 20, tzinfo=ZONE).timestamp()), int(datetime.datetime(2026, 11, 20, tzinfo=ZONE).timestamp()))
# Around both changes of the clocks, or anywhere between.
INSTANTS = SECONDS | st.integers(1772956800 - 400_000, 1772956800 + 400_000) | st.integers(1793512800 - 400_000, 1793512800 + 400_000)


def resolved(local):
    """UTC seconds of a wall-clock time: PEP 495's fold 0 is the offset before a change, in a gap and in a repeat."""
    return int(local.replace(tzinfo=ZONE, fold=0).timestamp())


def placed(date, hours):
    midnight = datetime.datetime.combine(date, datetime.time())
    for open, close in hours:
        end = midnight + datetime.timedelta(hours=close, days=1 if close < open else 0)
        yield resolved(midnight + datetime.timedelta(hours=open)), resolved(end)


PAUSES = [pause for date, hours in BREAKS.items() for pause in placed(date, hours)]


def periods_of(date):
    if date in HOLIDAYS:
        return []
    left = list(placed(date, EXCEPTIONS.get(date, HOURS.get(date.weekday(), []))))
    for begin, end in PAUSES:
        left = [part for a, b in left for part in ((a, min(b, begin)), (max(a, end), b)) if part[0] < part[1]]
    return [(a, b) for a, b in left if a < b]


def local(at):
    return datetime.datetime.fromtimestamp(at, ZONE)


def workday(date, days):
    step, left = (-DAY, -days) if days < 0 else (DAY, days)
    if days == 0:
        if periods_of(date):
            return date
        left = 1
    while left:
        date += step
        left -= bool(periods_of(date))
    return date


@given(INSTANTS)
def test_dates_are_those_of_the_zone(at):
    date = local(at).date()
    assert CALENDAR.is_holiday(at * 1_000_000) is (date in HOLIDAYS)
    assert CALENDAR.is_workday(at * 1_000_000) is bool(periods_of(date))
    assert CALENDAR.is_break(at * 1_000_000) is any(begin <= at < end for begin, end in PAUSES)


@given(INSTANTS, st.integers(-40, 40), st.integers(0, 999_999))
def test_a_day_is_what_its_meaning_says(at, days, us):
    at_us = at * 1_000_000 + us
    moved = datetime.datetime.combine(workday(local(at).date(), days), local(at).time())
    expected = resolved(moved) * 1_000_000 + us if days else at_us
    assert CALENDAR.add_days(at_us, days, DayMeaning.SAME_CLOCK_TIME) == expected
    end = max(close for _, close in periods_of(workday(local(at).date(), days)))
    assert CALENDAR.add_days(at_us, days, DayMeaning.END_OF_DAY) == end * 1_000_000
    assert CALENDAR.add_days(at_us, days, DayMeaning.HOURS_24) == CALENDAR.add(at_us, days * 24 * HOUR)
    assert CALENDAR.add_days(at_us, days, DayMeaning.STATED_LENGTH, 8 * HOUR) == CALENDAR.add(at_us, days * 8 * HOUR)


@given(INSTANTS, INSTANTS)
def test_workdays_between_counts_the_dates_after_the_first(a, b):
    first, last = sorted((local(a).date(), local(b).date()))
    counted = sum(bool(periods_of(first + DAY * i)) for i in range(1, (last - first).days + 1))
    assert CALENDAR.workdays_between(a * 1_000_000, b * 1_000_000) == (counted if local(a).date() <= local(b).date() else -counted)


@given(INSTANTS, st.integers(0, 8))
def test_periods_are_as_stated_after_and_before_and_merged_in_a_window(at, count):
    date = local(at).date()
    stated = sorted(p for i in range(-25, 26) for p in periods_of(date + DAY * i))
    after = [(max(a, at), b) for a, b in stated if b > at]
    before = [(a, min(b, at)) for a, b in reversed(stated) if a < at]
    assert pairs(CALENDAR.periods_after(at * 1_000_000, count)) == after[:count]
    assert pairs(CALENDAR.periods_before(at * 1_000_000, count)) == before[:count]
    end = at + 12 * 86400
    merged = []
    for a, b in after:
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    merged = [(a, min(b, end)) for a, b in merged if a < end]
    assert pairs(CALENDAR.periods(at * 1_000_000, end * 1_000_000)) == merged
    later = [b for a, b in merged if b < end]
    if later:
        assert CALENDAR.next_close(at * 1_000_000) == later[0] * 1_000_000
    begins = [a for a, b in merged if a > at]
    if begins:
        assert CALENDAR.next_open_start(at * 1_000_000) == begins[0] * 1_000_000


def pairs(columns):
    opens, closes = columns
    assert opens.dtype == closes.dtype == np.int64 and not (opens % 1_000_000).any()
    return [(int(a) // 1_000_000, int(b) // 1_000_000) for a, b in zip(opens, closes, strict=True)]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1) | INSTANTS.map(lambda at: at * 1_000_000), st.integers(-(2**63), 2**63 - 1) | st.integers(-99, 99)), max_size=20))
def test_a_column_says_row_by_row_what_the_scalar_form_says(rows):
    at = np.array([row[0] for row in rows], np.int64)
    other = np.array([row[1] for row in rows], np.int64)
    for name in ("next_close", "next_open_start", "is_workday", "is_holiday", "is_break"):
        call = getattr(CALENDAR, name)
        none = entente.NO_VALUE_INT32 if name.startswith("is_") else entente.NO_VALUE
        assert call(at).tolist() == [scalar(none, call, row[0]) for row in rows]
    assert CALENDAR.workdays_between(at, at[::-1].copy()).tolist() == [
        scalar(entente.NO_VALUE, CALENDAR.workdays_between, int(a), int(b)) for a, b in zip(at, at[::-1])
    ]
    for meaning, length in ((DayMeaning.SAME_CLOCK_TIME, 0), (DayMeaning.END_OF_DAY, 0), (DayMeaning.HOURS_24, 0), (DayMeaning.STATED_LENGTH, HOUR)):
        expected = [scalar(entente.NO_VALUE, CALENDAR.add_days, *row, meaning, length) for row in rows]
        assert CALENDAR.add_days(at, other, meaning, day_length_us=length).tolist() == expected


def scalar(none, call, *arguments):
    try:
        return int(call(*arguments))
    except entente.Error as error:
        assert error.status in ("E_RANGE", "E_NOT_FOUND")
        return none


def test_a_period_may_be_emitted_without_length_and_the_horizon_ends():
    friday = int(datetime.datetime(2026, 3, 6, 18, tzinfo=ZONE).timestamp()) * 1_000_000
    opens, closes = CALENDAR.periods_after(friday, 1, entente.Convention.ZERO_LENGTH_SEGMENT_EMITTED)
    assert opens.tolist() == closes.tolist() == [friday]
    last = 4_102_444_800_000_000
    opens, closes = CALENDAR.periods_after(last - 24 * HOUR, 100)
    assert len(opens) < 100 and closes.max() <= last and opens.flags.writeable
    assert CALENDAR.periods_after(last, 5)[0].shape == (0,)


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (lambda: CALENDAR.add_days(0, 1, 0), "E_INVALID"),
        (lambda: CALENDAR.add_days(0, 1, DayMeaning.STATED_LENGTH), "E_INVALID"),
        (lambda: CALENDAR.add_days(0, 1, DayMeaning.END_OF_DAY, HOUR), "E_INVALID"),
        (lambda: CALENDAR.add_days(-1, 1, DayMeaning.END_OF_DAY), "E_RANGE"),
        (lambda: CALENDAR.add_days(0, 2**70, DayMeaning.END_OF_DAY), "E_RANGE"),
        (lambda: CALENDAR.periods(0, -1), "E_RANGE"),
        (lambda: CALENDAR.periods_after(0, 1 << 60), "E_LIMIT"),
        (lambda: CALENDAR.periods_before(0, 1, 1 << 20), "E_INVALID"),
    ],
)
def test_wrong_arguments_are_errors_with_a_status(call, status):
    with pytest.raises(entente.Error) as failure:
        call()
    assert failure.value.status == status
