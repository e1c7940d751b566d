"""The published schema and the library accept and refuse the same documents, but for the rules that a schema cannot
express; and texts are JSON for the library exactly if they are for Python's reader, made strict.

ENTENTE_CHECK_CONTRACT names the program entente_check_contract."""

import copy
import json
import os
import random
import re
import subprocess
import sys

import jsonschema
import pytest

sys.path.insert(0, os.path.dirname(__file__))

from documents import BEYOND_SCHEMA, EXAMPLE, EXEMPT_CODES, FULL, INVALID, SOURCE, VALID

PROGRAM = os.environ.get("ENTENTE_CHECK_CONTRACT")
SCHEMA = json.loads((SOURCE / "capi/contract.schema.json").read_text(encoding="utf-8"))
MUTANTS = 1600
NO_JSON = {"syntax", "not_utf8", "byte_order_mark"}


def pattern_of_ecma(validator, pattern, instance, schema):
    """Patterns as JSON Schema means them: `$` is the end of the text, not the end of its last line."""
    if validator.is_type(instance, "string") and not re.search(pattern.replace("$", r"\Z"), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


VALIDATOR = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern_of_ecma})(SCHEMA)


def text_of(document):
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)


def answers(texts, directory):
    """What the library says of each text: None where accepted, else the status and [code, line, column, message]
    of each problem."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(directory / f"{number:05}.json")
        paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    output = b""
    for first in range(0, len(paths), 500):
        output += subprocess.run([PROGRAM, *paths[first:first + 500]], check=True, stdout=subprocess.PIPE).stdout
    result = []
    for line in output.decode("utf-8").split("\n")[:-1]:
        if "\t" in line:
            result[-1][1].append(line.split("\t"))
        else:
            result.append(None if line == "accepted" else (line.removeprefix("refused "), []))
    assert len(result) == len(texts)
    return result


@pytest.fixture(scope="module", autouse=True)
def program():
    if not PROGRAM:
        pytest.skip("ENTENTE_CHECK_CONTRACT is not set")


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", VALID)
def test_valid_document_is_accepted_by_both(name, tmp_path):
    assert list(VALIDATOR.iter_errors(VALID[name])) == []
    assert answers([text_of(VALID[name])], tmp_path) == [None]


@pytest.mark.parametrize("why, document, code", INVALID, ids=[row[0] for row in INVALID])
def test_broken_rule_is_refused_by_both(why, document, code, tmp_path):
    assert not VALIDATOR.is_valid(document)
    status, problems = answers([text_of(document)], tmp_path)[0]
    assert [problem[0] for problem in problems] == [code]
    assert status == {"version": "E_VERSION", "limit": "E_LIMIT"}.get(code, "E_INVALID")


@pytest.mark.parametrize("why, document, code", BEYOND_SCHEMA, ids=[row[0] for row in BEYOND_SCHEMA])
def test_rule_beyond_the_schema_is_refused_by_the_library_alone(why, document, code, tmp_path):
    assert VALIDATOR.is_valid(json.loads(text_of(document)))
    status, problems = answers([text_of(document)], tmp_path)[0]
    assert {problem[0] for problem in problems} == {code}
    assert status == ("E_NOT_FOUND" if code == "unknown_zone" else "E_INVALID")


def places(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, path + (key,))


POOL = [None, True, False, 0, 1, -1, 2, 16, 17, 1.5, 10**9, 10**9 + 1, 2**63, "", "x", "run", "stop", "1h", "0us", "1d",
        "09:00", "24:00", "2026-12-24", "Etc/UTC", "t1", "day", "Sales", "resolution", "first_response", "provider",
        [], {}, ["x"], ["x", "x"], ["New"], [[]], {"a": ["b"]}, {"clock": "run"}, [["09:00", "10:00"]], "é" * 200,
        "24x7", "last", "mon", "12-25", "02-30", {"yearly": "12-25"}, {"easter": 39}, {"date": "2026-05-15", "name": "x"},
        {"weekday": "mon", "nth": 3, "month": 1}, {"union": ["day", "always"]}, {"difference": ["both", "either"]},
        "next_weekday", ["day", "both"], ["either", "always"], 366, 1970]


def mutated(document, chance):
    document = copy.deepcopy(document)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        path = chance.choice(list(places(document))[1:])
        parent = document
        for step in path[:-1]:
            parent = parent[step]
        key = path[-1]
        action = chance.randrange(6)
        if action == 0:
            del parent[key]
        elif action == 1 and isinstance(parent, list):
            parent.insert(key, copy.deepcopy(chance.choice(parent)))
        elif action == 2 and isinstance(parent, dict):
            parent[chance.choice(["x", "values", "note", "zone", "when", "", "reopen", "responded_in", "union",
                                       "difference", "yearly", "date", "easter", "nth", "observed", "from", "name"])] = (
                copy.deepcopy(chance.choice(POOL)))
        elif action == 3 and isinstance(parent[key], str) and parent[key]:
            at = chance.randrange(len(parent[key]))
            parent[key] = parent[key][:at] + chance.choice(["", "0", "9", "h", "-", " ", "\n", "é"]) + parent[key][at + 1:]
        else:
            parent[key] = copy.deepcopy(chance.choice(POOL))
        if len(document) == 0:
            break
    return document


def is_exempt(problem):
    code, _, _, message = problem
    return code in EXEMPT_CODES and (code != "out_of_range" or "130 years" in message)


def test_mutated_documents_are_judged_alike(tmp_path):
    chance = random.Random(20260101)
    documents = [mutated(chance.choice([FULL, FULL, EXAMPLE]), chance) for _ in range(MUTANTS)]
    accepted = exempt = 0
    for document, answer in zip(documents, answers([text_of(document) for document in documents], tmp_path)):
        valid = VALIDATOR.is_valid(document)
        if answer is None:
            assert valid, document
            accepted += 1
        elif valid:
            assert all(is_exempt(problem) for problem in answer[1]), (answer, document)
            exempt += 1
    assert accepted > 30 and exempt > 30 and MUTANTS - accepted - exempt > 200  # each kind occurs


class NotStrict(ValueError):
    pass


def refuse(text):
    raise NotStrict(text)


def finite(text):
    value = float(text)
    return value if abs(value) != float("inf") else refuse(text)


def is_json(data):
    """Python's reader, made strict: UTF-8 only, no NaN, no lone surrogates, no overflow."""
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=refuse, parse_float=finite)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, UnicodeError):
        return False
    return True


