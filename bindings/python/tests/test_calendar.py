"""The calendar's functions against a walk minute by minute with Python's own zones."""

import datetime
import threading
import time
import zoneinfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entente

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
MINUTE = 60_000_000
BEGIN = int(datetime.datetime(2026, 3, 10, tzinfo=PARIS).timestamp()) // 60
END = int(datetime.datetime(2026, 4, 21, tzinfo=PARIS).timestamp()) // 60
OFFICE = {
    "zone": "Europe/Paris",
    "weekly": {day: [["09:00", "12:30"], ["13:30", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": ["2026-04-06", "2026-05-01"],
}
CALENDAR = entente.Calendar(OFFICE)
MINUTES = st.integers(BEGIN + 9 * 1440, END - 9 * 1440)


def is_open(minute):
    local = datetime.datetime.fromtimestamp(minute * 60, PARIS)
    of_day = local.hour * 60 + local.minute
    in_hours = 540 <= of_day < 750 or 810 <= of_day < 1080
    return local.weekday() < 5 and local.date() != datetime.date(2026, 4, 6) and in_hours


OPEN = {minute for minute in range(BEGIN, END) if is_open(minute)}


@given(MINUTES, MINUTES)
def test_between_counts_the_open_minutes(a, b):
    low, high = sorted((a, b))
    counted = sum(minute in OPEN for minute in range(low, high))
    assert CALENDAR.between(a * MINUTE, b * MINUTE) == (counted if a <= b else -counted) * MINUTE


@given(MINUTES, st.integers(1, 1500))
def test_add_is_the_earliest_instant_by_which_the_amount_has_passed(at, amount):
    minute, left = at, amount
    while left:
        left -= minute in OPEN
        minute += 1
    assert CALENDAR.add(at * MINUTE, amount * MINUTE) == minute * MINUTE
    assert CALENDAR.add(at * MINUTE, 0) == CALENDAR.next_open(at * MINUTE)


@given(MINUTES, st.integers(1, 1500))
def test_subtract_is_the_latest_instant_that_leaves_the_amount(at, amount):
    minute, left = at, amount
    while left:
        minute -= 1
        left -= minute in OPEN
    assert CALENDAR.subtract(at * MINUTE, amount * MINUTE) == minute * MINUTE
    assert CALENDAR.add(at * MINUTE, -amount * MINUTE) == minute * MINUTE


@given(MINUTES)
def test_open_instants_are_found_forwards_and_backwards(at):
    assert CALENDAR.is_open(at * MINUTE) is (at in OPEN)
    assert CALENDAR.next_open(at * MINUTE) == min(minute for minute in OPEN if minute >= at) * MINUTE
    assert CALENDAR.previous_open(at * MINUTE) == max(minute + 1 for minute in OPEN if minute < at) * MINUTE


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 4_102_444_800_000_000), st.integers(-(2**40), 2**40)), max_size=20))
def test_a_column_says_row_by_row_what_the_scalar_form_says(rows):
    at = np.array([row[0] for row in rows], np.int64)
    amount = np.array([row[1] for row in rows], np.int64)
    for name in ("add", "subtract", "between"):
        call = getattr(CALENDAR, name)
        assert call(at, amount).tolist() == [scalar(call, *row) for row in rows]
    for name in ("next_open", "previous_open"):
        call = getattr(CALENDAR, name)
        assert call(at).tolist() == [scalar(call, row[0]) for row in rows]
    opened = CALENDAR.is_open(at)
    assert opened.dtype == np.int32
    assert opened.tolist() == [scalar(CALENDAR.is_open, row[0], none=entente.NO_VALUE_INT32) for row in rows]


def scalar(call, *arguments, none=entente.NO_VALUE):
    try:
        return int(call(*arguments))
    except entente.Error as error:
        assert error.status in ("E_RANGE", "E_NOT_FOUND")
        return none


def test_conventions_change_the_endpoints(office, instant_us):
    monday = instant_us("2026-03-23T09:00+01:00")
    noon = instant_us("2026-03-23T12:30+01:00")
    afternoon = instant_us("2026-03-23T13:30+01:00")
    amount = 210 * MINUTE
    rolled = entente.Convention.CLOSE_LANDS_ON_NEXT_OPEN
    assert office.add(monday, amount) == noon
    assert office.add(monday, amount, rolled) == afternoon
    assert office.add(np.array([monday]), np.array([amount]), conventions=rolled).tolist() == [afternoon]
    assert not office.is_open(noon)
    assert office.is_open(noon, entente.Convention.END_INCLUSIVE)
    assert office.is_open(noon, rolled | entente.Convention.END_INCLUSIVE)
    assert office.between(noon, monday) == -amount
    assert office.between(noon, monday, entente.Convention.REVERSED_RANGE_GIVES_ZERO) == 0
    assert office.previous_open(afternoon) == noon
    assert office.previous_open(afternoon, entente.Convention.EXACT_OPEN_NOT_ROLLED_BACK) == afternoon
    with pytest.raises(entente.Error) as failure:
        office.add(monday, amount, 1 << 20)
    assert failure.value.status == "E_INVALID"


def test_numpy_scalars_and_ints_beyond_64_bits_are_ints(office, instant_us):
    monday = instant_us("2026-03-23T09:00+01:00")
    assert office.next_open(np.int64(monday)) == monday
    assert office.add(np.int64(monday), 60) == monday + 60
    for call in (lambda: office.next_open(2**63), lambda: office.add(monday, -(2**70))):
        with pytest.raises(entente.Error) as failure:
            call()
        assert failure.value.status == "E_RANGE"


