"""Logs and cycles: a ticket by hand, the example log by a second computation, identities, refused rows."""

import datetime
import zoneinfo

import numpy as np
import pytest

import entente

MINUTE = 60_000_000
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
WAITS = {"New": "provider_us", "Active": "provider_us", "Awaiting requester": "requester_us", "Awaiting vendor": "third_party_us", "Resolved": "closing_us"}


def columns(contract, opened, priorities, events):
    codes = np.array([[contract.value_id("priority", priority) for priority in priorities]], np.int32)
    ticket, at, state = zip(*events)
    return np.array(opened), codes, np.array(ticket, np.int32), np.array(at), np.array(state, np.int32)


def test_a_ticket_by_hand(contract, instant_us):
    opened = instant_us("2026-03-23T09:00+01:00")
    hour = 60 * MINUTE
    events = [(0, opened, 0), (0, opened + hour, 1), (0, opened + 2 * hour, 2), (0, opened + 6 * hour, 1), (0, opened + 7 * hour, 3)]
    log = entente.Log(contract, *columns(contract, [opened], ["1"], events))
    cycles = entente.evaluate(log, opened + 30 * hour)
    assert len(cycles) == 2 and cycles.target.tolist() == [0, 1] and cycles.ticket.tolist() == [0, 0]
    assert cycles.state.tolist() == [entente.CycleState.MET, entente.CycleState.MET]
    assert cycles.elapsed_us.tolist() == [3 * hour, hour]
    assert cycles.paused_us[0] == cycles.requester_us[0] == 3 * hour  # four hours less the lunch of one
    assert cycles.outside_us[0] == hour
    assert cycles.stopped_us.tolist() == [opened + 7 * hour, opened + hour]
    assert cycles.consumed_percent.tolist() == [75, 50]
    assert cycles.target_us.tolist() == [4 * hour, 2 * hour]
    assert cycles.breached_us.tolist() == [entente.NO_VALUE] * 2
    assert cycles.status.tolist() == [0, 0] and cycles.started_us.tolist() == [opened] * 2


def test_an_open_ticket_is_judged_at_the_instant_asked_for(contract, instant_us):
    opened = instant_us("2026-03-23T09:00+01:00")
    log = entente.Log(contract, *columns(contract, [opened], ["2"], [(0, opened, 0)]))
    due = instant_us("2026-03-23T14:00+01:00")
    before, after = entente.evaluate(log, due), entente.evaluate(log, due + 1)
    assert before.state[0] == entente.CycleState.RUNNING and after.state[0] == entente.CycleState.BREACHED
    assert before.due_us[0] == after.due_us[0] == after.breached_us[0] == due
    assert after.stopped_us[0] == entente.NO_VALUE


def test_bad_rows_are_left_out_and_named(contract):
    opened = np.array([1_000_000, entente.NO_VALUE, 2_000_000])
    codes = np.zeros((1, 3), np.int32)
    ticket = np.array([0, 5, 0, 2, 2], np.int32)
    at = np.array([1_000_000, 1_000_000, -1, 1_999_999, 3_000_000])
    state = np.array([0, 0, 0, 0, 9], np.int32)
    log = entente.Log(contract, opened, codes, ticket, at, state)
    assert log.ticket_status.tolist() == [0, 3, 0]
    assert log.event_status.tolist() == [0, 5, 3, 0, 1]
    assert log.figures == {"tickets": 3, "tickets_refused": 1, "events": 2, "events_refused": 3, "events_before_opening": 1, "reopens": 0}
    assert set(entente.evaluate(log, 10_000_000).ticket.tolist()) == {0, 2}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"opened_us": np.zeros(2, np.int32)}, "opened_us: expected .*int64"),
        ({"attributes": np.zeros((2, 2), np.int32)}, r"attributes: expected .* shape \(1, 2\), .* got int32 of shape \(2, 2\)"),
        ({"attributes": np.zeros((1, 2), np.int64)}, "attributes: expected .*int32"),
        ({"attributes": None}, "attributes: expected .*got NoneType"),
        ({"ticket": np.zeros(3, np.int64)}, "ticket: expected .*int32"),
        ({"at_us": np.zeros(2, np.int64)}, "at_us: expected .* 3 values"),
        ({"value": np.zeros(6, np.int32)[::2]}, "value: expected .*not contiguous"),
    ],
)
def test_wrong_columns_are_type_errors(contract, change, message):
    arguments = {
        "opened_us": np.zeros(2, np.int64),
        "attributes": np.zeros((1, 2), np.int32),
        "ticket": np.zeros(3, np.int32),
        "at_us": np.zeros(3, np.int64),
        "value": np.zeros(3, np.int32),
    }
    assert entente.Log(contract, **arguments).figures["tickets"] == 2
    with pytest.raises(TypeError, match=message):
        entente.Log(contract, **(arguments | change))


def test_a_contract_without_conditions_takes_no_attributes(small_document):
    del small_document["targets"][0]["when"]
    contract = entente.Contract(small_document)
    empty = np.zeros(0, np.int32)
    log = entente.Log(contract, np.array([1_000_000]), None, empty, np.zeros(0, np.int64), empty)
    assert contract.attributes == [] and len(entente.evaluate(log, 2_000_000)) == 2
    nothing = entente.Log(contract, np.zeros(0, np.int64), None, empty, np.zeros(0, np.int64), empty)
    assert len(entente.evaluate(nothing, 2_000_000)) == 0
    assert entente.evaluate(nothing, 2_000_000).due_us.shape == (0,)


