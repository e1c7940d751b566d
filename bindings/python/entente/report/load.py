"""The load of both sides, week by week: what departments sent and what teams solved."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from .backlog import ARRIVED, SOLVED, Flow
from .instant import local_time
from .people import People
from .small_cells import hide_in_table
from .table import SMALL_CELL, Cell, Column, Table

KINDS = {"arrived": ARRIVED, "solved": SOLVED}


@dataclass(frozen=True)
class SideOfLog:
    """One side of the contract in a log: its parties, and the party and people of each ticket."""

    label: str                 # "department" or "team"
    names: tuple[str, ...]
    party: np.ndarray          # int32 a ticket, -1 for none
    people: People


def weekly_load(flow: Flow, side: SideOfLog, min_group: int, zone: ZoneInfo) -> Table:
    """Tickets arrived and solved in each ISO week (local time), by party, with totals."""
    weeks, week_of = _weeks(flow, zone)
    names = list(side.names) + (["no party of the contract"] if (side.party < 0).any() else [])
    party_of = np.where(side.party < 0, len(side.names), side.party)[flow.ticket]
    cells = {label: _cells(flow.kind == kind, week_of, party_of, len(weeks), len(names), flow.ticket, side.people)
             for label, kind in KINDS.items()}
    hidden = {label: hide_in_table(people, min_group) if people else [] for label, (_, people) in cells.items()}
    rows: list[list[Cell]] = []
    for w, week in enumerate([*weeks, "all weeks"]):
        for p, name in enumerate([*names, f"all {side.label}s"]):
            values = [_sum(cells[label][0], w, p) for label in KINDS]
            rows.append([week, name, *[SMALL_CELL if hidden[label][w][p] and value else value
                                       for label, value in zip(KINDS, values)]])
    counted = ", ".join(f"{int((flow.kind == kind).sum()):,} {label}" for label, kind in KINDS.items())
    return Table(f"load_by_{side.label}", f"Load by {side.label} and week", f"{counted}; a ticket that is reopened "
                 "and solved again is solved twice", (Column("week", "Week", "text"),
                 Column(side.label, side.label.capitalize(), "text"), Column("arrived", "Arrived"),
                 Column("solved", "Solved")), rows)


def _weeks(flow: Flow, zone: ZoneInfo) -> tuple[list[str], np.ndarray]:
    """Every ISO week from the first to the last, and the week of each change."""
    mondays = []
    for instant_us in flow.at_us.tolist():
        day = local_time(instant_us, zone).date()
        mondays.append(day - timedelta(days=day.weekday()))
    first, last = min(mondays), max(mondays)
    labels = []
    day = first
    while day <= last:
        year, week, _ = day.isocalendar()
        labels.append(f"{year}-W{week:02d}")
        day += timedelta(days=7)
    return labels, np.array([(monday - first).days // 7 for monday in mondays], dtype=np.int64)


def _cells(chosen: np.ndarray, week: np.ndarray, party: np.ndarray, weeks: int, parties: int, ticket: np.ndarray,
           people: People) -> tuple[np.ndarray, list[list[frozenset[int]]]]:
    counts = np.zeros((weeks, parties), dtype=np.int64)
    np.add.at(counts, (week[chosen], party[chosen]), 1)
    members: dict[tuple[int, int], list[int]] = defaultdict(list)
    for w, p, t in zip(week[chosen].tolist(), party[chosen].tolist(), ticket[chosen].tolist()):
        members[w, p].append(t)
    nobody: frozenset[int] = frozenset()
    behind = [[people.behind(np.array(members[w, p])) if (w, p) in members else nobody for p in range(parties)]
              for w in range(weeks)]
    return counts, behind


def _sum(counts: np.ndarray, week: int, party: int) -> int:
    """One cell, or the total where the index is one beyond the last."""
    part = counts[week : week + 1] if week < counts.shape[0] else counts
    return int((part[:, party] if party < counts.shape[1] else part).sum())
