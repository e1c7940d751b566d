"""What is wrong with the further files is told with file, line, what was expected and what was found; nothing is written."""

import json

import pytest


def fails(folder, capsys, *words):
    assert folder.run() == 1
    message = capsys.readouterr().err
    for each in words:
        assert each in message, message
    assert not folder.out.exists()


@pytest.mark.parametrize("name, row, words", [
    ("people", "Eve,Marketing,,,,", ("people.csv:10:", "a party of the contract or a support group of the log was expected, got 'Marketing'")),
    ("people", ",Sales,,,,", ("people.csv:10:", "a person was expected, got a blank")),
    ("people", "Eve,Sales,boss,,,", ("people.csv:10:", "a role was expected", "got 'boss'")),
    ("people", "Eve,Sales,,Nobody,,", ("people.csv:10:", "a person of this file was expected, got 'Nobody'")),
    ("people", "Eve,Sales,,Eve,,", ("people.csv:10:", "comes back to 'Eve'")),
    ("people", "Ann,Desk,,,,", ("people.csv:10:", "'Sales' was expected, as on line 6, got 'Desk'")),
    ("people", "Eve,Sales,,,many,", ("people.csv:10:", "open_tickets: a whole number up to 100,000 was expected, got 'many'")),
    ("people", "Eve,Sales,,,,-1", ("people.csv:10:", "weekly_minutes")),
    ("people", "Eve,Sales", ("people.csv:10:", "6 cells were expected, got 2")),
    ("projects", "Payroll,Marketing,Ann,1", ("projects.csv:6:", "a department of the contract was expected (Laboratory, Sales, lab), got 'Marketing'")),
    ("projects", "Payroll,Sales,Nobody,1", ("projects.csv:6:", "a person of people.csv was expected, got 'Nobody'")),
    ("projects", ",Sales,Ann,1", ("projects.csv:6:", "a project was expected")),
    ("projects", "Payroll,Sales,Ann,-1", ("projects.csv:6:", "meetings: a whole number")),
])
def test_a_wrong_row_stops_with_its_place(folder, capsys, name, row, words):
    folder.write(name, (folder.folder / f"{name}.csv").read_text() + row + "\n")
    fails(folder, capsys, *words)


@pytest.mark.parametrize("name, column", [("people", "person"), ("people", "party"), ("contacts", "whom"), ("contacts", "when"),
                                          ("contacts", "minutes"), ("projects", "department"), ("tickets", "opened_at"), ("events", "to_state")])
def test_a_missing_column_is_named_with_those_that_are_there(folder, capsys, name, column):
    path = folder.folder / f"{name}.csv"
    head, _, rest = path.read_text().partition("\n")
    path.write_text(head.replace(column, "renamed", 1) + "\n" + rest)
    fails(folder, capsys, f"{name}.csv:1: column '{column}' is missing (there are: ")


@pytest.mark.parametrize("name", ["tickets", "people", "contacts", "projects"])
@pytest.mark.parametrize("content, words", [("", "the file is empty"), ("header", "no rows after the header")])
def test_an_empty_file_is_refused(folder, capsys, name, content, words):
    path = folder.folder / f"{name}.csv"
    folder.write(name, path.read_text().splitlines()[0] + "\n" if content else "")
    fails(folder, capsys, f"{name}.csv: {words}")


def test_a_contact_that_cannot_be_used_is_refused_and_listed_with_its_line(folder):
    rows = ("Ann,Zoe,2026-02-30T10:00:00+01:00,call,5,", "Ann,Zoe,2027-01-01T10:00:00+01:00,call,5,", "Ann,Ann,2026-03-02T10:00:00+01:00,call,5,",
            "Ann,Eve,2026-03-02T10:00:00+01:00,call,5,", "Ann,Zoe,2026-03-02T10:00:00+01:00,call,ten,", "Ann,Zoe,2026-03-02T10:00:00+01:00,call,5,T99",
            "Ann,Zoe", "Ann,Zoe,0026-03-02T10:00:00+01:00,call,5,")
    folder.write("contacts", (folder.folder / "contacts.csv").read_text() + "\n".join(rows) + "\n")
    assert folder.run() == 0
    assert [(row["file"], row["line"], row["reason"]) for row in folder.table("refused_rows")] == [
        ("contacts.csv", str(5 + i), reason) for i, reason in enumerate((
            "unreadable_instant", "contact_in_the_future", "contact_with_oneself", "unknown_person", "unreadable_minutes",
            "unknown_ticket", "wrong_cell_count", "instant_out_of_range"))]
    assert "Eve" not in folder.texts()["refused_rows.csv"]


def test_contacts_and_projects_without_people_are_refused(folder, capsys):
    folder.remove("people", "projects")
    fails(folder, capsys, "contacts.csv: people.csv is needed")


def test_a_calendar_is_refused_clearly_rather_than_passed_over(folder, capsys):
    (folder.folder / "mine.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    fails(folder, capsys, "mine.ics: calendars are not read for contacts", "export meetings as contacts.csv")


def test_a_naive_time_of_a_contact_needs_a_zone(folder, capsys):
    from entente.cli import main
    folder.contract.write_text(json.dumps(folder.document))
    assert main(["stakeholders", "--data", str(folder.folder), "--contract", str(folder.contract), "--out", str(folder.out)]) == 1
    assert "contacts.csv:3: the stamp '2026-03-02T10:05' has no offset" in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--hours-per-ticket", "0"), ("--new-groups", "0"), ("--absence-days", "400"), ("--capacity", "0"),
                                     ("--ambassadors", "-1"), ("--at", "1990-01-01T00:00:00Z"), ("--at", "soon"),
                                     ("--hours-per-ticket", "nan")])
def test_an_option_out_of_range_is_wrong_usage(folder, capsys, options):
    assert folder.run(*options) == 2
    assert options[0] in capsys.readouterr().err and not folder.out.exists()


def test_a_log_without_the_optional_columns_still_gives_what_it_can(folder):
    folder.remove("people", "contacts", "projects")
    folder.write("events", "ticket_id,at,to_state\nT1,2026-03-02T10:00:00+01:00,Done\n")
    folder.write("tickets", "ticket_id,opened_at,priority,requester_group\nT1,2026-03-02T09:00:00+01:00,1,Sales\n")
    assert folder.run() == 0
    assert folder.table("requests") == [] == folder.table("handovers")
    assert {row["component"] for row in folder.table("tension_by_department")} == {"waited", "reopened", "overdue", "quota refused", "tension index"}
