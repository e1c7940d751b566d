"""Who needs a second person (D10): the gaps, the cheapest plan that closes them, and one absence before and after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import entente
from entente.report.category import BLANK, Category
from entente.report.coverage import KINDS, coverage
from entente.report.draft import Draft, DraftCell
from entente.report.instant import local_text
from entente.report.table import Column

from .absence import DAY_US, Absence, Knowing, worst_absence
from .pairing import Pairing, Plan, plan_pairings
from .projection import handovers, without_machines
from .study import Study


@dataclass(frozen=True)
class CoverageMatrix:
    """How many people know each department's tickets in each support group, for a viewer who may see it."""

    groups: list[str]
    departments: list[str]
    tickets: np.ndarray   # int64, groups x departments
    knowers: np.ndarray   # int32, the same


@dataclass(frozen=True)
class SecondPerson:
    """Tables, the sentence that leads them, and the matrix."""

    lead: str
    drafts: list[Draft]
    matrix: CoverageMatrix | None = None


LEAD = ("Every department, service and support group should be known by more than one person, so that one can replace or double "
        "the other.")


@dataclass(frozen=True)
class Closing:
    """The gaps of one kind of group, and what closes them."""

    kind: str
    names: list[str]
    plan: Plan
    away: Absence | None


def second_person(study: Study) -> SecondPerson:
    """The report's own tables (one way of counting); for an allowed viewer the matrix, the plan and the absence."""
    drafts = coverage(study.log, study.terms.document["coverage"], study.sides, study.privacy, study.figures)
    assignee = study.log.tickets.column("assignee")
    if not study.privacy.names_persons or assignee is None:
        return SecondPerson(LEAD, drafts)
    matrix = coverage_matrix(study)
    if matrix is not None:
        drafts.append(_matrix_table(study, matrix))
    columns = {kind: study.log.tickets.column(name) for kind, name in KINDS.items()}
    found = [_closing(study, kind, column, assignee) for kind, column in columns.items() if column is not None]
    return SecondPerson(_lead(study, found), [*drafts, _plan_table(study, found, assignee), _absence_table(study, found, assignee)], matrix)


