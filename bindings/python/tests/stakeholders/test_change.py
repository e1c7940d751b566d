"""The impact study against all worlds of a small network, and the meeting plan against all plans."""

from datetime import datetime, timedelta, timezone
from itertools import product

import pytest

VIEWER = ("--viewer", "head")
NOW = datetime(2026, 3, 3, 12, tzinfo=timezone.utc)
AT = ("--at", "2026-03-03T13:00:00+01:00")
# The small log: tickets of each department and group, and hand-overs between the groups, both ways.
WITH = {("Sales", "Desk"): 2, ("Sales", "Back"): 2, ("Laboratory", "Desk"): 2, ("Laboratory", "Back"): 1, ("Back", "Desk"): 2}
PARTIES = ("Sales", "Laboratory", "Desk", "Back")


def shares():
    """Arc: the share of the receiver's interactions that are with the sender."""
    both = {**WITH, **{(b, a): n for (a, b), n in WITH.items()}}
    whole = {party: sum(n for (_, b), n in both.items() if b == party) for party in PARTIES}
    return {(a, b): n / whole[b] for (a, b), n in both.items()}


def reached(arcs, start):
    found, front = {start}, [start]
    while front:
        who = front.pop()
        for a, b in arcs:
            if a == who and b not in found:
                found.add(b)
                front.append(b)
    return found


def exact(start):
    """Probability of each party over all worlds of live arcs."""
    arcs = {arc: share for arc, share in shares().items() if arc[1] != start}
    total = dict.fromkeys(PARTIES, 0.0)
    for world in product((False, True), repeat=len(arcs)):
        weight = 1.0
        for live, share in zip(world, arcs.values()):
            weight *= share if live else 1 - share
        for party in reached([arc for arc, live in zip(arcs, world) if live], start):
            total[party] += weight
    return total


@pytest.mark.parametrize("start", PARTIES)
def test_the_three_numbers_bracket_the_truth(folder, start):
    assert folder.run("--change", start) == 0
    truth, rows = exact(start), folder.table("impact")
    assert {row["party"] for row in rows} == set(PARTIES) - {start}
    for row in rows:
        low, estimate, high = (float(row[name]) for name in ("best_path", "estimate", "union_bound"))
        assert low <= truth[row["party"]] + 1e-6 and truth[row["party"]] <= high + 1e-6
        assert estimate == pytest.approx(truth[row["party"]], abs=0.015)
        assert float(row["estimate_low"]) <= estimate <= float(row["estimate_high"])
        path = row["through"].split(" → ")
        product_of = 1.0
        for arc in zip(path, path[1:]):
            product_of *= shares()[arc]
        assert (path[0], path[-1]) == (start, row["party"]) and product_of == pytest.approx(low, abs=1e-5)


def test_a_change_of_nobody_who_is_known_is_wrong_usage(folder, capsys):
    assert folder.run("--change", "Marketing") == 2
    assert "--change: a department or support group with relations was expected, got 'Marketing'" in capsys.readouterr().err
    assert folder.run() == 0 and "impact.csv" not in folder.texts()


def contact(who, whom, days_ago):
    return f"{who},{whom},{(NOW - timedelta(days=days_ago)).isoformat()},visit,10,"


def test_the_meeting_plan_is_the_least_late_within_everybodys_room(folder):
    """Zoe has 60 minutes a week, two meetings; Yan has 30, one. All plans are tried."""
    people = (folder.folder / "people.csv").read_text().replace("Yan,Back,,Mia,9,60", "Yan,Back,,Mia,9,30")
    folder.write("people", people)
    ages = {("Zoe", "Sales"): 29, ("Zoe", "Laboratory"): 100, ("Yan", "Sales"): 25, ("Yan", "Laboratory"): 22, ("Mia", "Sales"): 14}
    whom = {"Sales": "Ann", "Laboratory": "Dan"}
    folder.write("contacts", "who,whom,when,channel,minutes,ticket_id\n" + "\n".join(
        contact(who, whom[department], days) for (who, department), days in ages.items()) + "\n")
    assert folder.run(*VIEWER, *AT) == 0
    rows = folder.table("meeting_plan")
    assert {(row["person"], row["department"]) for row in rows} == set(ages)
    room = {"Zoe": 2, "Yan": 1, "Mia": 4}
    weeks = {row["week"] for row in rows}
    for week in weeks - {"no room within the horizon"}:
        for who, most in room.items():
            assert sum(row["week"] == week and row["person"] == who for row in rows) <= most
    # Half-life and threshold: a single contact lasts 30 days; week w begins 7 w days from now.
    latest = {pair: max((week for week in range(4) if 7 * week < 30 - days), default=None) for pair, days in ages.items()}

    def lateness(plan):
        return sum(max(0, week - (latest[pair] if latest[pair] is not None else -1)) for pair, week in plan.items())

    pairs = list(ages)
    best = min(lateness(dict(zip(pairs, weeks))) for weeks in product(range(5), repeat=len(pairs))
               if all(sum(week == w and pair[0] == who for pair, week in zip(pairs, weeks)) <= most
                      for who, most in room.items() for w in range(4)))
    assert sum(int(row["weeks_late"]) for row in rows) == best


def test_the_meeting_plan_is_for_a_viewer(folder):
    assert folder.run(*AT) == 0
    assert not {"meeting_plan.csv", "relations_to_keep.csv", "key_players.csv"} & set(folder.texts())


def test_parts_of_key_players_add_up_to_the_reach_of_the_set(example_stakeholders):
    rows = example_stakeholders.table("key_players")
    assert len(rows) == 10 and len({row["person"] for row in rows}) == 10
    note = {row["file"]: row["note"] for row in example_stakeholders.table("about")}["key_players.csv"]
    assert f"Together they reach {100 * sum(float(row['adds']) for row in rows):.2f} %" in note
    assert [(row["party"], row["person"]) for row in rows] == sorted((row["party"], row["person"]) for row in rows)
