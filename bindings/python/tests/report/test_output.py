"""Files: all or none, the same bytes for the same input, harmless in a spreadsheet."""

import os

import pytest

from entente.cli import main
from entente.report.csv_output import harmless


def test_the_same_input_gives_the_same_bytes(small, capsys):
    assert small.run() == 0
    first = {path.name: path.read_bytes() for path in small.out.iterdir()}
    printed = capsys.readouterr().out
    assert small.run() == 0
    assert {path.name: path.read_bytes() for path in small.out.iterdir()} == first
    assert capsys.readouterr().out == printed


def test_the_order_of_event_rows_does_not_matter(small):
    assert small.run() == 0
    before = {path.name: path.read_bytes() for path in small.out.iterdir()}
    lines = small.events.read_text().splitlines()
    small.events.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n")
    assert small.run() == 0
    assert {path.name: path.read_bytes() for path in small.out.iterdir()} == before


def test_packed_and_plain_files_give_the_same_report(small, example_report):
    import gzip
    assert small.run() == 0
    before = {path.name: path.read_bytes() for path in small.out.iterdir()}
    small.events.write_bytes(gzip.compress(small.events.read_bytes()))  # the name does not say so
    assert small.run() == 0
    assert {path.name: path.read_bytes() for path in small.out.iterdir()} == before


def test_other_files_of_the_folder_are_left_alone_and_nothing_is_left_beside_it(small):
    small.out.mkdir()
    (small.out / "notes.txt").write_text("mine")
    assert small.run() == 0
    assert (small.out / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in small.folder.iterdir()) == ["contract.json", "events.csv", "out", "tickets.csv"]


def test_a_failure_while_writing_leaves_the_old_report_untouched(small, monkeypatch, capsys):
    assert small.run() == 0
    before = {path.name: path.read_bytes() for path in small.out.iterdir()}
    small.add_event("T4,1,2026-03-02T12:00:00+01:00,Done")
    from pathlib import Path
    written = Path.write_bytes

    def fails(path, data):
        if path.name == "board.html":
            raise OSError(28, "No space left on device")
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    assert small.run() == 1
    assert "No space left on device" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in small.out.iterdir()} == before
    assert not [path for path in small.folder.iterdir() if path.name.startswith(".")]


def test_a_file_in_the_place_of_the_folder_and_a_folder_in_the_place_of_a_file_are_refused(small, capsys):
    small.out.write_text("in the way")
    assert small.run() == 1
    assert "is not a folder" in capsys.readouterr().err
    small.out.unlink()
    (small.out / "board.html").mkdir(parents=True)
    assert small.run() == 1
    assert "a folder stands where" in capsys.readouterr().err
    assert os.listdir(small.out) == ["board.html"]


@pytest.mark.parametrize("text, expected", [
    ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("-100", "-100"),
    ("+3.5", "+3.5"), ("-1e9", "'-1e9"), ("Sales", "Sales"), ("a=b", "a=b"), ("-100\n", "'-100\n"), ("", "")])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text, expected):
    assert harmless(text) == expected


HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>&"\x1b[31m\u202e'


def test_hostile_names_are_harmless_everywhere(small, capsys):
    cell = '"' + HOSTILE.replace('"', '""') + '"'
    small.tickets.write_text(small.tickets.read_text().replace("Mail", cell).replace("T4", cell), encoding="utf-8")
    small.events.write_text(small.events.read_text().replace("T4", cell), encoding="utf-8")
    small.document["name"] = small.document["parties"][0]["name"] = HOSTILE.replace("\x1b", "")
    assert small.run("--viewer", "head") == 0
    page = (small.out / "board.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page and "\x1b" not in page
    assert "\x1b" not in capsys.readouterr().out
    assert small.table("next")[-1]["ticket_id"].startswith("'=HYPERLINK")
    assert any(row["group"].startswith("'=HYPERLINK") for row in small.table("needs_second_person"))


def test_help_is_worth_reading(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["report", "--help"])
    assert ended.value.code == 0
    words = capsys.readouterr().out
    for option in ("--data", "--tickets", "--events", "--contract", "--map", "--zone", "--at", "--viewer", "--out",
                   "--ticket-times"):
        assert option in words
    assert "exit statuses" in words and "examples:" in words


def test_timings_go_to_standard_error_only(small, capsys):
    small.document["privacy"]["min_group"] = 3
    assert small.run() == 0
    quiet = capsys.readouterr()
    assert quiet.err == ""
    assert small.run("--timings") == 0
    timed = capsys.readouterr()
    assert timed.out == quiet.out and "evaluation" in timed.err


def test_tables_of_a_former_report_are_removed_and_nothing_else(small):
    assert small.run("--ticket-times", "--viewer", "head") == 0
    assert (small.out / "ticket_time.csv").exists() and (small.out / "balances.csv").exists()
    for name in ("notes.csv", "notes.txt"):
        (small.out / name).write_text("mine")
    (small.folder / "outside.csv").write_text("mine")
    about = small.out / "about.csv"
    about.write_text(about.read_text(encoding="utf-8") + "../outside.csv,x,1,x\nnotes.txt,x,1,x\n", encoding="utf-8")
    del small.document["quotas"]
    assert small.run() == 0
    listed = {row["file"] for row in small.table("about")}
    assert {path.name for path in small.out.iterdir()} == listed | {"notes.csv", "notes.txt"}
    assert not listed & {"ticket_time.csv", "balances.csv", "next.csv"}
    assert (small.folder / "outside.csv").exists()


def test_an_about_file_of_somebody_else_removes_nothing(small):
    small.out.mkdir()
    (small.out / "about.csv").write_text("file,owner\nmine.csv,me\n")
    (small.out / "mine.csv").write_text("mine")
    assert small.run() == 0
    assert (small.out / "mine.csv").exists()


def test_each_table_says_at_which_instant_its_figures_stand(small):
    assert small.run("--at", "2026-03-02T10:30:00+01:00", "--ticket-times", "--viewer", "head") == 0
    as_of = {row["file"]: row["as_of"] for row in small.table("about")}
    end = "2026-03-03 11:00, the end of the log"
    for name in ("compliance", "compliance_by_department", "compliance_by_team", "ticket_time", "balances", "next", "precedence"):
        assert as_of.pop(f"{name}.csv") == "2026-03-02 10:30"
    assert as_of.pop("board.html") == "2026-03-02 10:30" and as_of.pop("about.csv") == ""
    assert set(as_of.values()) == {end} and {"coverage.csv", "backlog.csv", "load_by_team.csv"} <= as_of.keys()
    page = (small.out / "board.html").read_text(encoding="utf-8")
    assert f"As of {end}." in page and "As of 2026-03-02 10:30." in page