def test_damaged_texts_are_json_for_both_readers_or_none(tmp_path):
    chance = random.Random(20260102)
    original = json.dumps(FULL, indent=1, ensure_ascii=False).encode("utf-8")
    texts = [b"", b" ", b"\xef\xbb\xbf{}", b"{}\0", b"\0{}", b'{"a":"\xc0\x80"}', b'["\xed\xa0\x80"]', b'["\\ud800"]',
             b"[NaN]", b"[1e999]", b"01", b"-", b"1.", b"+1", b"'a'", b"[1,]", b"{} {}", b"/**/{}", b'["\x7f"]', b'["\x1f"]']
    alphabet = [bytes([byte]) for byte in b'{}[]:,"\\ue0198.-+tfn \n\t\x00\x1f\x80\xc3\xf4\xff']
    for _ in range(1500):
        start = chance.randrange(len(original))
        size = chance.choice([0, 1, 1, 2, 30])
        texts.append(original[:start] + b"".join(chance.choices(alphabet, k=chance.choice([0, 1, 1, 2]))) +
                     original[start + size:])
    refused = 0
    for text, answer in zip(texts, answers(texts, tmp_path)):
        codes = [] if answer is None else [problem[0] for problem in answer[1]]
        no_json = bool(NO_JSON.intersection(codes)) or (codes == ["out_of_range"] and "double" in answer[1][0][3])
        assert no_json == (not is_json(text)), (codes, text)
        if no_json:
            refused += 1
            lines = text.count(b"\n") + 1
            assert len(codes) == 1 and 1 <= int(answer[1][0][1]) <= lines and int(answer[1][0][2]) >= 1
    assert 500 < refused < len(texts) - 100
