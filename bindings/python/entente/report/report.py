"""All figures of one report, computed in one place."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

import entente

from .backlog import Flow, backlog, flow_of
from .compliance import by_party, by_target, tables_of
from .contract_terms import Terms
from .coverage import coverage
from .cycle_rows import countable
from .evaluation import Evaluation, evaluate
from .failure import ReportFailure
from .instant import local_text
from .load import SideOfLog, weekly_loads
from .people import People
from .privacy import Privacy
from .progress import Progress
from .queue_replay import balances, replay, upcoming
from .reading import reading, refused_rows
from .state_time import state_time
from .table import Table
from .ticket_log import TicketLog
from .ticket_time import ticket_time
from .verdict import Verdicts, verdicts


AT_THE_CLOCKS = ("compliance", "compliance_by_department", "compliance_by_team", "ticket_time")
AT_THE_QUEUE = ("balances", "next")  # every other table is about the whole log


@dataclass(frozen=True)
class Report:
    """Tables by their file names, and what stands beside them."""

    name: str                     # of the contract
    zone: ZoneInfo
    privacy: Privacy
    tables: dict[str, Table]
    verdict_note: str | None      # what the recorded verdict measures; None: the contract reads none
    clocks_at: str                # local time at which running clocks are judged
    at: str                       # local time of what is open and next
    open_tickets: int             # at that instant
    largest: bool                 # that instant is that of the largest backlog
    evaluation_seconds: float

    def exports(self) -> list[Table]:
        """The tables that become files."""
        return list(self.tables.values())


def compute(terms: Terms, log: TicketLog, privacy: Privacy, zone: ZoneInfo, at_us: int | None,
            progress: Progress, ticket_times: bool = False) -> Report:
    """Computes everything. at_us: "now"; None: the end of the log for clocks, the largest backlog for the queue.

    ticket_times: one row a ticket too. Counting those rows gives back what small cells hide.
    """
    if at_us is not None and at_us < log.first_us:
        raise ReportFailure(f"--at {local_text(at_us, zone)}: before the first instant of the log, "
                            f"{local_text(log.first_us, zone)}")
    with progress.stage("clocks"):
        evaluation = evaluate(terms, log, at_us)
    with progress.stage("figures"):
        flow = flow_of(terms, log)
        largest_us, _ = flow.largest()
        queue_us = largest_us if at_us is None else at_us
        tables, found = _tables(terms, log, privacy, zone, evaluation, flow)
        if ticket_times:
            tables.append(ticket_time(terms, log, evaluation, zone))
    if terms.quotas:
        with progress.stage("queue"):
            tables += _queue_tables(terms, log, privacy, zone, queue_us)
    open_tickets = int(flow.change[flow.at_us <= queue_us].sum())
    tables += [reading(log, evaluation.log, terms.stops), refused_rows(log, privacy)]
    clocks_at, queue_at = local_text(evaluation.at_us, zone), local_text(queue_us, zone)
    instants = dict.fromkeys(AT_THE_CLOCKS, clocks_at) | dict.fromkeys(AT_THE_QUEUE, queue_at)
    end = f"{local_text(evaluation.end_us, zone)}, the end of the log"
    return Report(terms.document["name"], zone, privacy,
                  {table.name: replace(table, as_of=instants.get(table.name, end)) for table in tables},
                  None if found is None else found.note, clocks_at, queue_at, open_tickets, queue_us == largest_us,
                  evaluation.seconds)


def _tables(terms: Terms, log: TicketLog, privacy: Privacy, zone: ZoneInfo, evaluation: Evaluation,
            flow: Flow) -> tuple[list[Table], Verdicts | None]:
    tickets, few = len(log.tickets.ids), privacy.min_group
    requesters = People(log.tickets.column("requester"), tickets)
    assignees = People(log.tickets.column("assignee"), tickets)
    departments = _side(terms, log, "department", requesters)
    teams = _side(terms, log, "team", assignees)
    rows = countable(evaluation.cycles, terms.promises, log, evaluation.at_us)
    promises = [by_target(rows, log, assignees, terms.contract.targets), *[
        by_party(side.label, rows, side.party, side.names, side.people) for side in (departments, teams)]]
    found = verdicts(terms, log, evaluation, assignees, few, [each.people for each in promises])
    tables = tables_of(rows, promises, few)
    tables += [found.agreement, found.causes, found.promises] if found else []
    tables += [backlog(flow, log, requesters, few, zone), *weekly_loads(flow, (departments, teams), few, zone),
               *coverage(log, terms.document["coverage"], privacy),
               state_time(terms, evaluation.log)]
    return tables, found


def _queue_tables(terms: Terms, log: TicketLog, privacy: Privacy, zone: ZoneInfo, at_us: int) -> list[Table]:
    try:
        played = replay(terms, log, at_us)
    except entente.Error as error:
        raise ReportFailure(f"the log cannot be played through the queue: {error}") from None
    requesters = People(log.tickets.column("requester"), len(log.tickets.ids))
    accounts = balances(played, terms, log, requesters, privacy.min_group, zone)
    return [accounts, upcoming(played, terms, log, zone)]


def _side(terms: Terms, log: TicketLog, label: str, people: People) -> SideOfLog:
    side = terms.departments if label == "department" else terms.teams
    column = log.tickets.column("requester_group" if label == "department" else "assignment_group")
    return SideOfLog(label, side.names, np.asarray(side.of_tickets(column, len(log.tickets.ids))), people)
