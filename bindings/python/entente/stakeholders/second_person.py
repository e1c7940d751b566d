"""Who needs a second person (D10): the gaps, the cheapest plan that closes them, and one absence before and after."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

import entente
from entente.report.category import BLANK, Category
from entente.report.coverage import coverage
from entente.report.draft import Draft, DraftCell
from entente.report.table import Column

from .projection import without_machines
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
    plan: list[list[DraftCell]] = field(default_factory=list)


def second_person(study: Study) -> SecondPerson:
    """The report's own tables (one way of counting), and for an allowed viewer the matrix."""
    drafts = coverage(study.log, study.terms.document["coverage"], study.sides, study.privacy, study.figures)
    lead = ("Every department, service and support group should be known by more than one person, so that one can replace or "
            "double the other.")
    matrix = coverage_matrix(study)
    if matrix is not None:
        drafts.append(_matrix_table(study, matrix))
    return SecondPerson(lead, drafts, matrix)


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


def codes_of(column: Category, names: list[str]) -> np.ndarray:
    """The codes of some names of a column."""
    place = {name: code for code, name in enumerate(column.names)}
    return np.array([place[name] for name in names], dtype=np.int32)
