"""Decisions from the small folder, counted by hand, and against plain loops on a real log."""

from collections import defaultdict
from datetime import datetime

import pytest

VIEWER = ("--viewer", "head")
AT = ("--at", "2026-03-03T16:00:00+01:00")


def of(rows, **wanted):
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def test_requests_and_hand_overs_are_those_of_the_rows(folder):
    assert folder.run() == 0
    assert [(row["department"], row["support_group"], row["tickets"]) for row in folder.table("requests")] == [
        ("Sales", "Desk", "2"), ("Sales", "Back", "2"), ("Laboratory", "Desk", "2"), ("Laboratory", "Back", "1")]
    assert [(row["from"], row["to"], row["handovers"]) for row in folder.table("handovers")] == [("Desk", "Back", "1"), ("Back", "Desk", "1")]


def test_the_points_of_tension_add_up_to_the_index_and_are_those_counted_by_hand(folder):
    assert folder.run(*AT) == 0
    rows = folder.table("tension_by_department")
    sales = {row["component"]: row for row in of(rows, department="Sales")}
    # Of Sales' four tickets T1 waited; T2 was reopened; T2 took 5 of 4 hours; T2's unit was refused after T1's.
    assert {name: row["tickets"] for name, row in sales.items()} == {
        "waited": "1", "reopened": "1", "ping pong": "0", "overdue": "1", "quota refused": "1", "tension index": "4"}
    lab = {row["component"]: row["tickets"] for row in of(rows, department="Laboratory")}
    assert lab == {"waited": "0", "reopened": "0", "ping pong": "1", "overdue": "1", "quota refused": "0", "tension index": "3"}
    for department in ("Sales", "Laboratory"):
        *parts, index = of(rows, department=department)
        assert sum(float(row["points"]) for row in parts) == pytest.approx(float(index["points"]), abs=1e-3)
        for row in parts:
            assert float(row["share"]) == pytest.approx(int(row["tickets"]) / int(index["tickets"]), abs=1e-6)
            assert float(row["points"]) == pytest.approx(100 * float(row["share"]) / 5, abs=1e-3)


def test_tension_on_the_real_log_equals_plain_loops(uci_stakeholders, uci):
    at = datetime.fromisoformat("2016-03-17T09:19:00-03:00")
    assert uci_stakeholders.at.startswith("2016-03-17 09:19")
    department = {row["ticket_id"]: row["requester_group"] for row in uci.tickets if datetime.fromisoformat(row["opened_at"]) <= at}
    events = defaultdict(list)
    for row in uci.events:
        events[row["ticket_id"]].append((datetime.fromisoformat(row["at"]), int(row["seq"]), row["to_state"], row["group"]))
    waited, came_back, reopened = set(), set(), set()
    for ticket, rows in events.items():
        rows.sort()
        states = [row[2] for row in rows]
        if any(state.startswith("Awaiting") for state in states):
            waited.add(ticket)
        if any(a in ("Resolved", "Closed") and b not in ("Resolved", "Closed") for a, b in zip(states, states[1:])):
            reopened.add(ticket)
        stays = [group for group in (row[3] for row in rows) if group]
        stays = [b for a, b in zip([None, *stays], stays) if a != b]
        if len(set(stays)) < len(stays):
            came_back.add(ticket)
    rows = uci_stakeholders.table("tension_by_department")
    for name in ("Location 204", "Location 51"):
        mine = {ticket for ticket, place in department.items() if place == name}
        found = {row["component"]: int(row["tickets"]) for row in of(rows, department=name)}
        assert found["tension index"] == len(mine) > 0
        assert (found["waited"], found["reopened"], found["ping pong"]) == (
            len(mine & waited), len(mine & reopened), len(mine & came_back))


