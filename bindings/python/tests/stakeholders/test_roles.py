"""Role panels, key players, silent pairs and subjects on the bundled log, against NetworkX and plain loops."""

import re
from collections import Counter, defaultdict
from datetime import datetime

import pytest

FEWEST = 5


@pytest.fixture(scope="module")
def example(example_stakeholders):
    return example_stakeholders


@pytest.fixture(scope="module")
def graph(example):
    """Requests and hand-overs between assignees, by name, each once."""
    networkx = pytest.importorskip("networkx", reason="networkx (of PM4Py) is not installed")
    found = networkx.Graph()
    found.add_nodes_from(row[column] for row in example.tickets for column in ("requester", "assignee") if row[column])
    weight = Counter((row["requester"], row["assignee"]) for row in example.tickets if row["requester"] and row["assignee"])
    last = {}
    for row in sorted(example.events, key=lambda row: (row["ticket_id"], datetime.fromisoformat(row["at"]), int(row["seq"]))):
        before = last.get(row["ticket_id"])
        if before and row["assignee"] and before != row["assignee"]:
            weight[before, row["assignee"]] += 1
        last[row["ticket_id"]] = row["assignee"]
    for (one, other), count in weight.items():
        had = found.edges[one, other]["weight"] if found.has_edge(one, other) else 0
        found.add_edge(one, other, weight=had + count)
    return found


@pytest.fixture(scope="module")
def people(example):
    """Department of each requester (most tickets, then the contract's order), and tickets of each."""
    order = ["Accounting", "Sales", "Production", "Logistics", "Research", "Human Resources"]
    counts = defaultdict(Counter)
    for row in example.tickets:
        if row["requester"]:
            counts[row["requester"]][row["requester_group"]] += 1
    return {name: (max(order, key=lambda party: (own[party], -order.index(party))), sum(own.values())) for name, own in counts.items()}


def proposed(example, role):
    return {row["department"]: row for row in example.table("role_panel") if row["role"] == role and row["state"] == "proposed"}


def best(people, values, department, taken):
    free = [name for name, (party, tickets) in people.items() if party == department and tickets >= FEWEST and name not in taken]
    top = max(values[name] for name in free)
    return {name for name in free if values[name] == pytest.approx(top, rel=1e-9)}, top, len(free)


def test_who_is_proposed_has_the_highest_measure_that_networkx_computes(example, graph, people):
    import networkx
    n = len(graph)
    solvers = {row["assignee"] for row in example.tickets if row["assignee"]}
    harmonic = {name: value / (n - 1) for name, value in networkx.harmonic_centrality(graph).items()}
    restart = {name: float(name in solvers) for name in graph}
    nearness = networkx.pagerank(graph, personalization=restart, weight="weight", tol=1e-14, max_iter=10_000)
    effective = networkx.effective_size(graph)
    for department in {party for party, _ in people.values()}:
        rows = {row["role"]: row for row in example.table("role_panel") if row["department"] == department}
        taken = set()
        for role in ("key user", "pilot user", "relay", "experienced"):
            values = {"key user": harmonic, "relay": nearness, "experienced": effective}.get(role)
            row = rows[role]
            if values is not None:
                names, top, free = best(people, values, department, taken)
                assert row["state"] == "proposed" and row["person"] in names, (department, role)
                stated = float(re.search(r"[\d,.]*\d", row["why"]).group().replace(",", ""))
                assert stated == pytest.approx(top, abs=0.06 if role == "experienced" else 0.0006)
                assert f"the first of {free:,} who may be asked" in row["why"]
            taken.add(row["person"])


def test_nobody_gets_two_roles_and_what_no_log_tells_stays_empty(example):
    rows = example.table("role_panel")
    names = [row["person"] for row in rows if row["person"]]
    assert len(names) == len(set(names)) > 0
    assert {row["role"] for row in rows if row["state"] == "empty" and row["why"] == "can only be declared"} == {
        "line manager", "project manager", "beginner"}
    assert {row["viewer"] for row in rows} == {"head of IT"} and all(row["purpose"] for row in rows)


def test_brokerage_of_a_pilot_user_is_that_of_a_plain_count(example, graph, people):
    party = {name: department for name, (department, _) in people.items()}
    team = {}
    for row in example.tickets:
        if row["assignee"]:
            team.setdefault(row["assignee"], Counter())[row["assignment_group"]] += 1
    order = ["First line", "Applications", "Network", "Workplace"]
    party |= {name: max(order, key=lambda each: (own[each], -order.index(each))) for name, own in team.items()}
    for row in proposed(example, "pilot user").values():
        who, count = row["person"], 0
        for a in graph[who]:
            for c in graph[who]:
                if a != c and not graph.has_edge(a, c):
                    one, own, other = party[a], party[who], party[c]
                    count += (one == own != other) or (one != own == other) or (len({one, own, other}) == 3)
        assert f"do not know each other {count:,} times" in row["why"]


