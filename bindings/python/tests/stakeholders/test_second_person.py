"""Story C: the gaps, the cheapest plan and the absence, against plain counts and another solver."""

import json
import subprocess
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[4]
KINDS = {"support group": "assignment_group", "service": "category", "department": "requester_group"}
NEED, WANTED, SMALLEST, SLOTS, DAYS = 5, 2, 20, 2, 14


@pytest.fixture(scope="module")
def counted(uci):
    """For each kind: tickets of each group, and of each pair of group and assignee."""
    found = {}
    for kind, column in KINDS.items():
        tickets, pairs = Counter(), defaultdict(Counter)
        for row in uci.tickets:
            if row[column]:
                tickets[row[column]] += 1
                if row["assignee"]:
                    pairs[row[column]][row["assignee"]] += 1
        found[kind] = tickets, pairs
    return found


def missing(tickets, pairs):
    """People each large group lacks."""
    lacks = {group: WANTED - sum(n >= NEED for n in pairs[group].values()) for group, count in tickets.items() if count >= SMALLEST}
    return {group: count for group, count in lacks.items() if count > 0}


def exchange(uci):
    """Support groups between which tickets were handed over, each with itself."""
    near = defaultdict(set)
    last = {}
    for row in sorted(uci.events, key=lambda row: (row["ticket_id"], datetime.fromisoformat(row["at"]), int(row["seq"]))):
        before = last.get(row["ticket_id"])
        if before and row["group"] and before != row["group"]:
            near[before].add(row["group"])
            near[row["group"]].add(before)
        last[row["ticket_id"]] = row["group"]
    return near


def least_tickets(lacks, pairs, near):
    """By networkx: the cheapest flow, with candidates listed once more."""
    networkx = pytest.importorskip("networkx", reason="networkx (of PM4Py) is not installed")
    knows = defaultdict(set)
    for group, people in pairs.items():
        for who, count in people.items():
            if count >= NEED:
                knows[who].add(group)
    flow = networkx.DiGraph()
    for group, count in lacks.items():
        free = [who for who in knows if group not in knows[who]]
        close = [who for who in free if pairs[group][who] or knows[who] & (near[group] | {group})]
        for who in close if len(close) >= count else free:
            flow.add_edge("source", ("who", who), capacity=SLOTS, weight=0)
            flow.add_edge(("who", who), ("group", group), capacity=1, weight=NEED - pairs[group][who])
        flow.add_edge(("group", group), "sink", capacity=count, weight=0)
    best = networkx.max_flow_min_cost(flow, "source", "sink")
    return sum(best["source"].values()), networkx.cost_of_flow(flow, best)


