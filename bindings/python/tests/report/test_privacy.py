"""People are stakeholders, not suspects."""

import pytest

CANARIES = ("Zoe", "Yan", "Ann", "Bob", "Cid", "Dan", "SECRET")


def texts(small):
    return {path.name: path.read_text(encoding="utf-8") for path in small.out.iterdir()}


def test_no_person_and_no_unused_column_reaches_any_output(small, capsys):
    lines = small.tickets.read_text().splitlines()
    small.tickets.write_text("\n".join([lines[0] + ",notes", *[line + ",SECRET" for line in lines[1:]]]) + "\n")
    small.document["privacy"]["min_group"] = 1
    assert small.run() == 0
    captured = capsys.readouterr()
    for name, text in [*texts(small).items(), ("stdout", captured.out), ("stderr", captured.err)]:
        for canary in CANARIES:
            assert canary not in text, (name, canary)


def test_a_viewer_whom_the_contract_does_not_allow_is_refused(small, capsys):
    small.document["privacy"]["person_level"] = []
    assert small.run("--viewer", "head") == 1
    assert "E_REFUSED: the contract does not let 'head' see single persons" in capsys.readouterr().err
    assert not small.out.exists()


def test_without_a_privacy_block_nobody_sees_persons_and_groups_of_five_are_the_smallest(small, capsys):
    del small.document["privacy"]
    assert small.run("--viewer", "head") == 1
    assert "E_REFUSED" in capsys.readouterr().err
    assert small.run() == 0
    assert {row["smallest_group"] for row in small.table("about")} == {"5"}
    assert small.table("compliance")[-1]["met"] == "small cell"


def test_an_allowed_viewer_sees_whom_to_pair_with_somebody_and_is_named(small, capsys):
    assert small.run("--viewer", "head") == 0
    assert [row["person"] for row in small.table("needs_second_person")] == ["Zoe", "Zoe"]
    assert "Persons are named for the viewer 'head'" in capsys.readouterr().out
    assert "Persons are named for the viewer" in (small.out / "board.html").read_text(encoding="utf-8")
    for name, text in texts(small).items():
        if name not in ("needs_second_person.csv", "board.html"):
            assert name != "coverage.csv" or "Desk" not in text
            assert not any(canary in text for canary in CANARIES), name


def test_purpose_viewers_retention_and_population_stand_on_the_page_and_beside_the_exports(small):
    assert small.run() == 0
    page = (small.out / "board.html").read_text(encoding="utf-8")
    for words in ("Purpose: Keep the promises.", "Viewers: head.", "Retention: 90 days.", "Population: 4 promises"):
        assert words in page
    about = small.table("about")
    assert {row["file"] for row in about} == {path.name for path in small.out.iterdir()}
    assert all(row["population"] and row["purpose"] == "Keep the promises" and row["retention"] == "90 days"
               for row in about)


@pytest.mark.parametrize("min_group, shown", [(2, True), (3, False)])
def test_a_group_of_too_few_people_is_a_small_cell_with_its_complement(small, min_group, shown):
    """Two requesters in each of two departments: below three, both rows go, and the total of four stays."""
    people = small.tickets.read_text().replace("Mail,Bob,Sales,Zoe", "Mail,Bob,Sales,Kim")
    small.tickets.write_text(people, encoding="utf-8")
    small.document["privacy"]["min_group"] = min_group
    assert small.run() == 0
    rows = small.table("compliance_by_department")
    assert [row["population"] for row in rows[:2]] == (["2", "2"] if shown else ["small cell"] * 2)
    assert rows[-1]["population"] == "4"
    balances = small.table("balances")
    assert (balances[0]["granted"] == "small cell") is not shown


def test_totals_of_the_example_give_no_small_cell_back(example_report, rows_of):
    """In each week and each department hidden cells stand at least two to a line, or the line's total is hidden too."""
    rows = rows_of(example_report.out / "load_by_department.csv")
    for line, other, total in (("week", "department", "all departments"), ("department", "week", "all weeks")):
        for name in {row[line] for row in rows}:
            for what in ("arrived", "solved"):
                hidden = [row[other] for row in rows if row[line] == name and row[what] == "small cell"]
                assert len(hidden) != 1, (name, hidden)


def test_load_columns_are_additive_where_shown(example_report, rows_of):
    rows = rows_of(example_report.out / "load_by_department.csv")
    total = next(row for row in rows if row["week"] == "all weeks" and row["department"] == "all departments")
    weeks = [row for row in rows if row["department"] == "all departments" and row["week"] != "all weeks"]
    if all(row["arrived"] != "small cell" for row in weeks):
        assert sum(int(row["arrived"]) for row in weeks) == int(total["arrived"])


def test_one_row_a_ticket_is_written_on_request_of_a_viewer_only(small, capsys):
    """Counting the rows of ticket_time.csv gives back what small cells hide."""
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 0
    assert not (small.out / "ticket_time.csv").exists()
    assert small.run("--ticket-times") == 1
    assert "E_REFUSED: --ticket-times gives one row a ticket" in capsys.readouterr().err
    assert "ticket_time.csv" not in [row["file"] for row in small.table("about")]
    assert small.run("--ticket-times", "--viewer", "head") == 0
    assert len(small.table("ticket_time")) == 4
    note = next(row["note"] for row in small.table("about") if row["file"] == "ticket_time.csv")
    assert "not for circulation" in note


def test_a_refused_row_shows_no_cell_but_to_a_viewer_who_may_see_persons(small, capsys):
    small.add_event("Dan SECRET,0,2026-03-02T12:00:00+01:00,Done\nT1,9,2026-03-02T12:00:00+01:00,Ann SECRET")
    assert small.run() == 0
    for text in [*texts(small).values(), capsys.readouterr().out]:
        assert "SECRET" not in text
    assert [(row["line"], row["reason"], row["ticket_id"]) for row in small.table("refused_rows")] == [
        ("12", "unknown_ticket", ""), ("13", "unknown_state", "T1")]
    assert small.run("--viewer", "head") == 0
    assert [row["value"] for row in small.table("refused_rows")] == ["Dan SECRET", "Ann SECRET"]
    assert "SECRET" not in (small.out / "board.html").read_text(encoding="utf-8") + capsys.readouterr().out


def test_a_total_that_is_about_too_few_agents_is_hidden_in_every_table_and_in_words(small, capsys):
    """Two agents, four requesters of one department each: the agents' total must not stand among the departments."""
    small.document["privacy"]["min_group"] = 3
    small.tickets.write_text(small.tickets.read_text().replace("Lab", "Sales"), encoding="utf-8")
    assert small.run() == 0
    for name in ("compliance", "compliance_by_department", "compliance_by_team"):
        rows = small.table(name)
        assert rows[-1]["population"] == "small cell", name
        assert any(row["population"] == "small cell" for row in rows[:-1]), name
        about = next(row for row in small.table("about") if row["file"] == f"{name}.csv")
        assert about["population"] == "the promises of the log, whose number is a small cell"
    for text in [(small.out / "board.html").read_text(encoding="utf-8"), capsys.readouterr().out]:
        assert "Too few people stand behind this figure to show it." in text
        assert "4 promises" not in text and "promises that were decided" not in text


def test_about_names_the_viewer_for_whom_persons_are_named(small):
    assert small.run("--viewer", "head") == 0
    assert {row["persons_named_for"] for row in small.table("about")} == {"head"}
    assert small.run() == 0
    assert {row["persons_named_for"] for row in small.table("about")} == {""}
