"""The desk of a log: its arrivals, its hands-on time, its own first starts."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

import numpy as np

import entente
from entente.report.contract_terms import Terms
from entente.report.failure import ReportFailure, UsageFailure
from entente.report.queue_replay import backed_tickets
from entente.report.ticket_log import TicketLog

from .desk import Desk, parties_of, policies_of


@dataclass(frozen=True)
class LoggedTickets:
    """What a log tells of each of its tickets that can be replayed: rows of the log, and working time from its first instant."""

    row: np.ndarray         # int64: ticket of the log
    arrival_us: np.ndarray  # int64
    work_us: np.ndarray     # int64, hands-on time; entente.NO_VALUE where the log does not tell it
    start_us: np.ndarray    # int64; entente.NO_VALUE: never
    done_us: np.ndarray     # int64, when the last work on it ended; entente.NO_VALUE where work_us has it
    department: np.ndarray  # int32, as the engine numbers them
    urgency: np.ndarray     # int32
    end_us: int
    team: int               # people whose time was shared
    kept_team: int          # of those, what the tickets that can be replayed took
    left_out: int           # tickets of no department with a quota line


def logged_tickets(terms: Terms, log: TicketLog, team: int) -> LoggedTickets:
    """Reads off a log what `team` people did.

    A log says when a ticket was in progress (in a state of /quotas/started_in), not when somebody had it in hand: many are
    in progress at once. So while k tickets are, each takes min(1, team / k) of a person's time; a ticket's hands-on time is
    the sum over its working time in progress (calendar of the quotas), and all of them together take no more than the team
    has. A ticket that stopped without ever being in progress started and ended in that instant and took nobody's time, as far
    as the log tells. Hands-on time is unknown where a ticket neither was in progress nor stopped, or still is in progress when
    the log ends.
    """
    quotas = _quotas(terms)
    calendar, origin_us, events = terms.contract.calendar(quotas["calendar"]), log.first_us, log.events
    n, opened_us = len(log.tickets.ids), log.tickets.opened_us
    at = _working(calendar, origin_us, np.maximum(events.at_us, opened_us[events.ticket]))
    end_us = int(_working(calendar, origin_us, np.array([log.last_us]))[0])
    works = np.array([name in quotas["started_in"] for name in terms.contract.states], dtype=bool)[events.state]
    is_last = np.append(events.ticket[1:] != events.ticket[:-1], True)[: len(events.ticket)]
    until = np.append(at[1:], end_us)[: len(at)]
    until[is_last] = end_us
    ticket, begin, end = events.ticket[works], at[works], until[works]
    work = np.zeros(n, dtype=np.int64)
    np.add.at(work, ticket, shared_time(begin, end, team))
    is_cut = np.zeros(n, dtype=bool)
    is_cut[events.ticket[works & is_last]] = True
    stops = terms.stops[events.state]
    first_stop = np.full(n, np.iinfo(np.int64).max)
    np.minimum.at(first_stop, events.ticket[stops], at[stops])
    in_passing = (work == 0) & (first_stop < np.iinfo(np.int64).max) & ~is_cut
    work[in_passing] = 1
    known = (work > 0) & ~is_cut
    arrival = _working(calendar, origin_us, opened_us)
    start = np.full(n, np.iinfo(np.int64).max)
    np.minimum.at(start, ticket, begin)
    start = np.minimum(start, first_stop)
    start = np.where(start == np.iinfo(np.int64).max, entente.NO_VALUE, np.maximum(start, arrival))
    done = np.zeros(n, dtype=np.int64)
    np.maximum.at(done, ticket, end)
    done[in_passing] = first_stop[in_passing]
    number = {name: i for i, name in enumerate(parties_of(terms))}
    party = terms.departments.of_tickets(log.tickets.column("requester_group"), n)
    department = np.array([*[number.get(name, -1) for name in terms.departments.ids], -1], dtype=np.int32)[party]
    urgency = np.where(backed_tickets(terms, log), int(entente.Urgency.PRIORITY), int(entente.Urgency.ORDINARY)).astype(np.int32)
    row = np.flatnonzero(department >= 0)
    share = float(work[row].sum()) / max(1.0, float(work.sum()))
    work = np.where(known, work, entente.NO_VALUE)
    done = np.where(known, done, entente.NO_VALUE)
    return LoggedTickets(row, arrival[row], work[row], start[row], done[row], department[row], urgency[row],
                         max(end_us, int(arrival.max(initial=0))) + 1, team, max(1, round(share * team)), n - len(row))


def shared_time(begin: np.ndarray, end: np.ndarray, team: int) -> np.ndarray:
    """For each interval [begin, end) the integral of min(1, team / k), where k is how many of them are open: int64."""
    instants = np.unique(np.concatenate((begin, end)))
    if len(instants) < 2:
        return np.zeros(len(begin), dtype=np.int64)
    opened = np.searchsorted(np.sort(begin), instants[:-1], side="right")
    closed = np.searchsorted(np.sort(end), instants[:-1], side="right")
    share = np.minimum(1.0, team / np.maximum(opened - closed, 1))
    until = np.concatenate(([0.0], np.cumsum(share * np.diff(instants))))
    shared: np.ndarray = np.rint(until[np.searchsorted(instants, end)] - until[np.searchsorted(instants, begin)]).astype(np.int64)
    return shared


def team_of(args: argparse.Namespace, log: TicketLog) -> int:
    """The people behind a log: --team, or those whom it names as assignees, machines left out."""
    if args.team is not None:
        return int(args.team)
    column = log.tickets.column("assignee")
    people = 0 if column is None else len({name for name in column.names} - log.automation)
    if people == 0:
        raise UsageFailure("the log names no assignees: say how many people did the work (--team)")
    return people


def _quotas(terms: Terms) -> dict[str, Any]:
    quotas = terms.quotas or {}
    for key, why in (("calendar", "working time is counted in it"),
                     ("started_in", "in these states a ticket is in progress, which its hands-on time is read off")):
        if not quotas.get(key):
            raise ReportFailure(f"a replay needs /quotas/{key} in the contract: {why}")
    return quotas


def _working(calendar: entente.Calendar, origin_us: int, at_us: np.ndarray) -> np.ndarray:
    return np.asarray(calendar.between(np.full(len(at_us), origin_us, dtype=np.int64), np.ascontiguousarray(at_us)))


def logged_desk(args: argparse.Namespace, terms: Terms, tickets: LoggedTickets) -> Desk:
    """The desk that gets the log's requests."""
    if not len(tickets.row):
        raise ReportFailure("no ticket of the log is of a department with a quota line: nothing to replay")
    known = tickets.work_us != entente.NO_VALUE
    if not known.any():
        raise ReportFailure("no ticket of the log was in a state of /quotas/started_in and left it again: no hands-on time is "
                            "known")
    demand = entente.Demand.from_log(
        departments=len(parties_of(terms)), end_us=tickets.end_us, arrival_us=tickets.arrival_us, work_us=tickets.work_us,
        start_us=tickets.start_us, department=tickets.department, urgency=tickets.urgency)
    words = ["Replay of a log: the same arrivals and the same hands-on time a ticket, in one visit; while more tickets are in "
             "progress than people at work, they share the people's time evenly",
             f"{tickets.kept_team} {'person' if tickets.kept_team == 1 else 'people'}" + (
                 f" of {tickets.team}: the others' time went to tickets of no department with a quota line"
                 if tickets.kept_team < tickets.team else "")]
    if not known.all():
        words.append("where the log does not tell the hands-on time it is drawn, under each seed anew, from that of the same "
                     "department")
    return Desk(demand, np.ones(tickets.kept_team, dtype=np.int32), policies_of(args.policies, True), tuple(words), None)


def refuse_random_options(args: argparse.Namespace) -> None:
    """Raises UsageFailure where an option is for requests at random."""
    for option in ("visit", "weeks", "inflation", "priority", "share", "shape", "service", "week", "load"):
        if getattr(args, option) is not None:
            raise UsageFailure(f"--{option}: is for requests at random; a log brings its own")
