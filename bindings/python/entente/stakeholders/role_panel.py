"""The role panel (D2): in each department, who has which role: declared, or proposed with the reason.

Line managers, project managers and beginners can only be declared: no graph finds them. Others are proposed from where people
stand between the sides, never from how they work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.report.draft import Draft, DraftCell
from entente.report.table import Column

from .relation_graph import RelationGraph
from .roster import ROLES
from .study import Study

FEWEST_TICKETS = 5      # of somebody who is proposed
KEY_PLAYERS = 10        # of the set


@dataclass(frozen=True)
class Measures:
    """One value a person."""

    harmonic: np.ndarray
    betweenness: np.ndarray
    nearness: np.ndarray        # personalised PageRank from those who treat tickets
    brokerage: np.ndarray       # times between two parties of others
    effective_size: np.ndarray  # NaN for people with no relation


# role: measure, what it means, what it does not
PROPOSED = {
    "key user": ("harmonic", "is nearest to everybody: harmonic closeness {value:.3f}"),
    "relay": ("nearness", "is nearest to IT: {value:.5f} of the personalised PageRank of those who treat tickets"),
    "pilot user": ("brokerage", "stands between people of other parties who do not know each other {value:,.0f} times "
                                "(gatekeeper, representative, liaison)"),
    "experienced": ("effective_size", "has {value:.1f} relations that do not repeat each other (effective size)"),
}


def measures_of(graph: RelationGraph) -> Measures:
    """All measures on the graph of relations. Links count alike, whatever their strength, but for the nearness to IT."""
    harmonic = graph.graph.harmonic("und")
    betweenness = graph.graph.betweenness("und")
    nearness = graph.graph.pagerank("und", weighted=True, restart=graph.is_solver.astype(np.float64))
    roles = graph.graph.brokerage(graph.party, len(graph.parties))
    return Measures(harmonic, betweenness, nearness, roles["gatekeeper"] + roles["representative"] + roles["liaison"],
                    graph.graph.structural_holes()["effective_size"])


def role_panel(study: Study, graph: RelationGraph | None) -> list[Draft]:
    """For an allowed viewer: one row a department and role, filled by declaration, by proposal with its reason, or empty; and
    the set of key players. For anybody else: which roles are declared."""
    panels = _panels(study, graph)
    if not study.privacy.names_persons:
        return [_summary(panels)] if study.roster is not None else []
    drafts = [Draft("role_panel", "Who has which role", (
        "each department's people" + ("" if graph is None else f"; proposed are people of {FEWEST_TICKETS} tickets or more"),), (
        Column("department", "Department", "text"), Column("role", "Role", "text"), Column("state", "State", "text"),
        Column("person", "Person", "text"), Column("why", "Why", "text"), Column("viewer", "For", "text"), Column("purpose", "Purpose", "text")),
        [[*row, study.privacy.viewer, study.privacy.purpose] for row in panels],
        "Declared: people.csv says so. Proposed: where the person stands between the two sides in the log, to be asked, never to be "
        "compared. A beginner, a line manager and a project manager cannot be found in a log.")]
    if graph is not None:
        drafts.append(_key_players(graph))
    return drafts


def _panels(study: Study, graph: RelationGraph | None) -> list[list[DraftCell]]:
    rows: list[list[DraftCell]] = []
    found = None if graph is None else measures_of(graph)
    for number, department in enumerate(study.sides.departments.names):
        taken: set[str] = set()
        declared = {role: study.roster.with_role(department, role) if study.roster is not None else [] for role in ROLES}
        for names in declared.values():
            taken |= set(names)
        for role in ROLES:
            for name in declared[role]:
                rows.append([department, role, "declared", name, "stated in people.csv"])
            if declared[role]:
                continue
            proposal = None if graph is None or found is None else _proposal(graph, found, number, role, taken)
            if proposal is None:
                rows.append([department, role, "empty", "", "" if role in PROPOSED else "can only be declared"])
            else:
                taken.add(proposal[0])
                rows.append([department, role, "proposed", *proposal])
    return rows


def _proposal(graph: RelationGraph, found: Measures, department: int, role: str, taken: set[str]) -> tuple[str, str] | None:
    """Who is proposed for a role, and why; nobody twice."""
    if role not in PROPOSED:
        return None
    measure, words = PROPOSED[role]
    values = getattr(found, measure)
    free = [who for who in graph.members(department).tolist()
            if graph.tickets[who] >= FEWEST_TICKETS and graph.names[who] not in taken and values[who] > 0]
    if not free:
        return None
    best = min(free, key=lambda who: (-float(f"{values[who]:.11e}"), who))  # 12 digits decide, then the lowest number
    all_of_them = (f"harmonic {found.harmonic[best]:.3f}, betweenness {found.betweenness[best]:,.0f}, nearness to IT {found.nearness[best]:.5f}, "
                   f"between parties {found.brokerage[best]:,.0f}, effective size {found.effective_size[best]:.1f}")
    return graph.names[best], f"{words.format(value=float(values[best]))}, the first of {len(free):,} who may be asked ({all_of_them})"


def _summary(panels: list[list[DraftCell]]) -> Draft:
    """Roles by state; a role is a slot, so it tells of no person."""
    rows: list[list[DraftCell]] = []
    for department in dict.fromkeys(str(row[0]) for row in panels):
        for role in ROLES:
            states = {str(row[2]) for row in panels if row[0] == department and row[1] == role}
            rows.append([department, role, "declared" if "declared" in states else "not declared"])
    return Draft("roles_declared", "Which roles are filled", ("each department's roles in people.csv",), (
        Column("department", "Department", "text"), Column("role", "Role", "text"), Column("state", "State", "text")), rows,
        "Who has a role, and who is proposed for one, is for a viewer whom the contract lets see single persons.")


def _key_players(graph: RelationGraph) -> Draft:
    """People who together are nearest to everybody, so that two of one circle are not both chosen."""
    members, reach = graph.graph.key_players(min(KEY_PLAYERS, len(graph.names)), "und")
    adds = np.diff(reach, prepend=0.0)
    rows: list[list[DraftCell]] = sorted(([graph.parties[graph.party[who]], graph.names[who], float(value)]
                                         for who, value in zip(members.tolist(), adds.tolist())), key=lambda row: (str(row[0]), str(row[1])))
    return Draft("key_players", "Key players, as a set", (f"{len(graph.names):,} people whom the log names, of both sides",), (
        Column("party", "Party", "text"), Column("person", "Person", "text"), Column("adds", "Adds", "share")), rows,
        f"Together they reach {100 * float(reach[-1]) if len(reach) else 0:.2f} % (group harmonic closeness; greedy, at least 1 - 1/e of the "
        "best set's); the parts add up to that. Chosen one after the other: who is near to the same people adds little, which says "
        "nothing about anybody. In order of names.")
