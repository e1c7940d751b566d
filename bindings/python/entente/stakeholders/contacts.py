"""contacts.csv: who spoke with whom, when, how and for how long, and on which ticket if on any.

Columns: `who` and `whom` (people of people.csv, as the log writes them), `when` (ISO 8601; without an offset, local time
of the log's zone), `channel` (any words: "visit", "call", "meeting"), `minutes` (blank: not stated), and where it exists
`ticket_id` (blank: no ticket). A row that cannot be used is refused and listed, like those of a log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from entente.report.category import Category
from entente.report.csv_table import CsvTable
from entente.report.failure import ReportFailure
from entente.report.instant import InstantReader
from entente.report.refusal import RefusedRows
from entente.report.ticket_reader import RowRefused, read_stamp

from .roster import Roster

LONGEST_MINUTES = 10_000


@dataclass(frozen=True)
class Contacts:
    """Columns, one row a contact, in order of time."""

    path: Path
    who: Category
    whom: Category
    at_us: np.ndarray       # int64
    channel: Category
    minutes: np.ndarray     # int64; -1: not stated
    has_ticket: np.ndarray  # bool
    refused: RefusedRows
    states_tickets: bool    # the file has a column for them


def read_contacts(path: Path, roster: Roster, tickets: frozenset[str], latest_us: int, instants: InstantReader,
                  rename: Callable[[str], str] = str) -> Contacts:
    """Reads contacts.csv. tickets: ids of the log. latest_us: no contact can lie after it. rename: pseudonyms for
    the people. Raises ReportFailure."""
    table = CsvTable(path)
    at = {name: table.position(name) for name in ("who", "whom", "when", "channel", "minutes")}
    if "ticket_id" in table.header:
        at["ticket_id"] = table.position("ticket_id")
    refused, rows = RefusedRows(path.name), []
    for line, row in table.rows():
        try:
            rows.append(_contact(table, line, row, at, roster, tickets, latest_us, instants, rename))
        except RowRefused as refusal:
            refused.add(line, refusal.reason, "", refusal.value)
    if not rows:
        raise ReportFailure(f"{path}: no contact could be read ({len(refused.rows)} rows, all refused)" if refused.rows else
                            f"{path}: no rows after the header")
    rows.sort(key=lambda row: row[0])
    who, whom, channel = Category(), Category(), Category()
    for _, from_, to, how, _, _ in rows:
        who.append(from_)
        whom.append(to)
        channel.append(how)
    return Contacts(path, who, whom, np.array([row[0] for row in rows], dtype=np.int64), channel,
                    np.array([row[4] for row in rows], dtype=np.int64), np.array([row[5] for row in rows], dtype=bool),
                    refused, "ticket_id" in at)


def _contact(table: CsvTable, line: int, row: list[str], at: dict[str, int], roster: Roster, tickets: frozenset[str],
             latest_us: int, instants: InstantReader, rename: Callable[[str], str]) -> tuple[int, str, str, str, int, bool]:
    if len(row) != len(table.header):
        raise RowRefused("wrong_cell_count")
    cells = {name: row[position].strip() for name, position in at.items()}
    for name in ("who", "whom"):
        cells[name] = rename(cells[name])
        if cells[name] not in roster.people:
            raise RowRefused("unknown_person", cells[name])
    if cells["who"] == cells["whom"]:
        raise RowRefused("contact_with_oneself", cells["who"])
    when_us = read_stamp(table, line, cells["when"], instants)
    if when_us > latest_us:
        raise RowRefused("contact_in_the_future", cells["when"])
    minutes = cells["minutes"]
    if minutes and not (minutes.isascii() and minutes.isdigit() and 0 < int(minutes) <= LONGEST_MINUTES):
        raise RowRefused("unreadable_minutes", minutes)
    ticket = cells.get("ticket_id", "")
    if ticket and ticket not in tickets:
        raise RowRefused("unknown_ticket", ticket)
    return when_us, cells["who"], cells["whom"], cells["channel"], int(minutes) if minutes else -1, bool(ticket)
