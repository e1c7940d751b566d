"""The three numbers and their sentences."""


def add_recorded_verdict(small, tickets):
    small.document["targets"].append({"id": "rule", "metric": "resolution", "duration": "7h", "calendar": "office"})
    small.document["recorded_verdict"] = {"column": "made_sla", "met": ["yes"], "targets": ["rule"]}
    small.tickets.write_text("ticket_id,opened_at,priority,made_sla,requester_group\n" + tickets)


TWO_VERDICTS = """T1,2026-03-02T09:00:00+01:00,{p},yes,Sales
T2,2026-03-02T09:30:00+01:00,1,no,Sales
T3,2026-03-02T10:00:00+01:00,2,,Sales
T4,2026-03-02T11:00:00+01:00,2,yes,Sales
"""


def test_the_recorded_verdict_stands_beside_promises_of_the_same_tickets_only(small, capsys):
    """T3 has no recorded verdict and T4 is undecided: two tickets have both."""
    add_recorded_verdict(small, TWO_VERDICTS.format(p="1"))
    assert small.run() == 0
    page = (small.out / "board.html").read_text(encoding="utf-8")
    assert ("Of 2 tickets that have both a recorded verdict and decided resolution promises, 50.0 % kept those promises; "
            "the log’s own verdict calls 50.0 % of them met.") in page
    assert small.table("recorded_and_promised")[-1]["share_recorded_met"] != "0.500000"  # T4 too


def test_nothing_is_said_of_the_recorded_verdict_where_there_is_none(small):
    add_recorded_verdict(small, TWO_VERDICTS.format(p="1").replace(",yes,", ",,").replace(",no,", ",,"))
    assert small.run() == 0
    assert "own verdict calls" not in (small.out / "board.html").read_text(encoding="utf-8")


def test_a_priority_that_is_called_all_is_not_taken_for_the_total(small):
    for target in small.document["targets"]:
        del target["when"]
    del small.document["quotas"]
    add_recorded_verdict(small, TWO_VERDICTS.format(p="all"))
    assert small.run() == 0
    rows = small.table("misses_by_cause")
    assert [(row["priority"], row["recorded_missed"]) for row in rows if row["order"] == "closing first"] == [
        ("1", "1"), ("2", "0"), ("all", "0"), ("all", "1")]
    assert "The one recorded miss is not left to the provider once waiting" in (small.out / "board.html").read_text(encoding="utf-8")


def test_no_group_that_is_large_enough_is_said_so(small):
    small.document["coverage"]["smallest_population"] = 100
    assert small.run() == 0
    page = (small.out / "board.html").read_text(encoding="utf-8")
    assert "No support group has enough tickets to judge who knows it." in page and "Each of the 0" not in page


def test_the_page_claims_nothing_about_promises_that_the_contract_may_not_say(small):
    assert small.run() == 0
    page = (small.out / "board.html").read_text(encoding="utf-8")
    assert "to its first answer or its solution, in the hours of its calendar" in page
    assert "promises that were decided were kept" in page and "came due" not in page
    assert "time spent waiting for the requester" not in page
    assert "The most at the end of a day were" in page


def test_the_recorded_verdict_does_not_give_back_a_total_of_promises_that_is_hidden(small):
    """No assignee is known, so tickets stand for agents, four of them; the two requesters are too few for a total."""
    add_recorded_verdict(small, "")
    small.tickets.write_text("ticket_id,opened_at,priority,made_sla,requester,requester_group\n" + "".join(
        f"T{i},2026-03-02T09:00:00+01:00,1,yes,{who},Sales\n" for i, who in enumerate(("Ann", "Ann", "Bob", "Bob"), 1)))
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 0
    for name in ("compliance", "compliance_by_department"):
        assert small.table(name)[-1]["met"] == "small cell"
    assert small.table("recorded_and_promised")[-1]["both_met"] == "small cell"
    assert small.table("recorded_verdict")[-1]["tickets"] == "small cell"
    about = next(row for row in small.table("about") if row["file"] == "recorded_verdict.csv")
    assert about["population"].startswith("tickets (their number is a small cell) with a recorded verdict")
