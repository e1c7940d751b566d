"""Contacts: strengths and expiries by the formula, Wilson's bound by the formula, small groups hidden."""

import math
from datetime import datetime, timedelta, timezone

import pytest

VIEWER = ("--viewer", "head")
NOW = datetime(2026, 3, 3, 12, tzinfo=timezone.utc)
AT = ("--at", "2026-03-03T13:00:00+01:00")
HEAD = "who,whom,when,channel,minutes,ticket_id\n"


def contact(who, whom, days_ago, ticket=""):
    return f"{who},{whom},{(NOW - timedelta(days=days_ago)).isoformat()},visit,10,{ticket}"


def test_a_relation_is_as_strong_as_its_contacts_are_recent_and_lasts_until_the_formula_says(folder):
    folder.write("contacts", HEAD + "\n".join([contact("Ann", "Zoe", 40), contact("Zoe", "Bob", 10), contact("Dan", "Yan", 100),
                                              contact("Cid", "Zoe", 22)]) + "\n")
    assert folder.run(*VIEWER, *AT) == 0
    rows = {(row["person"], row["department"]): row for row in folder.table("relations_to_keep")}
    for pair, ages in {("Zoe", "Sales"): (40, 10), ("Yan", "Laboratory"): (100,), ("Zoe", "Laboratory"): (22,)}.items():
        strength = sum(2 ** (-age / 30) for age in ages)
        assert float(rows[pair]["strength"]) == pytest.approx(strength, abs=1e-6)
        expiry = NOW + timedelta(days=30 * math.log2(strength / 0.5))
        found = rows[pair]["lasts_until"]
        stamp = datetime.strptime(found, "%Y-%m-%d %H:%M:%S" if found.count(":") == 2 else "%Y-%m-%d %H:%M")
        zone = timedelta(hours=2 if expiry >= datetime(2026, 3, 29, 1, tzinfo=timezone.utc) else 1)
        assert abs(stamp - (expiry + zone).replace(tzinfo=None)) < timedelta(seconds=2)
    assert {pair: row["state"] for pair, row in rows.items()} == {
        ("Zoe", "Sales"): "known", ("Yan", "Laboratory"): "lost", ("Zoe", "Laboratory"): "about to be lost"}
    assert [row["person"] for row in folder.table("relations_to_keep")] == ["Yan", "Zoe", "Zoe"]  # soonest lost first
    assert [tuple(row.values()) for row in folder.table("cadence")] == [("Sales", "1", "0", "0"), ("Laboratory", "0", "1", "1")]


def test_a_contact_after_the_instant_does_not_count_for_the_cadence(folder):
    folder.write("contacts", HEAD + contact("Ann", "Zoe", 1) + "\n")
    assert folder.run(*VIEWER, "--at", "2026-03-02T10:00:00+01:00") == 0
    assert "relations_to_keep.csv" not in folder.texts()


def wilson_lower(successes, trials, z=1.959963984540054):
    share = successes / trials
    middle = share + z * z / (2 * trials)
    return (middle - z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))) / (1 + z * z / trials)


@pytest.mark.parametrize("direct, with_ticket, flagged", [(9, 0, False), (10, 0, True), (4, 6, False), (6, 6, True), (2, 20, False)])
def test_a_department_is_flagged_on_ten_contacts_or_more_whose_bound_passes_the_limit(folder, direct, with_ticket, flagged):
    rows = [contact("Ann", "Zoe", i / 100) for i in range(direct)] + [contact("Ann", "Yan", i / 100, "T1") for i in range(with_ticket)]
    folder.write("contacts", HEAD + "\n".join(rows) + "\n")
    assert folder.run(*AT) == 0
    row = folder.table("bypass")[0]
    assert (row["department"], row["contacts"], row["direct"]) == ("Sales", str(direct + with_ticket), str(direct))
    assert float(row["share"]) == pytest.approx(direct / (direct + with_ticket), abs=1e-6)
    assert float(row["lower"]) == pytest.approx(wilson_lower(direct, direct + with_ticket), abs=1e-6)
    assert float(row["concentration"]) == 1.0
    assert (row["advice"] != "") is flagged is (direct + with_ticket >= 10 and wilson_lower(direct, direct + with_ticket) > 0.2)


def test_pairs_are_for_a_viewer_and_in_order_of_names(folder):
    folder.write("contacts", HEAD + "\n".join([contact("Ann", "Zoe", 1), contact("Bob", "Zoe", 1, "T1"), contact("Dan", "Yan", 1)]) + "\n")
    assert folder.run(*VIEWER, *AT) == 0
    assert [(row["department"], row["person"], row["contacts"], row["direct"]) for row in folder.table("bypass_pairs")] == [
        ("Laboratory", "Yan", "1", "1"), ("Sales", "Zoe", "2", "1")]
    folder.write("contacts", HEAD + contact("Ann", "Zoe", 1) + "\n" + contact("Zoe", "Mia", 1) + "\n")
    assert folder.run(*AT) == 0
    assert "bypass_pairs.csv" not in folder.texts()
    about = {row["file"]: row["population"] for row in folder.table("about")}
    assert about["bypass.csv"].endswith("1 within one side are left out")


def test_contacts_of_few_people_are_small_cells(folder):
    folder.document["privacy"]["min_group"] = 3
    assert folder.run(*AT) == 0
    assert {row["contacts"] for row in folder.table("bypass")} == {"small cell"}
    assert {row["known"] for row in folder.table("cadence")} == {"small cell"}


def test_a_file_that_states_no_tickets_tells_nothing_of_the_process(folder):
    folder.write("contacts", "who,whom,when,channel,minutes\nAnn,Zoe,2026-03-02T09:05:00+01:00,call,10\n")
    assert folder.run(*AT) == 0
    assert "bypass.csv" not in folder.texts() and "cadence.csv" in folder.texts()
