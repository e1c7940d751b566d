"""The impact study of a change (D21): whom it touches, how strongly, and through whom.

Vertices are departments and support groups. A relation carries the change from u to v with the probability that one of v's own
interactions (tickets asked or treated, hand-overs) is with u. Three numbers bracket the truth: the best path from below, a
Monte-Carlo estimate with its interval, the union bound over all walks from above.
"""

from __future__ import annotations

import numpy as np

import entente
from entente.report.draft import Draft, DraftCell
from entente.report.failure import UsageFailure
from entente.report.table import Column

from .stakeholder_map import StakeholderMap
from .study import Study

RUNS = 20_000
SEED = 20260105


def impact(study: Study, found: StakeholderMap) -> list[Draft]:
    """One row a department and support group that the change reaches; nothing where no change is stated. Built from relations
    about enough people only."""
    if not study.efforts.change:
        return []
    names = list(dict.fromkeys([*found.departments, *[each.target for each in found.requests],
                                *[name for each in found.handovers for name in (each.source, each.target)]]))
    for name in study.efforts.change:
        if name not in names:
            raise UsageFailure(f"--change: a department or support group with relations was expected, got '{name}'")
    share = _shares(found, names)
    source, target = np.nonzero(share)
    graph = entente.Graph(len(names), source.astype(np.int32), target.astype(np.int32), np.ascontiguousarray(share[source, target]))
    sources = np.array([names.index(name) for name in study.efforts.change], dtype=np.int32)
    found_by = entente.study_impact(graph, sources, runs=RUNS, seed=SEED)
    bounds = [found_by[name] for name in ("lower", "mean", "mean_low", "mean_high", "upper")]
    rows: list[list[DraftCell]] = []
    for number in np.lexsort((np.arange(len(names)), -found_by["mean"])).tolist():
        if number in sources or not found_by["upper"][number]:
            continue
        kind = "department" if names[number] in found.departments else "support group"
        rows.append([names[number], kind, *[float(column[number]) for column in bounds], _path(number, found_by["from"], names)])
    few = f" {found.few:,} relations about too few people are left out." if found.few else ""
    return [Draft("impact", f"Whom a change of {', '.join(study.efforts.change)} touches", (
        f"{len(names):,} departments and support groups, {len(source):,} relations; {RUNS:,} runs (seed {SEED})",), (
        Column("party", "Party", "text"), Column("kind", "Kind", "text"), Column("best_path", "At least", "share"),
        Column("estimate", "Estimate", "share"), Column("estimate_low", "From", "share"), Column("estimate_high", "To", "share"),
        Column("union_bound", "At most", "share"), Column("through", "Through", "text")), rows,
        "A relation carries the change with the share of the receiver's tickets and hand-overs that are with the sender. At least: the "
        f"best path; at most: the union bound; from, to: 95 % interval of the estimate.{few} The log shows work, not feelings: ask.")]


def _shares(found: StakeholderMap, names: list[str]) -> np.ndarray:
    """[u, v]: the share of v's interactions that are with u."""
    place = {name: number for number, name in enumerate(names)}
    both = np.zeros((len(names), len(names)))
    for each in [*found.requests, *found.handovers]:
        one, other = place[each.source], place[each.target]
        if one != other:
            both[one, other] += each.figure.value
            both[other, one] += each.figure.value
    whole = both.sum(axis=0)
    return np.asarray(np.divide(both, whole, out=np.zeros_like(both), where=whole > 0))


def _path(number: int, before: np.ndarray, names: list[str]) -> str:
    """The best path, from the change on."""
    path = [names[number]]
    while before[number] >= 0:
        number = int(before[number])
        path.append(names[number])
    return " → ".join(reversed(path))
