"""Decisions on graphs against slow second computations."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entente

DAY = 86_400_000_000


def column(values, dtype=np.int32):
    return np.array(list(values), dtype)


def star(rays, strength=1.0):
    return entente.Graph(rays + 1, np.zeros(rays, np.int32), column(range(1, rays + 1)), np.full(rays, strength))


def random_graph(vertices=300, edges=1500, seed=5, strength=None):
    random = np.random.default_rng(seed)
    ends = [random.integers(0, vertices, edges, dtype=np.int32) for _ in range(2)]
    return entente.Graph(vertices, *ends, None if strength is None else random.uniform(0.01, strength, edges))


@pytest.mark.parametrize("model", ["weighted_cascade", "independent_cascade", "linear_threshold"])
def test_influence_is_confirmed_by_independent_runs(model):
    graph = random_graph()
    seen = []
    options = {"model": model, "probability": 0.1 if model == "independent_cascade" else 0.0}
    found = entente.maximise_influence(graph, 5, sets=200_000, seed=3, progress=lambda *p: seen.append(p), **options)
    mean, error = entente.spread(graph, found["seeds"], runs=20_000, **options)
    assert found["spread"] == pytest.approx(mean, abs=5 * error + 0.5)
    assert found["lower"] <= mean + 3 * error and found["upper"] >= mean - 3 * error
    assert found["certified"] and found["ratio"] == found["lower"] / found["upper"] and found["sets"] >= 200_000
    assert found["gain"].sum() == pytest.approx(found["spread"]) and (found["sole"] <= found["gain"]).all()
    assert seen[-1][0] == seen[-1][1]
    again = entente.maximise_influence(graph, 5, sets=200_000, seed=3, threads=3, **options)
    assert all(np.array_equal(again[key], found[key]) for key in found)


def test_influence_keeps_quotas_and_budget():
    graph = random_graph()
    group = column(v % 3 - 1 for v in range(300))
    found = entente.maximise_influence(graph, 9, group=group, quota=column([2, 1]))
    assert sorted(group[found["seeds"]]) == [0, 0, 1]
    cost = column((1 + v % 7 for v in range(300)), np.int64)
    found = entente.maximise_influence(graph, 50, cost=cost, budget=10)
    assert cost[found["seeds"]].sum() <= 10
    assert not len(entente.maximise_influence(graph, 5, cost=cost, budget=0)["seeds"])


def test_wrong_input_is_refused():
    graph = star(3)
    for call, status in (
        (lambda: entente.maximise_influence(graph, -1), "E_INVALID"),
        (lambda: entente.maximise_influence(graph, 1, threads=0), "E_INVALID"),
        (lambda: entente.maximise_influence(graph, 1, "independent_cascade", 1.5), "E_RANGE"),
        (lambda: entente.maximise_influence(graph, 1, group=column([0, 0, 0, 5]), quota=column([1])), "E_NOT_FOUND"),
        (lambda: entente.spread(graph, column([4])), "E_RANGE"),
        (lambda: entente.study_impact(graph, column([0]), runs=0), "E_INVALID"),
        (lambda: entente.study_impact(star(2, 3.0), column([0])), "E_RANGE"),
        (lambda: entente.repair_coverage(column([0]), column([0]), column([-1]), column([1])), "E_RANGE"),
        (lambda: entente.absence_factor(column([2]), column([0]), 1, 1), "E_RANGE"),
        (lambda: entente.RelationStrengths(1, column([0], np.int64)), "E_RANGE"),
        (lambda: entente.interest_quadrants(np.array([2.0]), np.array([1.0])), "E_RANGE"),
    ):
        with pytest.raises(entente.Error) as failure:
            call()
        assert failure.value.status == status
    with pytest.raises(ValueError, match="model: expected"):
        entente.spread(graph, column([0]), "gossip")
    with pytest.raises(TypeError, match="group: expected .* and 4 values"):
        entente.maximise_influence(graph, 1, group=column([0]))


PAIRS = st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 3)), st.integers(0, 5), max_size=9)


@settings(max_examples=80, deadline=None)
@given(PAIRS, st.lists(st.integers(0, 2), min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_a_repair_is_the_cheapest_that_leaves_least_unmet(pairs, slots, missing):
    rows = list(pairs)
    best = (sum(missing), 0)
    for size in range(len(rows) + 1):
        for chosen in itertools.combinations(rows, size):
            fits = all(sum(a == agent for a, _ in chosen) <= slots[agent] for agent in range(3)) and all(
                sum(c == client for _, c in chosen) <= missing[client] for client in range(4)
            )
            if fits:
                best = min(best, (sum(missing) - size, sum(pairs[pair] for pair in chosen)))
    columns = [column(row[i] for row in rows) for i in (0, 1)] + [column(slots), column(missing)]
    plan = entente.repair_coverage(*columns, cost=column(pairs.values(), np.int64))
    assert (plan["unmet_sum"], plan["cost"]) == best
    assert sum(pairs[a, c] for a, c in zip(plan["agent"].tolist(), plan["client"].tolist())) == plan["cost"]
    even = entente.balance_coverage(*columns, load=column([0, 0, 0]))
    assert even["unmet_sum"] == best[0] and even["cap"] == np.bincount(even["agent"], minlength=1).max()


def test_absence_names_the_indispensable():
    agent, client = column([0, 0, 1, 2, 2]), column([0, 1, 1, 2, 3])
    assert entente.sole_knower_counts(agent, client, 3, 4).tolist() == [1, 0, 2]
    assert entente.coverage_without(column([0]), agent, client, 3, 4, k=1)[1].tolist() == [1, 0, 0, 0]
    found = entente.absence_factor(agent, client, 3, 4)
    assert found["lower"] == found["upper"] == 2 and found["agents"].tolist() == [0, 2]
    assert found["greedy"].tolist() == [0, 2] and found["covered"] == 4


def test_relations_fade_and_meetings_keep_them():
    strengths = entente.RelationStrengths(2, column([30 * DAY], np.int64), 0.5)
    strengths.add(column([0, 1, 1]), column([0, 0, 0], np.int64), weight=np.array([1.0, 1.0, 1.0]))
    assert strengths.values(30 * DAY).tolist() == [0.5, 1.0]
    expiries = strengths.expiries()
    assert expiries.tolist() == [30 * DAY, 60 * DAY]
    weeks = column((7 * DAY * w for w in range(10)), np.int64)
    room = np.zeros(9, np.int32)
    room[[4, 8]] = 1
    plan = entente.plan_meetings(column([0, 1]), column([0, 0]), 1, expiries, weeks, room)
    assert plan["week"].tolist() == [4, 8] and plan["lateness"] == 0
    assert strengths.take_lost(31 * DAY).tolist() == [0]
    assert strengths.take_lost(100 * DAY).tolist() == [1]


def test_indicators():
    ten = np.ones(10, np.int32)
    found = entente.bypass(0 * ten, 0 * ten, ten, 2, 1, 0.5)
    assert found["flagged"].tolist() == [1, 0] and found["hhi"][0] == 1 and math.isnan(found["share"][1])
    breaks = entente.dialogue_breaks(column([1, 2], np.int64), np.array([4.0, 1.0]), np.ones(2), np.ones(2))
    assert breaks.tolist() == [0, 1]
    statistic, alarm = entente.cusum(np.array([3.0, 0.0, 0.0]), 3.0, 1.0, 3.0)
    assert statistic.tolist() == [0, 2, 4] and alarm == 2
    assert entente.stakeholder_classes(np.ones(1), np.zeros(1), np.ones(1)).tolist() == [5]
    assert entente.interest_quadrants(np.ones(1), np.array([math.nan])).tolist() == [entente.NO_VALUE_INT32]


def test_an_impact_is_bracketed():
    graph = random_graph(200, 500, strength=0.4)
    group = column(v % 4 for v in range(200))
    found = entente.study_impact(graph, column([0, 7]), group, 4, runs=5000)
    slack = 5 * np.sqrt(0.25 / 5000)
    assert (found["lower"] <= found["mean"] + slack).all() and (found["mean"] <= found["upper"] + slack).all()
    assert (found["mean_low"] <= found["mean"]).all() and (found["mean"] <= found["mean_high"]).all()
    for name in ("lower", "mean", "upper"):
        sums = np.bincount(group, weights=found[name], minlength=4)
        assert found[f"group_{name}"] == pytest.approx(sums)
    v = int(np.argmax(np.where(found["from"] >= 0, found["lower"], -1)))
    assert found["lower"][v] <= found["lower"][found["from"][v]]
