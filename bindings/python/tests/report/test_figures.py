"""The small log's figures, each worked out by hand. Office hours 09:00-17:00, Monday 2 and Tuesday 3 March 2026."""

import random
from fractions import Fraction

import numpy as np
import pytest

from entente.report.instant import (
    InstantOutOfRange, InstantReader, NaiveInstant, UnreadableInstant, load_zone, local_text)
from entente.report.percentile import nearest_rank
from entente.report.queue_log import Place, StateKinds, steps
from entente.report.table import seconds


def test_promises_of_the_small_log(small):
    assert small.run() == 0
    rows = {row["target"]: row for row in small.table("compliance")}
    assert [rows["urgent"][name] for name in ("population", "met", "missed", "share_met", "p50_hours", "p90_hours")] == [
        "2", "1", "1", "0.500000", "3.0000", "7.0000"]
    assert [rows["normal"][name] for name in ("population", "met", "missed", "running", "p50_hours")] == [
        "2", "1", "0", "1", "2.0000"]
    assert [rows["all promises"][name] for name in ("population", "met", "missed", "running")] == ["4", "2", "1", "1"]


def test_business_time_of_each_ticket_of_the_small_log(small):
    assert small.run("--ticket-times", "--viewer", "head") == 0
    rows = {row["ticket_id"]: row for row in small.table("ticket_time")}
    assert [rows[ticket]["running_business_seconds"] for ticket in ("T1", "T2", "T3")] == ["10800", "25200", "7200"]
    assert rows["T3"]["paused_business_seconds"] == rows["T3"]["requester_business_seconds"] == str(7 * 3600)
    assert rows["T3"]["business_seconds"] == str(9 * 3600)
    assert rows["T4"]["business_seconds"] == "" and rows["T4"]["stopped_at"] == ""
    assert rows["T1"]["due_at"] == "2026-03-02T13:00:00+01:00"


def test_business_time_follows_the_calendar_that_the_ticket_chose_and_amended_targets_have_it_too(small):
    small.document["calendars"]["long"] = {"weekly": {day: [["06:00", "22:00"]] for day in ("mon", "tue")}}
    small.document["calendars"]["always"] = {"weekly": "24x7"}
    for target in small.document["targets"]:
        target["calendar"] = {"attribute": "requester_group", "values": {"Lab": "long"}, "otherwise": "office"}
    small.document["amendments"] = [{"id": "night", "effective": "2026-03-03", "targets": [
        {"id": "normal", "metric": "resolution", "when": {"priority": ["2"]}, "duration": "16h", "calendar": "always",
         "on_amendment": "terms_in_force"}]}]
    assert small.run("--ticket-times", "--viewer", "head") == 0
    seconds = {(row["ticket_id"], row["business_seconds"]) for row in small.table("ticket_time")}
    hour = 3600
    assert ("T1", str(3 * hour)) in seconds and ("T2", str(7 * hour)) in seconds
    # T3 was open for 25 hours over one night: 17 of them by the long day, and all under the terms from the 3rd on.
    assert {value for ticket, value in seconds if ticket == "T3"} == {str(17 * hour), str(25 * hour)}


def test_state_times_of_the_small_log(small):
    assert small.run() == 0
    rows = {row["state"]: row for row in small.table("state_time")}
    assert [rows["Waiting"][name] for name in ("entries", "intervals", "total_seconds")] == ["1", "1", str(23 * 3600)]
    assert [rows["New"][name] for name in ("entries", "intervals", "total_seconds")] == ["3", "2", str(8 * 3600)]
    assert [rows["Done"][name] for name in ("entries", "intervals", "total_seconds")] == ["3", "0", "0"]


def test_the_largest_backlog_is_the_earliest_instant_with_most_open_tickets(small, capsys):
    assert small.run() == 0
    out = capsys.readouterr().out
    assert "4 Open tickets" in out and "queue at 2026-03-02 11:00" in out
    assert [row["open_tickets"] for row in small.table("backlog")] == ["2", "1"]


def test_an_instant_is_taken_for_clocks_and_queue(small):
    assert small.run("--at", "2026-03-02T10:30:00+01:00", "--ticket-times", "--viewer", "head") == 0
    states = {row["ticket_id"]: row["state"] for row in small.table("ticket_time")}
    assert {ticket: states[ticket] for ticket in ("T1", "T2", "T3")} == dict.fromkeys(("T1", "T2", "T3"), "running")
    assert small.table("compliance")[-1]["population"] == "3"
    assert [row["ticket_id"] for row in small.table("next")] == ["T2"]  # the others are being worked on


def test_the_queue_of_the_small_log(small):
    """At 11:00 T1 and T3 (waiting) have left the queue; T2 asked for Sales' second unit of one and stayed ordinary."""
    assert small.run() == 0
    assert [(row["ticket_id"], row["department"], row["due_at"]) for row in small.table("next")] == [
        ("T2", "Sales", ""), ("T4", "Others", "")]
    rows = {row["department"]: row for row in small.table("balances")}
    assert [rows["Sales"][name] for name in ("granted", "available", "held", "spent", "refused")] == [
        "1", "0", "0", "1", "1"]
    assert [rows["Others"][name] for name in ("granted", "available", "spent", "refused")] == ["2", "2", "0", "0"]


