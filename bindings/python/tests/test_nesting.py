"""Nestings: the check against a walk over every quarter of an hour, and what the command says of one that does not fit."""

import json
import subprocess
import sys

import pytest

import entente

HOUR = 3_600_000_000
MONDAY = 1_767_571_200_000_000  # 2026-01-05T00:00Z
OPEN = {(day, hour) for day in range(5) for hour in range(9, 17)}

DOCUMENT = {
    "entente": 1, "name": "n", "zone": "Etc/UTC", "clock_map": {"New": "run"},
    "calendars": {"office": {"weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}},
                  "always": {"weekly": "24x7"}, "never": {}},
    "targets": [{"id": "sla", "metric": "resolution", "duration": "24h", "calendar": "always"},
                {"id": "ola", "metric": "resolution", "duration": "4h", "calendar": "office", "agreement": "ola"},
                {"id": "uc", "metric": "resolution", "duration": "8h", "calendar": "always", "agreement": "uc"}],
    "nesting": [{"target": "sla", "chain": ["ola", "uc"]}, {"target": "ola", "chain": ["uc"]}],
}


def walked(at_us, hours, counts):
    """When this many hours are over, told quarter by quarter."""
    left, quarter = hours * HOUR, HOUR // 4
    while True:
        step, hour = quarter - at_us % quarter, at_us // HOUR
        if counts(((hour // 24 + 3) % 7, hour % 24)):
            if left <= step:
                return at_us + left
            left -= step
        at_us += step


def office(place):
    return place in OPEN


def always(place):
    return True


def test_the_worst_start_is_that_of_a_walk():
    check, other = entente.Contract(DOCUMENT).check_nestings(MONDAY, MONDAY + 168 * HOUR)
    found = []
    for quarter in range(MONDAY, MONDAY + 168 * HOUR, HOUR // 4):
        for start in (quarter, quarter + 1):
            found.append((walked(walked(start, 4, office), 8, always) - walked(start, 24, always), -start))
    overshoot, start = max(found)
    assert (check["outcome"], check["overshoot_us"], check["start_us"]) == ("does_not_fit", overshoot, -start)
    assert check["overshoot_open_us"] == overshoot and check["target"] == "sla" and check["calendar"] == "always"
    first = walked(-start, 4, office)
    assert [(link["target"], link["calendar"], link["due_us"]) for link in check["chain"]] == [
        ("ola", "office", first), ("uc", "always", first + 8 * HOUR)]
    assert check["candidates"] > 10 and check["combinations"] == 1
    assert other["outcome"] == "does_not_fit" and other["due_us"] < other["chain"][0]["due_us"]


def test_bad_horizons_are_refused():
    contract = entente.Contract(DOCUMENT)
    for from_us, to_us, status in ((-1, 1, "E_RANGE"), (5, 5, "E_INVALID")):
        with pytest.raises(entente.Error) as failure:
            contract.check_nestings(from_us, to_us)
        assert failure.value.status == status
    assert entente.Contract({"entente": 1, "name": "n", "zone": "Etc/UTC"}).check_nestings(0, 1) == []


def check(document, *options):
    command = [sys.executable, "-m", "entente", "check", "-", *options]
    return subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, timeout=60, cwd="/")


def test_the_command_warns_with_the_counter_example():
    done = check(DOCUMENT, "--from", "2026-01-05")
    assert done.returncode == 0 and done.stdout.startswith("<stdin>: ")
    first, second = done.stderr.splitlines()
    assert first == (
        "<stdin>: warning: /nesting/0: what 'sla' rests on does not fit into it: started Fri 2026-01-09 13:00:00.000001 it is "
        "due Sat 2026-01-10 13:00:00.000001 (calendar always), but 'ola' is due Mon 2026-01-12 09:00:00.000001 (calendar "
        "office), 'uc' is due Mon 2026-01-12 17:00:00.000001 (calendar always): 52h too late (52h of its calendar's time)")
    assert second.startswith("<stdin>: warning: /nesting/1: what 'ola' rests on does not fit into it: ")


def test_the_command_is_silent_about_what_fits_and_tells_what_cannot_be_judged():
    fits = {**DOCUMENT, "nesting": [{"target": "sla", "chain": ["uc"]}]}
    assert check(fits).stderr == ""
    later = {**fits, "amendments": [{"id": "A", "effective": "2027-06-01", "targets": [], "withdrawn": ["uc"]}]}
    assert check(later, "--from", "2026-01-01").stderr == ""
    assert "have terms at no time" in check(later, "--from", "2028-01-01").stderr
    assert check(fits, "--from", "2101-01-01").returncode == 2 and check(fits, "--from", "soon").returncode == 2
    assert check(fits, "--from", "2099-12-31").returncode == 0
