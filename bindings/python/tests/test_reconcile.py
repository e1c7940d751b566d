"""Reconcile and what-if through Python: shapes, errors, lifetimes, and a recount in plain Python on random logs."""

import datetime
import gc
import random

import numpy as np
import pytest

import entente
from entente import Cause, Verdict

HOUR = 3_600_000_000
DAY = 24 * HOUR
MONDAY = int(datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc).timestamp()) * 1_000_000
STATES = ("New", "Asked", "Vendor", "Solved", "Closed")
CONTRACT = {
    "entente": 1, "name": "Two calendars", "zone": "Etc/UTC",
    "calendars": {"all": {"weekly": "24x7"},
                  "days": {"weekly": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "thu", "fri")},
                           "holidays": ["2026-01-08"]}},
    "clock_map": {"New": "run", "Asked": "pause", "Vendor": {"clock": "pause", "waits_for": "third_party"},
                  "Solved": "stop", "Closed": "stop"},
    "targets": [
        {"id": "promise", "metric": "resolution", "duration": "48h", "calendar": "days"},
        {"id": "rule", "metric": "resolution", "duration": "48h", "calendar": "all",
         "clock_map": {"Asked": "run", "Vendor": "run", "Solved": "run"}},
    ],
    "recorded_verdict": {"column": "made", "met": ["yes"], "targets": ["rule"]},
}
CAUSES = {"New": None, "Asked": Cause.REQUESTER, "Vendor": Cause.THIRD_PARTY, "Solved": Cause.CLOSING}


def log_of(contract, tickets):
    """tickets: lists of (hour, state); opened on Monday midnight."""
    rows = [(number, MONDAY + hour * HOUR, STATES.index(state)) for number, events in enumerate(tickets)
            for hour, state in events]
    ticket, at_us, state = (np.array([row[i] for row in rows], dtype=kind) for i, kind in enumerate(("i4", "i8", "i4")))
    return entente.Log(contract, np.full(len(tickets), MONDAY, dtype=np.int64), None, ticket, at_us, state)


def hour_counts(hour, removed):
    """Whether an hour counts: Wednesday (2) and the weekend are no workdays of the promise, Thursday 8 January is closed."""
    day = hour // 24
    if Cause.CALENDAR in removed and day % 7 in (2, 5, 6):
        return False
    return not (Cause.HOLIDAY in removed and day == 3)


def cause_of(events, order):
    """The first removal by which the ticket would not be late: 48 hours at most."""
    hours = []
    steps = [(0, "New"), *events]
    for (begin, state), (end, _) in zip(steps, steps[1:]):
        hours += [(hour, CAUSES[state]) for hour in range(begin, end)]
    if len(hours) <= 48:  # without a pause the last of them ends with the closing
        return Cause.RULE_MET
    for number in range(1, len(order) + 1):
        removed = order[:number]
        if sum(hour_counts(hour, removed) and why not in removed for hour, why in hours) <= 48:
            return order[number - 1]
    return Cause.PROVIDER


@pytest.mark.parametrize("seed", range(6))
def test_causes_equal_an_hour_by_hour_recount(seed):
    random.seed(seed)
    tickets = []
    for _ in range(200):
        hour, events = 0, []
        for _ in range(random.randint(0, 4)):
            hour += random.randint(1, 40)
            events.append((hour, random.choice(STATES[:4])))
        tickets.append([*events, (hour + random.randint(1, 60), "Closed")])
    order = [Cause.CLOSING, Cause.REQUESTER, Cause.THIRD_PARTY, Cause.CALENDAR, Cause.HOLIDAY]
    random.shuffle(order)
    contract = entente.Contract(CONTRACT)
    log = log_of(contract, tickets)
    recorded = np.full(len(tickets), Verdict.MISSED, dtype=np.int32)
    found = entente.reconcile(log, MONDAY + 60 * DAY, recorded, order=order)
    exact = [cause_of(events, order) for events in tickets]
    assert [Cause(cause) for cause in found["cause"].tolist()] == exact
    assert len(set(exact)) >= 5
    assert (found["rule"] == np.where(found["cause"] == Cause.RULE_MET, Verdict.MET, Verdict.MISSED)).all()


