"""The scheduler: each function once, refusals as words, identities under random operations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entente

HOUR = 3_600_000_000


@pytest.fixture
def scheduler(contract):
    scheduler = entente.Scheduler(contract)
    assert scheduler.add_agent("Ada") == 0
    return scheduler


def test_departments_are_the_quota_lines_in_order_of_their_names(scheduler):
    assert scheduler.departments == ["Accounting", "Sales"]
    assert scheduler.department_id("Sales") == 1
    assert [scheduler.balance(i, "available") for i in (0, 1)] == [1, 2]
    with pytest.raises(entente.Error) as failure:
        scheduler.department_id("Marketing")
    assert failure.value.status == "E_NOT_FOUND"


def test_a_backed_request_goes_first_and_the_decision_says_why(scheduler):
    ordinary, refusal = scheduler.submit(0, 10, 0)
    backed, no_refusal = scheduler.submit(0, 11, 1, back=True)
    assert refusal is None and no_refusal is None
    assert scheduler.slots(1).tolist() == [4 * HOUR] and scheduler.slots(0).shape == (0,)
    assert scheduler.request(backed) == (entente.RequestState.QUEUED, entente.Backing.HELD, None)
    decision = scheduler.next(0, 0)
    assert isinstance(decision, entente.Decision)
    assert decision == (backed, 2, 1, 11, 4 * HOUR, entente.Backing.SPENT, False, ordinary, 4,
                        4 * HOUR, 1, 0, 0)
    assert decision.backing is entente.Backing.SPENT and decision.late is False
    assert scheduler.next(0, 0) is None  # the agent is full
    assert scheduler.complete(HOUR, backed) is None
    second = scheduler.next(HOUR, 0)
    assert (second.request, second.due_us, second.runner_up) == (ordinary, None, None)
    assert scheduler.request(ordinary)[:2] == (entente.RequestState.ACTIVE, entente.Backing.NONE)
    assert scheduler.balance(1, "spent") == 1


def test_refusals_are_words_and_change_nothing(scheduler):
    first, _ = scheduler.submit(HOUR, 1, 0, back=True)
    second, refusal = scheduler.submit(HOUR, 2, 0, back=True)
    assert second is not None and refusal == "quota_exhausted"
    assert scheduler.submit(HOUR, 1, 0) == (None, "duplicate")
    assert scheduler.submit(HOUR, 3, 7) == (None, "unknown_department")
    assert scheduler.submit(HOUR, 3, 0, pool=7) == (None, "unknown_pool")
    assert scheduler.advance(0) == "time_backwards" and scheduler.advance(HOUR) is None
    assert scheduler.back(HOUR, first) == "already_backed"
    assert scheduler.complete(HOUR, first) == "not_active"
    assert scheduler.answer(HOUR, first) == "not_waiting"
    assert scheduler.reopen(HOUR, first) == "not_done"
    assert scheduler.cancel(HOUR, 99) == "unknown_request"
    assert scheduler.assign(HOUR, first, 5) == "unknown_agent"
    assert scheduler.reorder(HOUR, second, 0) == "not_backed"
    assert scheduler.forget(HOUR, first) == "not_done"
    assert scheduler.presence(HOUR, 5, True) == "unknown_agent"
    assert scheduler.transfer(HOUR, 0, 0, 1) == "bad_amount"
    assert scheduler.change_terms(HOUR, 0, {"period_us": HOUR}) == "fixed_field"
    for arguments, word in (((0, 0), "time_backwards"), ((HOUR, 5), "unknown_agent")):
        with pytest.raises(entente.Error, match=word) as failure:
            scheduler.next(*arguments)
        assert failure.value.status == "E_REFUSED"


def test_the_life_of_a_request(scheduler):
    request, _ = scheduler.submit(0, 1, 1)
    assert scheduler.back(0, request) is None
    assert scheduler.assign(0, request, 0) is None
    assert scheduler.ask(HOUR, request) is None
    assert scheduler.request(request)[0] is entente.RequestState.WAITING
    assert scheduler.answer(2 * HOUR, request) is None
    assert scheduler.next(2 * HOUR, 0).request == request
    assert scheduler.complete(3 * HOUR, request) is None
    assert scheduler.reopen(4 * HOUR, request) is None
    assert scheduler.cancel(4 * HOUR, request) is None
    assert scheduler.request(request)[0] is entente.RequestState.CANCELLED
    assert scheduler.forget(4 * HOUR, request) is None
    with pytest.raises(entente.Error) as failure:
        scheduler.request(request)
    assert failure.value.status == "E_NOT_FOUND"


def test_pools_agents_and_skills(scheduler):
    assert scheduler.add_pool("*") == 0
    network = scheduler.add_pool("Network")
    assert scheduler.add_pool("Network") == network
    request, _ = scheduler.submit(0, 1, 0, pool=network)
    assert scheduler.next(0, 0) is None
    scheduler.add_skill(0, network)
    assert scheduler.next(0, 0).request == request
    assert scheduler.add_agent("Bob", pool=network, slots=2) == 1
    for call in (lambda: scheduler.add_agent("Eve", pool=9), lambda: scheduler.add_skill(9, 0), lambda: scheduler.slots(9)):
        with pytest.raises(entente.Error) as failure:
            call()
        assert failure.value.status == "E_NOT_FOUND"
    with pytest.raises(entente.Error) as failure:
        scheduler.add_agent("Eve", slots=-1)
    assert failure.value.status == "E_RANGE"


def test_the_hosts_own_will(scheduler):
    first, second = (scheduler.submit(0, key, 1, back=True)[0] for key in (1, 2))
    assert scheduler.reorder(0, second, 0) is None
    assert scheduler.presence(0, 0, False) is None
    assert scheduler.next(0, 0) is None
    assert scheduler.presence(0, 0, True) is None
    assert scheduler.next(0, 0).request == second
    assert scheduler.transfer(0, 0, 1, 1, repay=True) is None
    assert scheduler.balance(1, "loans") == 1 and scheduler.balance(1, "borrowed") == 1
    assert scheduler.change_terms(0, 1, {"quota": 5, "weight": 3}, effective="now") is None
    assert scheduler.balance(1, "granted") == 5
    with pytest.raises(ValueError, match="quota start_within_us"):
        scheduler.change_terms(0, 1, {"colour": 5})
    with pytest.raises(ValueError, match="'next_period' or 'now'"):
        scheduler.change_terms(0, 1, {"quota": 5}, effective="yesterday")
    with pytest.raises(entente.Error) as failure:
        scheduler.change_terms(0, 1, {"weight": 99})
    assert failure.value.status == "E_RANGE"


def test_balances_have_names(scheduler):
    assert set(scheduler.balances()) == set(entente.BALANCES) and len(entente.BALANCES) == 13
    assert scheduler.balances()["granted"].tolist() == [1, 2]
    with pytest.raises(ValueError, match="available held"):
        scheduler.balance(0, "wealth")


def test_a_contract_without_quotas_has_no_scheduler(small_document):
    del small_document["quotas"]
    with pytest.raises(entente.Error) as failure:
        entente.Scheduler(entente.Contract(small_document))
    assert failure.value.status == "E_STATE"


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["submit", "back", "next", "complete", "ask", "answer", "reopen", "cancel", "assign"]),
        st.integers(0, 6),
        st.integers(0, 20),
    ),
    max_size=60,
)


def play(contract, operations):
    scheduler = entente.Scheduler(contract)
    scheduler.add_agent("Ada")
    scheduler.add_agent("Bob", slots=2)
    now, outcomes = 0, []
    for i, (name, number, hours) in enumerate(operations):
        now += hours * HOUR
        if name == "submit":
            outcomes.append(scheduler.submit(now, i, number % 2, back=number % 3 == 0))
        elif name == "next":
            outcomes.append(scheduler.next(now, number % 2))
        elif name == "assign":
            outcomes.append(scheduler.assign(now, number, number % 2))
        else:
            outcomes.append(getattr(scheduler, name)(now, number))
        units = scheduler.balances()
        inside = sum(units[name] for name in ("available", "held", "spent", "forfeited", "expired", "lent"))
        assert (units["granted"] + units["borrowed"] == inside).all()
        assert all((column >= 0).all() for column in units.values())
    return outcomes


@settings(max_examples=60)
@given(OPERATIONS)
def test_accounts_always_balance_and_the_same_operations_give_the_same_outcomes(operations):
    assert play(CONTRACT, operations) == play(CONTRACT, operations)


CONTRACT = entente.Contract(
    {
        "entente": 1,
        "name": "Two departments",
        "zone": "UTC",
        "parties": [{"id": "A", "kind": "requester"}, {"id": "B", "kind": "requester"}],
        "calendars": {"day": {"weekly": {"mon": [["09:00", "17:00"]]}}},
        "clock_map": {"New": "run", "Done": "stop"},
        "targets": [{"id": "t", "metric": "resolution", "duration": "1h", "calendar": "day"}],
        "quotas": {
            "ordinary_floor": "2h",
            "lines": [
                {"party": "A", "quota": 2, "period": "10h", "start_within": "2h", "answer_within": "5h", "grace": "1h", "carry_cap": 1},
                {"party": "B", "quota": 1, "period": "7h", "start_within": "1h", "overdraft": 1},
            ],
        },
    }
)
