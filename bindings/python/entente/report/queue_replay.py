"""The trust contract's queue, played from the log: balances, and what it would serve next."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np

import entente

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell, Words
from .figures import Beside, Figure, Figures
from .instant import local_text
from .queue_log import Operation, operations
from .side import SideOfLog, Sides
from .table import Column
from .ticket_log import TicketLog

RULES = {
    0: "expedite lane",
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
    refused: list[int] = field(default_factory=list)       # tickets whose backing was refused
    without_department: list[int] = field(default_factory=list)  # tickets
    overridden: list[int] = field(default_factory=list)    # tickets whose start was not the queue's next choice, once a start
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
    lane = quotas["expedite_cap"] > 0
    expedited = [bool(each) and lane for each in expedited_tickets(terms, log)]
    complete = [bool(each) for each in intake_complete(terms, log)]
    for now, ticket, operation in operations(terms, log, calendar, played.origin_us, at_us):
        if department[ticket] < 0:
            if operation is Operation.SUBMIT:
                played.without_department.append(ticket)
            continue
        played.operations += 1
        if operation is Operation.SUBMIT:
            request, refusal = scheduler.submit(now, ticket, department[ticket], back=backed[ticket] and not expedited[ticket],
                                                 expedite=expedited[ticket], intake_complete=complete[ticket])
            assert request is not None, refusal
            played.request_of[ticket] = request
            if refusal is not None:
                played.refused.append(ticket)
            continue
        before = scheduler.balance(department[ticket], "overrides")
        _follow(scheduler, now, played.request_of[ticket], operation, agent)
        if scheduler.balance(department[ticket], "overrides") > before:
            played.overridden.append(ticket)
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
    return [bool(each) for each in matching_tickets(log, (terms.quotas or {}).get("backed_when") or {})]


def intake_complete(terms: Terms, log: TicketLog) -> np.ndarray:
    """Bool a ticket: every column that the contract's intake names, and that the log has, holds something."""
    complete = np.ones(len(log.tickets.ids), dtype=bool)
    for name in (terms.quotas or {}).get("intake") or []:
        column = log.tickets.column(name)
        if column is not None:
            complete &= column.codes >= 0
    return complete


def expedited_tickets(terms: Terms, log: TicketLog) -> np.ndarray:
    """Bool a ticket: the condition `expedite_when` holds, so it was declared an incident. No condition: none."""
    return matching_tickets(log, (terms.quotas or {}).get("expedite_when") or {})


def matching_tickets(log: TicketLog, conditions: dict[str, list[str]]) -> np.ndarray:
    """Bool a ticket: every condition holds; none where there is no condition."""
    matching = np.full(len(log.tickets.ids), bool(conditions))
    for name, values in conditions.items():
        column = log.tickets.columns[name]
        wanted = [code for code, value in enumerate(column.names) if value in values]
        matching &= np.isin(column.codes, wanted)
    return matching


def balances(played: Replay, terms: Terms, log: TicketLog, sides: Sides, zone: ZoneInfo, figures: Figures) -> Draft:
    """Each department's ledger at the instant of the replay. People are counted in each cell: those whose units are held
    or spent at that instant. What is left of a quota is shown where the units used and those forfeited are."""
    side = sides.departments
    columns, people = played.scheduler.balances(), (side.people,)
    of_backing = _by_backing(played)
    rows: list[list[DraftCell]] = []
    for number, name in enumerate(played.scheduler.departments):
        party = terms.departments.ids.index(name)
        whole = figures.count(side.party == party, people)
        units = {balance: int(columns[balance][number]) for balance in BALANCES}
        behind = {balance: figures.count(_mine(tickets, side, party), people) for balance, tickets in of_backing.items()}
        used = figures.count(np.concatenate([_mine(of_backing[name], side, party) for name in ("held", "spent")]), people)
        figures.sum(used, [behind["held"], behind["spent"]])
        left = (used, behind["forfeited"])
        cells = [_cell(units[balance], behind[balance], whole) if balance in ("held", "spent", "refunded") else
                 Beside(units[balance], (whole, *left)) for balance in BALANCES]
        refused = figures.count(_mine(played.refused, side, party), people)
        rows.append([side.names[party], Beside(units["granted"], (whole,)), *cells[1:], _cell(refused.value, refused, whole)])
    outside: Words = () if not played.without_department else (
        "; ", Counted(figures.count(np.array(played.without_department), sides.everyone), "ticket"), " of no department with a quota")
    asked = figures.count(np.array(sorted(played.request_of), dtype=np.int64), sides.everyone)
    return Draft("balances", "Quota balances", (
        Counted(asked, "request"), f" from {local_text(played.origin_us, zone)} to {local_text(played.at_us, zone)}",
        *outside), (Column("department", "Department", "text"), *[
            Column(name, name.capitalize()) for name in BALANCES], Column("refused", "Backing refused")), rows,
        "granted = available + held + spent + forfeited + expired (nothing is lent here). Refunded units are "
        "available again. Backing refused: the quota was used up, or the intake was not complete; the request went on as an ordinary one.")


