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

    @property
    def parties(self) -> list[str]:
        """The parties by name, and one for tickets of none where there are any."""
        return [*self.names, *(["no party of the contract"] if (self.party < 0).any() else [])]


def weekly_loads(flow: Flow, sides: tuple[SideOfLog, ...], min_group: int, zone: ZoneInfo) -> list[Table]:
    """Tickets arrived and solved in each ISO week (local time), by party, with totals: one table a side. The sides have
    their totals in common, so a total that is hidden in one table is hidden in all."""
    weeks, week_of = _weeks(flow, zone)
    counted = {side.label: {label: _cells(flow.kind == kind, week_of, side, flow.ticket, len(weeks))
                            for label, kind in KINDS.items()} for side in sides}
    hidden = {label: _hidden([counted[side.label][label][1] for side in sides], min_group) for label in KINDS}
    return [_table(flow, side, weeks, counted[side.label], {label: hidden[label][i] for label in KINDS})
            for i, side in enumerate(sides)]


def _hidden(tables: list[list[list[frozenset[int]]]], min_group: int) -> list[list[list[bool]]]:
    """What to hide in tables that have their totals in common."""
    totals: frozenset[int] = frozenset()
    while True:
        hidden = [hide_in_table(people, min_group, totals) for people in tables]
        found = frozenset(row for table in hidden for row, cells in enumerate(table) if cells[-1])
        if found == totals:
            return hidden
        totals = found


def _table(flow: Flow, side: SideOfLog, weeks: list[str], counted: dict[str, tuple[np.ndarray, list[list[frozenset[int]]]]],
           hidden: dict[str, list[list[bool]]]) -> Table:
    rows: list[list[Cell]] = []
    for w, week in enumerate([*weeks, "all weeks"]):
        for p, name in enumerate([*side.parties, f"all {side.label}s"]):
            values = [_sum(counted[label][0], w, p) for label in KINDS]
            rows.append([week, name, *[SMALL_CELL if hidden[label][w][p] and value else value
                                       for label, value in zip(KINDS, values)]])
    population = ", ".join(f"{int((flow.kind == kind).sum()):,} {label}" for label, kind in KINDS.items())
    return Table(f"load_by_{side.label}", f"Load by {side.label} and week", f"{population}; a ticket that is reopened "
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


def _cells(chosen: np.ndarray, week: np.ndarray, side: SideOfLog, ticket: np.ndarray,
           weeks: int) -> tuple[np.ndarray, list[list[frozenset[int]]]]:
    """How many changes, and of whose tickets, by week and party."""
    parties = len(side.parties)
    party = np.where(side.party < 0, parties - 1, side.party)[ticket]
    counts = np.zeros((weeks, parties), dtype=np.int64)
    np.add.at(counts, (week[chosen], party[chosen]), 1)
    members: dict[tuple[int, int], list[int]] = defaultdict(list)
    for w, p, t in zip(week[chosen].tolist(), party[chosen].tolist(), ticket[chosen].tolist()):
        members[w, p].append(t)
    nobody: frozenset[int] = frozenset()
    behind = [[side.people.behind(np.array(members[w, p])) if (w, p) in members else nobody for p in range(parties)]
              for w in range(weeks)]
    return counts, behind


def _sum(counts: np.ndarray, week: int, party: int) -> int:
    """One cell, or the total where the index is one beyond the last."""
    part = counts[week : week + 1] if week < counts.shape[0] else counts
    return int((part[:, party] if party < counts.shape[1] else part).sum())
