"""Bad input gets a message with its place, exit status 1 and no output, or a counted refusal."""

import gzip
import json

import pytest


def refused(small, capsys, *fragments, options=(), status=1):
    assert small.run(*options) == status
    message = capsys.readouterr().err
    for fragment in fragments:
        assert fragment in message
    assert "Traceback" not in message
    assert not small.out.exists()


def test_the_small_log_itself_is_right(small):
    assert small.run() == 0
    assert small.table("refused_rows") == []


def test_a_missing_column_is_named_with_its_file_and_line(small, capsys):
    small.events.write_text("ticket_id,seq,when,to_state\n", encoding="utf-8")
    refused(small, capsys, "events.csv:1: column 'at' is missing")


def test_a_column_that_the_contract_needs_is_missing(small, capsys):
    small.tickets.write_text(small.tickets.read_text().replace("priority", "prio"), encoding="utf-8")
    refused(small, capsys, "tickets.csv:1: column 'priority' is missing")


def test_a_needed_column_that_stands_there_twice_is_refused(small, capsys):
    small.events.write_text("ticket_id,at,at,to_state\n", encoding="utf-8")
    refused(small, capsys, "events.csv:1: column 'at' stands there 2 times")


def test_bytes_that_are_not_utf8_are_named_with_their_line(small, capsys):
    small.events.write_bytes(small.events.read_bytes() + b"T1,9,2026-03-02T12:00:00+01:00,D\xe9\n")
    refused(small, capsys, "events.csv:12: not UTF-8 (byte 0xe9)")


@pytest.mark.parametrize("content, words", [(b"", "the file is empty"), (b"\n \n", "the file is empty"),
                                            (b'a,"b\nc', "not CSV"), (b"\x1f\x8b\x08broken", "damaged gzip")])
def test_files_that_are_no_tables_are_refused(small, capsys, content, words):
    small.tickets.write_bytes(content)
    refused(small, capsys, "tickets.csv", words)


def test_a_gzip_file_that_was_cut_off_is_refused(small, capsys):
    small.tickets.write_bytes(gzip.compress(small.tickets.read_bytes())[:-9])
    refused(small, capsys, "damaged gzip")


def test_a_file_that_does_not_exist_is_refused(small, capsys):
    small.events.unlink()
    refused(small, capsys, "events.csv: cannot be read")


def test_a_table_without_rows_is_refused(small, capsys):
    small.tickets.write_text(small.tickets.read_text().splitlines()[0] + "\n", encoding="utf-8")
    refused(small, capsys, "no rows after the header")


def test_a_stamp_without_offset_needs_a_zone(small, capsys):
    small.add_event("T4,1,2026-03-02T12:00:00,Active")
    refused(small, capsys, "events.csv:12: the stamp '2026-03-02T12:00:00' has no offset")
    assert small.run("--zone", "Europe/Paris") == 0


def test_an_unknown_zone_is_refused(small, capsys):
    refused(small, capsys, "no such zone", options=("--zone", "Mars/Olympus"))
    refused(small, capsys, "no such zone", options=("--zone", "../../etc/passwd"))


def test_five_mistakes_in_a_contract_are_five_located_problems(small, capsys):
    small.document["zone"] = "Nowhere/Town"
    small.document["targets"][0]["duration"] = "soon"
    small.document["targets"][1]["calendar"] = "night"
    small.document["clock_map"]["Done"] = "halt"
    small.document["colour"] = "red"
    refused(small, capsys)
    small.run()
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) >= 5
    for pointer in ("/zone", "/targets/0/duration", "/targets/1/calendar", "/clock_map/Done", "/colour"):
        assert any(pointer in line for line in lines)


