"""Open tickets over time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell
from .figures import Figure, Figures
from .instant import EPOCH, MICROSECOND, local_time
from .people import People
from .table import Column
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

    def open_at(self, instants_us: list[int]) -> Iterator[np.ndarray]:
        """The tickets that are open just before each of these instants, which ascend."""
        times_open = np.zeros(int(self.ticket.max(initial=-1)) + 1, dtype=np.int32)
        position = 0
        for end_us in instants_us:
            end = int(np.searchsorted(self.at_us, end_us, side="left"))
            np.add.at(times_open, self.ticket[position:end], self.change[position:end])
            position = end
            yield np.flatnonzero(times_open)

    def largest(self) -> int:
        """The earliest instant at which most tickets are open."""
        last_of_instant = np.append(self.at_us[1:] != self.at_us[:-1], True)
        running = np.cumsum(self.change)[last_of_instant]
        return int(self.at_us[last_of_instant][int(np.argmax(running))])


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


def backlog(flow: Flow, log: TicketLog, zone: ZoneInfo, figures: Figures, people: tuple[People, ...]) -> Draft:
    """Open tickets at the end of each local day, from the first day of the log to its last."""
    days, ends_us = day_ends(log.first_us, log.last_us, zone)
    open_tickets = [figures.count(tickets, people) for tickets in flow.open_at(ends_us)]
    _tie_to_load(flow, zone, figures, people, dict(zip(days, open_tickets)))
    rows: list[list[DraftCell]] = [[day, figure] for day, figure in zip(days, open_tickets)]
    return Draft("backlog", "Open tickets at the end of each day", (
        Counted(figures.count(np.arange(len(log.tickets.ids)), people), "ticket"),
        "; open: from the opening until a state stops the clock"),
        (Column("day", "Day", "text"), Column("open_tickets", "Open tickets")), rows)


def _tie_to_load(flow: Flow, zone: ZoneInfo, figures: Figures, people: tuple[People, ...],
                 open_at: dict[str, Figure]) -> None:
    """What is open at the end of a week was open before it, or arrived, or was reopened, and was not solved."""
    weeks, week_of = weeks_of(flow, zone)
    ends = [date.fromisocalendar(int(week[:4]), int(week[6:]), 7).isoformat() for week in weeks]
    last = max(open_at)
    before = Figure(0, None)
    reopened = []
    for number, end in enumerate(ends):
        arrived, solved, again = (figures.count(flow.ticket[(flow.kind == kind) & (week_of == number)], people,
                                                is_printed=kind != REOPENED) for kind in (ARRIVED, SOLVED, REOPENED))
        now = open_at[min(end, last)]
        figures.balance([(1, before), (1, arrived), (1, again), (-1, solved), (-1, now)])
        before = now
        reopened.append(again)
    figures.sum(figures.count(flow.ticket[flow.kind == REOPENED], people), reopened)


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


def weeks_of(flow: Flow, zone: ZoneInfo) -> tuple[list[str], np.ndarray]:
    """Every ISO week from the first to the last, and the week of each change."""
    mondays = []
    for instant_us in flow.at_us.tolist():
        day = local_time(instant_us, zone).date()
        mondays.append(day - timedelta(days=day.weekday()))
    first, last = min(mondays), max(mondays)
    labels = []
    day = first
    while day <= last:
        year, week, _ = day.isocalendar()
        labels.append(f"{year}-W{week:02d}")
        day += timedelta(days=7)
    return labels, np.array([(monday - first).days // 7 for monday in mondays], dtype=np.int64)
