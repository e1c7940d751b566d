"""What open clocks have left, and until when they can be handed over: held against the calendar itself."""

import numpy as np
import pytest

import entente

HOUR = 3_600_000_000
MONDAY = 1_767_571_200_000_000  # 2026-01-05T00:00Z
OFFICE = {"weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
DOCUMENT = {
    "entente": 1, "name": "n", "zone": "Etc/UTC", "clock_map": {"New": "run", "Waiting": "pause", "Done": "stop"},
    "calendars": {"office": OFFICE},
    "targets": [{"id": "sla", "metric": "resolution", "duration": "24h", "calendar": "office", "when": {"team": ["a", "b"]}}],
}


@pytest.fixture
def log():
    chance = np.random.default_rng(2026)
    tickets, events = 300, 600
    return entente.Log(entente.Contract(DOCUMENT), MONDAY + chance.integers(0, 100 * HOUR, tickets),
                       chance.integers(1, 3, (1, tickets), np.int32), chance.integers(0, tickets, events).astype(np.int32),
                       MONDAY + chance.integers(0, 150 * HOUR, events), chance.integers(0, 3, events).astype(np.int32))


def test_a_running_clock_that_is_left_alone_is_due_when_its_time_is_up(log):
    now = MONDAY + 106 * HOUR  # Friday 10:00
    cycles = entente.evaluate(log, now)
    left = entente.time_left(log, cycles, now, 0, 2 * HOUR)
    calendar = entente.Calendar({"zone": "Etc/UTC", **OFFICE})
    running = [row for row in zip(left.row.tolist(), left.left_us.tolist(), left.hand_over_us.tolist())
               if cycles.state[row[0]] == entente.CycleState.RUNNING and row[1] > 0]
    assert len(running) > 50
    for row, left_us, hand_over_us in running:
        assert calendar.add(now, left_us) == cycles.due_us[row]
        assert calendar.between(hand_over_us, int(cycles.due_us[row])) == 2 * HOUR
    queues = left.by_queue
    assert queues["queue"].tolist() == [1, 2]
    for place, queue in enumerate(queues["queue"]):
        its = left.left_us[left.queue == queue]
        assert queues["clocks"][place] == len(its)
        assert queues["overrun"][place] == (its < 0).sum()
        assert queues["total_left_us"][place] == its[its >= 0].sum()
    assert len(entente.time_left(log, cycles, now).by_queue["queue"]) == 1


def test_wrong_arguments_are_refused_and_columns_keep_the_result_alive(log):
    cycles = entente.evaluate(log, MONDAY + 106 * HOUR)
    column = entente.time_left(log, cycles, MONDAY + 106 * HOUR, 0).left_us
    assert len(column) and not column.flags.writeable
    for at, attribute, work, status in ((-1, 0, 0, "E_RANGE"), (0, 1, 0, "E_NOT_FOUND"), (0, 0, -1, "E_RANGE")):
        with pytest.raises(entente.Error) as failure:
            entente.time_left(log, cycles, at, attribute, work)
        assert failure.value.status == status