@pytest.mark.parametrize("row, reason, line", [
    ("T1,7,yesterday,Done", "unreadable_instant", 12),
    ("T1,7,2026-02-30T10:00:00+01:00,Done", "unreadable_instant", 12),
    ("T1,7,2026-03-02,Done", "unreadable_instant", 12),
    ("T1,7,,Done", "unreadable_instant", 12),
    ("T1,7,2026-03-02T10:00:00+99:00,Done", "unreadable_instant", 12),
    ("T1,7,1969-12-31T23:59:59+00:00,Done", "instant_out_of_range", 12),
    ("T1,7,2100-01-01T00:00:01+00:00,Done", "instant_out_of_range", 12),
    ("T99,0,2026-03-02T12:00:00+01:00,Done", "unknown_ticket", 12),
    (",0,2026-03-02T12:00:00+01:00,Done", "missing_ticket_id", 12),
    ("T1,7,2026-03-02T12:00:00+01:00,Frozen", "unknown_state", 12),
    ("T1,x,2026-03-02T12:00:00+01:00,Done", "unreadable_sequence", 12),
    ("T1,7,2026-03-02T12:00:00+01:00", "wrong_cell_count", 12),
    ("T1,7,2026-03-02T12:00:00+01:00,Done,more", "wrong_cell_count", 12)])
def test_an_event_row_that_cannot_be_used_is_refused_and_counted(small, capsys, row, reason, line):
    small.add_event(row)
    assert small.run() == 0
    refused_rows = small.table("refused_rows")
    assert [(each["file"], int(each["line"]), each["reason"]) for each in refused_rows] == [("events.csv", line, reason)]
    assert f"events.csv:{line}: {reason}" in capsys.readouterr().out
    counts = {(each["about"], each["what"]): each["count"] for each in small.table("reading")}
    assert counts["events", "rows read"] == "11" and counts["events", "kept"] == "10"


@pytest.mark.parametrize("row, reason", [
    ("T1,2026-03-02T09:00:00+01:00,,1,Mail,Ann,Sales,Zoe,Desk", "duplicate_ticket_id"),
    (",2026-03-02T09:00:00+01:00,,1,Mail,Ann,Sales,Zoe,Desk", "missing_ticket_id"),
    ("T5,soon,,1,Mail,Ann,Sales,Zoe,Desk", "unreadable_instant"),
    ("T5,2026-03-02T09:00:00+01:00,later,1,Mail,Ann,Sales,Zoe,Desk", "unreadable_instant"),
    ("T5,2026-03-02T09:00:00+01:00,,1", "wrong_cell_count")])
def test_a_ticket_row_that_cannot_be_used_is_refused_and_counted(small, row, reason):
    small.add_ticket(row)
    assert small.run() == 0
    assert [(each["file"], each["line"], each["reason"]) for each in small.table("refused_rows")] == [
        ("tickets.csv", "6", reason)]
    assert small.table("compliance")[-1]["population"] == "4"


def test_events_of_a_refused_ticket_are_refused_as_such(small):
    small.add_ticket("T5,soon,,1,Mail,Ann,Sales,Zoe,Desk")
    small.add_event("T5,0,2026-03-02T12:00:00+01:00,New")
    assert small.run() == 0
    assert [each["reason"] for each in small.table("refused_rows")] == ["unreadable_instant", "ticket_refused"]


def test_a_ticket_that_lost_an_event_is_set_aside_everywhere_and_counted(small):
    """The report is that of a log without the ticket, but for what was read."""
    small.add_event("T1,7,2026-03-02T12:30:00+01:00,Frozen")
    assert small.run("--ticket-times", "--viewer", "head") == 0
    found = {path.name: path.read_bytes() for path in small.out.iterdir()}
    counts = {(each["about"], each["what"]): each["count"] for each in small.table("reading")}
    assert counts["tickets", "kept"] == "4"
    assert counts["tickets", "set aside: an event row was refused, so the clock cannot be trusted"] == "1"
    assert counts["events", "set aside with their tickets"] == "3"
    assert small.table("compliance")[-1]["population"] == "3"
    for name in ("tickets", "events"):
        path = getattr(small, name)
        path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if "T1," not in line))
    assert small.run("--ticket-times", "--viewer", "head") == 0
    without = {path.name: path.read_bytes() for path in small.out.iterdir()}
    assert {name for name in found if found[name] != without[name]} == {
        "about.csv", "board.html", "reading.csv", "refused_rows.csv"}


def test_a_log_whose_tickets_all_lost_events_is_refused(small, capsys):
    small.events.write_text(small.events.read_text().replace("New", "Fresh").replace("Active", "Busy"))
    refused(small, capsys, "every ticket lost an event row that was refused")


