"""The report on the UCI ServiceNow log against figures that were computed by other people's code."""

import csv
import gzip
import json
from datetime import datetime, timedelta


def facts(report, name, rows_of):
    return rows_of(report.log / "facts" / f"{name}.csv")


def counts(report, rows_of):
    return {(row["about"], row["what"]): int(row["count"]) for row in rows_of(report.out / "reading.csv")}


def test_everything_is_read(uci_report, rows_of):
    read = counts(uci_report, rows_of)
    assert read["tickets", "kept"] == read["tickets", "rows read"] == 24_918
    assert read["events", "kept"] == read["events", "rows read"] == 141_712
    assert read["reopens", "recorded by the log (reopen_count)"] == 331
    assert read["events", "warning: kept, before the ticket's opening"] == 5
    assert rows_of(uci_report.out / "refused_rows.csv") == []


def test_reopens_in_order_of_time_are_the_recorded_ones_but_for_the_one_ticket_that_runs_backwards(uci_report, rows_of):
    read = counts(uci_report, rows_of)
    assert read["reopens", "counted from the events, in order of time"] == 332
    assert read["tickets", "warning: the sequence of events runs backwards in time somewhere; time decides"] == 1


def test_time_in_each_state_equals_the_facts(uci_report, rows_of):
    expected = {row["to_state"]: row for row in facts(uci_report, "state_durations", rows_of)}
    measured = rows_of(uci_report.out / "state_time.csv")
    assert len(measured) == len(expected) == 9
    for row in measured:
        fact = expected[row["state"]]
        assert [row["entries"], row["intervals"], row["total_seconds"]] == [
            fact["entries"], fact["intervals"], fact["total_seconds"]]


def test_business_seconds_of_every_sampled_ticket_equal_the_facts(uci_times, rows_of):
    measured = {row["ticket_id"]: row for row in rows_of(uci_times.out / "ticket_time.csv")
                if row["target"].startswith("resolve-")}
    assert len(measured) == 24_918
    sample = rows_of(uci_times.log / "business_seconds_sample500.csv")
    assert len(sample) == 500
    for row in sample:
        mine = measured[row["ticket_id"]]
        for name in ("business_seconds", "running_business_seconds", "paused_business_seconds"):
            assert mine[name] == row[name], (row["ticket_id"], name)


def test_business_seconds_of_all_tickets_add_up_to_the_facts(uci_times, rows_of):
    business = json.loads((uci_times.log / "facts" / "facts.json").read_text())
    rows = [row for row in rows_of(uci_times.out / "ticket_time.csv") if row["target"].startswith("resolve-")]
    resolved = [int(row["business_seconds"]) for row in rows if row["business_seconds"]]
    assert (len(resolved), sum(resolved)) == (business["business"]["n"], business["business"]["sum"])
    # The facts let the clock of five tickets run from an event before their opening; here it starts at the opening.
    early = business["running_business"]["sum"] - sum(int(row["running_business_seconds"]) for row in rows)
    assert early == seconds_before_opening(uci_times, set(business["business"]["holidays"]))
    assert sum(int(row["paused_business_seconds"]) for row in rows) == business["paused_business"]["sum"]