def test_evaluate_refuses_what_it_cannot_do(contract):
    empty = np.zeros(0, np.int32)
    log = entente.Log(contract, np.zeros(0, np.int64), empty.reshape(1, 0), empty, np.zeros(0, np.int64), empty)
    for arguments, status in (((-1,), "E_RANGE"), ((0, 0), "E_INVALID")):
        with pytest.raises(entente.Error) as failure:
            entente.evaluate(log, *arguments)
        assert failure.value.status == status


def test_the_example_logs_recorded_verdicts_follow_their_rule(example):
    log = entente.Log(example.contract, **example.columns)
    cycles = entente.evaluate(log, example.end_us)
    recorded = [i for i, name in enumerate(example.contract.targets) if name.startswith("recorded-")]
    rows = np.flatnonzero(np.isin(cycles.target, recorded))
    assert len(rows) == len(example.tickets)
    word = {entente.CycleState.MET: "true", entente.CycleState.BREACHED: "false", entente.CycleState.RUNNING: ""}
    assert [word[entente.CycleState(state)] for state in cycles.state[rows]] == [example.tickets[i]["made_sla"] for i in cycles.ticket[rows]]


def test_the_example_logs_office_clocks_are_those_of_a_minute_by_minute_count(example, instant_us):
    log = entente.Log(example.contract, **example.columns)
    cycles = entente.evaluate(log, example.end_us, threads=2)
    begin = int(datetime.datetime(2026, 1, 1, tzinfo=PARIS).timestamp()) // 60
    opened = open_minutes_before(begin, example.end_us // MINUTE)
    history = {ticket["ticket_id"]: [] for ticket in example.tickets}
    for event in example.events:
        history[event["ticket_id"]].append((instant_us(event["at"]) // MINUTE, event["to_state"]))
    checked = 0
    for i in range(len(cycles)):
        if not example.contract.targets[cycles.target[i]].startswith("resolve-"):
            continue
        ticket = example.tickets[cycles.ticket[i]]
        expected = count(history[ticket["ticket_id"]], instant_us(ticket["opened_at"]) // MINUTE, example.end_us // MINUTE, opened, begin)
        assert {name: int(getattr(cycles, name)[i]) // MINUTE for name in expected} == expected, ticket["ticket_id"]
        checked += 1
    assert checked == len(example.tickets)


def open_minutes_before(begin, end):
    """How many minutes of office hours lie before each minute."""
    before = [0]
    for minute in range(begin, end):
        local = datetime.datetime.fromtimestamp(minute * 60, PARIS)
        of_day = local.hour * 60 + local.minute
        hours = local.weekday() < 5 and (540 <= of_day < 750 or 810 <= of_day < 1080)
        before.append(before[-1] + (hours and local.date() != datetime.date(2026, 1, 1)))
    return before


def count(events, opened, end, before, begin):
    """Office minutes of one ticket by whom they waited for, from its opening to its last resolution or the end."""
    steps = [(opened, "New")]
    for at, state in events:
        steps = [*steps, (at, state)] if at > opened else [(opened, state)]
    stopped = [i for i, (_, state) in enumerate(steps) if state == "Resolved"]
    if steps[-1][1] in ("Resolved", "Closed"):
        steps = steps[: stopped[-1] + 1]
        finish = steps[-1][0]
    else:
        finish = end
    sums = dict.fromkeys(("provider_us", "requester_us", "third_party_us", "closing_us"), 0)
    for (at, state), (until, _) in zip(steps, [*steps[1:], (finish, "")]):
        sums[WAITS[state]] += before[until - begin] - before[at - begin]
    return sums | {"elapsed_us": sums["provider_us"], "settled_us": sums["closing_us"]}


def test_identities_hold_on_every_row_and_threads_change_nothing(example):
    log = entente.Log(example.contract, **example.columns)
    cycles = entente.evaluate(log, example.end_us)
    end = np.where(cycles.stopped_us == entente.NO_VALUE, example.end_us, cycles.stopped_us)
    assert (cycles.elapsed_us + cycles.paused_us + cycles.outside_us == end - cycles.started_us).all()
    parts = cycles.provider_us + cycles.requester_us + cycles.third_party_us + cycles.closing_us
    assert (parts == cycles.elapsed_us + cycles.paused_us).all()
    again = entente.evaluate(log, example.end_us, threads=3)
    for name in ("state", "due_us", "stopped_us", "breached_us", "elapsed_us", "consumed_percent"):
        assert (getattr(cycles, name) == getattr(again, name)).all()


def test_reopens_and_state_times_are_those_of_the_rows(example, instant_us):
    log = entente.Log(example.contract, **example.columns)
    assert log.reopens().tolist() == [int(ticket["reopen_count"]) for ticket in example.tickets]
    assert log.figures["reopens"] == int(log.reopens().sum())
    entries = dict.fromkeys(example.contract.states, 0)
    total = dict.fromkeys(example.contract.states, 0)
    for i, event in enumerate(example.events):
        entries[event["to_state"]] += 1
        if i + 1 < len(example.events) and example.events[i + 1]["ticket_id"] == event["ticket_id"]:
            total[event["to_state"]] += instant_us(example.events[i + 1]["at"]) - instant_us(event["at"])
    times = log.state_time()
    assert times["entries"].tolist() == list(entries.values())
    assert times["total_us"].tolist() == list(total.values())
    assert times["intervals"].sum() == len(example.events) - len(example.tickets)
