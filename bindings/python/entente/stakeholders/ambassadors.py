"""Ambassadors (D23): whom to win first so that word reaches most people, within a number and a quota for each department."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

import entente
from entente.report.draft import Draft, DraftCell
from entente.report.figures import Beside
from entente.report.table import Column

from .relation_graph import RelationGraph
from .role_panel import FEWEST_TICKETS
from .study import Study

SEED = 20260105
SETS = 200_000


def ambassadors(study: Study, graph: RelationGraph | None) -> list[Draft]:
    """How many in each department and how many people they are expected to reach, with the certificate; for an allowed viewer
    who they are. Spread: independent cascade, weighted (p = 1 / neighbours of the one who hears); anybody of a department with
    a few tickets may be chosen, at most twice the department's share of people."""
    if graph is None:
        return []
    departments = len(study.sides.departments.names)
    group = np.full(len(graph.names), -1, dtype=np.int32)
    may = ~graph.is_solver & (graph.party < departments) & (graph.tickets >= FEWEST_TICKETS)
    group[may] = graph.party[may]
    people = np.bincount(group[may], minlength=departments)
    if not people.sum():
        return []
    quota = np.array([math.ceil(2 * study.efforts.ambassadors * int(count) / int(people.sum())) for count in people], dtype=np.int32)
    found = entente.maximise_influence(graph.graph, study.efforts.ambassadors, sets=SETS, seed=SEED, group=group, quota=quota)
    drafts = [_by_department(study, graph, found, people, quota)]
    if study.privacy.names_persons:
        drafts.append(_named(study, graph, found))
    return drafts


def _by_department(study: Study, graph: RelationGraph, found: dict[str, Any], people: np.ndarray, quota: np.ndarray) -> Draft:
    """Numbers of seats and their reach; the department's people are counted for small cells."""
    smallest = study.privacy.min_group
    rows: list[list[DraftCell]] = []
    for number, name in enumerate(study.sides.departments.names):
        seats = graph.party[found['seeds']] == number
        is_large = int(people[number]) >= smallest or not people[number]
        rows.append([name, Beside(int(people[number]), (), is_large), int(quota[number]), int(seats.sum()),
                     Beside(float(found['gain'][seats].sum()), (), is_large)])
    certificate = (f"With probability 1 - 1/{len(graph.names):,} they reach at least {found['lower']:,.1f} people, and no choice within the "
                   f"quotas more than {found['upper']:,.1f}: ratio {found['ratio']:.3f}"
                   + (" (the choice by number of relations was the better one)." if found['by_degree'] else "."))
    return Draft("ambassadors", "Ambassadors by department", (
        f"{len(graph.names):,} people whom the log names; {len(found['seeds']):,} ambassadors reach {found['spread']:,.1f} of them, themselves "
        f"included, on average; people of {FEWEST_TICKETS} tickets or more may be chosen",), (
        Column("department", "Department", "text"), Column("people", "May be chosen"), Column("quota", "At most"),
        Column("ambassadors", "Ambassadors"), Column("reach", "Reach that they add", "hours")), rows,
        f"{certificate} Quota: twice the department's share of those who may be chosen. A model of word of mouth, not a promise.")


def _named(study: Study, graph: RelationGraph, found: dict[str, Any]) -> Draft:
    rows: list[list[DraftCell]] = [
        [graph.parties[graph.party[who]], graph.names[who], float(gain), float(sole), f"adds {gain:.1f} people to those before, of whom "
         f"{sole:.1f} nobody else among them reaches", study.privacy.viewer, study.privacy.purpose]
        for who, gain, sole in zip(found['seeds'].tolist(), found['gain'].tolist(), found['sole'].tolist())]
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    return Draft("ambassadors_by_name", "Who could be an ambassador", (f"{len(rows):,} people, in order of department and name",), (
        Column("department", "Department", "text"), Column("person", "Person", "text"), Column("adds", "Adds", "hours"),
        Column("sole", "Alone reaches", "hours"), Column("why", "Why", "text"), Column("viewer", "For", "text"),
        Column("purpose", "Purpose", "text")), rows,
        f"The parts add up to the {found['spread']:,.1f} people reached. To be asked, never appointed.")
