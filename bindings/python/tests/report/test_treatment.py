"""Treatment, the requesters' duties, and precedence beside the quota: told by hand on the small log."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from entente.report.done_within import quantile_interval

TUESDAY = ("--at", "2026-03-03T12:00:00+01:00")


def at_most(n, k, share):
    """P(at most k of n), exactly."""
    return sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(k + 1))


@pytest.mark.parametrize("percent", [50, 85, 90, 99])
@pytest.mark.parametrize("n", [1, 2, 5, 18, 19, 20, 40, 59, 60])
def test_the_interval_is_that_of_the_exact_binomial_law(n, percent):
    share = Fraction(percent, 100)
    values = np.arange(1, n + 1) * 10
    low = max((rank for rank in range(1, n + 1) if at_most(n, rank - 1, share) <= Fraction(25, 1000)), default=None)
    high = min((rank for rank in range(1, n + 1) if at_most(n, rank - 1, share) >= Fraction(975, 1000)), default=None)
    middle = next(rank for rank in range(1, n + 1) if 100 * rank >= percent * n)
    expected = (10.0 * middle, None if low is None else 10.0 * low, None if high is None else 10.0 * high)
    assert quantile_interval(np.random.default_rng(n).permutation(values), percent) == expected


def test_the_interval_covers_the_true_quantile_in_at_least_95_of_100_samples():
    random_source, covered, rounds = np.random.default_rng(5), 0, 2000
    truth = -np.log(0.15)  # of an exponential
    for _ in range(rounds):
        _, low, high = quantile_interval(random_source.exponential(size=80), 85)
        covered += low <= truth <= high
    assert covered / rounds > 0.94


def rows_by(small, name, *columns):
    return {tuple(row[column] for column in columns): row for row in small.table(name)}


def test_done_within_is_measured_on_what_is_done(small):
    small.document["quotas"]["lines"][0] |= {"done_within": "6h", "done_percent": 50}
    assert small.run(*TUESDAY) == 0
    rows = rows_by(small, "done_within", "department", "kind")
    sales = rows["Sales", "priority"]  # T1 after 3 h, T2 after 7 h
    assert (sales["done"], sales["percent"], float(sales["within_hours"]), sales["low_hours"], sales["high_hours"]) == ("2", "50", 3, "", "")
    assert (float(sales["stated_hours"]), float(sales["share_within"])) == (6, 0.5)
    others = rows["Others", "ordinary"]  # T3 after 7 h on Monday and 2 h on Tuesday; T4 is open
    assert (others["done"], others["percent"], float(others["within_hours"]), float(others["within_days"])) == ("1", "85", 9, 9 / 8)
    assert others["stated_hours"] == others["share_within"] == ""
    assert rows["Others", "priority"]["done"] == "0" and rows["Others", "priority"]["within_hours"] == ""
    whole = rows["all departments", "priority"]
    assert (whole["done"], float(whole["within_hours"])) == ("2", 7)


def test_a_reopened_ticket_is_done_when_it_stops_for_good(small):
    small.events.write_text(small.events.read_text() + "T1,3,2026-03-02T14:00:00+01:00,Active\nT1,4,2026-03-03T10:00:00+01:00,Done\n")
    assert small.run(*TUESDAY) == 0
    assert float(rows_by(small, "done_within", "department", "kind")["Sales", "priority"]["within_hours"]) == 9  # of 7 and 9
    small.add_event("T1,3,2026-03-02T14:00:00+01:00,Active")
    assert small.run(*TUESDAY) == 0
    assert rows_by(small, "done_within", "department", "kind")["Sales", "priority"]["done"] == "1"


@pytest.mark.parametrize(("limit", "column"), [("6h", "missed"), ("7h", "kept"), ("0m", "pending")])
def test_answers_count_against_the_limit_of_the_line(small, limit, column):
    small.document["quotas"]["lines"][1]["answer_within"] = limit  # T3 waits 6 h on Monday and 1 h on Tuesday
    assert small.run(*TUESDAY) == 0
    row = rows_by(small, "duties", "department", "duty")["Others", "answer in time"]
    counts = {name: int(row[name]) for name in ("kept", "missed", "pending")}
    assert counts == dict.fromkeys(counts, 0) | {column: 1} and row["asked"] == "1"
    assert "forfeited" in row["consequence"]


def test_a_wait_that_is_not_over_is_pending_until_its_limit_and_then_missed(small):
    small.document["quotas"]["lines"][1]["answer_within"] = "2h"
    small.add_event("T4,1,2026-03-03T10:00:00+01:00,Waiting")  # the log ends at 11:00
    assert small.run(*TUESDAY) == 0
    row = rows_by(small, "duties", "department", "duty")["Others", "answer in time"]
    assert (row["asked"], row["missed"], row["pending"]) == ("2", "1", "1")
    small.add_event("T4,1,2026-03-02T16:00:00+01:00,Waiting")  # 1 h on Monday, 2 h on Tuesday
    assert small.run(*TUESDAY) == 0
    row = rows_by(small, "duties", "department", "duty")["Others", "answer in time"]
    assert (row["asked"], row["missed"], row["pending"]) == ("2", "2", "0")


def test_a_late_answer_to_a_backed_request_forfeits_its_unit(small):
    small.document["quotas"]["lines"][1]["answer_within"] = "6h"
    small.document["quotas"]["backed_when"] = {"priority": ["2"]}
    assert small.run(*TUESDAY) == 0
    assert rows_by(small, "duties", "department", "duty")["Others", "answer in time"]["missed"] == "1"
    assert rows_by(small, "balances", "department")["Others",]["forfeited"] == "1"


def test_tests_are_a_duty_of_their_own(small):
    small.document["quotas"]["tested_in"] = ["Waiting"]
    small.document["quotas"]["lines"][1]["answer_within"] = "8h"
    assert small.run(*TUESDAY) == 0
    rows = rows_by(small, "duties", "department", "duty")
    assert rows["Others", "test in time"]["kept"] == "1" and ("Others", "answer in time") not in rows


def test_an_intake_is_complete_where_its_columns_hold_something(small):
    small.document["quotas"]["intake"] = ["category", "asset"]  # the log knows nothing of assets
    small.tickets.write_text(small.tickets.read_text().replace("1,Mail,Ann", "1,,Ann"))
    assert small.run(*TUESDAY) == 0
    rows = rows_by(small, "duties", "department", "duty")
    assert [rows["Sales", "complete intake"][name] for name in ("asked", "kept", "missed")] == ["2", "1", "1"]
    balances = rows_by(small, "balances", "department")["Sales",]
    assert (balances["refunded"], balances["refused"]) == ("1", "1")  # T1's unit was refused, so T2 had it, and started late
    small.document["quotas"]["intake"] = ["asset"]
    assert small.run(*TUESDAY) == 0
    assert not any(duty == "complete intake" for _, duty in rows_by(small, "duties", "department", "duty"))


def test_incidents_declared_and_what_they_were_reshaped_and_overrides(small):
    small.document["quotas"] |= {"expedite_cap": 1, "expedite_when": {"priority": ["2"]}, "incident_when": {"category": ["Print"]},
                                 "reshaped_in": ["Waiting"]}
    assert small.run(*TUESDAY) == 0
    rows = rows_by(small, "precedence", "department")
    columns = ("tickets", "expedite_declared", "expedite_were", "expedite_were_not", "reshaped")
    assert [rows["Others",][name] for name in columns] == ["2", "2", "1", "1", "1"]  # T3 was mail, T4 a printer
    assert [rows["Sales",][name] for name in columns] == ["2", "0", "0", "0", "0"]


def test_a_start_that_was_not_the_queues_choice_is_an_override(small):
    assert small.run(*TUESDAY) == 0
    rows = rows_by(small, "precedence", "department")
    # On Tuesday at 10:00 the answered T3 is behind T4 of the same department, and was started all the same.
    assert (rows["Others",]["overrides"], rows["Sales",]["overrides"]) == ("1", "0")
    assert rows["Others",]["expedite_declared"] == rows["Others",]["reshaped"] == ""


def test_an_incident_of_the_lane_spends_no_unit_and_is_served_first(small):
    small.document["quotas"] |= {"expedite_cap": 1, "expedite_when": {"category": ["Print"]}, "backed_when": {"priority": ["1", "2"]}}
    assert small.run() == 0  # at 11:00: T4, the printer, has just arrived
    assert [(row["ticket_id"], row["rule"]) for row in small.table("next")][0] == ("T4", "expedite lane")
    assert rows_by(small, "balances", "department")["Others",]["spent"] == "1"  # T3's
    small.document["quotas"]["expedite_cap"] = 0
    assert small.run() == 0
    assert rows_by(small, "balances", "department")["Others",]["held"] == "1"  # without a lane T4 spends one too


def test_small_groups_are_hidden_here_as_well(small):
    small.document["privacy"]["min_group"] = 3
    assert small.run(*TUESDAY) == 0
    for name, columns in (("done_within", ("done", "within_hours")), ("duties", ("asked",)), ("precedence", ("tickets", "overrides"))):
        shown = [row[column] for row in small.table(name) for column in columns if row["department"] != "all departments"]
        assert not any(cell.replace(".", "").isdigit() and float(cell) > 0 for cell in shown), (name, shown)


def test_a_condition_on_an_unusable_column_is_said(small, capsys):
    small.document["quotas"]["expedite_when"] = {"opened_at": ["x"]}
    assert small.run() == 1
    assert "/quotas/expedite_when/opened_at" in capsys.readouterr().err
