"""Reading the ticket table."""

from collections.abc import Callable

import numpy as np

from .category import Category
from .column_map import TICKET_COLUMNS
from .csv_table import Rows
from .failure import ReportFailure
from .instant import InstantOutOfRange, InstantReader, NaiveInstant, UnreadableInstant
from .refusal import RefusedRows
from .ticket_log import Tickets

NO_INSTANT = np.iinfo(np.int64).min  # entente.NO_VALUE of an instant
LATER_STAMPS = ("resolved_at", "closed_at")  # may be blank
STEP = 4096  # rows between two signs of progress


class RowRefused(Exception):
    """One row cannot be used; the rest of the file can."""

    def __init__(self, reason: str, value: str = ""):
        super().__init__(reason)
        self.reason = reason
        self.value = value


def read_tickets(table: Rows, names: dict[str, str], required: tuple[str, ...], further: tuple[str, ...],
                 instants: InstantReader, progress: Callable[[int], None]) -> tuple[Tickets, dict[str, int], set[str]]:
    """Tickets, the row of each ticket id, and the ids whose rows were refused.

    names: column of the file for each of our names. required: names whose column must exist (besides ticket_id and
    opened_at). further: names beyond TICKET_COLUMNS that are read where they exist.
    """
    positions = _positions(table, names, ("ticket_id", "opened_at") + required, TICKET_COLUMNS + further)
    texts = {name: Category() for name in positions if name not in ("ticket_id", "opened_at", *LATER_STAMPS)}
    cells = [(column, positions[name]) for name, column in texts.items()]
    refused = RefusedRows(table.path.name)
    row_of: dict[str, int] = {}
    refused_ids: set[str] = set()
    instant_rows: list[tuple[int, ...]] = []
    read = 0
    for line, row in table.rows():
        read += 1
        if read % STEP == 0:
            progress(line)
        ticket_id = row[positions["ticket_id"]] if positions["ticket_id"] < len(row) else ""
        try:
            stamps = _stamps(table, line, row, positions, row_of, ticket_id, instants)
        except RowRefused as refusal:
            refused.add(line, refusal.reason, ticket_id, refusal.value)
            refused_ids.add(ticket_id)
            continue
        row_of[ticket_id] = len(instant_rows)
        instant_rows.append(stamps)
        for column, position in cells:
            column.append(row[position])
    if not instant_rows:
        raise ReportFailure(f"{table.path}: no ticket could be read ({read} rows, all refused)" if read else
                            f"{table.path}: no rows after the header")
    opened_us, resolved_us, closed_us = np.array(instant_rows, dtype=np.int64).T.copy()
    tickets = Tickets(list(row_of), opened_us, resolved_us, closed_us, texts, read, refused)
    return tickets, row_of, refused_ids - row_of.keys()


def read_stamp(table: Rows, line: int, text: str, instants: InstantReader) -> int:
    """An instant of a row. Raises RowRefused, or ReportFailure for a naive stamp that no zone explains."""
    try:
        return instants.read(text)
    except UnreadableInstant:
        raise RowRefused("unreadable_instant", text) from None
    except InstantOutOfRange:
        raise RowRefused("instant_out_of_range", text) from None
    except NaiveInstant:
        raise ReportFailure(f"{table.path}:{line}: the stamp '{text}' has no offset: name the zone of the log "
                            f'(--zone, or "zone" in the map)') from None


def _stamps(table: Rows, line: int, row: list[str], positions: dict[str, int], row_of: dict[str, int],
            ticket_id: str, instants: InstantReader) -> tuple[int, ...]:
    """Opening, resolution and closing of a row that can be used."""
    if len(row) != len(table.header):
        raise RowRefused("wrong_cell_count")
    if not ticket_id.strip():
        raise RowRefused("missing_ticket_id")
    if ticket_id in row_of:
        raise RowRefused("duplicate_ticket_id", ticket_id)
    opened_us = read_stamp(table, line, row[positions["opened_at"]], instants)
    later = [row[positions[name]] if name in positions else "" for name in LATER_STAMPS]
    return opened_us, *[read_stamp(table, line, text, instants) if text.strip() else NO_INSTANT for text in later]


def _positions(table: Rows, names: dict[str, str], required: tuple[str, ...],
               known: tuple[str, ...]) -> dict[str, int]:
    """Where each column stands. One that is required, or named in the map, must exist."""
    positions = {}
    for name in dict.fromkeys(required + known):
        column = names.get(name, name)
        if name in required or name in names or column in table.header:
            positions[name] = table.position(column)
    return positions
