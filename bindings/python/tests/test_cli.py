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