def test_declared_roles_stand_before_proposed_ones(folder):
    assert folder.run("--viewer", "head") == 0
    rows = {(row["department"], row["role"]): (row["state"], row["person"]) for row in folder.table("role_panel")}
    assert rows["Sales", "relay"] == ("declared", "Ann") and rows["Sales", "key user"] == ("declared", "Bob")
    assert rows["Laboratory", "pilot user"] == ("declared", "Dan") and rows["Laboratory", "beginner"] == ("empty", "")


def test_without_a_viewer_only_whether_a_role_is_declared_is_told(folder):
    assert folder.run() == 0
    rows = {(row["department"], row["role"]): row["state"] for row in folder.table("roles_declared")}
    assert rows["Sales", "relay"] == "declared" and rows["Sales", "beginner"] == "not declared" and len(rows) == 14
    assert "role_panel.csv" not in folder.texts()


def test_subjects_part_the_tickets_and_months_part_the_subjects(uci_stakeholders, uci):
    subjects, flow = uci_stakeholders.table("recurring_subjects"), uci_stakeholders.table("subjects_by_month")
    assert sum(int(row["tickets"]) for row in subjects) == len(uci.tickets)
    for month, count in Counter(row["opened_at"][:7] for row in uci.tickets).items():
        assert sum(int(row["tickets"]) for row in flow if row["month"] == month) == count
    for row in subjects:
        mine = [int(each["tickets"]) for each in flow if each["subject"] == row["subject"]]
        assert sum(mine) == int(row["tickets"])
        assert float(row["share"]) == pytest.approx(int(row["tickets"]) / len(uci.tickets), abs=1e-6)


def test_what_is_shown_of_the_bundled_log_gives_no_small_cell_back(example):
    """In each month and each subject hidden cells stand at least two to a line."""
    flow = example.table("subjects_by_month")
    hidden = Counter(row["month"] for row in flow if row["tickets"] == "small cell")
    assert 1 not in hidden.values()


def test_two_circles_that_share_nothing_are_two_subjects(folder):
    head = (folder.folder / "tickets.csv").read_text().splitlines()[0]
    rows = [f"T{i},2026-03-{2 + i // 20:02d}T09:00:00+01:00,,2,{what},Ann,{who},Zoe,{group}" for i in range(40)
            for what, who, group in [("Mail", "Sales", "Desk") if i % 2 else ("Print", "Lab", "Back")]]
    folder.write("tickets", "\n".join([head, *rows]) + "\n")
    folder.write("events", "ticket_id,at,to_state\nT1,2026-03-05T09:00:00+01:00,Done\n")
    folder.remove("contacts")
    assert folder.run() == 0
    found = {(row["categories"], row["groups"], row["departments"], row["tickets"]) for row in folder.table("recurring_subjects")}
    assert found == {("Mail", "Desk", "Sales", "20"), ("Print", "Back", "Lab", "20")}


def test_silent_pairs_are_those_of_ten_people_or_more_that_never_met(folder):
    head = (folder.folder / "tickets.csv").read_text().splitlines()[0]
    rows = [f"{who}{i},2026-03-02T09:00:00+01:00,,2,Mail,{who} {i},{who},{group} {i},{group}"
            for who, group in (("Sales", "Desk"), ("Lab", "Back")) for i in range(10)]
    folder.write("tickets", "\n".join([head, *rows]) + "\n")
    folder.write("events", "ticket_id,at,to_state\nSales1,2026-03-02T10:00:00+01:00,Done\n")
    folder.remove("contacts")
    assert folder.run() == 0
    assert {tuple(row.values()) for row in folder.table("silent_pairs")} == {
        ("Sales", "Back", "10", "10"), ("Laboratory", "Desk", "10", "10"), ("Desk", "Back", "10", "10")}
    folder.write("tickets", "\n".join([head, *rows, "X,2026-03-02T09:00:00+01:00,,2,Mail,Sales 1,Sales,Back 1,Back"]) + "\n")
    assert folder.run() == 0
    assert ("Sales", "Back") not in {(row["one"], row["other"]) for row in folder.table("silent_pairs")}
    folder.write("tickets", "\n".join([head, *rows[:-1]]) + "\n")
    assert folder.run() == 0
    assert "Laboratory" not in {cell for row in folder.table("silent_pairs") for cell in row.values()}
