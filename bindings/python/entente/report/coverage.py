"""Who hangs on one person (D10): departments, services and support groups known by fewer than k people."""

from dataclasses import dataclass
from typing import Any

import numpy as np

import entente

from .category import BLANK, Category
from .people import People
from .privacy import Privacy
from .small_cells import hide_in_list
from .table import SMALL_CELL, Cell, Column, Table
from .ticket_log import TicketLog

KINDS = {"support group": "assignment_group", "service": "category", "department": "requester_group"}


@dataclass(frozen=True)
class Gap:
    """One group that fewer than k people know."""

    name: str
    tickets: int
    knowers: int
    on_one_person: int      # tickets of the one person who knows it, 0 where nobody does
    sole_knower: int | None
    people: frozenset[int]  # who treated its tickets


def coverage(log: TicketLog, rules: dict[str, Any], privacy: Privacy) -> tuple[Table, Table]:
    """Summary by kind, and the groups that need a second person. A person knows a group with `tickets_to_know` tickets
    of it as last assignee; groups of fewer than `smallest_population` tickets are left out."""
    summary: list[list[Cell]] = []
    listed: list[list[Cell]] = []
    assignee = log.tickets.column("assignee")
    for kind, name in KINDS.items():
        column = log.tickets.column(name)
        if column is None or assignee is None:
            summary.append([kind] + [None] * 5)
            continue
        groups, gaps = _gaps(column, assignee, rules)
        summary.append([kind, groups, groups - len(gaps), len(gaps), *_totals(gaps, privacy.min_group)])
        listed += [[kind, *row] for row in _rows(gaps, privacy, assignee)]
    population = (f"{len(log.tickets.ids):,} tickets; groups of {rules['smallest_population']:,} or more; a person knows "
                  f"a group by {rules['tickets_to_know']:,} or more tickets of it as last assignee; wanted: "
                  f"{rules['knowers']} people")
    person = (Column("person", "Person", "text"),) if privacy.names_persons else ()
    return (Table("coverage", "Who is known by enough people", population, (
        Column("kind", "Kind", "text"), Column("groups", "Groups"), Column("covered", "Known by enough"),
        Column("needs_second", "Need a second person"), Column("tickets", "Tickets of these"),
        Column("tickets_on_one_person", "On one person each")), summary), Table(
        "needs_second_person", "Needs a second person", population, (
            Column("kind", "Kind", "text"), Column("group", "Group", "text"), Column("knowers", "People who know it"),
            Column("tickets", "Tickets"), *person), listed,
        "A group is listed so that somebody can be paired with the one who knows it; it says nothing about how anyone "
        "works. Tickets of a group that too few people treat are a small cell."))


def _gaps(column: Category, assignee: Category, rules: dict[str, Any]) -> tuple[int, list[Gap]]:
    """How many groups are large enough, and those that too few people know, largest first."""
    client, agent = column.codes, assignee.codes
    tickets = np.bincount(client[client != BLANK], minlength=len(column.names))
    known = (client != BLANK) & (agent != BLANK)
    threshold = float(rules["tickets_to_know"])
    knowers, missing, sole = entente.coverage(
        np.ascontiguousarray(agent[known]), np.ascontiguousarray(client[known]), len(assignee.names),
        len(column.names), threshold=threshold, k=rules["knowers"])
    large = tickets >= rules["smallest_population"]
    people = People(assignee, len(agent))
    gaps = []
    for group in np.flatnonzero(large & (missing > 0)).tolist():
        mine = client == group
        one = int(sole[group]) if knowers[group] == 1 else None
        gaps.append(Gap(column.names[group], int(tickets[group]), int(knowers[group]),
                        0 if one is None else int((mine & (agent == one)).sum()), one, people.behind(mine)))
    return int(large.sum()), sorted(gaps, key=lambda gap: (-gap.tickets, gap.name))


def _totals(gaps: list[Gap], min_group: int) -> list[Cell]:
    """Tickets of all gaps together, and those of the persons who alone know a group."""
    everyone = frozenset().union(*[gap.people for gap in gaps])
    alone = {gap.sole_knower for gap in gaps if gap.sole_knower is not None}
    return [SMALL_CELL if 0 < len(everyone) < min_group else sum(gap.tickets for gap in gaps),
            SMALL_CELL if 0 < len(alone) < min_group else sum(gap.on_one_person for gap in gaps)]


def _rows(gaps: list[Gap], privacy: Privacy, assignee: Category) -> list[list[Cell]]:
    """Group, knowers and tickets; the person only for a viewer whom the contract allows to see single persons."""
    hidden = hide_in_list([gap.people for gap in gaps], privacy.min_group)[0] if gaps else []
    rows: list[list[Cell]] = []
    # The order must not tell what a small cell hides: those come last, by name.
    order = sorted(zip(gaps, hidden), key=lambda pair: (pair[1], 0 if pair[1] else -pair[0].tickets, pair[0].name))
    for gap, is_hidden in order:
        person = "" if gap.sole_knower is None else assignee.names[gap.sole_knower]
        rows.append([gap.name, gap.knowers, SMALL_CELL if is_hidden else gap.tickets,
                     *([person] if privacy.names_persons else [])])
    return rows
