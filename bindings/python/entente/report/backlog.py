"""Open tickets over time."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np

from .contract_terms import Terms
from .instant import EPOCH, MICROSECOND, local_time
from .people import People
from .table import SMALL_CELL, Cell, Column, Table
from .ticket_log import TicketLog

ARRIVED, SOLVED, REOPENED = 0, 1, 2


@dataclass(frozen=True)
class Flow:
    """Every instant at which a ticket becomes open or stops being open, in time order.

    A ticket is open from its opening until a state stops the clock, and again from a reopening on; an event before the
    opening counts from the opening on. Intervals are half-open: [open, stop).
    """

    at_us: np.ndarray    # int64, ascending
    ticket: np.ndarray   # int32
    kind: np.ndarray     # ARRIVED, SOLVED or REOPENED

    @property
    def change(self) -> np.ndarray:
        """+1 or -1 open tickets."""
        return np.where(self.kind == SOLVED, -1, 1)

    def open_before(self, instants_us: np.ndarray) -> np.ndarray:
        """Tickets open just before each instant."""
        running = np.concatenate(([0], np.cumsum(self.change)))
        return running[np.searchsorted(self.at_us, instants_us, side="left")]

    def largest(self) -> tuple[int, int]:
        """The earliest instant at which most tickets are open, and how many are."""
        last_of_instant = np.append(self.at_us[1:] != self.at_us[:-1], True)
        running = np.cumsum(self.change)[last_of_instant]
        best = int(np.argmax(running))
        return int(self.at_us[last_of_instant][best]), int(running[best])


def flow_of(terms: Terms, log: TicketLog) -> Flow:
    """The flow of a log under the clock map of its contract."""
    ticket = log.events.ticket
    stopped = terms.stops[log.events.state]
    at_us = np.maximum(log.events.at_us, log.tickets.opened_us[ticket])
    before = np.concatenate(([False], stopped[:-1])) if len(stopped) else stopped
    is_first = np.concatenate(([True], ticket[1:] != ticket[:-1])) if len(ticket) else np.zeros(0, dtype=bool)
    before = before & ~is_first
    solved, reopened = stopped & ~before, before & ~stopped
    tickets = np.arange(len(log.tickets.ids), dtype=np.int32)
    kinds = [np.full(len(tickets), ARRIVED), np.full(int(solved.sum()), SOLVED), np.full(int(reopened.sum()), REOPENED)]
    instants = np.concatenate((log.tickets.opened_us, at_us[solved], at_us[reopened]))
    whose = np.concatenate((tickets, ticket[solved], ticket[reopened]))
    order = np.argsort(instants, kind="stable")
    return Flow(instants[order], whose[order], np.concatenate(kinds)[order])


def backlog(flow: Flow, log: TicketLog, people: People, min_group: int, zone: ZoneInfo) -> Table:
    """Open tickets at the end of each local day, from the first day of the log to its last."""
    days, ends_us = day_ends(log.first_us, log.last_us, zone)
    open_tickets = flow.open_before(np.array(ends_us, dtype=np.int64))
    behind = _people_behind(flow, people, ends_us)
    rows: list[list[Cell]] = [[day, SMALL_CELL if 0 < few < min_group else count]
                              for day, count, few in zip(days, open_tickets.tolist(), behind)]
    return Table("backlog", "Open tickets at the end of each day",
                 f"{len(log.tickets.ids):,} tickets; open: from the opening until a state stops the clock",
                 (Column("day", "Day", "text"), Column("open_tickets", "Open tickets")), rows)


def day_ends(first_us: int, last_us: int, zone: ZoneInfo) -> tuple[list[str], list[int]]:
    """The local days between two instants and the instant at which each ends (the next local midnight)."""
    day, last = local_time(first_us, zone).date(), local_time(last_us, zone).date()
    days, ends = [], []
    while day <= last:
        days.append(day.isoformat())
        day += timedelta(days=1)
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        ends.append((midnight.astimezone(timezone.utc) - EPOCH) // MICROSECOND)
    return days, ends


def _people_behind(flow: Flow, people: People, ends_us: list[int]) -> list[int]:
    """How many people have an open ticket just before each instant."""
    having: Counter[int] = Counter()
    result, position = [], 0
    instants, tickets, changes = flow.at_us.tolist(), flow.ticket.tolist(), flow.change.tolist()
    for end_us in ends_us:
        while position < len(instants) and instants[position] < end_us:
            person = people.of(tickets[position])
            having[person] += changes[position]
            if having[person] == 0:
                del having[person]
            position += 1
        result.append(len(having))
    return result
