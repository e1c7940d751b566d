"""A log of two tickets, replayed and told by hand."""

import csv
import json
import pathlib

import pytest

from entente.cli import main
from entente.simulate.done import student_t

TOP = pathlib.Path(__file__).resolve().parents[4]


@pytest.mark.parametrize(("degrees", "expected"), [(1, 12.7062), (2, 4.3027), (7, 2.3646), (30, 2.0423), (1000, 1.9623)])
def test_students_t_is_that_of_the_tables(degrees, expected):
    assert student_t(degrees) == pytest.approx(expected, abs=1e-4)


@pytest.fixture
def replay(tmp_path, capsys):
    """Writes a log of (ticket, department, priority, opened, [(state, at)]), replays it with one agent; rows of a table."""
    document = json.loads((TOP / "examples/contracts/departments.json").read_text(encoding="utf-8"))
    document["privacy"]["min_group"] = 1
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(document), encoding="utf-8")

    def run(tickets, *options):
        with (tmp_path / "tickets.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["ticket_id", "opened_at", "priority", "requester", "requester_group", "assignee", "made_sla"])
            writer.writerows([name, f"2026-01-05T{opened}+01:00", priority, f"Caller {name}", group, "Somebody", "true"]
                             for name, group, priority, opened, _ in tickets)
        with (tmp_path / "events.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["ticket_id", "seq", "at", "to_state"])
            writer.writerows([name, i, f"2026-01-05T{at}+01:00", state] for name, _, _, _, events in tickets
                             for i, (state, at) in enumerate(events))
        out = tmp_path / "out"
        assert main(["simulate", "--contract", str(contract), "--data", str(tmp_path), "--seeds", "3", "--out", str(out),
                     "--policies", "fifo", *options]) == 0
        told = capsys.readouterr().out

        def table(name, **wanted):
            with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]
        return table, told
    return run


# Working time from 09:00; one person. 10-11 one ticket in progress, 11-12 two, 12-12:30 one: hands-on 1.5 h and 1 h.
TWO = [("T1", "Accounting", "1 - Urgent", "09:00", [("Active", "10:00"), ("Resolved", "12:00")]),
       ("T2", "Sales", "4 - Low", "09:30", [("Active", "11:00"), ("Resolved", "12:30")])]


def test_hands_on_time_starts_and_ends_are_those_of_the_log(replay):
    table, told = replay(TWO)
    assert "\n1 person\n" in told and "drawn" not in told
    waits = {(row["policy"], row["department"]): float(row["mean"]) for row in table("estimates", figure="wait_mean")}
    assert waits["as_logged", "Accounting"] == 1 and waits["as_logged", "Sales"] == 1.5
    assert waits["fifo", "Accounting"] == 0 and waits["fifo", "Sales"] == 1  # arrives at 0.5 h, the agent is busy until 1.5 h
    done = {(row["policy"], row["department"]): row for row in table("done")}
    assert done["As logged", "Accounting"]["priority_p50_h"] == "3.0" and done["As logged", "Sales"]["ordinary_p90_h"] == "3.0"
    assert done["Order of arrival", "Accounting"]["priority_p90_h"] == "1.5"
    assert done["Order of arrival", "Sales"]["ordinary_p50_h"] == "2.0"
    assert done["Order of arrival", "Sales"]["priority_p50_h"] == "–"


def test_a_ticket_still_in_progress_gets_its_hands_on_time_from_others(replay):
    table, told = replay([*TWO, ("T3", "Sales", "4 - Low", "10:00", [("Active", "12:00")]),
                          ("T4", "Sales", "4 - Low", "12:30", [])])
    assert "it is drawn, under each seed anew" in told
    assert float(table("estimates", figure="backlog", policy="as_logged", department="Sales")[0]["mean"]) == 1  # T4
    assert float(table("estimates", figure="requests", policy="fifo", department="Sales")[0]["mean"]) == 3


def test_a_ticket_that_stopped_without_being_in_progress_was_handled_then_and_took_no_time(replay):
    table, told = replay([*TWO, ("T3", "Research", "4 - Low", "10:00", [("Resolved", "11:30")])])
    assert "drawn" not in told
    waits = {row["policy"]: float(row["mean"]) for row in table("estimates", figure="wait_mean", department="Research")}
    assert waits["as_logged"] == 1.5 and waits["fifo"] == 1.5  # behind T2, whose 1 h begins at 1.5 h
    assert table("done", policy="As logged", department="Research")[0]["ordinary_p50_h"] == "1.5"


def test_more_people_wait_less(replay):
    table, _ = replay(TWO, "--team", "2")
    assert [float(row["mean"]) for row in table("estimates", figure="wait_mean", policy="fifo")] == [0, 0, 0]
