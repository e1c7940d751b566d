"""Measures of graphs against slow second computations in plain Python."""

import itertools
import math
from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entente

N = 9
ROWS = st.lists(st.tuples(st.integers(0, N - 1), st.integers(0, N - 1), st.integers(1, 9)), max_size=30)
LABELS = st.lists(st.integers(0, 2), min_size=N, max_size=N)
VIEWS = st.sampled_from(["und", "dir"])


def graph_of(rows):
    columns = list(zip(*rows)) or [(), (), ()]
    return entente.Graph(N, np.array(columns[0], np.int32), np.array(columns[1], np.int32), np.array(columns[2], float))


def strengths(rows, view):
    w = np.zeros((N, N))
    for u, v, x in rows:
        if u != v:
            w[u, v] += x
            if view == "und":
                w[v, u] += x
    return w


def distances(w, source):
    found, order = {source: 0}, deque([source])
    while order:
        v = order.popleft()
        for t in np.flatnonzero(w[v]):
            if t not in found:
                found[t] = found[v] + 1
                order.append(t)
    return found


@settings(max_examples=50)
@given(ROWS, VIEWS)
def test_closeness_harmonic_and_key_players_follow_distances(rows, view):
    graph, w = graph_of(rows), strengths(rows, view)
    of = [distances(w, v) for v in range(N)]
    value, reachable = graph.closeness(view)
    assert reachable.tolist() == [len(found) for found in of]
    expected = [(len(found) - 1) / sum(found.values()) if len(found) > 1 else math.nan for found in of]
    assert value == pytest.approx(expected, nan_ok=True)
    assert graph.harmonic(view, 2) == pytest.approx([sum(1 / d for d in found.values() if d) / (N - 1) for found in of])
    members, reach = graph.key_players(2, view)
    near = [max(1 / max(1, of[m].get(u, math.inf)) for m in members) for u in range(N)]
    assert reach[1] == pytest.approx(sum(near) / N)
    first = max(range(N), key=lambda v: (round(sum(1 / max(1, d) for d in of[v].values()), 9), -v))
    assert members[0] == first


@settings(max_examples=50)
@given(ROWS, VIEWS, st.booleans())
def test_pagerank_is_the_fixed_point_of_its_equation(rows, view, weighted):
    w = strengths(rows, view)
    w = w if weighted else (w > 0).astype(float)
    restart = np.arange(N, dtype=float)
    x = graph_of(rows).pagerank(view, 0.7, weighted, restart)
    t, out = restart / restart.sum(), w.sum(axis=1)
    walk = np.where(out[:, None] > 0, w / np.where(out > 0, out, 1)[:, None], t)
    assert x == pytest.approx(0.7 * x @ walk + 0.3 * t, abs=1e-11)
    assert x.sum() == pytest.approx(1)


@settings(max_examples=50)
@given(ROWS)
def test_structural_holes_are_burts_sparse_formula(rows):
    graph, w = graph_of(rows), strengths(rows, "und")
    holes = graph.structural_holes(True)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.nan_to_num(w / w.sum(axis=1)[:, None])
    constraint = (((p + p @ p) * (w > 0)) ** 2).sum(axis=1)
    alone = w.sum(axis=1) == 0
    assert holes["constraint"] == pytest.approx(np.where(alone, math.nan, constraint), nan_ok=True)
    a = (w > 0).astype(float)
    degree, ties = a.sum(axis=1), np.diag(a @ a @ a) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        size = degree - 2 * ties / degree
        assert holes["effective_size"] == pytest.approx(size, nan_ok=True)
        assert holes["efficiency"] == pytest.approx(size / degree, nan_ok=True)


def count_components(w, left):
    seen, count = set(), 0
    for v in left:
        if v not in seen:
            count += 1
            inside = w.copy()
            gone = [u for u in range(N) if u not in left]
            inside[gone], inside[:, gone] = 0, 0
            seen |= set(distances(inside, v))
    return count


@settings(max_examples=50)
@given(ROWS)
def test_cuts_and_cores_by_taking_away(rows):
    graph, w = graph_of(rows), strengths(rows, "und")
    whole = count_components(w, range(N))
    points = [v for v in range(N) if w[v].any() and count_components(w, [u for u in range(N) if u != v]) > whole]
    assert graph.articulation_points().tolist() == points
    bridges = []
    for u, v in itertools.combinations(range(N), 2):
        if w[u, v]:
            cut = w.copy()
            cut[u, v] = cut[v, u] = 0
            if count_components(cut, range(N)) > whole:
                bridges.append((u, v))
    assert list(zip(*(column.tolist() for column in graph.bridges()))) == bridges
    core = graph.core_numbers()
    for k in range(1, N):
        left = set(range(N))
        while drop := {v for v in left if sum(bool(w[v, u]) for u in left) < k}:
            left -= drop
        assert set(np.flatnonzero(core >= k)) == left