def test_the_gaps_are_those_of_story_c(uci_stakeholders):
    row = next(row for row in uci_stakeholders.table("coverage") if row["kind"] == "support group")
    assert [row[name] for name in ("groups", "needs_second", "tickets", "tickets_on_one_person")] == ["52", "13", "1062", "1029"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_plan_closes_every_gap_that_can_be_closed_with_the_fewest_tickets(uci_stakeholders, uci, counted, kind):
    tickets, pairs = counted[kind]
    lacks = missing(tickets, pairs)
    rows = [row for row in uci_stakeholders.table("second_person_plan") if row["kind"] == kind]
    assert len({(row["group"], row["person"]) for row in rows}) == len(rows)
    assert max(Counter(row["person"] for row in rows).values()) <= SLOTS
    for row in rows:
        own = pairs[row["group"]][row["person"]]
        assert own < NEED and int(row["tickets"]) == NEED - own and float(row["hours"]) == float(row["tickets"])
        assert not row["teacher"] or pairs[row["group"]][row["teacher"]] >= NEED
        assert row["why"].startswith("has treated" if own else "knows")
    given = Counter(row["group"] for row in rows)
    assert all(given[group] <= count for group, count in lacks.items()) and set(given) <= set(lacks)
    found, cost = least_tickets(lacks, pairs, exchange(uci) if kind == "support group" else defaultdict(set))
    assert (len(rows), sum(int(row["tickets"]) for row in rows)) == (found, cost)


def test_one_absence_before_and_after_equals_a_plain_count(uci_stakeholders, uci, counted):
    _, pairs = counted["support group"]
    before, after = [row for row in uci_stakeholders.table("absence") if row["kind"] == "support group"]
    opened = defaultdict(list)
    for row in uci.tickets:
        opened[row["assignment_group"]].append(datetime.fromisoformat(row["opened_at"]))
    tickets, _ = counted["support group"]
    alone = defaultdict(set)
    for group, count in tickets.items():
        known = [who for who, n in pairs[group].items() if n >= NEED]
        if count >= SMALLEST and len(known) == 1:
            alone[known[0]].add(group)
    worst = 0
    for groups in alone.values():
        stamps = sorted(at for group in groups for at in opened[group])
        for number, first in enumerate(stamps):
            worst = max(worst, sum(at < first + timedelta(days=DAYS) for at in stamps[number:]))
    assert int(before["tickets"]) == worst > 0
    assert set(before["which"].split(", ")) == alone[before["away"]]
    plan = {(row["group"], row["person"]) for row in uci_stakeholders.table("second_person_plan") if row["kind"] == "support group"}
    helped = {group for group, who in plan if who != before["away"]}
    left = alone[before["away"]] - helped
    assert int(after["groups"]) == len(left) and set(filter(None, after["which"].split(", "))) == left
    assert int(after["tickets"]) < int(before["tickets"])


def test_without_a_viewer_no_plan_and_no_absence_is_written(folder):
    assert folder.run() == 0
    assert not {"second_person_plan.csv", "absence.csv", "coverage_matrix.csv", "needs_second_person.csv"} & set(folder.texts())


def test_the_hours_are_those_stated(folder):
    assert folder.run("--viewer", "head", "--hours-per-ticket", "2.5") == 0
    rows = folder.table("second_person_plan")
    assert rows and all(float(row["hours"]) == 2.5 * int(row["tickets"]) for row in rows)


def test_the_figures_of_the_story_are_those_of_its_page(uci_stakeholders):
    story = (TOP / "examples" / "story-c" / "README.md").read_text(encoding="utf-8")
    row = next(row for row in uci_stakeholders.table("coverage") if row["kind"] == "support group")
    plan = [row for row in uci_stakeholders.table("second_person_plan") if row["kind"] == "support group"]
    before, after = [row for row in uci_stakeholders.table("absence") if row["kind"] == "support group"]
    hours = sum(float(row["hours"]) for row in plan)
    for words in (f"{row['needs_second']} of {row['groups']} support groups: {int(row['tickets']):,} tickets, "
                  f"{int(row['tickets_on_one_person']):,} of them with one person each",
                  f"{len(plan)} pairings: {sum(int(row['tickets']) for row in plan)} tickets treated together, {hours:.0f} hours",
                  f"up to {before['tickets']} tickets meet nobody who knows their support group; after the plan {after['tickets']}."):
        assert words in story


def test_the_contract_of_the_story_is_the_bundled_one_but_for_who_may_see_persons():
    mine, bundled = (json.loads((TOP / "examples" / path).read_text(encoding="utf-8"))
                     for path in ("story-c/contract.json", "contracts/departments.json"))
    assert mine["privacy"].pop("person_level") == ["head of IT"] and bundled["privacy"].pop("person_level") == []
    assert mine == bundled


def test_the_run_of_the_story_stands_and_says_how(tmp_path):
    run = subprocess.run([TOP / "examples" / "story-c" / "run", "--help"], capture_output=True, text=True, check=True)
    assert "nobody indispensable" in run.stdout
    run = subprocess.run([TOP / "examples" / "story-c" / "run", "--out"], capture_output=True, text=True)
    assert run.returncode == 2 and "--out needs a value" in run.stderr
