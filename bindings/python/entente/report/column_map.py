"""How a log names its columns: the defaults, and the small map file that renames any of them."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entente.input_file import read_text

from .failure import ReportFailure

TICKET_COLUMNS = ("ticket_id", "opened_at", "resolved_at", "closed_at", "priority", "category", "requester",
                  "requester_group", "assignee", "assignment_group", "reopen_count")
EVENT_COLUMNS = ("ticket_id", "at", "to_state", "seq", "actor", "group", "assignee")


@dataclass(frozen=True)
class ColumnMap:
    """Column of the file for each of our names; a name that is not mapped is the column's name itself."""

    zone: str | None = None
    automation: frozenset[str] = frozenset()                    # accounts of machines, as the log writes them
    headcount: dict[str, int] = field(default_factory=dict)     # people of a party, by its id
    tickets: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)


def read_column_map(path: Path, further_ticket_columns: tuple[str, ...]) -> ColumnMap:
    """Reads {"zone": "Europe/Paris", "tickets": {"ticket_id": "Number", ...}, "events": {...}, "automation": ["Robot"],
    "headcount": {"Sales": 40}}; every key is optional.

    further_ticket_columns: names beyond TICKET_COLUMNS that the contract uses (attributes, the recorded verdict).
    """
    try:
        document = json.loads(read_text(path), object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise ReportFailure(f"{path}:{error.lineno}: not JSON: {error.msg} (column {error.colno})") from None
    except ValueError as error:
        raise ReportFailure(f"{path}: {error}") from None
    except RecursionError:
        raise ReportFailure(f"{path}: nested too deeply") from None
    if not isinstance(document, dict):
        raise ReportFailure(f"{path}: an object was expected")
    _refuse_unknown(path, "", document, ("zone", "tickets", "events", "automation", "headcount"))
    zone = document.get("zone")
    if zone is not None and not isinstance(zone, str):
        raise ReportFailure(f"{path}: /zone: a zone name was expected")
    tickets = _names(path, document, "tickets", TICKET_COLUMNS + further_ticket_columns)
    events = _names(path, document, "events", EVENT_COLUMNS)
    return ColumnMap(zone=zone, automation=_automation(path, document), headcount=_headcount(path, document),
                     tickets=tickets, events=events)


def _automation(path: Path, document: dict[str, Any]) -> frozenset[str]:
    names = document.get("automation", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise ReportFailure(f"{path}: /automation: a list of account names was expected")
    return frozenset(names)


def _headcount(path: Path, document: dict[str, Any]) -> dict[str, int]:
    counts = document.get("headcount", {})
    if not isinstance(counts, dict) or not all(type(count) is int and count >= 1 for count in counts.values()):
        raise ReportFailure(f"{path}: /headcount: an object of numbers of people, 1 or more, was expected")
    return counts


def _names(path: Path, document: dict[str, Any], table: str, known: tuple[str, ...]) -> dict[str, str]:
    names = document.get(table, {})
    if not isinstance(names, dict) or not all(isinstance(column, str) and column for column in names.values()):
        raise ReportFailure(f"{path}: /{table}: an object of column names was expected")
    _refuse_unknown(path, f"/{table}", names, known)
    return names


def _refuse_unknown(path: Path, pointer: str, names: dict[str, Any], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise ReportFailure(f"{path}: {pointer}/{name}: unknown key; known: {', '.join(dict.fromkeys(known))}")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the key '{name}' stands there twice")
    return dict(pairs)
