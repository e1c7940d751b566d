"""What the package consists of: the whole C API, types that a checker believes, the example data."""

import pathlib
import re
import subprocess
import sys

import entente

NATIVE = pathlib.Path(__file__).resolve().parents[1] / "native"
PACKAGE = pathlib.Path(entente.__file__).parent
# What a Python user has in another form: entente.Error.status, the library that comes with the package, and submit() with
# everything that can be said of a request.
NOT_NEEDED = {"entente_error_status", "entente_abi_version", "entente_scheduler_submit",
              "entente_error_create"}  # the last is for companion libraries

RIGHT = """
import numpy as np
import entente
office = entente.Calendar({"zone": "UTC", "weekly": {}})
one: int = office.add(0, 1, entente.Convention.CLOSE_LANDS_ON_NEXT_OPEN)
many: np.typing.NDArray[np.int64] = office.add(np.zeros(3, np.int64), np.zeros(3, np.int64))
later: int = office.add_days(0, 1, entente.DayMeaning.END_OF_DAY)
working: bool = office.is_workday(0)
opens, closes = office.periods(0, 1)
lengths: np.typing.NDArray[np.int64] = closes - opens
contract = entente.Contract(b"{}", zoneinfo="/usr/share/zoneinfo")
name: str = contract.states[contract.state_id("New")]
code: int = contract.value_id("priority", "1") + contract.value_id(0, "1")
log = entente.Log(contract, np.zeros(1, np.int64), None, np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int32))
cycles = entente.evaluate(log, 0, threads=2)
due: np.typing.NDArray[np.int64] = cycles.due_us
state = entente.CycleState(int(cycles.state[0]))
decision = entente.Scheduler(contract).next(0, 0)
if decision is not None and decision.due_us is not None:
    late: int = decision.due_us
middle: np.typing.NDArray[np.float64] = entente.Graph(1, np.zeros(0, np.int32), np.zeros(0, np.int32)).betweenness(progress=print)
try:
    pass
except entente.DocumentError as error:
    line: int = error.problems[0].line
"""

WRONG = {
    'entente.Calendar({}).add("now", 1)': "call-overload",
    'entente.Calendar({}).add(0, 1) + "x"': "operator",
    "entente.evaluate(3, 0)": "arg-type",
    "entente.Scheduler(entente.Contract({})).next(0, 0).due_us": "union-attr",
    'entente.Graph(1, None, None).degree("both")': "arg-type",
    "entente.Calendar({}).open": "attr-defined",
}


def mypy(tmp_path, text):
    path = tmp_path / "sample.py"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", path]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout


def test_every_function_of_the_c_api_is_used(top):
    symbols = set((top / "capi/entente.symbols").read_text().split())
    used = set(re.findall(r"\bentente_\w+", "".join(path.read_text() for path in NATIVE.glob("*.[ch]pp"))))
    assert len(symbols) > 80 and symbols - used == NOT_NEEDED


def test_enumerations_are_those_of_the_header(top):
    header = (top / "capi/entente.h").read_text()
    for python, c, prefix in (
        (entente.Convention, "convention", ""),
        (entente.DayMeaning, "day_meaning", "DAY_"),
        (entente.Operation, "operation", "OPERATION_"),
        (entente.CycleState, "cycle_state", "CYCLE_"),
        (entente.RequestState, "request_state", "REQUEST_"),
        (entente.Backing, "backing", "BACKING_"),
    ):
        body = re.search(rf"enum entente_{c} \{{(.*?)\}}", header, re.S).group(1)
        assert {member.name: member.value for member in python} == {
            name: int(value) for name, value in re.findall(rf"ENTENTE_{prefix}(\w+) = (\d+)", body)
        }
    balances = re.search(r"enum entente_balance \{(.*?)\}", header, re.S).group(1)
    assert list(entente.BALANCES) == [name.lower() for name in re.findall(r"ENTENTE_BALANCE_(\w+) = ", balances)]


def test_the_library_stands_beside_the_extension():
    assert (PACKAGE / "libentente.so.0").exists() and (PACKAGE / "py.typed").exists() and (PACKAGE / "_native.pyi").exists()
    assert entente.__version__ == entente.version()


def test_a_type_checker_believes_right_uses_and_finds_wrong_ones(tmp_path):
    lines = [*RIGHT.splitlines(), *WRONG]
    found = {int(number): code for number, code in re.findall(r"sample.py:(\d+): error: .*\[(\S+)\]", mypy(tmp_path, "\n".join(lines) + "\n"))}
    first = len(RIGHT.splitlines()) + 1
    assert found == dict(enumerate(WRONG.values(), first))


def test_every_public_name_says_what_it_does():
    for name in set(entente.__all__) - {"__version__", "NO_VALUE", "NO_VALUE_INT32", "BALANCES"}:
        thing = getattr(entente, name)
        assert thing.__doc__ and len(thing.__doc__) > 20, name
        if isinstance(thing, type) and thing.__module__ == "entente._native" and not issubclass(thing, int):
            for member in (member for member in vars(thing) if not member.startswith("_")):
                assert getattr(thing, member).__doc__, f"{name}.{member}"


def test_the_example_data_are_what_their_generator_makes(top, tmp_path):
    generator = top / "examples/data/generate.py"
    subprocess.run([sys.executable, "-B", generator, "--out", tmp_path], check=True)
    sizes = []
    for name in ("tickets.csv", "events.csv"):
        stored = (top / "examples/data" / name).read_bytes()
        assert (tmp_path / name).read_bytes() == stored
        sizes.append(len(stored))
    assert sum(sizes) < 1_000_000
    subprocess.run([sys.executable, "-B", generator, "--out", tmp_path, "--seed", "7"], check=True)
    assert (tmp_path / "tickets.csv").read_bytes() != (top / "examples/data/tickets.csv").read_bytes()