def _closing(study: Study, kind: str, column: Category, assignee: Category) -> Closing:
    """Plan and absence of one kind."""
    agent = without_machines(assignee, study.log.automation)
    known = (agent != BLANK) & (column.codes != BLANK)
    pair, count = np.unique(agent[known].astype(np.int64) * len(column.names) + column.codes[known], return_counts=True)
    knowing = Knowing((pair // len(column.names)).astype(np.int32), (pair % len(column.names)).astype(np.int32), count.astype(np.float64),
                      len(assignee.names), len(column.names), float(study.rules["tickets_to_know"]))
    tickets = np.bincount(column.codes[column.codes != BLANK], minlength=len(column.names))
    wanted = np.asarray(tickets >= study.rules["smallest_population"])
    near = _neighbours(study, column) if kind == "support group" else np.eye(len(column.names), dtype=bool)
    plan = plan_pairings(study, knowing, wanted, near)
    pairs = (np.array([each.person for each in plan.pairings], dtype=np.int32), np.array([each.group for each in plan.pairings], dtype=np.int32))
    away = worst_absence(knowing, column.codes, study.log.tickets.opened_us, wanted, study.efforts.absence_days, pairs)
    return Closing(kind, column.names, plan, away)


def _neighbours(study: Study, group: Category) -> np.ndarray:
    """Bool, groups x groups: between them tickets were handed over, either way, or they are the same."""
    near = np.eye(len(group.names), dtype=bool)
    given = handovers(study.log, "group")
    if given is not None:
        place = {name: code for code, name in enumerate(group.names)}
        code = np.array([place.get(name, -1) for name in given.sources] + [-1])
        one, other = code[given.source], code[given.target]
        both = (one >= 0) & (other >= 0)
        near[one[both], other[both]] = near[other[both], one[both]] = True
    return near


def _plan_table(study: Study, found: list[Closing], assignee: Category) -> Draft:
    rows: list[list[DraftCell]] = [[
        each.names[pairing.group], each.kind, assignee.names[pairing.person], _why(pairing, each),
        "" if pairing.teacher is None else assignee.names[pairing.teacher], pairing.tickets,
        pairing.tickets * study.efforts.hours_per_ticket, study.privacy.viewer, study.privacy.purpose]
        for each in found for pairing in each.plan.pairings]
    words = "; ".join(_plan_words(study, each) for each in found if each.plan.gaps) or "nobody is wanted"
    return Draft("second_person_plan", "The cheapest plan", (f"{words}; at most {study.efforts.new_groups} new groups of a kind a person",), (
        Column("group", "Group", "text"), Column("kind", "Kind", "text"), Column("person", "Gets to know it", "text"),
        Column("why", "Why", "text"), Column("teacher", "With", "text"), Column("tickets", "Tickets together"),
        Column("hours", "Hours", "hours"), Column("viewer", "For", "text"), Column("purpose", "Purpose", "text")), rows,
        "Least tickets together of all plans (minimum-cost flow, exact), the load of new groups balanced. Tickets together: those that "
        f"the person still lacks to know the group by the contract's rule, at the stated {study.efforts.hours_per_ticket:g} h each.")


def _plan_words(study: Study, each: Closing) -> str:
    plan = each.plan
    left = f", {plan.unmet:,} of them not to be found" if plan.unmet else ""
    return (f"{plan.missing:,} people wanted in {plan.gaps:,} {each.kind}s{left}: {plan.tickets:,} tickets together, "
            f"{plan.tickets * study.efforts.hours_per_ticket:,.1f} h")


def _why(pairing: Pairing, closing: Closing) -> str:
    if pairing.own:
        return f"has treated {pairing.own} ticket{'' if pairing.own == 1 else 's'} of it already"
    if pairing.through is not None:
        return f"knows {closing.names[pairing.through]}, which shares hand-overs with it"
    return f"knows another {closing.kind} well"


def _absence_table(study: Study, found: list[Closing], assignee: Category) -> Draft:
    rows: list[list[DraftCell]] = []
    for each in found:
        away = each.away
        if away is None:
            continue
        until = away.first_us + study.efforts.absence_days * DAY_US
        span = f"{local_text(away.first_us, study.zone)} to {local_text(until, study.zone)}"
        for when, groups, tickets in (("today", away.before, away.tickets_before), ("after the plan", away.after, away.tickets_after)):
            rows.append([each.kind, when, assignee.names[away.person], span, away.arrivals, len(groups), tickets,
                         ", ".join(each.names[i] for i in groups)])
    return Draft("absence", "One absence, before and after", (
        f"tickets that arrived in the {study.efforts.absence_days} days of the log in which most would meet nobody",), (
        Column("kind", "Kind", "text"), Column("when", "When", "text"), Column("away", "Away", "text"), Column("days", "Days", "text"),
        Column("arrivals", "Tickets that arrived"), Column("groups", "Groups that nobody knows"),
        Column("tickets", "Tickets that meet nobody"), Column("which", "Which", "text")), rows,
        "Of each kind the absence under which most arriving tickets would meet nobody who knows their group: it says how much hangs on "
        "one person, not how anybody works.")


def _lead(study: Study, found: list[Closing]) -> str:
    """The first kind with a gap, in words."""
    each = next((each for each in found if each.plan.gaps), None)
    if each is None:
        return f"{LEAD} All are."
    plan = each.plan
    words = (f"{plan.gaps:,} {each.kind}s need {plan.missing:,} more people. {len(plan.pairings):,} pairings close "
             f"{plan.missing - plan.unmet:,} of these gaps in {plan.tickets * study.efforts.hours_per_ticket:,.0f} hours.")
    if each.away is not None:
        words += (f" If one person is away for {study.efforts.absence_days} days, up to {each.away.tickets_before:,} tickets meet nobody "
                  f"who knows their {each.kind}; after the plan {each.away.tickets_after:,}.")
    return words


def coverage_matrix(study: Study) -> CoverageMatrix | None:
    """None unless the viewer may see single persons, or where the log lacks a column. Support groups by their tickets."""
    group, assignee = study.log.tickets.column("assignment_group"), study.log.tickets.column("assignee")
    if not study.privacy.names_persons or group is None or assignee is None:
        return None
    side, rules = study.sides.departments, study.rules
    agent = without_machines(assignee, study.log.automation)
    both = (group.codes != BLANK) & (side.party >= 0)
    place = group.codes.astype(np.int64) * len(side.names) + side.party
    cells = len(group.names) * len(side.names)
    tickets = np.bincount(place[both], minlength=cells)
    known = both & (agent != BLANK)
    knowers, _, _ = entente.coverage(np.ascontiguousarray(agent[known]), place[known].astype(np.int32), len(assignee.names), cells,
                                     threshold=float(rules["tickets_to_know"]), k=rules["knowers"])
    shape = (len(group.names), len(side.names))
    by_group = np.bincount(group.codes[group.codes != BLANK], minlength=len(group.names))
    order = np.lexsort((np.array(group.names), -by_group))
    order = order[by_group[order] >= rules["smallest_population"]]
    return CoverageMatrix([group.names[i] for i in order], list(side.names), tickets.reshape(shape)[order], knowers.reshape(shape)[order])


def _matrix_table(study: Study, matrix: CoverageMatrix) -> Draft:
    rows: list[list[DraftCell]] = []
    for i, group in enumerate(matrix.groups):
        for j, department in enumerate(matrix.departments):
            if matrix.tickets[i, j]:
                rows.append([group, department, int(matrix.tickets[i, j]), int(matrix.knowers[i, j])])
    rules = study.rules
    return Draft("coverage_matrix", "Who knows which department in which support group", (
        f"support groups of {rules['smallest_population']:,} tickets or more; a person knows a department in a group by "
        f"{rules['tickets_to_know']:,} or more tickets of both as last assignee",), (
        Column("group", "Support group", "text"), Column("department", "Department", "text"), Column("tickets", "Tickets"),
        Column("knowers", "People who know it")), rows)