@settings(max_examples=50)
@given(ROWS, LABELS, VIEWS)
def test_groups_are_sums_over_a_matrix(rows, labels, view):
    graph, w, group = graph_of(rows), strengths(rows, view), np.array(labels, np.int32)
    same = group[:, None] == group
    ties = (w > 0) / (2 if view == "und" else 1)
    index = graph.ei_index(group, 3, view)
    assert index["internal"] == ties[same].sum() and index["external"] == ties[~same].sum()
    assert (index["of_vertex"]["internal"] == (ties * same).sum(axis=0) + (ties * same).sum(axis=1)).all()
    assert len(index["of_group"]["ei"]) == 3
    assert len(graph.ei_permutations(group, 3, view, 5, 1)) == 5
    found = graph.group_ties(group, 3, view)
    for a, b in itertools.product(range(3), repeat=2):
        cell = w[np.ix_(group == a, group == b)] / (2 if view == "und" and a == b else 1)
        assert found["strength"][a, b] == pytest.approx(cell.sum())
    assert found["size"].tolist() == np.bincount(group, minlength=3).tolist()
    und = graph.group_ties(group, 3)["ties"]
    silent = [(a, b) for a, b in itertools.combinations(range(3), 2) if und[a, b] == 0 and (found["size"][[a, b]] >= 2).all()]
    assert list(zip(*(column.tolist() for column in graph.silent_pairs(group, 3, 2)))) == silent
    e = np.array([[(w[np.ix_(group == a, group == b)] > 0).sum() for b in range(3)] for a in range(3)]) / max((w > 0).sum(), 1)
    chance = (e.sum(axis=0) * e.sum(axis=1)).sum()
    if 0 < chance < 1 - 1e-9:
        assert graph.assortativity(group, 3, view) == pytest.approx((np.trace(e) - chance) / (1 - chance))


@settings(max_examples=50)
@given(ROWS, LABELS)
def test_roles_are_counts_of_triples(rows, labels):
    w = strengths(rows, "dir")
    roles = graph_of(rows).brokerage(np.array(labels, np.int32), 3)
    count = {role: [0] * N for role in roles}
    for a, b, c in itertools.permutations(range(N), 3):
        if w[a, b] and w[b, c] and not w[a, c]:
            x, y, z = labels[a], labels[b], labels[c]
            role = "coordinator" if x == y == z else "consultant" if x == z else "representative" if x == y else \
                "gatekeeper" if y == z else "liaison"
            count[role][b] += 1
    assert {role: column.tolist() for role, column in roles.items()} == count


@settings(max_examples=50)
@given(ROWS, LABELS, VIEWS)
def test_parts_sum_to_the_betweenness(rows, labels, view):
    graph = graph_of(rows)
    exact = graph.betweenness(view)
    assert graph.weighted_betweenness(view, 0.0) == pytest.approx(exact)
    parts = graph.betweenness_parts(4, np.array(labels, np.int32), 3, view, top=2)
    assert parts["score"] == pytest.approx(exact[4])
    assert parts["of_groups"].shape == (3, 3)
    assert len(parts["source"]) == len(parts["target"]) == len(parts["share"]) <= 2
    assert (abs(graph.betweenness_sample(view, 0.3, 0.01, seed=3) - exact) <= 0.3 * N * (N - 1)).all()


@settings(max_examples=50)
@given(ROWS)
def test_communities_have_the_quality_they_claim(rows):
    graph, w = graph_of(rows), strengths(rows, "und")
    labels, quality = graph.leiden(weighted=True, iterations=3, restarts=2, seed=5)
    if not w.any():
        assert np.isnan(quality).all()
        return
    chance = np.outer(w.sum(axis=1), w.sum(axis=1)) / w.sum()
    modularity = ((w - chance) * (labels[:, None] == labels)).sum() / w.sum()
    assert quality.max() == pytest.approx(modularity, abs=1e-12)
    assert graph.community_quality(labels, N, weighted=True) == pytest.approx(modularity, abs=1e-12)


@settings(max_examples=30)
@given(ROWS)
def test_reciprocity_compares_both_ways(rows):
    graph, w = graph_of(rows), strengths(rows, "dir")
    arcs, strength = graph.reciprocity()
    if w.any():
        assert arcs == pytest.approx(((w > 0) & (w.T > 0)).sum() / (w > 0).sum())
        assert strength == pytest.approx(np.minimum(w, w.T).sum() / w.sum())
    u = np.zeros(N, np.int32)
    with np.errstate(invalid="ignore"):
        expected = 2 * np.minimum(w[0], w[:, 0]) / (w[0] + w[:, 0])
    assert graph.pair_reciprocity(u, np.arange(N, dtype=np.int32)) == pytest.approx(expected, nan_ok=True)


def test_wrong_arguments_are_named():
    graph = graph_of([(0, 1, 1)])
    unknown = np.full(N, 3, np.int32)
    with pytest.raises(entente.Error, match="vertex 0: group 3"):
        graph.ei_index(unknown, 3)
    with pytest.raises(entente.Error, match="negative"):
        graph.group_ties(unknown, -1)
    with pytest.raises(TypeError, match="group: expected"):
        graph.brokerage(unknown[:4], 3)
    with pytest.raises(ValueError, match="quality"):
        graph.leiden("best")
    with pytest.raises(ValueError, match="view"):
        graph.harmonic("both")
    with pytest.raises(TypeError, match="progress"):
        graph.closeness(progress=3)
    with pytest.raises(entente.Error):
        graph.pagerank(damping=1.0)
