"""What the README shows is compiled and run as it stands there."""

import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", README, flags=re.S).group(1)


def test_the_c_example_compiles_cleanly_and_prints_the_due_date(tmp_path):
    (tmp_path / "due.c").write_text(block("c"), encoding="utf-8")
    library = TOP / "build/release/capi"
    subprocess.run(
        ["cc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "due.c", "-o", "due", f"-I{TOP / 'capi'}",
         f"-L{library}", "-lentente", f"-Wl,-rpath,{library}"],
        cwd=tmp_path, check=True)
    output = subprocess.run([tmp_path / "due"], check=True, capture_output=True, text=True).stdout
    assert output == "due 1780300800 s after 1970-01-01 UTC\n"  # Monday 2026-06-01 10:00 in Paris


def test_the_python_example_runs_and_prints_what_it_says():
    output = subprocess.run([sys.executable, "-c", block("python")], check=True, capture_output=True, text=True).stdout
    assert output == "MET 120 minutes\n"


def test_both_examples_fit_in_twelve_lines():
    assert len(block("c").splitlines()) <= 13
    assert len(block("python").splitlines()) <= 13


def test_the_two_commands_stand_in_the_first_screen_and_exist():
    first_screen = "\n".join(README.splitlines()[:40])
    for command in ("examples/run", "tests/run"):
        assert command in first_screen
        assert os.access(TOP / command, os.X_OK)


def test_every_linked_file_exists():
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", README):
        assert (TOP / target).exists(), target
