"""The log as columns: tickets, their events, and what was refused of both."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from .category import Category
from .refusal import RefusedRows


@dataclass(frozen=True)
class Tickets:
    """One value a ticket, in the order of the file; refused rows are left out."""

    ids: list[str]
    opened_us: np.ndarray    # int64
    resolved_us: np.ndarray  # int64; entente.NO_VALUE where unknown
    closed_us: np.ndarray    # int64; entente.NO_VALUE where unknown
    columns: dict[str, Category]
    rows_read: int
    refused: RefusedRows

    def column(self, name: str) -> Category | None:
        """A text column, or None where the log does not have it or has nothing in it."""
        column = self.columns.get(name)
        return None if column is None or column.is_blank else column

    def recorded_reopens(self) -> int | None:
        """The sum of the column reopen_count, or None where the log does not have it as whole numbers."""
        column = self.column("reopen_count")
        if column is None or not all(name.isascii() and name.isdigit() for name in column.names):
            return None
        counts = np.array([int(name) for name in column.names] + [0])
        return int(counts[column.codes].sum())


@dataclass(frozen=True)
class Events:
    """One value an event, in order of (ticket, time, sequence, row); refused rows are left out."""

    ticket: np.ndarray  # int32 row of the ticket
    at_us: np.ndarray   # int64
    state: np.ndarray   # int32 id of the contract's clock map
    backward_tickets: int  # tickets whose sequence runs backwards in time somewhere; time decides
    rows_read: int
    refused: RefusedRows
    columns: dict[str, Category] = field(default_factory=dict)  # text columns that were asked for and exist

    def column(self, name: str) -> Category | None:
        """A text column, or None where the log does not have it or has nothing in it."""
        column = self.columns.get(name)
        return None if column is None or column.is_blank else column


@dataclass(frozen=True)
class TicketLog:
    tickets: Tickets
    events: Events
    incomplete: np.ndarray  # bool a ticket: an event of it was refused, so its clock cannot be trusted
    skipped_local_times: int
    repeated_local_times: int
    automation: frozenset[str] = frozenset()                     # accounts of machines, as the persons are written here
    headcount: Mapping[str, int] = field(default_factory=dict)   # people of a party, by its id
    has_pseudonyms: bool = False                                 # the names of people were replaced on import

    @property
    def first_us(self) -> int:
        """The earliest instant of the log."""
        return int(min(self.tickets.opened_us.min(), self.events.at_us.min(initial=self.tickets.opened_us.min())))

    @property
    def last_us(self) -> int:
        """The latest instant of the log."""
        return int(max(self.tickets.opened_us.max(), self.events.at_us.max(initial=self.tickets.opened_us.max())))

    def complete(self) -> "TicketLog":
        """The log without the tickets that lost an event, and without their events."""
        if not self.incomplete.any():
            return self
        kept = np.flatnonzero(~self.incomplete)
        row_of = np.full(len(self.incomplete), -1, dtype=np.int32)
        row_of[kept] = np.arange(len(kept), dtype=np.int32)
        tickets, events = self.tickets, self.events
        mine = row_of[events.ticket] >= 0
        return replace(
            self, incomplete=np.zeros(len(kept), dtype=bool),
            tickets=replace(tickets, ids=[tickets.ids[row] for row in kept.tolist()], opened_us=tickets.opened_us[kept],
                            resolved_us=tickets.resolved_us[kept], closed_us=tickets.closed_us[kept],
                            columns={name: column.of_rows(kept) for name, column in tickets.columns.items()}),
            events=replace(events, ticket=row_of[events.ticket[mine]], at_us=events.at_us[mine],
                           state=events.state[mine],
                           columns={name: column.of_rows(mine) for name, column in events.columns.items()}))
