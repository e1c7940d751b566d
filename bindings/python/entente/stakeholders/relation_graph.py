"""Everybody whom the log names, as one graph: who asked whom, and who handed over to whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import entente
from entente.report.category import BLANK
from entente.report.side import SideOfLog

from .projection import handovers, requests, without_machines
from .study import Study


@dataclass(frozen=True)
class RelationGraph:
    """Vertices are people by name; arcs both ways, strength = tickets and hand-overs of the pair."""

    graph: entente.Graph
    names: list[str]
    party: np.ndarray        # int32 a vertex: departments first, then teams; people of no party have the last
    parties: list[str]
    is_solver: np.ndarray    # bool: treats tickets
    tickets: np.ndarray      # int64: tickets asked or treated

    def members(self, party: int) -> np.ndarray:
        """Vertices of a party that ask and do not treat."""
        return np.flatnonzero((self.party == party) & ~self.is_solver)


def relation_graph(study: Study) -> RelationGraph | None:
    """None where the log does not name both sides. A person belongs to the party of most of their tickets (ties: the first)."""
    log, sides = study.log, study.sides
    requester, assignee = log.tickets.column("requester"), log.tickets.column("assignee")
    asked = requests(log)
    if requester is None or assignee is None or asked is None:
        return None
    names = list(dict.fromkeys(name for name in [*assignee.names, *requester.names] if name not in log.automation))
    vertex = {name: number for number, name in enumerate(names)}
    pairs = [(_places(asked.sources, vertex)[asked.source], _places(asked.targets, vertex)[asked.target])]
    given = handovers(log, "assignee")
    if given is not None:
        both = _places(given.sources, vertex)
        one, other = both[given.source], both[given.target]
        known = (one >= 0) & (other >= 0)
        pairs.append((one[known], other[known]))
    source, target = (np.concatenate(side).astype(np.int32) for side in zip(*pairs))
    graph = entente.Graph(len(names), np.concatenate((source, target)), np.concatenate((target, source)),
                          np.ones(2 * len(source), dtype=np.float64))
    of_requester = _place_of(without_machines(requester, log.automation), requester.names, vertex)
    of_assignee = _place_of(without_machines(assignee, log.automation), assignee.names, vertex)
    shift, last = len(sides.departments.names), len(sides.departments.names) + len(sides.teams.names)
    party = np.full(len(names), last, dtype=np.int32)
    asks, treats = np.zeros(len(names), dtype=np.int64), np.zeros(len(names), dtype=np.int64)
    for side, people, offset, counts in ((sides.departments, of_requester, 0, asks), (sides.teams, of_assignee, shift, treats)):
        _assign(side, people, offset, party, counts)
    return RelationGraph(graph, names, party, [*sides.departments.names, *sides.teams.names, "no party of the contract"], treats > 0,
                         asks + treats)


def _places(names: tuple[str, ...], vertex: dict[str, int]) -> np.ndarray:
    return np.array([vertex.get(name, -1) for name in names] + [-1])


def _place_of(codes: np.ndarray, names: list[str], vertex: dict[str, int]) -> np.ndarray:
    """The vertex of each ticket's person; -1 where it names nobody."""
    return np.where(codes == BLANK, -1, _places(tuple(names), vertex)[codes])


def _assign(side: SideOfLog, people: np.ndarray, offset: int, party: np.ndarray, counts: np.ndarray) -> None:
    """Gives each person the party of most of their tickets on one side, and counts the tickets. The second call wins."""
    known = people >= 0
    np.add.at(counts, people[known], 1)
    both = known & (side.party >= 0)
    pair, number = np.unique(people[both] * (len(side.names) + 1) + side.party[both], return_counts=True)
    best: dict[int, tuple[int, int]] = {}
    for key, tickets in zip(pair.tolist(), number.tolist()):
        who, which = divmod(key, len(side.names) + 1)
        best[who] = max(best.get(who, (0, 0)), (tickets, -which))
    for who, (_, which) in best.items():
        party[who] = offset - which
