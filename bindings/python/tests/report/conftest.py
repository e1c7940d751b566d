"""A small log with its contract, the command, and the real log where it stands beside the checkout."""

import csv
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from entente.cli import main

TOP = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("ENTENTE_SHARED_DIR", TOP.parent / "shared"))
UCI = SHARED / "data" / "tickets" / "uci-servicenow"

CONTRACT = {
    "entente": 1,
    "name": "Sales, accounting and IT",
    "zone": "Europe/Paris",
    "calendars": {"office": {"weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}},
    "parties": [
        {"id": "Sales", "kind": "requester"},
        {"id": "Others", "kind": "requester", "others": True},
        {"id": "Desk", "kind": "provider"},
        {"id": "Back office", "kind": "provider", "others": True},
    ],
    "clock_map": {"New": "run", "Active": "run", "Waiting": {"clock": "pause", "waits_for": "requester"}, "Done": "stop"},
    "targets": [
        {"id": "urgent", "metric": "resolution", "when": {"priority": ["1"]}, "duration": "4h", "calendar": "office"},
        {"id": "normal", "metric": "resolution", "when": {"priority": ["2"]}, "duration": "16h", "calendar": "office"},
    ],
    "quotas": {
        "calendar": "office", "backed_when": {"priority": ["1"]}, "started_in": ["Active"],
        "lines": [{"party": "Sales", "quota": 1, "period": "40h", "start_within": "4h"},
                  {"party": "Others", "quota": 2, "period": "40h", "start_within": "4h"}],
    },
    "coverage": {"knowers": 2, "tickets_to_know": 2, "smallest_population": 3},
    "privacy": {"purpose": "Keep the promises", "viewers": ["head"], "retention_days": 90, "min_group": 1,
                "person_level": ["head"]},
}

# Monday 2 March 2026. Offsets are those of Paris in winter.
TICKETS = """\
ticket_id,opened_at,resolved_at,priority,category,requester,requester_group,assignee,assignment_group
T1,2026-03-02T09:00:00+01:00,2026-03-02T12:00:00+01:00,1,Mail,Ann,Sales,Zoe,Desk
T2,2026-03-02T09:30:00+01:00,2026-03-02T16:30:00+01:00,1,Mail,Bob,Sales,Zoe,Desk
T3,2026-03-02T10:00:00+01:00,2026-03-03T11:00:00+01:00,2,Mail,Cid,Lab,Yan,Back
T4,2026-03-02T11:00:00+01:00,,2,Print,Dan,Lab,Zoe,Desk
"""
EVENTS = """\
ticket_id,seq,at,to_state
T1,0,2026-03-02T09:00:00+01:00,New
T1,1,2026-03-02T10:00:00+01:00,Active
T1,2,2026-03-02T12:00:00+01:00,Done
T2,0,2026-03-02T09:30:00+01:00,New
T2,1,2026-03-02T16:30:00+01:00,Done
T3,0,2026-03-02T10:00:00+01:00,Active
T3,1,2026-03-02T11:00:00+01:00,Waiting
T3,2,2026-03-03T10:00:00+01:00,Active
T3,3,2026-03-03T11:00:00+01:00,Done
T4,0,2026-03-02T11:00:00+01:00,New
"""


@pytest.fixture
def small(tmp_path):
    """Files of the small log, each replaceable before the command runs."""
    return SmallLog(tmp_path)


class SmallLog:
    def __init__(self, folder):
        self.folder, self.out = folder, folder / "out"
        self.tickets, self.events = folder / "tickets.csv", folder / "events.csv"
        self.contract, self.map = folder / "contract.json", folder / "map.json"
        self.document = json.loads(json.dumps(CONTRACT))
        self.tickets.write_text(TICKETS, encoding="utf-8")
        self.events.write_text(EVENTS, encoding="utf-8")

    def run(self, *options):
        """The exit status of the command on these files."""
        self.contract.write_text(json.dumps(self.document), encoding="utf-8")
        files = ["--tickets", self.tickets, "--events", self.events, "--contract", self.contract, "--out", self.out]
        if self.map.exists():
            files += ["--map", self.map]
        return main(["report", *map(str, files), *options])

    def table(self, name):
        """Rows of a written table, as dicts."""
        return read_table(self.out / f"{name}.csv")

    def add_event(self, row):
        self.events.write_text(EVENTS + row + "\n", encoding="utf-8")

    def add_ticket(self, row):
        self.tickets.write_text(TICKETS + row + "\n", encoding="utf-8")


def read_table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def rows_of():
    return read_table


@pytest.fixture(scope="session")
def uci_report(tmp_path_factory):
    """The report on the real log as anybody gets it: (folder of results, folder of the log)."""
    return uci_run(tmp_path_factory)


@pytest.fixture(scope="session")
def uci_times(tmp_path_factory):
    """The same for a viewer who may see single persons, with one row a ticket."""
    return uci_run(tmp_path_factory, "--ticket-times", "--viewer", "cio")


def uci_run(tmp_path_factory, *options):
    if not UCI.is_dir():
        pytest.skip(f"the real log is not at {UCI}")
    out = tmp_path_factory.mktemp("uci") / "report"
    contract = TOP / "examples" / "contracts" / "uci-servicenow.json"
    assert main(["report", "--data", str(UCI), "--contract", str(contract), "--out", str(out), *options]) == 0
    return SimpleNamespace(out=out, log=UCI, contract=contract)


@pytest.fixture(scope="session")
def example_report(tmp_path_factory):
    """The report on the bundled log."""
    out = tmp_path_factory.mktemp("example") / "report"
    arguments = ["--data", str(TOP / "examples" / "data"), "--contract",
                 str(TOP / "examples" / "contracts" / "departments.json"), "--out", str(out)]
    assert main(["report", *arguments]) == 0
    return SimpleNamespace(out=out, arguments=arguments)