def test_what_is_not_recorded_has_no_cause_and_what_the_rule_contradicts_is_unknown():
    contract = entente.Contract(CONTRACT)
    log = log_of(contract, [[(60, "Closed")], [(60, "Closed")], [(10, "Closed")], []])
    recorded = np.array([Verdict.NONE, Verdict.MET, Verdict.MET, Verdict.MISSED], dtype=np.int32)
    found = entente.reconcile(log, MONDAY + 20 * HOUR * 3, recorded, rounding_us=0)
    assert found["cause"].tolist() == [Cause.NONE, Cause.UNKNOWN, Cause.NONE, Cause.CALENDAR]
    found = entente.reconcile(log, MONDAY + 20 * HOUR, recorded)  # nothing is decided yet but the third
    assert found["cause"].tolist() == [Cause.NONE, Cause.UNKNOWN, Cause.NONE, Cause.UNKNOWN]
    rounded = entente.reconcile(log, MONDAY + 60 * HOUR, recorded, order=[Cause.ROUNDING], rounding_us=12 * HOUR)
    assert rounded["cause"].tolist()[1] == Cause.ROUNDING


def test_a_later_closing_that_the_record_knows_is_a_wait_for_the_closing():
    contract = entente.Contract(CONTRACT)
    log = log_of(contract, [[(20, "Asked"), (60, "Closed")]])
    recorded = np.array([Verdict.MISSED], dtype=np.int32)
    order = [Cause.REQUESTER, Cause.CLOSING]
    at_us = MONDAY + 60 * DAY
    assert entente.reconcile(log, at_us, recorded, order=order)["cause"][0] == Cause.REQUESTER
    closed = np.array([MONDAY + 100 * HOUR])
    assert entente.reconcile(log, at_us, recorded, closed, order)["cause"][0] == Cause.CLOSING
    assert entente.reconcile(log, MONDAY + 61 * HOUR, recorded, closed, order)["cause"][0] == Cause.REQUESTER


def test_wrong_arguments_are_refused():
    contract = entente.Contract(CONTRACT)
    log = log_of(contract, [[]])
    recorded = np.array([Verdict.MISSED], dtype=np.int32)
    for arguments in ((recorded.astype(np.int64),), (np.zeros(2, dtype=np.int32),), (recorded, np.zeros(2, dtype=np.int64)),
                      (recorded, None, [])):
        with pytest.raises(TypeError):
            entente.reconcile(log, MONDAY, *arguments)
    for order in ([Cause.PROVIDER], [Cause.CLOSING] * 2, [77]):
        with pytest.raises(entente.Error, match="order"):
            entente.reconcile(log, MONDAY, recorded, order=order)
    with pytest.raises(entente.Error, match="rounding_us"):
        entente.reconcile(log, MONDAY, recorded, rounding_us=-1)
    silent = entente.Contract({key: value for key, value in CONTRACT.items() if key != "recorded_verdict"})
    with pytest.raises(entente.Error, match="no recorded verdict"):
        entente.reconcile(log_of(silent, [[]]), MONDAY, recorded)


def test_changes_outlive_what_they_compare():
    now = entente.Contract(CONTRACT)
    then = entente.Contract({**CONTRACT, "targets": [{**CONTRACT["targets"][0], "duration": "10h"}, CONTRACT["targets"][1]]})
    tickets = [[], [(5, "Closed")], []]
    cycles = [entente.evaluate(log_of(contract, tickets), MONDAY + 12 * HOUR) for contract in (now, then)]
    changes = entente.what_if(now, cycles[0], then, cycles[1])
    everything = entente.what_if(now, cycles[0], then, cycles[1], open_only=False)
    assert (len(changes), changes.compared, changes.state_changes) == (2, 4, 2)
    assert (len(everything), everything.compared) == (3, 6)
    ticket, due = changes.ticket, changes.due_then_us
    del cycles, changes, now, then
    gc.collect()
    assert ticket.tolist() == [0, 2] and due.tolist() == [MONDAY + 10 * HOUR] * 2
    assert not ticket.flags.writeable
