"""The cheapest pairings after which each support group is known by enough people: what goes into the flow, and what comes out.

A person who has treated some tickets of a group needs fewer to know it, so the cost of a pair is the tickets still lacking. Who
may be paired: people who know some group, as long as they have treated a ticket of this one or know a group with which it
exchanges tickets; where a group has too few of those, anybody who knows a group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import entente
from entente.report.failure import ReportFailure

from .absence import Knowing
from .study import Study

MOST_PAIRS = 50_000_000


@dataclass(frozen=True)
class Pairing:
    """One person gets to know one group."""

    person: int
    group: int
    own: int             # tickets of it that the person has treated
    tickets: int         # still lacking
    teacher: int | None  # who knows it best of those who know it; None where nobody does
    through: int | None  # a group that the person knows and that exchanges tickets with it


@dataclass(frozen=True)
class Plan:
    """All pairings, by group, then person."""

    pairings: list[Pairing]
    gaps: int     # groups without enough people
    missing: int  # people wanted in all
    unmet: int    # of these that nobody has room for
    tickets: int  # to be treated together in all


def plan_pairings(study: Study, knowing: Knowing, wanted: np.ndarray, near: np.ndarray) -> Plan:
    """The plan for the wanted groups (a mask). near: bool, groups x groups that exchange tickets."""
    need, k = study.rules["tickets_to_know"], study.rules["knowers"]
    if knowing.people * knowing.groups > MOST_PAIRS:
        raise ReportFailure(f"E_LIMIT: {knowing.people:,} people and {knowing.groups:,} support groups: at most {MOST_PAIRS:,} pairs "
                            "can be planned")
    counts = np.zeros((knowing.people, knowing.groups), dtype=np.int64)
    counts[knowing.person, knowing.group] = knowing.tickets.astype(np.int64)
    knows = counts >= need
    missing = np.where(wanted, np.maximum(k - knows.sum(axis=0), 0), 0).astype(np.int32)
    gaps = np.flatnonzero(missing)
    person, group, cost = _candidates(counts, knows, missing, near, need)
    # One ticket outweighs all that balancing adds, so the load decides between plans of equally many tickets only.
    scale = int(missing.sum()) * study.efforts.new_groups + 1
    repair = entente.repair_coverage(
        person, group, np.full(knowing.people, study.efforts.new_groups, dtype=np.int32), missing, cost=cost * scale, load_weight=1)
    pairings = [_pairing(int(who), int(where), counts, knows, near, need) for who, where in zip(repair["agent"], repair["client"])]
    return Plan(pairings, len(gaps), int(missing.sum()), int(repair["unmet"].sum()), sum(each.tickets for each in pairings))


def _candidates(counts: np.ndarray, knows: np.ndarray, missing: np.ndarray, near: np.ndarray,
                need: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns person, group, cost."""
    able = knows.any(axis=1)
    rows: list[tuple[int, int, int]] = []
    for group in np.flatnonzero(missing).tolist():
        free = able & ~knows[:, group]
        close = free & ((counts[:, group] > 0) | knows[:, near[:, group]].any(axis=1))
        chosen = close if close.sum() >= missing[group] else free
        rows += [(who, group, need - int(counts[who, group])) for who in np.flatnonzero(chosen).tolist()]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return columns[:, 0].astype(np.int32), columns[:, 1].astype(np.int32), np.ascontiguousarray(columns[:, 2])


def _pairing(who: int, group: int, counts: np.ndarray, knows: np.ndarray, near: np.ndarray, need: int) -> Pairing:
    teachers = np.flatnonzero(knows[:, group])
    teacher = int(teachers[np.argmax(counts[teachers, group])]) if len(teachers) else None
    through = np.flatnonzero(knows[who] & near[:, group])
    own = int(counts[who, group])
    return Pairing(who, group, own, need - own, teacher, int(through[0]) if len(through) else None)
