"""The trust contract's queue, played from the log: balances, and what it would serve next."""

from collections import Counter
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np

import entente

from .contract_terms import Terms
from .instant import local_text
from .people import People
from .queue_log import Operation, operations
from .table import SMALL_CELL, Cell, Column, Table
from .ticket_log import TicketLog

RULES = {
    1: "ordinary floor",
    2: "backed, earliest due date",
    3: "backed in a pool it helps",
    4: "fair share of ordinary requests",
    5: "ordinary in a pool it helps",
}
BALANCES = ("granted", "available", "held", "spent", "refunded", "forfeited", "expired", "debt")
NEXT = 10


@dataclass
class Replay:
    """What happened while the log was played."""

    scheduler: entente.Scheduler
    at_us: int
    origin_us: int
    calendar: entente.Calendar
    now_us: int = 0                                       # working time at at_us
    request_of: dict[int, int] = field(default_factory=dict)  # ticket -> request
    refused: Counter[tuple[int, str]] = field(default_factory=Counter)  # (department, refusal of a backing)
    without_department: int = 0
    operations: int = 0


def replay(terms: Terms, log: TicketLog, at_us: int) -> Replay:
    """Plays the log up to and including at_us.

    Time is working time of the quotas' calendar since the first instant of the log. The starts are those of the log:
    each is the host's own choice, made by an agent "as logged" without a limit on visits.
    """
    quotas = terms.quotas
    assert quotas is not None
    calendar = terms.contract.calendar(quotas["calendar"])
    played = Replay(entente.Scheduler(terms.contract, 0), at_us, log.first_us, calendar)
    scheduler = played.scheduler
    agent = scheduler.add_agent("as logged", slots=len(log.tickets.ids) + 1)
    department = _departments(terms, log, scheduler)
    backed = backed_tickets(terms, log)
    for now, ticket, operation in operations(terms, log, calendar, played.origin_us, at_us):
        if department[ticket] < 0:
            played.without_department += operation is Operation.SUBMIT
            continue
        played.operations += 1
        if operation is Operation.SUBMIT:
            request, refusal = scheduler.submit(now, ticket, department[ticket], back=backed[ticket])
            assert request is not None, refusal
            played.request_of[ticket] = request
            if refusal is not None:
                played.refused[department[ticket], str(refusal)] += 1
            continue
        _follow(scheduler, now, played.request_of[ticket], operation, agent)
    played.now_us = int(calendar.between(played.origin_us, at_us))
    scheduler.advance(played.now_us)
    return played


def _follow(scheduler: entente.Scheduler, now: int, request: int, operation: Operation, agent: int) -> None:
    if operation is Operation.ASSIGN:
        refusal = scheduler.assign(now, request, agent)
    elif operation is Operation.ASK:
        refusal = scheduler.ask(now, request)
    elif operation is Operation.ANSWER:
        refusal = scheduler.answer(now, request)
    elif operation is Operation.COMPLETE:
        refusal = scheduler.complete(now, request)
    else:
        refusal = scheduler.reopen(now, request)
    if refusal is not None:
        raise AssertionError(f"the queue refused {operation.name.lower()} of request {request}: {refusal}")


def _departments(terms: Terms, log: TicketLog, scheduler: entente.Scheduler) -> list[int]:
    """The scheduler's department of each ticket; -1 where its party has no quota line."""
    ids = {name: number for number, name in enumerate(scheduler.departments)}
    of_party = np.array([ids.get(party, -1) for party in terms.departments.ids] + [-1])
    party = terms.departments.of_tickets(log.tickets.column("requester_group"), len(log.tickets.ids))
    return [int(number) for number in of_party[party]]


def backed_tickets(terms: Terms, log: TicketLog) -> list[bool]:
    """For each ticket whether the condition `backed_when` holds: it would have spent a unit. No condition: none."""
    conditions = (terms.quotas or {}).get("backed_when") or {}
    backed = np.full(len(log.tickets.ids), bool(conditions))
    for name, values in conditions.items():
        column = log.tickets.columns[name]
        wanted = [code for code, value in enumerate(column.names) if value in values]
        backed &= np.isin(column.codes, wanted)
    return [bool(each) for each in backed]


def balances(played: Replay, terms: Terms, log: TicketLog, people: People, min_group: int, zone: ZoneInfo) -> Table:
    """Each department's ledger at the instant of the replay."""
    columns = played.scheduler.balances()
    party = terms.departments.of_tickets(log.tickets.column("requester_group"), len(log.tickets.ids))
    rows: list[list[Cell]] = []
    for number, name in enumerate(played.scheduler.departments):
        mine = party == terms.departments.ids.index(name)
        figures: list[Cell] = [int(columns[balance][number]) for balance in BALANCES]
        figures.append(sum(count for (department, _), count in played.refused.items() if department == number))
        few = 0 < len(people.behind(mine)) < min_group
        rows.append([terms.departments.names[terms.departments.ids.index(name)],
                     *([SMALL_CELL] * len(figures) if few else figures)])
    outside = f"; {played.without_department:,} tickets of no department with a quota" if played.without_department else ""
    return Table("balances", "Quota balances", f"{len(played.request_of):,} requests from {local_text(played.origin_us, zone)} "
                 f"to {local_text(played.at_us, zone)}{outside}", (Column("department", "Department", "text"), *[
                     Column(name, name.capitalize()) for name in BALANCES],
                     Column("refused", "Backing refused")), rows,
                 "granted = available + held + spent + forfeited + expired (nothing is lent here). Refunded units are "
                 "available again. Backing refused: the quota was used up, the request went on as an ordinary one.")


def upcoming(played: Replay, terms: Terms, log: TicketLog, zone: ZoneInfo, most: int = NEXT) -> Table:
    """What a free agent would be given next, one after the other, at the instant of the replay. Ends the replay: the
    requests listed are started."""
    scheduler = played.scheduler
    agent = scheduler.add_agent("next", slots=most)
    ticket_of = {request: ticket for ticket, request in played.request_of.items()}
    ids, names = log.tickets.ids, dict(zip(terms.departments.ids, terms.departments.names))
    rows: list[list[Cell]] = []
    for number in range(most):
        decision = scheduler.next(played.now_us, agent)
        if decision is None:
            break
        due = "" if decision.due_us is None else local_text(
            int(played.calendar.add(played.origin_us, decision.due_us)), zone)
        runner_up = "" if decision.runner_up is None else ids[ticket_of[decision.runner_up]]
        rows.append([number + 1, ids[decision.key], names[scheduler.departments[decision.department]],
                     RULES[decision.rule], due, runner_up, RULES.get(decision.runner_up_rule, "")])
    return Table("next", "What the queue would serve next", f"the queue at {local_text(played.at_us, zone)}", (
        Column("place", "Place"), Column("ticket_id", "Ticket", "text"), Column("department", "Department", "text"),
        Column("rule", "Why", "text"), Column("due_at", "Start due", "text"),
        Column("runner_up", "Runner-up", "text"), Column("runner_up_rule", "Its reason", "text")), rows,
        f"Due dates are local time ({zone.key}); an ordinary request has none. Backed requests go by due date; the "
        "ordinary floor lets an ordinary request pass before ordinary work stands still; ordinary requests go by the "
        "departments' shares. The runner-up would have been taken without the winner.")