def seconds_before_opening(report, holidays):
    """Seconds 08:00-18:00 Monday to Friday from each ticket's first event to its opening, minute by minute."""
    with gzip.open(report.log / "tickets.csv.gz", "rt", encoding="utf-8", newline="") as file:
        opened = {row["ticket_id"]: datetime.fromisoformat(row["opened_at"]) for row in csv.DictReader(file)}
    total = 0
    with gzip.open(report.log / "events.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["at"])
            while row["seq"] == "0" and at < opened[row["ticket_id"]]:
                total += 60 * (8 <= at.hour < 18 and at.weekday() < 5 and at.date().isoformat() not in holidays)
                at += timedelta(minutes=1)
    return total


def test_each_clock_adds_up(uci_times, rows_of):
    for row in rows_of(uci_times.out / "ticket_time.csv"):
        parts = sum(int(row[f"{name}_business_seconds"]) for name in ("provider", "requester", "third_party", "closing"))
        assert parts == sum(int(row[f"{name}_business_seconds"]) for name in ("running", "paused", "settled"))


def test_recorded_verdicts_are_those_of_the_log(uci_report, rows_of):
    with gzip.open(uci_report.log / "tickets.csv.gz", "rt", encoding="utf-8", newline="") as file:
        tickets = list(csv.DictReader(file))
    for row in rows_of(uci_report.out / "recorded_verdict.csv"):
        mine = [ticket for ticket in tickets if row["priority"] in ("all", ticket["priority"])]
        assert int(row["tickets"]) == len(mine)
        assert int(row["recorded_met"]) == sum(ticket["made_sla"] == "true" for ticket in mine)


def test_the_rule_agrees_at_least_as_often_as_the_one_that_was_fitted(uci_report, rows_of):
    fitted = {row["priority"]: int(row["agree"]) for row in facts(uci_report, "made_sla_reverse_engineered", rows_of)}
    for row in rows_of(uci_report.out / "recorded_verdict.csv"):
        if row["priority"] != "all":
            assert int(row["agree"]) >= fitted[row["priority"]]


def test_moderate_misses_by_cause_equal_the_independent_count_in_both_orders(uci_report, rows_of):
    names = ("recorded_missed", "rule_met", "closing", "requester", "third_party", "provider")
    found = {row["order"]: tuple(int(row[name]) for name in names)
             for row in rows_of(uci_report.out / "misses_by_cause.csv") if row["priority"] == "3 - Moderate"}
    assert found == {"closing first": (8_321, 2, 4_467, 1_433, 85, 2_334),
                     "requester first": (8_321, 2, 4_128, 1_772, 85, 2_334)}


def test_support_groups_without_a_second_resolver_equal_the_independent_count(uci_report, rows_of):
    row = next(row for row in rows_of(uci_report.out / "coverage.csv") if row["kind"] == "support group")
    assert [row["groups"], row["needs_second"], row["tickets"], row["tickets_on_one_person"]] == [
        "52", "13", "1062", "1029"]


def test_promises_add_up_and_are_stated_for_every_priority(uci_report, rows_of):
    rows = rows_of(uci_report.out / "compliance.csv")
    assert [row["population"] for row in rows] == ["270", "408", "23466", "774", "24918"]
    for row in rows:
        assert int(row["population"]) == sum(int(row[name]) for name in ("met", "missed", "running", "paused"))


def test_weekly_arrivals_equal_the_facts_where_they_are_shown(uci_report, rows_of):
    expected = {row["iso_week"]: row["arrivals"] for row in facts(uci_report, "weekly_rates", rows_of)}
    shown = {row["week"]: row["arrived"] for row in rows_of(uci_report.out / "load_by_department.csv")
             if row["department"] == "all departments" and row["arrived"] != "small cell"}
    shown.pop("all weeks")
    assert len(shown) > 20
    for week, arrived in shown.items():
        assert expected.get(week, "0") == arrived


def test_every_departments_ledger_balances(uci_report, rows_of):
    rows = rows_of(uci_report.out / "balances.csv")
    assert len(rows) == 7
    for row in rows:
        assert int(row["granted"]) == sum(int(row[name]) for name in (
            "available", "held", "spent", "forfeited", "expired"))
    assert sum(int(row["spent"]) for row in rows) > 0


def test_what_is_next_are_tickets_that_wait_in_order_of_their_due_dates(uci_report, rows_of):
    rows = rows_of(uci_report.out / "next.csv")
    assert len(rows) == 10
    backed = [row for row in rows if row["due_at"]]
    assert [row["due_at"] for row in backed] == sorted(row["due_at"] for row in backed)
    with gzip.open(uci_report.log / "tickets.csv.gz", "rt", encoding="utf-8", newline="") as file:
        tickets = {row["ticket_id"]: row for row in csv.DictReader(file)}
    for row in backed:
        assert tickets[row["ticket_id"]]["priority"] in ("1 - Critical", "2 - High")
        assert tickets[row["ticket_id"]]["requester_group"] == row["department"] or row["department"] == "Other locations"


def test_no_caller_and_no_resolver_is_named_anywhere(uci_report):
    for path in uci_report.out.iterdir():
        text = path.read_text(encoding="utf-8")
        for person in ("Caller ", "Resolver ", "Updated by", "Opened by"):
            assert person not in text, (path.name, person)


def test_the_viewer_whom_the_contract_names_sees_whom_to_pair_and_says_so(uci_times, rows_of):
    rows = rows_of(uci_times.out / "needs_second_person.csv")
    assert sum(row["kind"] == "support group" for row in rows) == 13
    assert {row["viewer"] for row in rows} == {"cio"} and all(row["purpose"] for row in rows)
    assert any(row["person"].startswith("Resolver ") for row in rows)
