"""Ambassadors: quotas kept, parts that add up, and a reach that a simulation in plain Python confirms."""

import random
from collections import Counter, defaultdict
from datetime import datetime

import pytest


def relations(example):
    """Everybody's neighbours: requests and hand-overs, both ways."""
    near = defaultdict(set)
    for row in example.tickets:
        if row["requester"] and row["assignee"]:
            near[row["requester"]].add(row["assignee"])
            near[row["assignee"]].add(row["requester"])
    last = {}
    for row in sorted(example.events, key=lambda row: (row["ticket_id"], datetime.fromisoformat(row["at"]), int(row["seq"]))):
        before = last.get(row["ticket_id"])
        if before and row["assignee"] and before != row["assignee"]:
            near[before].add(row["assignee"])
            near[row["assignee"]].add(before)
        last[row["ticket_id"]] = row["assignee"]
    return near


def played(near, seeds, runs):
    """Mean reach of the weighted cascade."""
    draw, total = random.Random(7), 0
    for _ in range(runs):
        reached, front = set(seeds), list(seeds)
        while front:
            who = front.pop()
            for other in sorted(near[who]):
                if other not in reached and draw.random() < 1 / len(near[other]):
                    reached.add(other)
                    front.append(other)
        total += len(reached)
    return total / runs


def test_the_reach_is_that_of_a_plain_simulation(example_stakeholders):
    rows = example_stakeholders.table("ambassadors_by_name")
    reach = sum(float(row["adds"]) for row in rows)
    near = relations(example_stakeholders)
    assert played(near, [row["person"] for row in rows], 4_000) == pytest.approx(reach, rel=0.03)
    by_degree = sorted({row["requester"] for row in example_stakeholders.tickets} & near.keys(), key=lambda who: (-len(near[who]), who))
    assert reach >= 0.97 * played(near, by_degree[:len(rows)], 4_000)


def test_quotas_hold_and_the_parts_add_up(example_stakeholders):
    named, departments = example_stakeholders.table("ambassadors_by_name"), example_stakeholders.table("ambassadors")
    seats = Counter(row["department"] for row in named)
    assert sum(seats.values()) == 12 == sum(int(row["ambassadors"]) for row in departments)
    for row in departments:
        assert seats[row["department"]] == int(row["ambassadors"]) <= int(row["quota"])
        if row["reach"] != "small cell":
            assert float(row["reach"]) == pytest.approx(sum(float(each["adds"]) for each in named if each["department"] == row["department"]), abs=1e-3)
    assert [(row["department"], row["person"]) for row in named] == sorted((row["department"], row["person"]) for row in named)
    about = {row["file"]: row for row in example_stakeholders.table("about")}["ambassadors.csv"]
    assert "ratio 0." in about["note"] and "12 ambassadors reach" in about["population"]


def test_nobody_who_treats_tickets_is_chosen(example_stakeholders):
    solvers = {row["assignee"] for row in example_stakeholders.tickets}
    assert not solvers & {row["person"] for row in example_stakeholders.table("ambassadors_by_name")}


def test_without_a_viewer_no_ambassador_is_named(folder):
    assert folder.run() == 0
    assert "ambassadors_by_name.csv" not in folder.texts()
