"""What users of other systems complain about in their reports."""

import json


def test_a_reopened_ticket_is_open_again_and_no_longer_among_the_kept_promises_zammad_3745(small):
    small.add_event("T1,3,2026-03-02T13:00:00+01:00,Active")
    assert small.run() == 0
    row = next(row for row in small.table("compliance") if row["target"] == "urgent")
    # T1 was solved after 3 of its 4 hours and is at work again: judged on Tuesday 11:00 it is late, not kept.
    assert (row["population"], row["met"], row["missed"]) == ("2", "0", "2")
    assert small.table("backlog")[-1]["open_tickets"] == "2"  # T4, and T1 again


def test_the_time_a_solved_ticket_waits_for_its_reopening_is_not_a_wait_for_the_requester_glpi_23359(small):
    small.add_event("T1,3,2026-03-02T14:00:00+01:00,Active\nT1,4,2026-03-02T15:00:00+01:00,Done")
    assert small.run("--ticket-times", "--viewer", "head") == 0
    row = next(row for row in small.table("ticket_time") if row["ticket_id"] == "T1")
    assert (row["running_business_seconds"], row["paused_business_seconds"]) == (str(4 * 3600), "0")
    assert (row["settled_business_seconds"], row["requester_business_seconds"]) == (str(2 * 3600), "0")


def test_a_ticket_without_a_verdict_is_counted_as_such_and_not_as_kept(small):
    small.document["history"] = {"begins_in": ["New"]}  # T3 begins in Active
    assert small.run() == 0
    total = small.table("compliance")[-1]
    assert [total[name] for name in ("population", "met", "missed", "running", "paused", "no_verdict")] == [
        "4", "1", "1", "1", "0", "1"]
    assert json.loads(small.contract.read_text())["history"]


def test_a_recorded_miss_without_a_verdict_of_the_rule_is_not_called_a_wait_for_the_closing(small):
    small.document["targets"].append({"id": "rule", "metric": "resolution", "duration": "100h", "calendar": "office"})
    small.document["recorded_verdict"] = {"column": "made", "met": ["yes"], "targets": ["rule"]}
    rows = small.tickets.read_text().splitlines()
    small.tickets.write_text("\n".join([rows[0] + ",made", *[row + ",no" for row in rows[1:]]]) + "\n")
    assert small.run() == 0
    for row in small.table("misses_by_cause"):
        if row["priority"] == "all":  # T4 is still open; the rule calls the others met
            assert (row["recorded_missed"], row["rule_met"], row["closing"], row["unknown"]) == ("4", "3", "0", "1")
