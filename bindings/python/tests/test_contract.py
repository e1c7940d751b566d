"""Contracts: names and ids, the normalised document, every problem with its place."""

import json

import pytest

import entente


def test_names_stand_at_the_position_of_their_id(contract):
    assert contract.states == ["New", "Active", "Waiting", "Done"]
    assert contract.targets == ["urgent", "answer"]
    assert contract.attributes == ["priority"]
    assert [contract.state_id(name) for name in contract.states] == [0, 1, 2, 3]


def test_values_have_codes_by_attribute_id_or_name(contract):
    assert [contract.value_id("priority", value) for value in ("1", "2", "3", "")] == [1, 2, 0, 0]
    assert contract.value_id(0, "2") == contract.value_id("priority", "2")
    for call in (
        lambda: contract.value_id("colour", "red"),
        lambda: contract.value_id(1, "red"),
        lambda: contract.value_id(-1, "red"),
        lambda: contract.state_id("Nowhere"),
        lambda: contract.calendar("night"),
    ):
        with pytest.raises(entente.Error) as failure:
            call()
        assert failure.value.status == "E_NOT_FOUND"


def test_the_document_comes_back_with_its_defaults_and_reads_as_the_same_contract(contract, small_document):
    document = contract.document
    assert document["name"] == small_document["name"]
    assert document["targets"][0]["reopen"] == "resume" and "reopen" not in small_document["targets"][0]
    assert entente.Contract(document).document == document
    assert entente.Contract(json.dumps(document).encode()).document == document
    document["name"] = "changed"
    assert contract.document["name"] == small_document["name"]


def test_its_calendars_are_calendars(contract, instant_us):
    office = contract.calendar("office")
    assert isinstance(office, entente.Calendar)
    noon = instant_us("2026-03-23T12:30+01:00")
    assert office.next_open(noon) == noon + 3_600_000_000


def test_every_problem_is_listed_with_its_place(small_document):
    small_document["targets"][0]["duration"] = "soon"
    small_document["targets"][1]["calendar"] = "night"
    small_document["colour"] = "red"
    text = json.dumps(small_document, indent=1)
    with pytest.raises(entente.DocumentError) as failure:
        entente.Contract(text)
    problems = failure.value.problems
    assert {problem.pointer for problem in problems} == {"/targets/0/duration", "/targets/1/calendar", "/colour"}
    lines = text.splitlines()
    for problem in problems:
        last = problem.pointer.rsplit("/", 1)[1]
        assert f'"{last}"' in lines[problem.line - 1]
        assert isinstance(problem, entente.Problem) and problem.got
    with pytest.raises(entente.DocumentError) as again:
        entente.Contract(small_document)
    assert {problem.pointer for problem in again.value.problems} == {problem.pointer for problem in problems}


def test_the_published_examples_are_right(top):
    examples = sorted((top / "examples/contracts").glob("*.json"))
    assert len(examples) >= 2
    for path in examples:
        assert entente.Contract(path.read_bytes()).targets


def test_what_is_no_document_is_a_type_error():
    with pytest.raises(TypeError, match="expected JSON as str or bytes, or a dict, got int"):
        entente.Contract(3)
