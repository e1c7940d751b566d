"""The log as columns: tickets, their events, and what was refused of both."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class TicketLog:
    tickets: Tickets
    events: Events
    incomplete: np.ndarray  # bool a ticket: an event of it was refused, so its clock cannot be trusted
    skipped_local_times: int
    repeated_local_times: int

    @property
    def first_us(self) -> int:
        """The earliest instant of the log."""
        return int(min(self.tickets.opened_us.min(), self.events.at_us.min(initial=self.tickets.opened_us.min())))

    @property
    def last_us(self) -> int:
        """The latest instant of the log."""
        return int(max(self.tickets.opened_us.max(), self.events.at_us.max(initial=self.tickets.opened_us.max())))
