"""Real logs as columns, and a small folder."""

import csv
import gzip
import importlib.util
import os
from pathlib import Path

import pytest

from entente.report.column_map import ColumnMap
from entente.report.log_reader import LogNeeds, LogSource, read_log
from entente.report.progress import Progress

_spec = importlib.util.spec_from_file_location("small_log", Path(__file__).with_name("small_log.py"))
small_log = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small_log)

TOP = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("ENTENTE_SHARED_DIR", TOP.parent / "shared"))
LOGS = SHARED / "data" / "tickets"
NAMES = ("uci-servicenow", "italian-helpdesk", "nyc311")
EVENT_COLUMNS = ("actor", "assignee", "group")


def rows_of_file(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class RealLog:
    """A log as our reader gives it, and its files as plain rows."""

    def __init__(self, name):
        self.name, self.folder = name, LOGS / name
        self.tickets, self.events = (rows_of_file(self.folder / f"{what}.csv.gz") for what in ("tickets", "events"))
        states = tuple(dict.fromkeys(row["to_state"] for row in self.events))
        source = LogSource(self.folder / "tickets.csv.gz", self.folder / "events.csv.gz", ColumnMap(), None, None)
        self.log = read_log(source, LogNeeds(states, (), EVENT_COLUMNS), Progress())


@pytest.fixture(scope="session", params=NAMES)
def real_log(request):
    if not (LOGS / request.param).is_dir():
        pytest.skip(f"the real logs are not at {LOGS}")
    return RealLog(request.param)


@pytest.fixture(scope="session")
def uci():
    if not (LOGS / "uci-servicenow").is_dir():
        pytest.skip(f"the real logs are not at {LOGS}")
    return RealLog("uci-servicenow")


@pytest.fixture
def folder(tmp_path):
    return small_log.SmallFolder(tmp_path)


class Written:
    """The command's results on a real log."""

    def __init__(self, out):
        self.out = out
        self.page = (out / "stakeholders.html").read_text(encoding="utf-8")
        self.at = {row["file"]: row["as_of"] for row in self.table("about")}["stakeholders.html"]

    def table(self, name):
        with (self.out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def uci_stakeholders(tmp_path_factory):
    """The command on the main log, for the viewer who may see persons."""
    if not (LOGS / "uci-servicenow").is_dir():
        pytest.skip(f"the real logs are not at {LOGS}")
    out = tmp_path_factory.mktemp("stakeholders") / "out"
    assert small_log.main(["stakeholders", "--data", str(LOGS / "uci-servicenow"), "--contract",
                           str(TOP / "examples" / "contracts" / "uci-servicenow.json"), "--viewer", "cio", "--out", str(out)]) == 0
    return Written(out)


@pytest.fixture(scope="session")
def example_stakeholders(tmp_path_factory):
    """The command on the bundled log, for the viewer whom the contract of story C names."""
    out = tmp_path_factory.mktemp("example") / "out"
    assert small_log.main(["stakeholders", "--data", str(TOP / "examples" / "data"), "--contract",
                           str(TOP / "examples" / "story-c" / "contract.json"), "--viewer", "head of IT", "--out", str(out)]) == 0
    written = Written(out)
    for name in ("tickets", "events"):
        with (TOP / "examples" / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            setattr(written, name, list(csv.DictReader(file)))
    return written
