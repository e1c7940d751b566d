"""People are stakeholders, not suspects."""

import re

import pytest

HEADER = "ticket_id,opened_at,resolved_at,priority,category,requester,requester_group,assignee,assignment_group\n"
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
    """Two requesters in each of two departments, every promise kept: below three, both rows go, and the total stays."""
    who = (("Ann", "Sales"), ("Bob", "Sales"), ("Cid", "Lab"), ("Dan", "Lab"))
    small.tickets.write_text(HEADER + "".join(
        f"T{i},2026-03-02T09:00:00+01:00,,2,Mail,{person},{group},Agent {i},Desk\n" for i, (person, group) in enumerate(who)))
    small.events.write_text("ticket_id,at,to_state\n" + "".join(f"T{i},2026-03-02T10:00:00+01:00,Done\n" for i in range(4)))
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
        assert about["population"] == ("promises (their number is a small cell) on tickets (their number is a small cell)")
    for text in [(small.out / "board.html").read_text(encoding="utf-8"), capsys.readouterr().out]:
        assert "Too few people stand behind this figure" in text
        assert "4 promises" not in text and "promises that were decided" not in text


def test_about_names_the_viewer_for_whom_persons_are_named(small):
    assert small.run("--viewer", "head") == 0
    assert {row["persons_named_for"] for row in small.table("about")} == {"head"}
    assert small.run() == 0
    assert {row["persons_named_for"] for row in small.table("about")} == {""}


def test_what_was_read_does_not_give_a_hidden_total_back(small):
    """Two agents only, so no total is shown: the number of kept tickets would be that total."""
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 0
    counts = {(row["about"], row["what"]): row["count"] for row in small.table("reading")}
    assert counts["tickets", "kept"] == counts["tickets", "rows read"] == counts["events", "kept"] == "small cell"
    for name in ("load_by_team", "coverage", "backlog", "state_time"):
        about = next(row for row in small.table("about") if row["file"] == f"{name}.csv")
        assert "small cell" in about["population"] and "4" not in about["population"].split(";")[0], name


def test_single_persons_inside_a_row_are_hidden(small):
    """Ten requesters of one department, ten agents, nine promises kept and one paused."""
    lines = [f"T{i},2026-03-02T09:00:00+01:00,,2,Mail,P{i},Sales,Agent {i},Desk" for i in range(10)]
    small.tickets.write_text(HEADER + "\n".join(lines) + "\n")
    small.events.write_text("ticket_id,at,to_state\n" + "".join(
        f"T{i},2026-03-02T10:00:00+01:00,{'Done' if i else 'Waiting'}\n" for i in range(10)))
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 0
    for name in ("compliance", "compliance_by_department", "compliance_by_team"):
        row = small.table(name)[-1]
        assert row["population"] == "10" and row["paused"] == row["met"] == row["share_met"] == "small cell", name
    assert {row["state"]: row["entries"] for row in small.table("state_time")}["Waiting"] == "small cell"


def test_people_of_the_ledger_are_those_in_the_cell_at_that_instant(small):
    """One unit is held early on, whatever crowd follows in the log."""
    lines = [f"T{i},2026-03-{2 + min(i, 1):02d}T09:00:00+01:00,,1,Mail,P{i},Sales,Agent {i},Desk" for i in range(12)]
    small.tickets.write_text(HEADER + "\n".join(lines) + "\n")
    small.events.write_text("ticket_id,at,to_state\n")
    small.document["privacy"]["min_group"] = 3
    small.document["quotas"]["lines"][0]["quota"] = 20
    assert small.run("--at", "2026-03-02T10:00:00+01:00") == 0
    row = small.table("balances")[-1]
    assert row["granted"] == "20" and {row[name] for name in ("held", "available", "expired")} == {"small cell"}
    assert small.run("--at", "2026-03-03T10:00:00+01:00") == 0
    row = small.table("balances")[-1]
    assert (row["held"], row["available"], row["spent"]) == ("12", "8", "0")


def test_groups_that_hang_on_one_person_are_listed_for_an_allowed_viewer_only(small, capsys):
    assert small.run() == 0
    captured = capsys.readouterr().out
    assert not (small.out / "needs_second_person.csv").exists() and "Needs a second person" not in captured
    assert small.table("coverage")[0]["needs_second"] == "1"
    assert small.run("--viewer", "head") == 0
    rows = small.table("needs_second_person")
    assert {(row["viewer"], row["purpose"]) for row in rows} == {("head", "Keep the promises")}
    assert small.run() == 0 and not (small.out / "needs_second_person.csv").exists()


KEY = b"0123456789abcdef0123456789abcdef\n"


def test_pseudonyms_replace_every_name_and_change_no_figure(small, capsys):
    """Names are planted as people, as automation account and in a row that is refused."""
    small.map.write_text('{"automation": ["Yan"]}')
    small.add_event("Ann SECRET,9,2026-03-02T12:00:00+01:00,Done")
    key = small.folder / "key"
    key.write_bytes(KEY)
    assert small.run("--viewer", "head") == 0
    named = {path.name: path.read_bytes() for path in small.out.iterdir()}
    assert small.run("--viewer", "head", "--pseudonym-key", str(key)) == 0
    captured = capsys.readouterr()
    coded = texts(small)
    persons = {row["person"] for row in small.table("needs_second_person")} - {""}
    assert persons and all(re.fullmatch("p-[0-9a-f]{24}", person) for person in persons)
    for name, text in [*coded.items(), ("stdout", captured.out.split("Written")[1])]:
        assert not any(canary in text for canary in CANARIES), name
    different = {name for name in named if named[name].decode() != coded[name]}
    assert different == {"needs_second_person.csv", "refused_rows.csv", "board.html"}
    assert "under pseudonyms" in coded["board.html"]


