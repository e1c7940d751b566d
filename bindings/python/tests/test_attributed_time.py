"""Time by the value of an attribute: sums are those of the cycles, parties those that name the values."""

import numpy as np
import pytest

import entente

HOUR = 3_600_000_000
MONDAY = 1_767_571_200_000_000  # 2026-01-05T00:00Z

DOCUMENT = {
    "entente": 1, "name": "n", "zone": "Etc/UTC", "clock_map": {"New": "run", "Waiting": "pause", "Done": "stop"},
    "calendars": {"office": {"weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}},
    "parties": [{"id": "Sales", "kind": "requester"}, {"id": "Ops", "kind": "provider", "values": ["first", "second"]},
                {"id": "Vendor", "kind": "provider", "others": True}],
    "attribution": {"attribute": "group"},
    "targets": [{"id": "sla", "metric": "resolution", "duration": "24h", "calendar": "office"},
                {"id": "ola", "metric": "state_pair", "duration": "4h", "calendar": "office", "agreement": "ola",
                 "party": "Ops", "start_when": {"group": ["first"]}, "stop_when": {"group": ["second"]}}],
}


@pytest.fixture
def log():
    contract = entente.Contract(DOCUMENT)
    chance = np.random.default_rng(2026)
    tickets, events = 200, 1500
    kind = chance.choice(np.array([0, 2], np.int32), events)
    return entente.Log(contract, MONDAY + chance.integers(0, 100 * HOUR, tickets), chance.integers(0, 3, (1, tickets), np.int32),
                       chance.integers(0, tickets, events).astype(np.int32), MONDAY + chance.integers(0, 300 * HOUR, events),
                       chance.integers(0, 3, events).astype(np.int32), kind=kind.astype(np.int32))


def test_the_rows_of_each_cycle_sum_to_its_time(log):
    as_of_us = MONDAY + 250 * HOUR
    cycles, time = entente.evaluate(log, as_of_us), entente.attribute_time(log, as_of_us, 0)
    sums = {}
    for row in zip(time.ticket.tolist(), time.target.tolist(), time.cycle.tolist(), time.run_us.tolist(), time.pause_us.tolist()):
        run, pause = sums.get(row[:3], (0, 0))
        sums[row[:3]] = (run + row[3], pause + row[4])
    for row in zip(cycles.ticket.tolist(), cycles.target.tolist(), cycles.cycle.tolist(), cycles.elapsed_us.tolist(), cycles.paused_us.tolist()):
        assert sums.pop(row[:3], (0, 0)) == row[3:]
    assert not sums and len(time) > len(cycles)
    contract = entente.Contract(DOCUMENT)
    assert contract.parties == ["Sales", "Ops", "Vendor"]
    assert contract.value_id("group", "second") == 2
    assert contract.document["attribution"] == {"attribute": "group"}
    assert entente.Contract(contract.document).document == contract.document
    assert time.party.tolist() == [2 if value == 0 else 1 for value in time.value.tolist()]


def test_columns_keep_the_result_alive_and_wrong_arguments_are_refused(log):
    column = entente.attribute_time(log, MONDAY + 250 * HOUR, 0).run_us
    assert column.sum() > 0 and not column.flags.writeable
    for as_of_us, attribute, status in ((-1, 0, "E_RANGE"), (0, 1, "E_NOT_FOUND")):
        with pytest.raises(entente.Error) as failure:
            entente.attribute_time(log, as_of_us, attribute)
        assert failure.value.status == status
    assert len(entente.attribute_time(log, 0, 0)) == 0
