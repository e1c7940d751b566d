"""Graph, scheduler and SLA in one assignment."""

import numpy as np
import pytest

import entente

HOUR = 3_600_000_000


@pytest.fixture
def desk(small_document):
    """Three agents with two visits at a time; agent 0 knows client 7."""
    scheduler = entente.Scheduler(entente.Contract(small_document))
    for name in ("Ann", "Bob", "Cid"):
        scheduler.add_agent(name, slots=2)
    knowledge = entente.Knowledge(np.array([0, 0, 1], np.int32), np.array([7, 7, 7]), np.array([0.6, 0.6, 0.5]))
    return scheduler, knowledge


def test_a_day_in_which_graph_sla_and_scheduler_decide_once_each(desk):
    scheduler, knowledge = desk
    scheduler.submit(0, 101, 0, client=7)
    graph = scheduler.assign_now(0, knowledge=knowledge)
    assert (graph.key, graph.client, graph.chosen.agent, graph.chosen.knows) == (101, 7, 0, entente.Knows.MEASURED)
    assert graph.chosen.strength == pytest.approx(1.2) and graph.rejected_for is entente.RejectedFor.KNOWLEDGE

    scheduler.presence(HOUR, 2, False)
    scheduler.submit(HOUR, 102, 0, client=7, sla_due_us=4 * HOUR)
    needed = np.array([4, 1, 1]) * HOUR
    sla = scheduler.assign_now(HOUR, knowledge=knowledge, needed_us=needed)
    assert (sla.chosen.agent, sla.chosen.finish_us, sla.chosen.meets_due, sla.due_us) == (1, 2 * HOUR, True, 4 * HOUR)
    assert (sla.runner_up.agent, sla.runner_up.meets_due, sla.rejected_for) == (0, False, entente.RejectedFor.DUE)

    scheduler.presence(2 * HOUR, 2, True)
    scheduler.submit(2 * HOUR, 103, 0, client=8)
    scheduler.submit(2 * HOUR, 104, 0, client=8, back=True)
    queue = scheduler.assign_now(2 * HOUR, knowledge=knowledge, needed_us=needed)
    assert (queue.key, queue.rule, queue.rank) == (104, 2, 6 * HOUR)
    assert (queue.chosen.agent, queue.rejected_for) == (2, entente.RejectedFor.LOAD)
    assert scheduler.request_fields(queue.request)["agent"] == 2


def test_who_has_a_critical_case_is_left_alone_and_the_manager_is_the_contact(desk):
    scheduler, knowledge = desk
    scheduler.submit(0, 101, 0, client=7)
    critical = scheduler.assign_now(0, knowledge=knowledge)
    scheduler.submit(HOUR, 102, 0, client=7)
    proposed = scheduler.assign_now(HOUR, knowledge=knowledge, critical=[(critical.request, 900)], start=False)
    assert (critical.manager, proposed.manager, proposed.shielded) == (None, 900, 1)
    assert proposed.chosen.agent == 1 and scheduler.request(proposed.request)[0] is entente.RequestState.QUEUED


def test_declared_people_and_those_who_served_know_a_client(desk):
    scheduler, _ = desk
    nobody = (np.zeros(0, np.int32), np.zeros(0, np.int64))
    declared = entente.Knowledge(*nobody, primary=[(2, 7)], backup=[(1, 7), (2, 7)])
    assert declared.knows(7, 2) == (entente.Knows.PRIMARY, 0.0) and declared.knows(7, 0)[0] is entente.Knows.STRANGER
    scheduler.submit(0, 101, 0, client=7)
    assert scheduler.assign_now(0, knowledge=declared).chosen.agent == 2
    scheduler.submit(HOUR, 102, 0, client=7)
    assert scheduler.assign_now(HOUR, start=False).chosen[:2] == (2, entente.Knows.SERVED)
    assert scheduler.assign_now(HOUR, window_us=1, start=False).chosen.knows is entente.Knows.STRANGER


def test_by_default_whoever_ever_served_a_client_knows_it(desk):
    scheduler, _ = desk
    request, _ = scheduler.submit(0, 101, 0, client=7)
    scheduler.assign(0, request, 0)
    scheduler.advance(500 * HOUR)
    assert scheduler.knows(7) == [0] and scheduler.knows(7, 500 * HOUR) == [0] and scheduler.knows(7, 499 * HOUR) == []
    assert scheduler.choose_agent(client=7).agent != 0  # a newcomer, so that two know it
    assert scheduler.choose_agent(client=7, window_us=HOUR).agent == 1


def test_nothing_queued_nobody_free_and_bad_input(desk):
    scheduler, knowledge = desk
    assert scheduler.assign_now(0) is None
    for agent in range(3):
        scheduler.presence(0, agent, False)
    scheduler.submit(0, 101, 0, client=7)
    assert scheduler.assign_now(0).chosen is None
    scheduler.presence(0, 0, True)
    for bad, status in (({"pool": 5}, "E_NOT_FOUND"), ({"due_us": -1}, "E_RANGE"), ({"window_us": -1}, "E_RANGE"),
                        ({"needed_us": np.zeros(0, np.int64)}, None), ({"needed_us": np.array([-1])}, "E_RANGE"),
                        ({"critical": [(99, 1)]}, "E_NOT_FOUND")):
        if status is None:  # no column at all: nobody needs time
            assert scheduler.assign_now(0, start=False, **bad).chosen.finish_us == 0
            continue
        with pytest.raises(entente.Error) as raised:
            scheduler.assign_now(0, **bad)
        assert raised.value.status == status
    with pytest.raises(entente.Error, match="time_backwards"):
        scheduler.advance(5)
        scheduler.assign_now(4)
    with pytest.raises(TypeError):
        scheduler.assign_now(5, needed_us=np.array([1.0]))
    with pytest.raises(entente.Error) as raised:
        entente.Knowledge(np.array([-1], np.int32), np.array([7]))
    assert raised.value.status == "E_RANGE" and "row 0" in str(raised.value)
    assert entente.refusal_name(0) == "accepted" and entente.refusal_name(9) == "quota_exhausted" and entente.refusal_name(99) == ""
