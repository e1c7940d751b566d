"""From a ticket log to interactions: documented projections, each a plain count.

Accounts of machines (the list of the map, `automation`) are nobody: their events and assignments are left out before
anything is counted, so what stands before and after them follows one on the other. A blank is nobody known and parts
what stands before it from what stands after.

The three projections of resources are those of organisational mining (van der Aalst, Reijers, Song, "Discovering social
networks from event logs", CSCW 14, 2005), as plain counts: hand-over of work with causality ignored and beta 0, working
together by shared cases, subcontracting at distance two.
"""

from __future__ import annotations

import numpy as np

from entente.report.category import BLANK, Category
from entente.report.failure import ReportFailure
from entente.report.side import Sides
from entente.report.ticket_log import TicketLog

from .interactions import Interactions

MOST_PAIRS = 50_000_000  # of co-work: a ticket that thousands treated is rather a mistake of the log
PERFORMERS = ("actor", "assignee", "group")  # event columns that say who acted


def without_machines(column: Category, machines: frozenset[str]) -> np.ndarray:
    """Codes of a column, automation accounts blank."""
    codes = column.codes
    of_machines = [code for code, name in enumerate(column.names) if name in machines]
    return np.where(np.isin(codes, of_machines), BLANK, codes).astype(np.int32) if of_machines else codes


def requests(log: TicketLog) -> Interactions | None:
    """Requester -> assignee: one interaction a ticket that names both, at its opening. None where the log lacks one."""
    requester, assignee = log.tickets.column("requester"), log.tickets.column("assignee")
    if requester is None or assignee is None:
        return None
    return _by_ticket(log, "request", "a ticket from a requester to its last assignee",
                      tuple(requester.names), without_machines(requester, log.automation),
                      tuple(assignee.names), without_machines(assignee, log.automation))


def group_requests(log: TicketLog) -> Interactions | None:
    """Requester group -> assignment group, as the log writes them: one interaction a ticket that names both."""
    department, group = log.tickets.column("requester_group"), log.tickets.column("assignment_group")
    if department is None or group is None:
        return None
    return _by_ticket(log, "request", "a ticket from a requester group to its last assignment group",
                      tuple(department.names), department.codes, tuple(group.names), group.codes)


def department_requests(log: TicketLog, sides: Sides) -> Interactions | None:
    """Department (party of the contract) -> assignment group: one interaction a ticket of both."""
    group = log.tickets.column("assignment_group")
    if group is None:
        return None
    return _by_ticket(log, "request", "a ticket from a department to its last assignment group",
                      tuple(sides.departments.names), sides.departments.party, tuple(group.names), group.codes)


def _by_ticket(log: TicketLog, kind: str, definition: str, sources: tuple[str, ...], source: np.ndarray,
               targets: tuple[str, ...], target: np.ndarray) -> Interactions:
    rows = np.flatnonzero((source != BLANK) & (target != BLANK))
    return Interactions(kind, definition, sources, targets, source[rows].astype(np.int32),
                        target[rows].astype(np.int32), rows.astype(np.int32), log.tickets.opened_us[rows])


def handovers(log: TicketLog, performer: str, with_self: bool = False) -> Interactions | None:
    """Hand-overs: two consecutive events of a ticket whose performers are known and different.

    performer: `group`, `assignee` or `actor`. with_self: count pairs of one performer too, as organisational mining does.
    At the later event. None where the events lack the column.
    """
    found = _steps(log, performer)
    if found is None:
        return None
    column, code, ticket, at_us = found
    follows = ticket[1:] == ticket[:-1]
    known = (code[1:] != BLANK) & (code[:-1] != BLANK)
    rows = np.flatnonzero(follows & known & (with_self | (code[1:] != code[:-1])))
    names = tuple(column.names)
    return Interactions("hand-over", f"two consecutive events of a ticket, of one {performer} and then another",
                        names, names, code[rows], code[rows + 1], ticket[rows], at_us[rows + 1])


def working_together(log: TicketLog, performer: str) -> Interactions | None:
    """Co-work: each ordered pair of different performers of one ticket, once a ticket, at its opening."""
    found = _steps(log, performer)
    if found is None:
        return None
    column, code, ticket, _ = found
    known = code != BLANK
    width = max(len(column.names), 1)
    member = np.unique(ticket[known].astype(np.int64) * width + code[known])
    case, who = (member // width).astype(np.int32), (member % width).astype(np.int32)
    first = np.searchsorted(case, case, side="left")
    size = np.searchsorted(case, case, side="right") - first
    if size.sum() > MOST_PAIRS:
        raise ReportFailure(f"E_LIMIT: {int(size.sum()):,} pairs of co-work, at most {MOST_PAIRS:,}: are the tickets of "
                            "this log cases?")
    one = np.repeat(np.arange(len(member)), size)
    other = np.arange(len(one)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(first, size)
    differ = one != other
    names = tuple(column.names)
    rows = case[one[differ]]
    return Interactions("co-work", f"a ticket that both treated, by {performer}", names, names,
                        who[one[differ]], who[other[differ]], rows, log.tickets.opened_us[rows])


def subcontracting(log: TicketLog, performer: str) -> Interactions | None:
    """Subcontracting: A, then B, then A again in three consecutive events of a ticket, A and B known and different;
    from A to B, at the event of B."""
    found = _steps(log, performer)
    if found is None:
        return None
    column, code, ticket, at_us = found
    same = (ticket[2:] == ticket[:-2]) & (code[2:] == code[:-2]) & (code[2:] != BLANK)
    rows = np.flatnonzero(same & (code[1:-1] != BLANK) & (code[1:-1] != code[:-2]))
    names = tuple(column.names)
    return Interactions("subcontracting", f"an event of another {performer} between two of one", names, names,
                        code[rows], code[rows + 1], ticket[rows], at_us[rows + 1])


def _steps(log: TicketLog, performer: str) -> tuple[Category, np.ndarray, np.ndarray, np.ndarray] | None:
    """Column, performer, ticket and instant of each event that is no machine's, in order."""
    assert performer in PERFORMERS
    column = log.events.column(performer)
    if column is None:
        return None
    codes = column.codes
    machines = [code for code, name in enumerate(column.names) if name in log.automation]
    kept = ~np.isin(codes, machines)
    return column, codes[kept].astype(np.int32), log.events.ticket[kept], log.events.at_us[kept]