@pytest.mark.parametrize(
    ("value", "described"),
    [
        (np.zeros(3, np.float64), "float64 of shape (3,)"),
        (np.zeros(3, np.int32), "int32 of shape (3,)"),
        (np.zeros((2, 3), np.int64), "int64 of shape (2, 3)"),
        (np.zeros(6, np.int64)[::2], "int64 of shape (3,), not contiguous"),
        (np.zeros(3, ">i8"), ">i8"),
        (np.zeros(3, "datetime64[us]"), "datetime64[us] of shape (3,)"),
        (np.frombuffer(bytes(25), np.uint8)[1:].view(np.int64), "int64 of shape (3,)"),
        ([1, 2, 3], "list"),
        (1.5, "float"),
    ],
)
def test_a_wrong_column_is_a_type_error_that_says_what_was_expected(office, value, described):
    with pytest.raises(TypeError) as failure:
        office.next_open(value)
    assert "at_us: expected a C-contiguous int64 array of one dimension" in str(failure.value)
    assert described in str(failure.value)


def test_columns_of_different_length_and_mixtures_are_type_errors(office):
    with pytest.raises(TypeError, match=r"amount_us: expected .* and 3 values, got int64 of shape \(2,\)"):
        office.add(np.zeros(3, np.int64), np.zeros(2, np.int64))
    with pytest.raises(TypeError, match="to_us: expected .*, got int"):
        office.between(np.zeros(3, np.int64), 5)
    with pytest.raises(TypeError, match="at_us: expected .*, got int"):
        office.add(5, np.zeros(3, np.int64))


def test_read_only_and_empty_columns_are_welcome(office):
    at = np.arange(3, dtype=np.int64)
    at.flags.writeable = False
    assert office.next_open(at).shape == (3,)
    assert office.next_open(np.zeros(0, np.int64)).shape == (0,)
    assert office.add(at[:0], at[:0]).dtype == np.int64


def test_results_belong_to_python_and_inputs_stay_as_they_were(office, instant_us):
    at = np.full(1000, instant_us("2026-03-23T09:00+01:00"))
    kept = at.copy()
    out = office.next_open(at)
    assert out.flags.writeable and not np.shares_memory(out, at)
    out[:] = 0
    assert (at == kept).all() and (office.next_open(at) == kept).all()


def test_documents_come_as_text_bytes_or_dict():
    text = '{"zone": "UTC", "weekly": {"mon": [["09:00", "17:00"]]}}'
    answers = {entente.Calendar(document).next_open(0) for document in (text, text.encode(), {"zone": "UTC", "weekly": {"mon": [["09:00", "17:00"]]}})}
    assert answers == {(4 * 86400 + 9 * 3600) * 1_000_000}
    with pytest.raises(TypeError, match="expected JSON as str or bytes, or a dict, got list"):
        entente.Calendar([1])


def test_a_wrong_document_names_every_problem_with_its_place():
    text = '{"zone": "UTC",\n "weekly": {"mon": [["09:00", "25:00"]]},\n "holydays": []}'
    with pytest.raises(entente.DocumentError) as failure:
        entente.Calendar(text)
    error = failure.value
    assert error.status == "E_INVALID"
    assert [(problem.line, problem.pointer) for problem in error.problems] == [(2, "/weekly/mon/0/1"), (3, "/holydays")]
    assert text.splitlines()[1][error.problems[0].column - 1 :].startswith('"25:00"')
    assert error.problems[1].code == "unknown_key"
    assert all(problem.expected and problem.message.startswith(f"{problem.line}:{problem.column}: ") for problem in error.problems)


def test_a_dict_has_pointers_and_no_places():
    with pytest.raises(entente.DocumentError) as failure:
        entente.Calendar({"zone": "UTC", "weekly": {}, "holydays": []})
    (problem, *_) = failure.value.problems
    assert (problem.line, problem.column, failure.value.line) == (0, 0, 0)
    assert problem.message.startswith(problem.pointer)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", b"\xff\xfe", '{"zone": "UTC", "zone": "UTC"}', "[" * 100_000])
def test_hostile_text_is_an_error_with_a_status(text):
    with pytest.raises(entente.DocumentError) as failure:
        entente.Calendar(text)
    assert failure.value.status in ("E_PARSE", "E_INVALID", "E_LIMIT")
    assert str(failure.value)


def test_zone_data_is_read_from_the_directory_that_is_named(tmp_path):
    with pytest.raises(entente.Error) as failure:
        entente.Calendar(OFFICE, zoneinfo=tmp_path)
    assert failure.value.status in ("E_NOT_FOUND", "E_INVALID")
    assert entente.Calendar(OFFICE, "/usr/share/zoneinfo").is_open(0) is False


def test_the_interpreter_runs_on_while_a_column_is_worked_on(office):
    rows = 8_000_000
    at = np.random.default_rng(1).integers(0, 4_000_000_000_000_000, rows)
    beats, stop = [], threading.Event()

    def beat():
        while not stop.is_set():
            beats.append(time.perf_counter())
            time.sleep(0.001)

    heart = threading.Thread(target=beat)
    heart.start()
    begin = time.perf_counter()
    office.next_open(at)
    end = time.perf_counter()
    stop.set()
    heart.join()
    during = [begin, *(moment for moment in beats if begin < moment < end), end]
    longest = max(b - a for a, b in zip(during, during[1:]))
    assert longest < (end - begin) / 2, f"silent for {longest:.3f} s of {end - begin:.3f} s"


def test_threads_share_one_calendar(office):
    at = np.random.default_rng(2).integers(0, 4_000_000_000_000_000, 100_000)
    expected = office.next_open(at)
    wrong = []

    def work():
        for _ in range(5):
            wrong.append(bool((office.next_open(at) != expected).any()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(wrong) == 40 and not any(wrong)
