"""Silent pairs (D9): departments and support groups of ten people or more between whom no ticket ever went."""

from __future__ import annotations

import numpy as np

from entente.report.category import BLANK
from entente.report.draft import Draft, DraftCell
from entente.report.table import Column

from .projection import without_machines
from .relation_graph import RelationGraph
from .study import Study

LEAST_PEOPLE = 10


def silent_pairs(study: Study, graph: RelationGraph | None) -> tuple[list[tuple[str, str]], list[Draft]]:
    """Pairs and their table. People stand with the department they ask for, or the support group they treat most tickets of. A
    pair is silent where no person of one ever asked a person of the other, or handed over to one; both have at least ten
    people, and at least the contract's smallest group."""
    column = study.log.tickets.column("assignment_group")
    assignee = study.log.tickets.column("assignee")
    if graph is None or column is None or assignee is None:
        return [], []
    departments, groups = list(study.sides.departments.names), column.names
    label = _labels(study, graph, len(departments), len(groups))
    last = len(departments) + len(groups)
    one, other = graph.graph.silent_pairs(label, last + 1, max(LEAST_PEOPLE, study.privacy.min_group))
    size = np.bincount(label, minlength=last + 1)
    names = [*departments, *groups, ""]
    pairs = [(int(a), int(b)) for a, b in zip(one, other) if b != last and not (a < len(departments) and b < len(departments))]
    rows: list[list[DraftCell]] = [[names[a], names[b], int(size[a]), int(size[b])] for a, b in pairs]
    return [(names[a], names[b]) for a, b in pairs if a < len(departments)], [Draft("silent_pairs", "Who never met", (
        f"departments and support groups of {max(LEAST_PEOPLE, study.privacy.min_group)} people or more; a person belongs to one",), (
        Column("one", "One", "text"), Column("other", "Other", "text"), Column("people_one", "People"), Column("people_other", "People")), rows,
        "No ticket of one was ever treated by people of the other, and none was handed over between them. Two departments are not "
        "listed: a log of tickets does not show them talking.")]


def _labels(study: Study, graph: RelationGraph, departments: int, groups: int) -> np.ndarray:
    """Departments, then support groups; people of neither have the last label."""
    log = study.log
    column, assignee = log.tickets.column("assignment_group"), log.tickets.column("assignee")
    assert column is not None and assignee is not None
    label = np.where(graph.party < departments, graph.party, departments + groups).astype(np.int32)
    agent = without_machines(assignee, log.automation)
    known = (agent != BLANK) & (column.codes != BLANK)
    pair, count = np.unique(agent[known].astype(np.int64) * groups + column.codes[known], return_counts=True)
    vertex = {name: number for number, name in enumerate(graph.names)}
    best: dict[int, tuple[int, int]] = {}
    for key, tickets in zip(pair.tolist(), count.tolist()):
        who, group = divmod(key, groups)
        best[who] = max(best.get(who, (0, 0)), (tickets, -group))
    for who, (_, group) in best.items():
        label[vertex[assignee.names[who]]] = departments - group
    return label
