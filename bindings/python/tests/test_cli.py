"""The command, as a user meets it."""

import json
import subprocess
import sys

import pytest

import entente


def run(*arguments, text=None):
    command = [sys.executable, "-m", "entente", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, cwd="/")


@pytest.fixture
def right(tmp_path, small_document):
    path = tmp_path / "right.json"
    path.write_text(json.dumps(small_document), encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path, small_document):
    small_document["targets"][0]["duration"] = "soon"
    small_document["colour"] = "red"
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(small_document, indent=1), encoding="utf-8")
    return path


def test_right_contracts_get_a_line_each(right):
    done = run("check", right, right)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{right}: 3 parties, 1 calendar, 4 states, 2 targets, 2 quota lines"] * 2


def test_every_problem_of_a_wrong_one_is_told_with_its_place(right, wrong):
    done = run("check", wrong, right)
    assert done.returncode == 1 and done.stdout.startswith(f"{right}: ")
    with pytest.raises(entente.DocumentError) as failure:
        entente.Contract(wrong.read_bytes())
    problems = failure.value.problems
    assert len(problems) == 2
    lines = done.stderr.splitlines()
    for line, problem in zip(lines, problems, strict=True):
        assert line.startswith(f"{wrong}:{problem.line}:{problem.column}: {problem.pointer}: {problem.code}: expected ")


def test_standard_input_is_read_for_a_dash(right):
    assert run("check", "-", text=right.read_text()).stdout.startswith("<stdin>: 3 parties")
    assert run("check", "-", text="{").stderr.startswith("<stdin>:1:")


def test_what_cannot_be_read_is_said(right, tmp_path):
    missing = tmp_path / "missing.json"
    done = run("check", missing, right)
    assert done.returncode == 1 and done.stderr == f"{missing}: cannot be read: No such file or directory\n"
    assert done.stdout.startswith(f"{right}: ")
    assert run("check", tmp_path).returncode == 1


def test_help_and_version_say_what_a_user_needs():
    assert run("--version").stdout == f"entente {entente.version()}\n"
    assert "entente check" in run("--help").stdout
    text = run("check", "--help").stdout
    for word in ("exit statuses:", "examples:", "FILE:LINE:COLUMN", "--zoneinfo", "open hours"):
        assert word in text
    assert run().returncode == 2 and run("prove").returncode == 2


@pytest.mark.parametrize("text", ["", "[]", "\x00", '{"entente": 1e400}', "[" * 5000, '{"a": "\\ud800"}', '{"zone": "\u202e"}'])
def test_bad_input_never_ends_in_a_traceback(text):
    done = run("check", "-", text=text)
    assert done.returncode == 1 and done.stderr.startswith("<stdin>:") and "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_failure_to_report(right):
    command = f"{sys.executable} -m entente check {' '.join([str(right)] * 300)} | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd="/")
    assert done.stdout.count("\n") == 1 and done.stderr == ""


def test_the_command_is_installed_under_its_name():
    from importlib.metadata import entry_points

    (command,) = entry_points(group="console_scripts", name="entente")
    assert command.value == "entente.cli:main"


def test_zone_data_may_be_named_by_a_relative_path(right, monkeypatch):
    from pathlib import Path

    from entente.cli import main
    if not Path("/usr/share/zoneinfo/Europe/Paris").exists():
        pytest.skip("no zone data in /usr/share/zoneinfo")
    monkeypatch.chdir("/usr/share")
    assert main(["check", "--zoneinfo", "zoneinfo", str(right)]) == 0


def both(tmp_path, capsys, content):
    """Status and standard error of check and of report on one contract and a log of one ticket."""
    from entente.cli import main
    path = tmp_path / "contract.json"
    path.write_bytes(content)
    (tmp_path / "tickets.csv").write_text("ticket_id,opened_at,priority,requester_group\nT1,2026-03-02T09:00:00Z,1,Sales\n")
    (tmp_path / "events.csv").write_text("ticket_id,at,to_state\n")
    answers = []
    for command in (["check", str(path)], ["report", "--data", str(tmp_path), "--contract", str(path), "--out",
                                           str(tmp_path / "out")]):
        status = main(command)
        answers.append((status, capsys.readouterr().err.replace("entente report: ", "")))
    return answers


@pytest.mark.parametrize("change", ["as it is", "byte order mark", "gzip", "never opens", "wrong", "not JSON", "not UTF-8",
                                    "damaged gzip", "empty", "no categories", "calendar by attribute",
                                    "one of these never opens"])
def test_check_and_report_agree_on_every_document(tmp_path, capsys, right, wrong, change):
    import gzip
    document = json.loads(right.read_text())
    if change == "never opens":
        document["calendars"] = {name: {"weekly": {}} for name in document["calendars"]}
    elif change == "no categories":
        document["targets"][0]["when"] = {"opened_at": ["x"]}
    elif change in ("calendar by attribute", "one of these never opens"):
        document["calendars"]["shut"] = {"weekly": {} if change == "one of these never opens" else "24x7"}
        for target in document["targets"]:
            target["calendar"] = {"attribute": "requester_group", "values": {"a/b": "shut"}, "otherwise": target["calendar"]}
    text = json.dumps(document).encode()
    content = {"byte order mark": b"\xef\xbb\xbf" + text, "gzip": gzip.compress(text), "wrong": wrong.read_bytes(),
               "not JSON": b"{", "not UTF-8": b'{"name": "\xe9"}', "damaged gzip": gzip.compress(text)[:-9],
               "empty": b" "}.get(change, text)
    checked, reported = both(tmp_path, capsys, content)
    assert checked == reported
    assert checked[0] == (0 if change in ("as it is", "byte order mark", "gzip", "calendar by attribute") else 1)
    assert change != "one of these never opens" or "/targets/0/calendar/values/a~1b: " in checked[1]
    assert (checked[0] == 0) == (checked[1] == "")


def test_exit_statuses_are_one_convention_and_stand_in_every_help(tmp_path, right):
    for command in ((), ("check",), ("report",), ("what-if",)):
        text = " ".join(run(*command, "--help").stdout.split())
        assert "exit statuses:" in text and "2 wrong usage: the command line itself is not right" in text
    assert run("check").returncode == run("report").returncode == run("check", "--nonsense", right).returncode == 2
    assert run("report", "--contract", right).returncode == 2
    assert run("report", "--contract", right, "--data", tmp_path / "none").returncode == 1
    assert run("report", "--contract", tmp_path / "none.json", "--data", tmp_path).returncode == 1