@pytest.mark.parametrize("place, state, expected, then", [
    ("QUEUED", "work", ["ASSIGN"], "ACTIVE"), ("QUEUED", "stop", ["ASSIGN", "COMPLETE"], "DONE"),
    ("QUEUED", "ask", ["ASK"], "WAITING"), ("QUEUED", "new", [], "QUEUED"), ("ACTIVE", "work", [], "ACTIVE"),
    ("ACTIVE", "new", [], "ACTIVE"), ("ACTIVE", "stop", ["COMPLETE"], "DONE"), ("ACTIVE", "ask", ["ASK"], "WAITING"),
    ("WAITING", "ask", [], "WAITING"), ("WAITING", "work", ["ANSWER", "ASSIGN"], "ACTIVE"),
    ("WAITING", "new", ["ANSWER"], "QUEUED"), ("WAITING", "stop", ["ANSWER", "ASSIGN", "COMPLETE"], "DONE"),
    ("DONE", "stop", [], "DONE"), ("DONE", "new", ["REOPEN"], "QUEUED"), ("DONE", "work", ["REOPEN", "ASSIGN"], "ACTIVE"),
    ("DONE", "ask", ["REOPEN", "ASK"], "WAITING")])
def test_how_a_request_follows_the_log(place, state, expected, then):
    names = ["new", "work", "ask", "stop"]
    kinds = StateKinds(*(np.array([name == kind for name in names]) for kind in ("stop", "ask", "work")))
    taken, after = steps(Place[place], names.index(state), kinds)
    assert ([operation.name for operation in taken], after.name) == (expected, then)


def test_an_answered_request_waits_again(small):
    small.events.write_text(small.events.read_text().replace("T3,2,2026-03-03T10:00:00+01:00,Active",
                                                             "T3,2,2026-03-03T10:00:00+01:00,New"))
    assert small.run("--at", "2026-03-02T15:00:00+01:00") == 0
    assert "T3" not in [row["ticket_id"] for row in small.table("next")]
    assert small.run("--at", "2026-03-03T10:00:00+01:00") == 0
    assert "T3" in [row["ticket_id"] for row in small.table("next")]


def test_time_decides_where_the_sequence_runs_backwards(small):
    small.events.write_text(small.events.read_text().replace("T4,0,2026-03-02T11:00:00+01:00,New",
                            "T4,0,2026-03-02T12:00:00+01:00,New\nT4,1,2026-03-02T11:30:00+01:00,Done"))
    assert small.run() == 0
    counts = {row["what"]: row["count"] for row in small.table("reading")}
    assert counts["counted from the events, in order of time"] == "1"
    assert counts["warning: the sequence of events runs backwards in time somewhere; time decides"] == "1"
    assert [row["open_tickets"] for row in small.table("backlog")] == ["2", "1"]  # T4 is open again


def test_the_sequence_decides_at_one_instant(small):
    small.events.write_text(small.events.read_text().replace("T4,0,2026-03-02T11:00:00+01:00,New",
                            "T4,1,2026-03-02T11:00:00+01:00,Done\nT4,0,2026-03-02T11:00:00+01:00,New"))
    assert small.run() == 0
    assert [row["open_tickets"] for row in small.table("backlog")] == ["1", "0"]


def test_a_held_unit_has_a_due_date_in_local_time(small):
    small.document["quotas"]["lines"][0]["quota"] = 2
    assert small.run() == 0
    first = small.table("next")[0]
    # Two units in 40 h: the second is due 20 h after the first (4 h): after 24 h, three whole days of work.
    assert (first["ticket_id"], first["rule"], first["due_at"]) == ("T2", "backed, earliest due date", "2026-03-04 17:00")


def test_the_load_of_both_sides(small):
    assert small.run() == 0
    by_department = {(row["week"], row["department"]): (row["arrived"], row["solved"])
                     for row in small.table("load_by_department")}
    assert by_department["2026-W10", "Sales"] == ("2", "2") and by_department["2026-W10", "Others"] == ("2", "1")
    assert by_department["all weeks", "all departments"] == ("4", "3")
    by_team = {(row["week"], row["team"]): row["solved"] for row in small.table("load_by_team")}
    assert by_team["2026-W10", "Desk"] == "2" and by_team["2026-W10", "Back office"] == "1"


def test_who_hangs_on_one_person(small):
    assert small.run("--viewer", "head") == 0
    rows = {row["kind"]: row for row in small.table("coverage")}
    assert [rows["support group"][name] for name in ("groups", "needs_second", "tickets", "tickets_on_one_person")] == [
        "1", "1", "3", "3"]
    assert [(row["kind"], row["group"], row["knowers"]) for row in small.table("needs_second_person")] == [
        ("support group", "Desk", "1"), ("service", "Mail", "1")]


