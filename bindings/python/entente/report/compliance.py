"""Promises kept: by target and priority, by department and by team."""

import numpy as np

import entente

from .cycle_rows import CycleRows
from .people import People
from .percentile import nearest_rank
from .small_cells import hide_in_list
from .table import SMALL_CELL, Cell, Column, Table, ratio
from .ticket_log import TicketLog

HOUR_US = 3_600_000_000
STATES = (entente.CycleState.MET, entente.CycleState.BREACHED, entente.CycleState.RUNNING, entente.CycleState.PAUSED)
COUNTS = (Column("population", "Promises"), Column("met", "Kept"), Column("missed", "Missed"),
          Column("running", "Running"), Column("paused", "Paused"), Column("share_met", "Share kept", "share"))
HOURS = (Column("p50_hours", "Median, h", "hours"), Column("p90_hours", "9 in 10 within, h", "hours"))
NOTE = ("Share kept = kept / (kept + missed); a clock still running past its due instant counts as missed. Percentiles: "
        "business hours of the stopped clocks, pauses left out, by nearest rank.")


def counts(rows: CycleRows, chosen: np.ndarray) -> list[Cell]:
    """Population, met, missed, running, paused and share of a selection."""
    state = rows.state[chosen]
    met, missed, running, paused = (int((state == int(kind)).sum()) for kind in STATES)
    return [len(state), met, missed, running, paused, ratio(met, met + missed)]


def by_target(rows: CycleRows, log: TicketLog, people: People, min_group: int, names: list[str]) -> Table:
    """One row a target and priority, and one for all promises together."""
    priority = log.tickets.column("priority")
    priorities = ["all"] if priority is None else [*priority.names, ""]
    code = np.zeros(len(rows.rows), dtype=np.int32) if priority is None else priority.codes[rows.ticket]
    code = np.where(code < 0, len(priorities) - 1, code)
    groups = [(target, p) for target in np.unique(rows.target).tolist()
              for p in sorted(np.unique(code[rows.target == target]).tolist(), key=lambda p: priorities[p])]
    masks = [(rows.target == target) & (code == p) for target, p in groups]
    labels: list[list[Cell]] = [[names[target], priorities[p] or "unknown"] for target, p in groups]
    figures = [counts(rows, mask) + _hours(rows, mask) for mask in masks]
    total = counts(rows, np.ones(len(rows.rows), dtype=bool)) + [None, None]
    return Table("compliance", "Promises by target and priority",
                 f"{len(rows.rows):,} promises on {len(np.unique(rows.ticket)):,} tickets{rows.left_out()}",
                 (Column("target", "Target", "text"), Column("priority", "Priority", "text"),
                  Column("promised_hours", "Promise, h", "hours"), *COUNTS, *HOURS),
                 _protected([label + [_promised(rows, mask)] for label, mask in zip(labels, masks)], figures,
                            ["all promises", "all", None], total, [people.behind(rows.ticket[mask]) for mask in masks],
                            min_group), NOTE)


def by_party(name: str, title: str, heading: str, rows: CycleRows, party: np.ndarray, names: tuple[str, ...],
             people: People, min_group: int) -> Table:
    """One row a party (a department or a team), and one for all. party: for each ticket, -1 for none."""
    of_row = party[rows.ticket]
    masks = [of_row == i for i in range(len(names))]
    labels: list[list[Cell]] = [[text] for text in names]
    if (of_row < 0).any():
        masks.append(of_row < 0)
        labels.append(["no party of the contract"])
    figures = [counts(rows, mask) for mask in masks]
    total = counts(rows, np.ones(len(rows.rows), dtype=bool))
    protected = _protected(labels, figures, ["all"], total, [people.behind(rows.ticket[mask]) for mask in masks],
                           min_group)
    return Table(name, title, f"{len(rows.rows):,} promises on {len(np.unique(rows.ticket)):,} tickets{rows.left_out()}",
                 (Column(heading.lower(), heading, "text"), *COUNTS), protected)


def _promised(rows: CycleRows, mask: np.ndarray) -> Cell:
    amounts = np.unique(rows.column("target_us")[mask])
    return int(amounts[0]) / HOUR_US if len(amounts) == 1 else None


def _hours(rows: CycleRows, mask: np.ndarray) -> list[Cell]:
    stopped = mask & (rows.column("stopped_us") != entente.NO_VALUE)
    elapsed = rows.column("elapsed_us")[stopped]
    ranks = [nearest_rank(elapsed, percent) for percent in (50, 90)]
    return [None if rank is None else rank / HOUR_US for rank in ranks]


def _protected(labels: list[list[Cell]], figures: list[list[Cell]], total_label: list[Cell], total: list[Cell],
               behind: list[frozenset[int]], min_group: int) -> list[list[Cell]]:
    """The rows with their total; figures of groups of too few people are hidden, and with them what gives them back."""
    hidden, total_hidden = hide_in_list(behind, min_group) if behind else ([], False)
    table = [label + ([SMALL_CELL] * len(row) if gone and row[0] else row)
             for label, row, gone in zip(labels, figures, hidden)]
    return [*table, total_label + ([SMALL_CELL] * len(total) if total_hidden and total[0] else total)]
