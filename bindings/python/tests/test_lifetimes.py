"""Memory: columns are read in place, views keep their results alive, nothing leaks."""

import gc
import os
import subprocess
import sys

import numpy as np
import pytest

import entente


def small_log(contract, rows=2000):
    codes = np.ones((1, rows), np.int32)
    ticket = np.arange(rows, dtype=np.int32)
    opened = np.arange(rows, dtype=np.int64) * 1_000_000 + 1_700_000_000_000_000
    return entente.Log(contract, opened, codes, ticket, opened, np.zeros(rows, np.int32))


def churn():
    gc.collect()
    return [np.full(5000, -1, np.int64) for _ in range(200)]


def test_columns_of_cycles_are_read_only_views_of_one_memory(contract):
    cycles = entente.evaluate(small_log(contract), 1_800_000_000_000_000)
    assert np.shares_memory(cycles.due_us, cycles.due_us)
    assert not np.shares_memory(cycles.due_us, cycles.started_us)
    for name in ("ticket", "due_us"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(cycles, name)[0] = 0


def test_parents_may_die_before_their_children(small_document):
    contract = entente.Contract(small_document)
    office = contract.calendar("office")
    log = small_log(contract)
    status = log.ticket_status
    cycles = entente.evaluate(log, 1_800_000_000_000_000)
    due = cycles.due_us
    kept, answer = due.copy(), office.next_open(0)
    del contract
    churn()
    assert office.next_open(0) == answer and log.figures["tickets"] == 2000
    again = entente.evaluate(log, 1_800_000_000_000_000)
    del log
    churn()
    assert (again.due_us == kept).all() and not status.any()
    del cycles, again
    churn()
    assert (due == kept).all()


def test_a_scheduler_outlives_its_contract(small_document):
    scheduler = entente.Scheduler(entente.Contract(small_document))
    churn()
    assert scheduler.departments == ["Accounting", "Sales"]


def resident_kib():
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def test_nothing_leaks(small_document):
    def work():
        contract = entente.Contract(small_document)
        cycles = entente.evaluate(small_log(contract, 20_000), 1_800_000_000_000_000)
        assert cycles.due_us[0] and contract.calendar("office").is_open(np.arange(20_000)).shape
        graph = entente.Graph(1000, np.arange(999, dtype=np.int32), np.arange(1, 1000, dtype=np.int32))
        assert graph.degree().sum() == 1998
        with pytest.raises(entente.DocumentError):
            entente.Contract({"entente": 1, "colour": "red"})

    for _ in range(5):
        work()
    before = resident_kib()
    for _ in range(40):
        work()
    # One round takes some 6 MiB: keeping them would show as 240 MiB.
    assert resident_kib() - before < 20_000


_IN_PLACE = """
import numpy as np, entente
def peak():
    with open('/proc/self/status') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('VmHWM'))
office = entente.Calendar({'zone': 'UTC', 'weekly': {'mon': [['09:00', '17:00']]}})
rows = 6_000_000
at = np.arange(rows, dtype=np.int64)
office.add(at[:10], at[:10])
before = peak()
out = office.add(at, at)
print((peak() - before) * 1024 / (8 * rows))
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs the kernel's own count of memory")
def test_a_column_operation_takes_the_memory_of_its_result_and_no_more():
    done = subprocess.run([sys.executable, "-c", _IN_PLACE], capture_output=True, text=True, cwd="/")
    columns = float(done.stdout)
    assert 0.9 < columns < 1.3


_QUIET = """
import numpy as np, entente
office = entente.Calendar({'zone': 'UTC', 'weekly': {'mon': [['09:00', '17:00']]}})
kept = office.next_open(np.arange(5))
graph = entente.Graph(3, np.array([0, 1], np.int32), np.array([1, 2], np.int32))
graph.betweenness(progress=lambda done, total: None)
"""


def test_the_interpreter_ends_without_a_word():
    done = subprocess.run([sys.executable, "-X", "dev", "-c", _QUIET], capture_output=True, text=True, cwd="/")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
