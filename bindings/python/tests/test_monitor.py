"""The monitor and explanations, against evaluate() over the bundled log."""

import numpy as np
import pytest

import entente

HOUR = 3_600_000_000


def lived_through(example, until_us):
    """A monitor that was told everything up to an instant, in order of time; and its number of each ticket."""
    columns = example.columns
    opened, attributes = columns["opened_us"], columns["attributes"]
    monitor = entente.Monitor(example.contract, int(opened.min()), attributes_may_change=False)
    numbers = {}
    at = np.maximum(columns["at_us"], opened[columns["ticket"]])  # an event before the opening counts at the opening
    order = np.lexsort((np.arange(len(at)), at))
    openings = iter(np.argsort(opened, kind="stable").tolist())
    opening = next(openings, None)

    def open_until(at_us):
        nonlocal opening
        while opening is not None and opened[opening] <= at_us:
            codes = np.ascontiguousarray(attributes[:, opening])
            numbers[opening], refusal = monitor.open(int(opened[opening]), codes)
            assert refusal is None
            opening = next(openings, None)

    for row in order.tolist():
        at_us = int(at[row])
        if at_us > until_us:
            break
        open_until(at_us)
        ticket = int(columns["ticket"][row])
        assert monitor.apply(numbers[ticket], at_us, int(columns["value"][row])) is None
    open_until(until_us)
    assert monitor.advance(until_us) is None
    return monitor, numbers


def test_a_monitor_gives_the_verdicts_of_a_batch(example):
    until_us = int(np.quantile(example.columns["at_us"], 0.7))
    monitor, numbers = lived_through(example, until_us)
    cycles = entente.evaluate(entente.Log(example.contract, **example.columns), until_us)
    for row in range(len(cycles)):
        reading = monitor.read(numbers[int(cycles.ticket[row])], int(cycles.target[row]))
        assert reading["state"] == cycles.state[row]
        assert reading["elapsed_us"] == cycles.elapsed_us[row]
        assert (reading["due_us"] or entente.NO_VALUE) == cycles.due_us[row]
    notices = monitor.take_notices()
    breached = {(int(due), numbers[int(ticket)], int(target)) for due, ticket, target in
                zip(cycles.breached_us, cycles.ticket, cycles.target) if due != entente.NO_VALUE}
    told = list(zip(notices["at_us"].tolist(), notices["ticket"].tolist(), notices["target"].tolist()))
    assert set(told) == breached and len(told) == len(breached) > 100
    assert told == sorted(told)
    assert len(monitor.take_notices()["at_us"]) == 0


def test_due_before_lists_running_clocks_with_the_first_due_first(example):
    until_us = int(np.quantile(example.columns["at_us"], 0.7))
    monitor, numbers = lived_through(example, until_us)
    cycles = entente.evaluate(entente.Log(example.contract, **example.columns), until_us)
    running = (cycles.state == entente.CycleState.RUNNING) & (cycles.due_us < until_us + 40 * HOUR)
    due = monitor.due_before(until_us + 40 * HOUR)
    assert due["due_us"].tolist() == sorted(cycles.due_us[running].tolist()) and len(due["due_us"]) > 0


def test_refusals_are_words_and_change_nothing(example):
    start = int(example.columns["opened_us"].min())
    monitor = entente.Monitor(example.contract, start)
    codes = np.zeros(len(example.contract.attributes), np.int32)
    ticket, refusal = monitor.open(start, codes)
    assert (ticket, refusal) == (0, None)
    assert monitor.open(-1, codes) == (None, "out_of_range")
    assert monitor.apply(7, start, 0) == "unknown_ticket"
    assert monitor.apply(ticket, start - 1, 0) == "time_backwards"
    assert monitor.apply(ticket, start, 10_000) == "unknown_event"
    assert monitor.advance(start - 1) == "time_backwards"
    assert monitor.read(ticket, 10_000) is None
    assert monitor.apply_column(np.array([ticket, 9], np.int32), np.array([start, start]),
                                np.array([0, 0], np.int32)).tolist() == [0, 2]
    assert monitor.forget(ticket) is None and monitor.forget(ticket) == "unknown_ticket"
    assert monitor.tickets == 0 and monitor.open_clocks == 0 and monitor.now_us == start and monitor.bytes > 0
    with pytest.raises(entente.Error):
        entente.Monitor(example.contract, -1)


def test_an_explanation_adds_up_and_names_its_events(example):
    log = entente.Log(example.contract, **example.columns)
    as_of_us = int(example.columns["at_us"].max())
    cycles = entente.evaluate(log, as_of_us)
    kinds = entente.SegmentKind
    for row in range(0, len(cycles), 37):
        parts = entente.explain(log, int(cycles.ticket[row]), int(cycles.target[row]), as_of_us, int(cycles.cycle[row]))
        length = parts.to_us - parts.from_us
        assert length[parts.kind == kinds.ELAPSED].sum() == cycles.elapsed_us[row]
        assert length[(parts.kind == kinds.PAUSED) | (parts.kind == kinds.SETTLED)].sum() == cycles.paused_us[row]
        assert length[parts.kind == kinds.OUTSIDE].sum() == cycles.outside_us[row]
        told = parts.event[parts.event >= 0]
        assert (example.columns["ticket"][told] == cycles.ticket[row]).all()
        assert (example.columns["value"][told] == parts.state[parts.event >= 0]).all()
        assert len(parts) == len(parts.waits_for) == len(parts.calendar)
    with pytest.raises(entente.Error) as refused:
        entente.explain(log, 0, 10_000, as_of_us)
    assert refused.value.status == "E_NOT_FOUND"
