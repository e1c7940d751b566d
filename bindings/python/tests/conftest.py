"""What the tests share: a small office, a small contract, the example log as columns."""

import csv
import datetime
import json
import pathlib
from types import SimpleNamespace

import numpy as np
import pytest

import entente

TOP = pathlib.Path(__file__).resolve().parents[3]
WEEK = ("mon", "tue", "wed", "thu", "fri")

OFFICE = {
    "zone": "Europe/Paris",
    "weekly": {day: [["09:00", "12:30"], ["13:30", "18:00"]] for day in WEEK},
    "holidays": ["2026-04-06", "2026-05-01"],
}

SMALL_CONTRACT = {
    "entente": 1,
    "name": "Two departments and IT",
    "zone": "Europe/Paris",
    "calendars": {"office": {"weekly": OFFICE["weekly"]}},
    "parties": [
        {"id": "Sales", "kind": "requester"},
        {"id": "Accounting", "kind": "requester"},
        {"id": "IT", "kind": "provider"},
    ],
    "clock_map": {
        "New": "run",
        "Active": "run",
        "Waiting": {"clock": "pause", "waits_for": "requester"},
        "Done": "stop",
    },
    "targets": [
        {"id": "urgent", "metric": "resolution", "when": {"priority": ["1", "2"]}, "duration": "4h", "calendar": "office"},
        {"id": "answer", "metric": "first_response", "duration": "2h", "calendar": "office", "responded_in": ["Active"]},
    ],
    "quotas": {
        "calendar": "office",
        "ordinary_floor": "1h",
        "lines": [
            {"party": "Sales", "quota": 2, "period": "40h", "start_within": "4h", "answer_within": "8h", "grace": "1h"},
            {"party": "Accounting", "quota": 1, "period": "40h", "start_within": "4h"},
        ],
    },
}


@pytest.fixture(scope="session")
def top():
    return TOP


@pytest.fixture
def office():
    return entente.Calendar(OFFICE)


@pytest.fixture
def small_document():
    return json.loads(json.dumps(SMALL_CONTRACT))


@pytest.fixture
def contract():
    return entente.Contract(SMALL_CONTRACT)


@pytest.fixture(scope="session")
def instant_us():
    """ISO 8601 with an offset to microseconds."""
    return lambda text: int(datetime.datetime.fromisoformat(text).timestamp()) * 1_000_000


@pytest.fixture(scope="session")
def example(instant_us):
    """The example log as rows and as columns, with its contract."""
    contract = entente.Contract((TOP / "examples/contracts/departments.json").read_bytes())
    with open(TOP / "examples/data/tickets.csv", encoding="utf-8") as file:
        tickets = list(csv.DictReader(file))
    with open(TOP / "examples/data/events.csv", encoding="utf-8") as file:
        events = list(csv.DictReader(file))
    row = {ticket["ticket_id"]: i for i, ticket in enumerate(tickets)}
    columns = {
        "opened_us": np.array([instant_us(ticket["opened_at"]) for ticket in tickets]),
        "attributes": np.array([[contract.value_id(name, ticket[name]) for ticket in tickets] for name in contract.attributes], np.int32),
        "ticket": np.array([row[event["ticket_id"]] for event in events], np.int32),
        "at_us": np.array([instant_us(event["at"]) for event in events]),
        "value": np.array([contract.state_id(event["to_state"]) for event in events], np.int32),
    }
    return SimpleNamespace(contract=contract, tickets=tickets, events=events, columns=columns, end_us=instant_us("2026-04-03T18:00+02:00"))
