"""Who hangs on one person (D10): departments, services and support groups known by fewer than k people."""

from dataclasses import dataclass
from typing import Any

import numpy as np

import entente

from .category import BLANK, Category
from .draft import Counted, Draft, DraftCell
from .figures import Figures
from .privacy import Privacy
from .side import Sides
from .table import Column
from .ticket_log import TicketLog

KINDS = {"support group": "assignment_group", "service": "category", "department": "requester_group"}


@dataclass(frozen=True)
class Gap:
    """One group that fewer than k people know."""

    name: str
    tickets: np.ndarray        # row numbers
    knowers: int
    sole_knower: int | None
    of_sole_knower: np.ndarray  # the tickets of the one person who knows it; none where nobody does


def coverage(log: TicketLog, rules: dict[str, Any], sides: Sides, privacy: Privacy, figures: Figures) -> list[Draft]:
    """Summary by kind, and the groups that need a second person, for a viewer who may see single persons. A person
    knows a group with `tickets_to_know` tickets of it as last assignee; groups of fewer than `smallest_population`
    tickets are left out. Automation accounts know nothing."""
    summary: list[list[DraftCell]] = []
    listed: list[list[DraftCell]] = []
    assignee = log.tickets.column("assignee")
    for kind, name in KINDS.items():
        column = log.tickets.column(name)
        if column is None or assignee is None:
            summary.append([kind] + [None] * 5)
            continue
        groups, gaps = gaps_of(column, assignee, log.automation, rules)
        summary.append([kind, groups, groups - len(gaps), len(gaps), *_totals(gaps, sides, figures)])
        listed += [[gap.name, kind, *_row(gap, assignee, privacy)] for gap in gaps]
    accounts = len(log.automation)
    machines = f"; {accounts:,} automation account{' is' if accounts == 1 else 's are'} nobody" if accounts else ""
    population = (Counted(figures.count(np.arange(len(log.tickets.ids)), sides.everyone), "ticket"),
                  f"; groups of {rules['smallest_population']:,} or more; a person knows a group by "
                  f"{rules['tickets_to_know']:,} or more tickets of it as last assignee; wanted: {rules['knowers']} "
                  f"people{machines}")
    tables = [Draft("coverage", "Who is known by enough people", population, (
        Column("kind", "Kind", "text"), Column("groups", "Groups"), Column("covered", "Known by enough"),
        Column("needs_second", "Need a second person"), Column("tickets", "Tickets of these"),
        Column("tickets_on_one_person", "On one person each")), summary,
        "Which groups these are is shown to a viewer only whom the contract lets see single persons.")]
    if privacy.names_persons:
        tables.append(Draft("needs_second_person", "Needs a second person", population, (
            Column("group", "Group", "text"), Column("kind", "Kind", "text"), Column("knowers", "People who know it"),
            Column("tickets", "Tickets"), Column("person", "Person", "text"), Column("viewer", "For", "text"),
            Column("purpose", "Purpose", "text")), listed,
            "A group is listed so that somebody can be paired with the one who knows it; it says nothing about how anyone "
            "works."))
    return tables


def gaps_of(column: Category, assignee: Category, automation: frozenset[str],
            rules: dict[str, Any]) -> tuple[int, list[Gap]]:
    """How many groups are large enough, and those that too few people know, largest first."""
    client, agent = column.codes, assignee.codes
    tickets = np.bincount(client[client != BLANK], minlength=len(column.names))
    machines = [code for code, name in enumerate(assignee.names) if name in automation]
    known = (client != BLANK) & (agent != BLANK) & ~np.isin(agent, machines)
    knowers, missing, sole = entente.coverage(
        np.ascontiguousarray(agent[known]), np.ascontiguousarray(client[known]), len(assignee.names),
        len(column.names), threshold=float(rules["tickets_to_know"]), k=rules["knowers"])
    large = tickets >= rules["smallest_population"]
    gaps = []
    for group in np.flatnonzero(large & (missing > 0)).tolist():
        mine = client == group
        one = int(sole[group]) if knowers[group] == 1 else None
        alone = np.zeros(len(mine), dtype=bool) if one is None else mine & (agent == one)
        gaps.append(Gap(column.names[group], np.flatnonzero(mine), int(knowers[group]), one, np.flatnonzero(alone)))
    return int(large.sum()), sorted(gaps, key=lambda gap: (-len(gap.tickets), gap.name))


def _totals(gaps: list[Gap], sides: Sides, figures: Figures) -> list[DraftCell]:
    """Tickets of all gaps together, and those of the persons who alone know a group."""
    people = (sides.teams.people,)
    nothing = np.zeros(0, dtype=np.int64)
    every = np.concatenate([nothing, *[gap.tickets for gap in gaps]])
    alone = np.concatenate([nothing, *[gap.of_sole_knower for gap in gaps]])
    tickets, on_one_person = figures.count(every, people), figures.count(alone, people)
    others = figures.count(np.setdiff1d(every, alone), people, is_printed=False)
    figures.sum(tickets, [on_one_person, others])
    if not figures.is_large(others):
        figures.withhold(tickets)  # rather than the number that calls for somebody to act
    return [tickets, on_one_person]


def _row(gap: Gap, assignee: Category, privacy: Privacy) -> list[DraftCell]:
    person = "" if gap.sole_knower is None else assignee.names[gap.sole_knower]
    return [gap.knowers, len(gap.tickets), person, privacy.viewer, privacy.purpose]