def _due(played: Replay, due_us: int, zone: ZoneInfo) -> str:
    """Local time of a working time; the calendar may end before it."""
    try:
        return local_text(int(played.calendar.add(played.origin_us, due_us)), zone)
    except entente.Error as error:
        if error.status not in ("E_NOT_FOUND", "E_RANGE"):
            raise
        return "after the last opening of the calendar"


def _by_backing(played: Replay) -> dict[str, list[int]]:
    """The tickets whose unit is held, spent, refunded or forfeited at the instant of the replay."""
    found: dict[str, list[int]] = {kind.name.lower(): [] for kind in entente.Backing if kind != entente.Backing.NONE}
    for ticket, request in played.request_of.items():
        kind = played.scheduler.request(request)[1]
        if kind != entente.Backing.NONE:
            found[kind.name.lower()].append(ticket)
    return found


def _mine(tickets: list[int], side: SideOfLog, party: int) -> np.ndarray:
    rows = np.array(tickets, dtype=np.int64)
    return np.asarray(rows[side.party[rows] == party])


def _cell(units: int, behind: Figure, whole: Figure) -> Beside:
    """A number of units; where no request says whose they are now, they are taken for few people's."""
    return Beside(units, (whole, behind), is_large=units == 0 or behind.value > 0)


def upcoming(played: Replay, terms: Terms, log: TicketLog, side: SideOfLog, zone: ZoneInfo, figures: Figures,
             most: int = NEXT) -> Draft:
    """What a free agent would be given next, one after the other, at the instant of the replay. Ends the replay: the
    requests listed are started."""
    scheduler = played.scheduler
    agent = scheduler.add_agent("next", slots=most)
    ticket_of = {request: ticket for ticket, request in played.request_of.items()}
    ids = log.tickets.ids
    rows: list[list[DraftCell]] = []
    for number in range(most):
        decision = scheduler.next(played.now_us, agent)
        if decision is None:
            break
        due = "" if decision.due_us is None else _due(played, decision.due_us, zone)
        runner_up = "" if decision.runner_up is None else ids[ticket_of[decision.runner_up]]
        party = terms.departments.ids.index(scheduler.departments[decision.department])
        rows.append([ids[decision.key], number + 1,
                     Beside(side.names[party], (figures.count(side.party == party, (side.people,)),)),
                     RULES[decision.rule], due, runner_up, RULES.get(decision.runner_up_rule, "")])
    return Draft("next", "What the queue would serve next", (f"the queue at {local_text(played.at_us, zone)}",), (
        Column("ticket_id", "Ticket", "text"), Column("place", "Place"), Column("department", "Department", "text"),
        Column("rule", "Why", "text"), Column("due_at", "Start due", "text"),
        Column("runner_up", "Runner-up", "text"), Column("runner_up_rule", "Its reason", "text")), rows,
        f"Due dates are local time ({zone.key}); an ordinary request has none. Backed requests go by due date; the "
        "ordinary floor lets an ordinary request pass before ordinary work stands still; ordinary requests go by the "
        "departments' shares. The runner-up would have been taken without the winner.")