def test_a_pseudonym_is_the_keyed_hash_of_the_name_and_another_key_gives_another():
    import hashlib
    import hmac
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from entente.report.pseudonym import pseudonyms_of
    with TemporaryDirectory() as folder:
        one, other = Path(folder, "one"), Path(folder, "other")
        one.write_bytes(KEY)
        other.write_bytes(KEY[::-1])
        first, second = pseudonyms_of(one), pseudonyms_of(other)
    expected = hmac.new(KEY.rstrip(b"\n"), "Zoë".encode(), hashlib.sha256).hexdigest()[:24]
    assert first("Zoë") == f"p-{expected}" == first("Zoë") != second("Zoë") and first("") == ""


@pytest.mark.parametrize("key, words", [(b"short", "a key of 16 to 4096 bytes was expected, got 5"), (None, "cannot be read"),
                                        (b"x" * 5000, "got more")])
def test_a_key_that_protects_nobody_is_refused(small, capsys, key, words):
    path = small.folder / "key"
    if key is not None:
        path.write_bytes(key)
    assert small.run("--pseudonym-key", str(path)) == 1
    assert words in capsys.readouterr().err and not small.out.exists()


def test_automation_accounts_are_no_people_and_know_no_group(small):
    assert small.run("--viewer", "head") == 0 and small.table("coverage")[0]["needs_second"] == "1"
    small.map.write_text('{"automation": ["Zoe"]}')
    assert small.run("--viewer", "head") == 0
    row = next(row for row in small.table("needs_second_person") if row["group"] == "Desk")
    assert (row["knowers"], row["person"]) == ("0", "")
    about = next(row for row in small.table("about") if row["file"] == "coverage.csv")
    assert "1 automation account is nobody" in about["population"]


@pytest.mark.parametrize("content, words", [('{"automation": "Zoe"}', "/automation: a list"), ('{"automation": [""]}', "/automation"),
                                            ('{"headcount": {"Sales": 0}}', "/headcount"), ('{"headcount": {"Sales": true}}', "/headcount"),
                                            ('{"headcount": {"Sale": 4}}', "/headcount/Sale: no party of the contract")])
def test_a_wrong_list_of_machines_or_headcounts_is_refused(small, capsys, content, words):
    small.map.write_text(content)
    assert small.run() == 1 and words in capsys.readouterr().err


def test_tickets_are_not_taken_for_people_of_a_side_that_the_log_does_not_name(small, capsys):
    """Twelve tickets of one department may all be one person's."""
    lines = [f"T{i},2026-03-02T09:00:00+01:00,2,{'Sales' if i < 6 else 'Lab'},A{i},Desk" for i in range(12)]
    small.tickets.write_text("ticket_id,opened_at,priority,requester_group,assignee,assignment_group\n" + "\n".join(lines) + "\n")
    small.events.write_text("ticket_id,at,to_state\n" + "".join(f"T{i},2026-03-02T10:00:00+01:00,Done\n" for i in range(12)))
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 0
    rows = small.table("compliance_by_department")
    assert [row["population"] for row in rows] == ["small cell", "small cell", "12"]
    words = "The log has no column 'requester': a department counts as the people that the map states as its headcount"
    assert words in capsys.readouterr().out.replace("\n", " ") and words in texts(small)["board.html"].replace("&#39;", "'")
    small.map.write_text('{"headcount": {"Sales": 40, "Others": 12}}')
    assert small.run() == 0
    assert [row["population"] for row in small.table("compliance_by_department")] == ["6", "6", "12"]
    small.map.write_text('{"headcount": {"Sales": 2, "Others": 12}}')
    assert small.run() == 0
    assert small.table("compliance_by_department")[0]["population"] == "small cell"


@pytest.mark.parametrize("min_group, words", [(1, "nothing is suppressed"), (2, "in a group of two"), (3, None)])
def test_a_smallest_group_that_protects_nobody_is_warned_of_everywhere(small, capsys, min_group, words):
    from entente.cli import main
    small.document["privacy"]["min_group"] = min_group
    assert small.run() == 0
    captured = capsys.readouterr()
    page = texts(small)["board.html"]
    assert main(["check", str(small.contract)]) == 0
    checked = capsys.readouterr().err
    for text in (captured.err, captured.out.replace("\n", " "), page, checked):
        assert (words in text) if words else "smallest group is" not in text


def test_each_file_of_the_folder_states_population_purpose_and_retention(small):
    assert small.run("--viewer", "head", "--ticket-times") == 0
    about = {row["file"]: row for row in small.table("about")}
    assert about.keys() == {path.name for path in small.out.iterdir()}
    for name, row in about.items():
        assert row["population"] and row["purpose"] == "Keep the promises" and row["retention"] == "90 days", name
        assert row["viewers"] == row["persons_named_for"] == "head" and row["smallest_group"] == "1", name
