"""examples/queue: built, killed in the middle, recovered. The digest is that of a run that nobody killed."""

import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
QUEUE = TOP / "examples/queue"
CONTRACT = TOP / "examples/contracts/departments.json"
LIBRARY = TOP / "build/release/capi"


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """The feed, and the C program beside it."""
    folder = tmp_path_factory.mktemp("queue")
    (folder / "feed.csv").write_bytes(subprocess.run([sys.executable, QUEUE / "feed.py"], check=True, capture_output=True).stdout)
    subprocess.run(["cc", "-std=c99", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", QUEUE / "desk.c",
                    QUEUE / "store.c", f"-I{TOP / 'capi'}", f"-L{LIBRARY}", "-lentente", f"-Wl,-rpath,{LIBRARY}", "-o", folder / "desk"],
                   check=True)
    return folder


def command(language, work, folder, *options):
    program = [work / "desk"] if language == "c" else [sys.executable, QUEUE / "desk.py"]
    return [*program, CONTRACT, work / "feed.csv", folder, "--sync-every", "1000", *options]


def run(language, work, folder, *options, status=0):
    done = subprocess.run(command(language, work, folder, *options), capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="module")
def undisturbed(work, tmp_path_factory):
    """What a run prints that nobody kills, and its decisions."""
    folder = tmp_path_factory.mktemp("undisturbed") / "state"
    done = run("c", work, folder)
    assert re.fullmatch(r"\d+ events, digest [0-9a-f]{16}\n", done.stdout)
    return done.stdout, (folder / "decisions.csv").read_bytes()


def same(work, folder, undisturbed, language):
    done = run(language, work, folder)
    assert (done.stdout, (folder / "decisions.csv").read_bytes()) == undisturbed
    return done


def test_both_programs_decide_the_same(work, tmp_path, undisturbed):
    same(work, tmp_path / "state", undisturbed, "python")
    rows = [line.split(b",") for line in undisturbed[1].splitlines()]
    assert {row[1] for row in rows[1:]} == {b"started", b"done", b"waits", b"refused"}
    assert sum(row[1] == b"started" for row in rows) > 1500


@pytest.mark.parametrize(("first", "then"), [("c", "c"), ("python", "python"), ("c", "python"), ("python", "c")])
def test_killed_between_journal_and_write_back_nothing_is_lost(work, tmp_path, undisturbed, first, then):
    for event in (700, 1000, 2345):  # the last two: with a snapshot just before, and long after one
        folder = tmp_path / f"state-{event}"
        run(first, work, folder, "--crash-in", str(event), status=-signal.SIGKILL)
        assert not (folder / "decisions.csv").read_bytes().splitlines()[-1].startswith(b"%d," % event)
        done = same(work, folder, undisturbed, then)
        assert f"replayed up to event {event}\n" in done.stderr


@pytest.mark.parametrize("language", ["c", "python"])
def test_killed_at_any_time_again_and_again_it_goes_on(work, tmp_path, undisturbed, language):
    random_source, kills = random.Random(20260122), 0
    for _ in range(12):
        process = subprocess.Popen(command(language, work, tmp_path / "state", "--snapshot-every", "50"), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(random_source.uniform(0.002, 0.03) if language == "c" else random_source.uniform(0.3, 0.6))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills > 0
    same(work, tmp_path / "state", undisturbed, language)


@pytest.mark.parametrize("language", ["c", "python"])
def test_a_frame_cut_anywhere_never_happened(work, tmp_path, undisturbed, language):
    for cut in (1, 20, 50):
        folder = tmp_path / f"state-{cut}"
        run("c", work, folder, "--crash-in", "1500", status=-signal.SIGKILL)
        journal = folder / "journal-1000"
        journal.write_bytes(journal.read_bytes()[:-cut])
        assert "up to event 1499\n" in same(work, folder, undisturbed, language).stderr


@pytest.mark.parametrize("language", ["c", "python"])
def test_a_damaged_journal_or_snapshot_is_refused(work, tmp_path, language):
    for name, at in (("journal-1000", 300), ("state", 300)):
        folder = tmp_path / name
        run("c", work, folder, "--crash-in", "1500", status=-signal.SIGKILL)
        data = bytearray((folder / name).read_bytes())
        data[at] ^= 1
        (folder / name).write_bytes(data)
        assert run(language, work, folder, status=1).stderr


@pytest.mark.parametrize("language", ["c", "python"])
def test_wrong_feeds_and_options_are_said(work, tmp_path, language):
    run(language, work, tmp_path / "a", "--sync-every", "0", status=2)
    lines = (work / "feed.csv").read_text().splitlines(keepends=True)
    for number, (name, text) in enumerate({"gap": "".join(lines[:30] + lines[31:]), "word": "".join(lines[:20]) + "20,1767598260000000,burnt,1,,,\n"}.items()):
        (tmp_path / f"{name}.csv").write_text(text)
        done = subprocess.run([*command(language, work, tmp_path / name)[:-4][: 2 if language == "c" else 3], tmp_path / f"{name}.csv",
                               tmp_path / name], capture_output=True, text=True)
        assert done.returncode == 1 and ("no event with the next number" if number == 0 else "'burnt' is none") in done.stderr


def test_the_page_tells_what_the_programs_print(work, undisturbed):
    page = (QUEUE / "README.md").read_text(encoding="utf-8")
    assert page.count(undisturbed[0].split(" digest")[0]) == 2
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        assert (QUEUE / target).exists(), target
