"""The scheduler: the host's operations, columns, records of units, snapshots and journals."""

import numpy as np
import pytest

import entente

HOUR = 3_600_000_000
NONE = -(2**31)


@pytest.fixture
def scheduler(contract):
    scheduler = entente.Scheduler(contract)
    assert [scheduler.add_agent("Ada", slots=2), scheduler.add_agent("Bob", slots=2)] == [0, 1]
    return scheduler


def test_a_hand_over_keeps_the_unit_and_takes_a_new_slot(scheduler):
    pool = scheduler.add_pool("network")
    request, refusal = scheduler.submit(0, 1, 1, back=True)
    assert refusal is None and scheduler.move(0, request, pool) is None
    assert scheduler.slots(1, pool).tolist() == [4 * HOUR] and scheduler.slots(1).shape == (0,)
    assert scheduler.balance(1, "held") == 1
    assert scheduler.unback(0, request) is None and scheduler.unback(0, request) == "not_backed"
    assert scheduler.balance(1, "held") == 0
    assert scheduler.move(0, request, 0) is None and scheduler.next(0, 0).request == request
    assert scheduler.release(1, request) is None and scheduler.release(1, request) == "not_active"
    assert scheduler.request(request)[0] is entente.RequestState.QUEUED


def test_a_challenged_request_gives_its_unit_back_and_keeps_the_link(scheduler):
    symptom, _ = scheduler.submit(0, 1, 1, back=True)
    cause, _ = scheduler.submit(0, 2, 1)
    assert scheduler.reshape(0, symptom, cause) is None
    fields = scheduler.request_fields(symptom)
    assert fields["state"] is entente.RequestState.RESHAPED and fields["reshaped_into"] == 2
    assert fields["agent"] is None and fields["client"] is None and fields["expedite"] is False
    assert scheduler.balance(1, "available") == 2
    assert scheduler.reshape(0, symptom, cause) == "closed"
    assert scheduler.reshape(0, cause, cause) == "unknown_request"


def test_two_people_come_to_know_a_client(scheduler):
    request, _ = scheduler.submit(0, 1, 0, client=7)
    assert scheduler.next(0, 0).request == request
    assert scheduler.knows(7) == [0] and scheduler.knows(8) == []
    assert scheduler.choose_agent(client=7) == (1, True, True, 0, 0)
    assert scheduler.choose_agent().agent == 1
    scheduler.presence(0, 1, False)
    assert scheduler.choose_agent(client=7).familiar is False
    scheduler.presence(0, 0, False)
    assert scheduler.choose_agent(client=7) is None
    with pytest.raises(entente.Error) as failure:
        scheduler.choose_agent(pool=9)
    assert failure.value.status == "E_NOT_FOUND"


def test_departments_agents_and_pools_come_and_go(scheduler):
    added, refusal = scheduler.add_department(0, "Marketing", {"period_us": HOUR, "quota": 3})
    assert (added, refusal) == (2, None) and scheduler.department_id("Marketing") == 2
    assert scheduler.balance(2, "available") == 3
    assert scheduler.retire_department(0, 2) is None and scheduler.submit(0, 1, 2) == (None, "unknown_department")
    request, _ = scheduler.submit(0, 2, 0)
    scheduler.next(0, 1)
    assert scheduler.retire_agent(0, 1) is None and scheduler.retire_agent(0, 1) == "unknown_agent"
    assert scheduler.request(request)[0] is entente.RequestState.QUEUED
    assert scheduler.retire_pool(0, 0) is None and scheduler.submit(0, 3, 0) == (None, "unknown_pool")
    assert scheduler.submit(0, 3, 0, expedite=True, intake_complete=True, sla_due_us=5) == (None, "unknown_pool")
    assert scheduler.add_pool("*") == 0
    assert scheduler.submit(0, 3, 0, expedite=True)[1] == "expedite_off"
    with pytest.raises(entente.Error) as failure:
        scheduler.add_department(0, "Sales", {"period_us": HOUR})
    assert failure.value.status == "E_INVALID"
    with pytest.raises(ValueError):
        scheduler.add_department(0, "Legal", {"colour": 1})


def test_columns_do_what_the_calls_do(contract, scheduler):
    o = entente.Operation
    rows = [(o.SUBMIT, 0, 5, 1, 0, 1), (o.SUBMIT, 0, 6, 0, 0, 0), (o.NEXT, 1, 0, 0, 0, 0), (o.CANCEL, 2, 6, 0, 0, 0),
            (o.CANCEL, 3, 6, 0, 0, 0), (o.ADVANCE, -1, 0, 0, 0, 0)]
    operation, now, key, first, second, value = (np.array(column) for column in zip(*rows, strict=True))
    started, refusal, status = scheduler.apply(
        operation.astype(np.int32), now, key, np.full(6, NONE, np.int32), first.astype(np.int32),
        second.astype(np.int32), value)
    assert started.tolist() == [0, 1, 0, NONE, NONE, NONE]
    assert refusal.tolist() == [0, 0, 0, 0, 15, 0] and status.tolist() == [0, 0, 0, 0, 0, 3]
    single = entente.Scheduler(contract)
    single.add_agent("Ada", slots=2)
    single.add_agent("Bob", slots=2)
    single.submit(0, 5, 1, back=True)
    request, _ = single.submit(0, 6, 0)
    single.next(1, 0)
    single.cancel(2, request)
    single.cancel(3, request)
    assert single.digest() == scheduler.digest()
    with pytest.raises(TypeError):
        scheduler.apply(now, now, key, first, first, first, value)


def test_records_add_up_to_the_balances(scheduler):
    scheduler.reserve_records(1000)
    request, _ = scheduler.submit(0, 1, 1, back=True)
    scheduler.next(0, 0)
    scheduler.advance(1000 * HOUR)
    records = scheduler.drain_records(1000)
    assert (records["left"], records["dropped"]) == (0, 0)
    names = entente.BALANCES
    units = dict.fromkeys(names, 0)
    of_sales = [i for i in range(len(records["at_us"])) if records["department"][i] == 1]
    for i in of_sales:
        amount = int(records["units"][i] * records["count"][i])
        source, target = names[records["source"][i]], names[records["target"][i]]
        if records["movement"][i] != 0:
            units[source] += amount if source == "granted" else -amount
        units[target] += amount
    for name in ("available", "held", "spent", "expired", "granted"):
        assert units[name] == scheduler.balance(1, name), name
    assert request in records["request"].tolist()
    scheduler.reserve_records(1)
    assert scheduler.drain_records(10)["dropped"] > 0


def test_a_snapshot_and_the_journal_since_give_the_present_state(scheduler):
    scheduler.submit(0, 1, 1, back=True)
    snapshot = scheduler.snapshot()
    scheduler.start_journal()
    scheduler.next(5, 0)
    scheduler.add_pool("network")
    journal = scheduler.take_journal() + scheduler.take_journal()
    restored = entente.Scheduler.restore(snapshot)
    assert restored.digest() != scheduler.digest()
    assert restored.replay(journal) == (2, len(journal)) and restored.digest() == scheduler.digest()
    assert restored.snapshot() == scheduler.snapshot()
    scheduler.stop_journal()
    for damaged, status in ((snapshot[:-1], "E_PARSE"), (b"", "E_PARSE"), (snapshot[:40] + b"x" + snapshot[41:], "E_PARSE")):
        with pytest.raises(entente.Error) as failure:
            entente.Scheduler.restore(damaged)
        assert failure.value.status == status
    with pytest.raises(entente.Error) as failure:
        restored.replay(journal)
    assert failure.value.status == "E_STATE"