def test_the_brief_tells_sensitive_cases_who_can_reinforce_and_whom_the_manager_shields(folder):
    assert folder.run(*VIEWER, *AT) == 0
    assert [(row["team"], row["open"], row["without_holder"]) for row in folder.table("load_now")] == [
        ("Desk", "1", "0"), ("Back", "3", "0"), ("all teams", "4", "0")]
    case, *others = folder.table("sensitive_cases")
    assert (case["ticket_id"], case["kind"], case["why"], case["group"], case["holder"]) == (
        "T4", "critical", "priority request; overdue", "Desk", "Zoe")
    # Zoe has one open of one, Yan three of nine; Yan does not know Desk (one ticket), but the laboratory (two).
    assert case["reinforce"] == "Yan"
    assert case["shield"] == "client speaks with Mia, then Top; no new work for Zoe"
    assert others == []
    assert [(row["person"], row["open"], row["capacity"], row["advice"]) for row in folder.table("load_by_person")] == [
        ("Yan", "3", "9", ""), ("Zoe", "1", "1", "")]


def test_what_happened_after_the_instant_is_not_known_in_the_brief(folder):
    assert folder.run(*VIEWER, "--at", "2026-03-02T11:45:00+01:00") == 0
    rows = {row["ticket_id"]: row for row in folder.table("sensitive_cases")}
    assert "reopened" in rows["T2"]["why"] and rows["T4"]["why"] == "priority request"
    assert {row["person"]: row["open"] for row in folder.table("load_by_person")} == {"Zoe": "3", "Yan": "3"}
    assert folder.table("load_now")[-1]["open"] == "6"  # T7 comes later


def test_where_no_manager_is_stated_the_brief_says_so(folder):
    folder.remove("people", "contacts", "projects")
    assert folder.run(*VIEWER, *AT) == 0
    assert folder.table("sensitive_cases")[0]["shield"] == "no manager stated; no new work for Zoe"


def test_projects_have_enough_people_too_few_or_no_evidence_and_never_a_zero(folder):
    assert folder.run(*VIEWER) == 0
    assert [tuple(row.values()) for row in folder.table("project_coverage")] == [
        ("Payroll", "Sales", "covered", "2", "Ann, Zoe", ""),
        ("Payroll", "Laboratory", "needs 1 more", "1", "Cid", ""),
        ("Website", "Laboratory", "no evidence", "no evidence", "", "")]
    assert "0" not in {cell for row in folder.table("project_coverage") for cell in row.values()}


def test_who_could_fill_a_hole_are_relays_and_key_users_of_the_department(folder):
    folder.write("people", (folder.folder / "people.csv").read_text() + "Dan,lab,relay,,,\n")
    assert folder.run(*VIEWER) == 0
    assert [row["could"] for row in folder.table("project_coverage")] == ["", "Dan", "Dan"]


def test_the_matrix_counts_people_who_know_a_department_in_a_group(folder):
    assert folder.run(*VIEWER) == 0
    assert [tuple(row.values()) for row in folder.table("coverage_matrix")] == [
        ("Desk", "Sales", "2", "1"), ("Desk", "Laboratory", "2", "0"), ("Back", "Sales", "2", "1"), ("Back", "Laboratory", "1", "0")]


def test_the_matrix_of_the_real_log_equals_a_plain_count(uci_stakeholders, uci):
    places = {f"Location {n}" for n in (204, 161, 143, 108, 93, 51)}
    counts, people = defaultdict(int), defaultdict(lambda: defaultdict(int))
    for row in uci.tickets:
        if row["assignment_group"]:
            pair = row["assignment_group"], row["requester_group"] if row["requester_group"] in places else "Other locations"
            counts[pair] += 1
            if row["assignee"]:
                people[pair][row["assignee"]] += 1
    rows = uci_stakeholders.table("coverage_matrix")
    assert len(rows) > 250
    for row in rows:
        pair = row["group"], row["department"]
        assert (int(row["tickets"]), int(row["knowers"])) == (counts[pair], sum(n >= 5 for n in people[pair].values()))
