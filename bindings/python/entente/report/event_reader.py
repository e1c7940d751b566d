"""Reading the event table."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .category import Category
from .csv_table import Rows
from .instant import InstantReader
from .refusal import RefusedRows
from .ticket_log import Events
from .ticket_reader import STEP, RowRefused, read_stamp


@dataclass(frozen=True)
class KnownTickets:
    """What an event may refer to."""

    row_of: dict[str, int]
    refused_ids: set[str]


def read_events(table: Rows, names: dict[str, str], states: dict[str, int], known: KnownTickets,
                instants: InstantReader, progress: Callable[[int], None],
                further: tuple[str, ...] = ()) -> tuple[Events, np.ndarray]:
    """Events in order of (ticket, time, sequence, row), and for each ticket whether an event of it was refused.

    further: text columns that are read where they exist (one that the map names must).
    """
    at = [table.position(names.get(name, name)) for name in ("ticket_id", "at", "to_state")]
    seq_column = names.get("seq", "seq")
    seq_at = table.position(seq_column) if "seq" in names or seq_column in table.header else None
    texts = {name: Category() for name in further if name in names or name in table.header}
    cells = [(column, table.position(names.get(name, name))) for name, column in texts.items()]
    refused = RefusedRows(table.path.name)
    incomplete = np.zeros(len(known.row_of), dtype=bool)
    columns: tuple[list[int], ...] = ([], [], [], [])
    read = 0
    for line, row in table.rows():
        read += 1
        if read % STEP == 0:
            progress(line)
        try:
            if len(row) != len(table.header):
                raise RowRefused("wrong_cell_count")
            ticket = _ticket(row[at[0]], known)
            at_us = read_stamp(table, line, row[at[1]], instants)
            state = states.get(row[at[2]])
            if state is None:
                raise RowRefused("unknown_state", row[at[2]])
            seq = read if seq_at is None else _sequence(row[seq_at])
        except RowRefused as refusal:
            ticket_id = row[at[0]] if at[0] < len(row) else ""
            refused.add(line, refusal.reason, ticket_id, refusal.value)
            if ticket_id in known.row_of:
                incomplete[known.row_of[ticket_id]] = True
            continue
        for column, value in zip(columns, (ticket, at_us, state, seq)):
            column.append(value)
        for text, position in cells:
            text.append(row[position])
    return _ordered(columns, texts, read, refused), incomplete


def _ticket(ticket_id: str, known: KnownTickets) -> int:
    ticket = known.row_of.get(ticket_id)
    if ticket is not None:
        return ticket
    if not ticket_id.strip():
        raise RowRefused("missing_ticket_id")
    raise RowRefused("ticket_refused" if ticket_id in known.refused_ids else "unknown_ticket", ticket_id)


def _sequence(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise RowRefused("unreadable_sequence", text) from None
    if not -(2**63) <= value < 2**63:
        raise RowRefused("unreadable_sequence", text)
    return value


def _ordered(columns: tuple[list[int], ...], texts: dict[str, Category], read: int, refused: RefusedRows) -> Events:
    ticket, at_us, state, seq = (np.array(column, dtype=np.int64) for column in columns)
    by_sequence = np.lexsort((seq, ticket))
    same_ticket = ticket[by_sequence][1:] == ticket[by_sequence][:-1]
    backward = same_ticket & (np.diff(at_us[by_sequence]) < 0)
    order = np.lexsort((seq, at_us, ticket))  # stable: rows keep their order where all three are equal
    return Events(ticket[order].astype(np.int32), at_us[order], state[order].astype(np.int32),
                  len(np.unique(ticket[by_sequence][1:][backward])), read, refused,
                  {name: column.of_rows(order) for name, column in texts.items()})
