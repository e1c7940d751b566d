"""The load of both sides, week by week: what departments sent and what teams solved."""

from zoneinfo import ZoneInfo

import numpy as np

from .backlog import ARRIVED, SOLVED, Flow, weeks_of
from .draft import Counted, Draft, DraftCell
from .figures import Figure, Figures
from .people import People
from .side import SideOfLog, Sides
from .table import Column

KINDS = {"arrived": ARRIVED, "solved": SOLVED}
Grid = list[list[Figure]]  # weeks and their total, by parties and their total


def weekly_loads(flow: Flow, sides: Sides, zone: ZoneInfo, figures: Figures) -> list[Draft]:
    """Tickets arrived and solved in each ISO week (local time), by party, with totals: one table a side. The sides have
    their totals in common."""
    weeks, week_of = weeks_of(flow, zone)
    tables = []
    for side in (sides.departments, sides.teams):
        grids = {label: _grid(flow, flow.kind == kind, week_of, len(weeks), side, sides.everyone, figures)
                 for label, kind in KINDS.items()}
        tables.append(_table(side, weeks, grids))
    return tables


def _grid(flow: Flow, chosen: np.ndarray, week_of: np.ndarray, weeks: int, side: SideOfLog,
          everyone: tuple[People, ...], figures: Figures) -> Grid:
    """The figures of one kind of change. Rows and columns add up to their totals, the total ones included."""
    of_party = [chosen & side.tickets_of(position)[flow.ticket] for position in range(len(side.parties))]
    of_week = [week_of == week for week in range(weeks)]
    grid = [[figures.count(flow.ticket[mine & then], (side.people,)) for mine in of_party]
            + [figures.count(flow.ticket[chosen & then], everyone)] for then in of_week]
    grid.append([figures.count(flow.ticket[mine], (side.people,)) for mine in of_party]
                + [figures.count(flow.ticket[chosen], everyone)])
    for *parts, total in [*grid, *zip(*grid)]:
        figures.sum(total, parts)
    return grid


def _table(side: SideOfLog, weeks: list[str], grids: dict[str, Grid]) -> Draft:
    rows: list[list[DraftCell]] = [
        [week, name, *[grid[w][p] for grid in grids.values()]]
        for w, week in enumerate([*weeks, "all weeks"]) for p, name in enumerate([*side.parties, f"all {side.label}s"])]
    arrived, solved = (grid[-1][-1] for grid in grids.values())
    return Draft(f"load_by_{side.label}", f"Load by {side.label} and week", (
        Counted(arrived, "ticket"), " arrived, ", Counted(solved, "ticket"),
        " solved; a ticket that is reopened and solved again is solved twice"), (
        Column("week", "Week", "text"), Column(side.label, side.label.capitalize(), "text"),
        Column("arrived", "Arrived"), Column("solved", "Solved")), rows)