def test_recorded_misses_are_attributed_in_both_orders(small):
    """One ticket of 3 h of work, 3 h of waiting and 3 h until closing, under a rule of 7 h: either wait alone cures it."""
    small.document["clock_map"]["Closed"] = "stop"
    small.document["targets"].append({"id": "rule", "metric": "resolution", "duration": "7h", "calendar": "office",
                                      "clock_map": {"Waiting": "run", "Done": "run"}})
    small.document["recorded_verdict"] = {"column": "made_sla", "met": ["yes"], "targets": ["rule"], "note": "Hand-made."}
    small.tickets.write_text("ticket_id,opened_at,priority,made_sla,requester_group\n"
                             "T1,2026-03-02T09:00:00+01:00,2,no,Sales\nT2,2026-03-02T09:00:00+01:00,2,yes,Sales\n"
                             "T3,2026-03-02T09:00:00+01:00,2,no,Sales\nT4,2026-03-02T09:00:00+01:00,2,,Sales\n")
    small.events.write_text("""ticket_id,at,to_state
T1,2026-03-02T09:00:00+01:00,Active
T1,2026-03-02T12:00:00+01:00,Waiting
T1,2026-03-02T15:00:00+01:00,Done
T1,2026-03-03T10:00:00+01:00,Closed
T2,2026-03-02T10:00:00+01:00,Closed
T3,2026-03-04T10:00:00+01:00,Closed
""")
    assert small.run() == 0
    rows = [row for row in small.table("misses_by_cause") if row["priority"] == "2"]
    assert [[row[name] for name in ("recorded_missed", "closing", "requester", "third_party", "provider")]
            for row in rows] == [["2", "1", "0", "0", "1"], ["2", "0", "1", "0", "1"]]
    agreement = small.table("recorded_verdict")[-1]
    assert (agreement["tickets"], agreement["recorded_met"], agreement["agree"]) == ("3", "1", "3")
    beside = small.table("recorded_and_promised")[-1]
    assert (beside["both_met"], beside["only_promise_met"], beside["both_missed"]) == ("1", "1", "1")


@pytest.mark.parametrize("text, expected", [
    ("1970-01-01T00:00:00Z", 0), ("2100-01-01T00:00:00+00:00", 4_102_444_800_000_000),
    ("2016-02-29T01:16:00-03:00", 1_456_719_360_000_000), ("2016-02-29 01:16-0300", 1_456_719_360_000_000),
    ("2026-03-02T09:00:00.25+01", 1_772_438_400_250_000), ("2026-03-02T09:00:00,1234567+01:00", 1_772_438_400_123_456)])
def test_instants_with_an_offset(text, expected):
    assert InstantReader(None).read(text) == expected


@pytest.mark.parametrize("text", ["", "2026-03-02", "02/03/2026 09:00", "2026-03-02T24:00:00Z", "2026-02-30T00:00:00Z",
                                  "2026-03-02T09:00:60Z", "2026-W10-1T09:00Z", "20260302T0900Z", "２０２６-03-02T09:00Z"])
def test_text_that_is_no_instant(text):
    with pytest.raises(UnreadableInstant):
        InstantReader(None).read(text)


def test_local_times_that_are_skipped_or_occur_twice():
    """Paris skips 02:00-03:00 on 29 March 2026 and repeats 02:00-03:00 on 25 October."""
    reader = InstantReader(load_zone("Europe/Paris", None))
    assert reader.read("2026-03-29T02:30:00") == reader.read("2026-03-29T03:30:00+02:00")
    assert reader.read("2026-10-25T02:30:00") == reader.read("2026-10-25T02:30:00+02:00")
    assert reader.read("2026-03-29T02:30:00") == reader.read("2026-03-29T03:30:00")
    assert (reader.skipped, reader.repeated) == (2, 1)
    with pytest.raises(InstantOutOfRange):
        reader.read("0001-01-01T00:00:00")
    with pytest.raises(NaiveInstant):
        InstantReader(None).read("2026-03-29T02:30:00")


def test_local_time_for_people():
    assert local_text(1_772_438_400_000_000, load_zone("Europe/Paris", None)) == "2026-03-02 09:00"


@pytest.mark.parametrize("seed", range(50))
def test_nearest_rank_by_its_definition(seed):
    rng = random.Random(seed)
    values = [rng.randint(0, 9) for _ in range(rng.randint(1, 30))]
    for percent in (1, 50, 90, 99, 100):
        answer = nearest_rank(np.array(values), percent)
        assert answer in values
        assert Fraction(sum(value <= answer for value in values), len(values)) >= Fraction(percent, 100)
        assert all(Fraction(sum(value <= smaller for value in values), len(values)) < Fraction(percent, 100)
                   for smaller in set(values) if smaller < answer)
    assert nearest_rank(np.array([], dtype=np.int64), 50) is None


@pytest.mark.parametrize("amount_us, expected", [(0, 0), (3_000_000, 3), (-3_000_000, -3), (1, "0.000001"),
                                                 (-1_500_000, "-1.5"), (10**17, 10**11)])
def test_seconds_are_exact(amount_us, expected):
    assert seconds(amount_us) == expected
