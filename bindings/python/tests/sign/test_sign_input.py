"""``entente sign``: what it refuses, and how it says it."""

import json
import pathlib

import pytest

from entente.cli import main

TOP = pathlib.Path(__file__).resolve().parents[4]
STORY = TOP / "examples/story-b"
GOOD = {"--asked": str(STORY / "asked.json"), "--offered": str(STORY / "offered.json"), "--team": "12", "--visit": "8h",
        "--data": str(TOP / "examples/data"), "--seeds": "1"}


def sign(**changed):
    options = GOOD | {f"--{name}": value for name, value in changed.items()}
    return main(["sign", *[word for pair in options.items() if pair[1] is not None for word in pair]])


@pytest.mark.parametrize(("changed", "status", "words"), [
    ({"team": "0"}, 2, "--team 0: a number from 1 to 10000"),
    ({"visit": "8d"}, 2, "--visit 8d: a duration above 0"),
    ({"expedite": "13"}, 2, "--expedite 13: a number from 0 to --team"),
    ({"load": "1"}, 2, "--load 1.0: at least 0 and below 1"),
    ({"seeds": "0"}, 2, "--seeds 0"),
    ({"data": None}, 2, "name the log"),
    ({"data": "/nowhere"}, 1, "/nowhere: is not a folder"),
    ({"asked": "/nowhere.json"}, 1, "/nowhere.json: cannot be read"),
])
def test_wrong_input_is_said_in_one_line_and_has_a_status(changed, status, words, capsys):
    assert sign(**changed) == status
    error = capsys.readouterr().err
    assert words in error and error.startswith("entente sign: ")


def test_a_contract_without_quotas_is_refused(tmp_path, capsys):
    document = json.loads((STORY / "asked.json").read_text(encoding="utf-8"))
    del document["quotas"]
    path = tmp_path / "bare.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert sign(asked=str(path)) == 1
    assert "the contract has no quota line" in capsys.readouterr().err


@pytest.mark.parametrize(("asked", "offered", "words"), [
    ("offered", "asked", "Both sides can sign what was asked: 4 each 40h is proved"),
    ("asked", "asked", "Sign neither as it stands"),
])
def test_the_decision_follows_the_verdicts(asked, offered, words, capsys):
    assert sign(asked=str(STORY / f"{asked}.json"), offered=str(STORY / f"{offered}.json")) == 0
    assert words in capsys.readouterr().out