def test_a_stamp_far_after_all_others_is_warned_of(small):
    words = ("stamps", "warning: far after all others (more than 90 days, and longer than all before them): the end of the "
             "log lies there")

    def warned(*options):
        assert small.run(*options) == 0
        return {(each["about"], each["what"]): each["count"] for each in small.table("reading")}.get(words)

    assert warned() is None
    small.add_event("T4,1,2026-04-02T08:00:00+01:00,Active")
    assert warned() is None
    small.add_event("T4,1,2027-03-02T08:00:00+01:00,Active")
    assert warned() == "1" and warned("--at", "2026-03-02T10:30:00+01:00") == "1"
    assert warned("--at", "2027-03-02T08:00:00+01:00") is None


@pytest.mark.parametrize("separator, words", [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_a_table_with_other_separators_gets_a_hint(small, capsys, separator, words):
    small.tickets.write_text(small.tickets.read_text().replace(",", separator), encoding="utf-8")
    refused(small, capsys, f"tickets.csv:1: the cells are separated by {words}, but commas were expected")


def test_a_very_long_cell_is_read_and_the_limit_of_the_process_stays_what_it_was(small, capsys):
    import csv
    lines = small.tickets.read_text().splitlines()
    small.tickets.write_text("\n".join([lines[0] + ",notes", *[line + "," + "x" * 200_000 for line in lines[1:]]]) + "\n")
    before = csv.field_size_limit()
    assert small.run() == 0
    assert csv.field_size_limit() == before
    assert small.table("compliance")[-1]["population"] == "4"


def test_a_cell_beyond_every_limit_is_refused_with_its_line(small, capsys, monkeypatch):
    from entente.report import csv_table
    monkeypatch.setattr(csv_table, "LONGEST_FIELD", 1000)
    small.add_ticket("T5,2026-03-02T12:00:00+01:00,,2,Print," + "D" * 2000 + ",Lab,Zoe,Desk")
    refused(small, capsys, "tickets.csv:6: not CSV: field larger than field limit")


def test_an_event_before_its_tickets_opening_is_kept_and_counted(small):
    small.add_event("T4,1,2026-03-02T08:00:00+01:00,Active")
    assert small.run() == 0
    counts = {each["what"]: each["count"] for each in small.table("reading")}
    assert counts["warning: kept, before the ticket's opening"] == "1"
    assert small.table("refused_rows") == []


@pytest.mark.parametrize("content, words", [
    ("[]", "an object was expected"), ("{", "map.json:1: not JSON"), ('{"zones": 1}', "/zones: unknown key"),
    ('{"tickets": {"id": "Number"}}', "/tickets/id: unknown key"), ('{"events": {"at": 3}}', "/events"),
    ('{"zone": "UTC", "zone": "UTC"}', "stands there twice"), ("[" * 100_000, "map.json")])
def test_a_map_that_is_wrong_is_refused(small, capsys, content, words):
    small.map.write_text(content, encoding="utf-8")
    refused(small, capsys, words)


def test_a_column_that_the_map_names_must_exist(small, capsys):
    small.map.write_text('{"tickets": {"category": "Service"}}', encoding="utf-8")
    refused(small, capsys, "column 'Service' is missing")


def test_a_map_renames_any_column(small):
    assert small.run() == 0
    before = {path.name: path.read_bytes() for path in small.out.iterdir() if path.name != "about.csv"}
    renamed = small.tickets.read_text().replace("ticket_id", "Number").replace("requester_group", "Site")
    small.tickets.write_text(renamed.replace("priority", "Prio"), encoding="utf-8")
    small.events.write_text(small.events.read_text().replace("to_state", "Status").replace(",at,", ",Stamp,"))
    small.map.write_text(json.dumps({"tickets": {"ticket_id": "Number", "requester_group": "Site", "priority": "Prio"},
                                     "events": {"to_state": "Status", "at": "Stamp"}}))
    assert small.run() == 0
    assert {path.name: path.read_bytes() for path in small.out.iterdir() if path.name != "about.csv"} == before


@pytest.mark.parametrize("at, words", [("tomorrow", "was expected"), ("2026-03-02T10:00:00", "has no offset"),
                                       ("2026-03-01T10:00:00+01:00", "before the first instant"),
                                       ("2200-01-01T00:00:00Z", "outside 1970")])
def test_an_instant_that_makes_no_sense_is_refused(small, capsys, at, words):
    refused(small, capsys, words, options=("--at", at), status=2)


def test_the_log_must_be_named(small, capsys):
    from entente.cli import main
    small.run()
    assert main(["report", "--contract", str(small.contract), "--out", str(small.folder / "x")]) == 2
    assert "name the log" in capsys.readouterr().err
    assert main(["report", "--data", str(small.folder / "none"), "--contract", str(small.contract)]) == 1
    assert "is not a folder" in capsys.readouterr().err


@pytest.mark.parametrize("column", ["opened_at", "ticket_id", "resolved_at", "closed_at"])
def test_a_contract_that_names_a_column_without_categories_is_refused_with_its_key(small, capsys, column):
    small.document["targets"][1]["when"] = {column: ["x"]}
    refused(small, capsys, f"contract.json: /targets/1/when/{column}: bad_value: the column '{column}' holds no categories")
    small.document["targets"][1]["when"] = {"priority": ["2"]}
    small.document["quotas"]["backed_when"] = {column: ["x"]}
    refused(small, capsys, f"contract.json: /quotas/backed_when/{column}: ")
    small.document["quotas"]["backed_when"] = {"priority": ["1"]}
    small.document["targets"].append({"id": "rule", "metric": "resolution", "duration": "7h", "calendar": "office"})
    small.document["recorded_verdict"] = {"column": column, "met": ["yes"], "targets": ["rule"]}
    refused(small, capsys, f"contract.json: /recorded_verdict/column: bad_value: the column '{column}'")


def test_parties_of_one_name_are_told_apart_by_their_ids(small):
    for party, name in zip(small.document["parties"], ("Same", "Same", "all teams", "Back office")):
        party["name"] = name
    assert small.run() == 0
    assert [row["department"] for row in small.table("compliance_by_department")] == ["Same (Sales)", "Same (Others)", "all"]
    assert [row["team"] for row in small.table("compliance_by_team")] == ["all teams (Desk)", "Back office", "all"]
    assert "all teams (Desk)" in (small.out / "board.html").read_text(encoding="utf-8")


def test_a_document_error_without_problems_still_says_something(small, capsys, monkeypatch):
    import entente

    def fails(*_, **__):
        raise entente.DocumentError("zone data is damaged")

    monkeypatch.setattr(entente, "Contract", fails)
    refused(small, capsys, "contract.json: E_INVALID: zone data is damaged")


def test_zone_data_may_be_named_by_a_relative_path(small, monkeypatch):
    from pathlib import Path
    if not Path("/usr/share/zoneinfo/Europe/Paris").exists():
        pytest.skip("no zone data in /usr/share/zoneinfo")
    monkeypatch.chdir("/usr/share")
    assert small.run("--zoneinfo", "zoneinfo") == 0


def test_tickets_whose_events_do_not_tell_their_end_are_counted(small):
    small.add_ticket("T5,2026-03-02T12:00:00+01:00,,2,Print,Dan,Lab,Zoe,Desk\n"
                     "T6,2026-03-02T12:00:00+01:00,2026-03-02T13:00:00+01:00,2,Print,Dan,Lab,Zoe,Desk")
    small.add_event("T6,0,2026-03-02T12:00:00+01:00,New")
    assert small.run() == 0
    counts = {each["what"]: each["count"] for each in small.table("reading")}
    assert counts["warning: without any event"] == "1"
    assert counts["warning: resolved_at is given, but no event reaches a state that stops the clock"] == "1"


def test_a_mistake_of_the_program_is_one_line_and_exit_status_70(small, capsys, monkeypatch):
    from entente.report import command

    def fails(*_, **__):
        raise KeyError("two\nlines")

    monkeypatch.setattr(command, "compute", fails)
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 70
    line = capsys.readouterr().err
    assert line == ("entente: internal error: KeyError: 'two\\nlines'; please report it with the command line\n")
    monkeypatch.setenv("ENTENTE_TRACEBACK", "1")
    assert small.run() == 70
    assert "Traceback" in capsys.readouterr().err
