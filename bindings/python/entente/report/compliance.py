"""Promises kept: by target and priority, by department and by team."""

from dataclasses import dataclass

import numpy as np

import entente

from .cycle_rows import CycleRows
from .people import People
from .percentile import nearest_rank
from .small_cells import hide_in_lists
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


@dataclass(frozen=True)
class Groups:
    """A table before small cells are hidden: rows of one table of promises, and who stands behind each."""

    name: str
    title: str
    columns: tuple[Column, ...]
    labels: list[list[Cell]]
    figures: list[list[Cell]]
    total_label: list[Cell]
    total: list[Cell]
    people: list[frozenset[int]]


def tables_of(rows: CycleRows, groups: list[Groups], min_group: int) -> list[Table]:
    """The tables with their totals. All of them count the same promises, so a total that is hidden in one is hidden in
    all, in words too."""
    answers = hide_in_lists([each.people for each in groups], min_group)
    is_hidden = any(total_hidden for _, total_hidden in answers) and len(rows.rows) > 0
    counted = ("the promises of the log, whose number is a small cell" if is_hidden else
               f"{len(rows.rows):,} promises on {len(np.unique(rows.ticket)):,} tickets")
    return [Table(each.name, each.title, counted + rows.left_out(), each.columns, _protected(each, hidden, is_hidden),
                  NOTE if each.name == "compliance" else "") for each, (hidden, _) in zip(groups, answers)]


def by_target(rows: CycleRows, log: TicketLog, people: People, names: list[str]) -> Groups:
    """One row a target and priority, and one for all promises together."""
    priority = log.tickets.column("priority")
    priorities = ["all"] if priority is None else [*priority.names, ""]
    code = np.zeros(len(rows.rows), dtype=np.int32) if priority is None else priority.codes[rows.ticket]
    code = np.where(code < 0, len(priorities) - 1, code)
    groups = [(target, p) for target in np.unique(rows.target).tolist()
              for p in sorted(np.unique(code[rows.target == target]).tolist(), key=lambda p: priorities[p])]
    masks = [(rows.target == target) & (code == p) for target, p in groups]
    labels: list[list[Cell]] = [[names[target], priorities[p] or "unknown", _promised(rows, mask)]
                                for (target, p), mask in zip(groups, masks)]
    return Groups("compliance", "Promises by target and priority",
                  (Column("target", "Target", "text"), Column("priority", "Priority", "text"),
                   Column("promised_hours", "Promise, h", "hours"), *COUNTS, *HOURS),
                  labels, [counts(rows, mask) + _hours(rows, mask) for mask in masks], ["all promises", "all", None],
                  counts(rows, np.ones(len(rows.rows), dtype=bool)) + [None, None],
                  [people.behind(rows.ticket[mask]) for mask in masks])


def by_party(label: str, rows: CycleRows, party: np.ndarray, names: tuple[str, ...], people: People) -> Groups:
    """One row a party (label: department or team), and one for all. party: for each ticket, -1 for none."""
    of_row = party[rows.ticket]
    masks = [of_row == i for i in range(len(names))]
    labels: list[list[Cell]] = [[text] for text in names]
    if (of_row < 0).any():
        masks.append(of_row < 0)
        labels.append(["no party of the contract"])
    return Groups(f"compliance_by_{label}", f"Promises by {label}",
                  (Column(label, label.capitalize(), "text"), *COUNTS),
                  labels, [counts(rows, mask) for mask in masks], ["all"],
                  counts(rows, np.ones(len(rows.rows), dtype=bool)),
                  [people.behind(rows.ticket[mask]) for mask in masks])


def _promised(rows: CycleRows, mask: np.ndarray) -> Cell:
    amounts = np.unique(rows.column("target_us")[mask])
    return int(amounts[0]) / HOUR_US if len(amounts) == 1 else None


def _hours(rows: CycleRows, mask: np.ndarray) -> list[Cell]:
    stopped = mask & (rows.column("stopped_us") != entente.NO_VALUE)
    elapsed = rows.column("elapsed_us")[stopped]
    ranks = [nearest_rank(elapsed, percent) for percent in (50, 90)]
    return [None if rank is None else rank / HOUR_US for rank in ranks]


def _protected(groups: Groups, hidden: list[bool], total_hidden: bool) -> list[list[Cell]]:
    """The rows with their total; figures of groups of too few people are hidden, and with them what gives them back."""
    table = [label + ([SMALL_CELL] * len(row) if gone and row[0] else row)
             for label, row, gone in zip(groups.labels, groups.figures, hidden)]
    total = groups.total
    return [*table, groups.total_label + ([SMALL_CELL] * len(total) if total_hidden and total[0] else total)]
