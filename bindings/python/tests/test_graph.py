"""Graphs and coverage against slow second computations."""

import os
import signal
import threading
import time
from collections import deque
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entente

EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30)


def graph_of(edges, vertices=9):
    source = np.array([edge[0] for edge in edges], np.int32)
    target = np.array([edge[1] for edge in edges], np.int32)
    return entente.Graph(vertices, source, target)


def neighbours(edges, view, vertices=9):
    result = [set() for _ in range(vertices)]
    for a, b in edges:
        if a != b:
            result[a].add(b)
            if view == "und":
                result[b].add(a)
    return result


def shares(near, source):
    """For one source: the share of shortest paths to each target that passes through each vertex."""
    distance, paths, order = {source: 0}, {source: 1}, deque([source])
    while order:
        v = order.popleft()
        for w in near[v]:
            if w not in distance:
                distance[w] = distance[v] + 1
                paths[w] = 0
                order.append(w)
            if distance[w] == distance[v] + 1:
                paths[w] += paths[v]
    return distance, paths


def slow_betweenness(edges, view, vertices=9):
    near = neighbours(edges, view, vertices)
    of = [shares(near, v) for v in range(vertices)]
    result = [Fraction(0)] * vertices
    for s in range(vertices):
        for t in range(vertices):
            if s == t or t not in of[s][0]:
                continue
            for v in set(range(vertices)) - {s, t}:
                if v in of[s][0] and t in of[v][0] and of[s][0][v] + of[v][0][t] == of[s][0][t]:
                    result[v] += Fraction(of[s][1][v] * of[v][1][t], of[s][1][t])
    return [float(value / 2 if view == "und" else value) for value in result]


@settings(max_examples=60)
@given(EDGES, st.sampled_from(["und", "dir"]))
def test_betweenness_and_degree_are_those_of_a_slow_count(edges, view):
    graph = graph_of(edges)
    assert graph.betweenness(view) == pytest.approx(slow_betweenness(edges, view), abs=1e-9)
    assert graph.degree(view).tolist() == [len(near) for near in neighbours(edges, view)]


@settings(max_examples=60)
@given(EDGES)
def test_components_are_what_can_be_reached(edges):
    graph = graph_of(edges)
    assert graph.figures["arcs"] == len({edge for edge in edges if edge[0] != edge[1]})
    assert graph.figures["edges"] == len({frozenset(edge) for edge in edges if edge[0] != edge[1]})
    assert graph.figures["loops_dropped"] == sum(a == b for a, b in edges)
    assert graph.figures["vertices"] == 9
    reach = {view: [set(shares(neighbours(edges, view), v)[0]) for v in range(9)] for view in ("und", "dir")}
    weak, strong = graph.components(), graph.strong_components()
    for labels, together in ((weak, lambda a, b: b in reach["und"][a]), (strong, lambda a, b: b in reach["dir"][a] and a in reach["dir"][b])):
        assert labels.dtype == np.int32
        assert all((labels[a] == labels[b]) == together(a, b) for a in range(9) for b in range(9))
        sizes = np.bincount(labels)
        assert (np.diff(sizes) <= 0).all()


ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 6)), max_size=30)


@settings(max_examples=60)
@given(ROWS, st.integers(1, 8), st.integers(0, 3))
def test_coverage_counts_who_knows_whom(rows, threshold, k):
    agent, client = (np.array([row[i] for row in rows], np.int32) for i in (0, 1))
    strength = np.array([row[2] for row in rows], np.float64)
    knowers, missing, sole = entente.coverage(agent, client, 5, 6, strength, threshold, k)
    for c in range(6):
        known_by = [a for a in range(5) if sum(row[2] for row in rows if row[:2] == (a, c)) >= threshold]
        assert knowers[c] == len(known_by) and missing[c] == max(0, k - len(known_by))
        assert sole[c] == (known_by[0] if len(known_by) == 1 else entente.NO_VALUE_INT32)


def test_rows_count_as_one_without_a_strength():
    rows = np.array([0, 0, 1], np.int32), np.array([0, 0, 0], np.int32)
    assert entente.coverage(*rows, agents=2, clients=1, threshold=2.0)[0].tolist() == [1]
    assert entente.coverage(*rows, agents=2, clients=1)[2].tolist() == [entente.NO_VALUE_INT32]


def test_wrong_input_says_which():
    one, two = np.zeros(1, np.int32), np.zeros(2, np.int32)
    with pytest.raises(TypeError, match="source: expected a C-contiguous int32 array"):
        entente.Graph(3, np.zeros(1, np.int64), one)
    with pytest.raises(TypeError, match="target: expected .* and 1 values"):
        entente.Graph(3, one, two)
    with pytest.raises(TypeError, match="strength: expected a C-contiguous float64 array"):
        entente.Graph(3, one, one, np.zeros(1, np.float32))
    with pytest.raises(ValueError, match="'und' or 'dir'"):
        entente.Graph(3, one, one).degree("both")
    with pytest.raises(TypeError, match="progress: expected a callable"):
        entente.Graph(3, one, one).betweenness(progress=3)
    for call in (
        lambda: entente.Graph(-1, one[:0], one[:0]),
        lambda: entente.Graph(3, one, one + 3),
        lambda: entente.Graph(3, one, one + 1, np.array([-1.0])),
        lambda: entente.coverage(one, one, 1, -1),
        lambda: entente.coverage(one + 1, one, 1, 1),
    ):
        with pytest.raises(entente.Error) as failure:
            call()
        assert failure.value.status == "E_RANGE"


def random_graph(vertices, edges, seed=3):
    random = np.random.default_rng(seed)
    return entente.Graph(vertices, *(random.integers(0, vertices, edges, dtype=np.int32) for _ in range(2)))


def test_progress_counts_sources_and_steps_and_threads_change_nothing():
    graph = random_graph(1500, 8000)
    seen = []
    with_progress = graph.betweenness(progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1500, 1500) and seen == sorted(set(seen)) and len(seen) > 3
    assert (graph.betweenness() == with_progress).all()
    assert (graph.betweenness(threads=2) == with_progress).all()


def test_an_exception_from_progress_ends_the_computation():
    def stop(done, total):
        raise LookupError(f"{done} of {total}")

    with pytest.raises(LookupError, match="of 1500"):
        random_graph(1500, 8000).betweenness(progress=stop)


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread")
def test_control_c_ends_a_long_computation_soon():
    graph = random_graph(30_000, 300_000)  # takes minutes
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    begin = time.perf_counter()
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            graph.betweenness()
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.perf_counter() - begin < 10


def test_threads_share_one_graph():
    graph = random_graph(300, 2000)
    expected, wrong = graph.betweenness(), []
    threads = [threading.Thread(target=lambda: wrong.append((graph.betweenness() != expected).any())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(wrong) == 8 and not any(wrong)
