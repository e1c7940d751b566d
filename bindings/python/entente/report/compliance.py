"""Promises kept: by target and priority, by department and by team."""

import numpy as np

import entente

from .category import Category
from .cycle_rows import CycleRows
from .draft import Draft, DraftCell
from .figures import Beside, Figure, Figures, Share
from .percentile import nearest_rank
from .people import People
from .side import SideOfLog, Sides
from .table import Cell, Column
from .ticket_log import TicketLog

HOUR_US = 3_600_000_000
STATES = (entente.CycleState.MET, entente.CycleState.BREACHED, entente.CycleState.RUNNING, entente.CycleState.PAUSED)
COUNTS = (Column("population", "Promises"), Column("met", "Kept"), Column("missed", "Missed"),
          Column("running", "Running"), Column("paused", "Paused"), Column("no_verdict", "No verdict"),
          Column("share_met", "Share kept", "share"))
HOURS = (Column("p50_hours", "Median, h", "hours"), Column("p90_hours", "9 in 10 within, h", "hours"))
NOTE = ("Share kept = kept / (kept + missed); a clock still running past its due instant counts as missed. No verdict: "
        "withdrawn or superseded before it was due, or a ticket whose history lacks its head. Percentiles: "
        "business hours of the stopped clocks, pauses left out, by nearest rank; shown where the smallest group of people "
        "or more stand on each side of them.")


class Compliance:
    """The tables of promises, and their figures."""

    def __init__(self, rows: CycleRows, log: TicketLog, sides: Sides, figures: Figures, names: list[str]):
        self._rows, self._log, self._figures, self._names = rows, log, figures, names
        self._everyone = sides.everyone
        self._population = rows.population(figures, self._everyone)
        whole = np.ones(len(rows.rows), dtype=bool)
        self._total, self._total_counts = self._counts(whole, self._everyone)
        self.tables = [self._by_target(), *[self._by_party(side) for side in (sides.departments, sides.teams)]]

    def _counts(self, chosen: np.ndarray, people: tuple[People, ...]) -> tuple[list[Figure], list[DraftCell]]:
        """Population and states of a selection, as figures and as cells with their share."""
        state, ticket = self._rows.state, self._rows.ticket
        population = self._figures.count(ticket[chosen], people)
        masks = [*[state == int(kind) for kind in STATES], ~np.isin(state, [int(kind) for kind in STATES])]
        parts = [self._figures.count(ticket[chosen & mask], people) for mask in masks]
        self._figures.sum(population, parts)
        return [population, *parts], [population, *parts, Share(parts[0], (parts[0], parts[1]))]

    def _add_up(self, rows: list[list[Figure]]) -> None:
        for total, *parts in zip(self._total, *rows):
            self._figures.sum(total, parts)

    def _by_target(self) -> Draft:
        """One row a target and priority, and one for all promises together."""
        rows = self._rows
        priorities, code = priorities_of(self._log)
        code = code[rows.ticket]
        cells: list[list[DraftCell]] = []
        found = []
        for target in np.unique(rows.target).tolist():
            for p in sorted(np.unique(code[rows.target == target]).tolist(), key=lambda p: priorities[p]):
                mask = (rows.target == target) & (code == p)
                figures, counts = self._counts(mask, self._everyone)
                found.append(figures)
                cells.append([self._names[target], priorities[p] or "unknown", self._promised(mask), *counts,
                              *self._hours(mask, figures[0])])
        self._add_up(found)
        self._tie_to_tickets(priorities_of(self._log)[1], len(priorities))
        cells.append(["all promises", "all", None, *self._total_counts, None, None])
        return Draft("compliance", "Promises by target and priority", self._population, (
            Column("target", "Target", "text"), Column("priority", "Priority", "text"),
            Column("promised_hours", "Promise, h", "hours"), *COUNTS, *HOURS), cells, NOTE)

    def _tie_to_tickets(self, code: np.ndarray, priorities: int) -> None:
        """Each target's promises of a priority are the tickets of that priority but for a remainder."""
        rows, figures, everyone = self._rows, self._figures, self._everyone
        tickets = [figures.count(code == p, everyone, is_printed=False) for p in range(priorities)]
        figures.sum(figures.count(np.ones(len(code), dtype=bool), everyone), tickets)
        for target in np.unique(rows.target).tolist():
            promised = np.zeros(len(code), dtype=bool)
            promised[rows.ticket[rows.target == target]] = True
            for p, all_of_priority in enumerate(tickets):
                if (promised & (code == p)).any():
                    figures.sum(all_of_priority, [
                        figures.count(promised & (code == p), everyone, is_printed=False),
                        figures.count(~promised & (code == p), everyone, is_printed=False)])

    def _by_party(self, side: SideOfLog) -> Draft:
        """One row a party, and one for all."""
        rows, people = self._rows, (side.people,)
        cells: list[list[DraftCell]] = []
        found = []
        for position, name in enumerate(side.parties):
            mine = side.tickets_of(position)
            mask = mine[rows.ticket]
            if not mask.any() and name not in side.names:
                continue
            figures, counts = self._counts(mask, people)
            found.append(figures)
            cells.append([name, *counts])
            self._tie_party(mine, mask, figures[0], people)
        self._add_up(found)
        cells.append(["all", *self._total_counts])
        return Draft(f"compliance_by_{side.label}", f"Promises by {side.label}", self._population,
                     (Column(side.label, side.label.capitalize(), "text"), *COUNTS), cells)

    def _tie_party(self, mine: np.ndarray, mask: np.ndarray, population: Figure, people: tuple[People, ...]) -> None:
        """A party's promises are those of its targets, and each of these its tickets of a priority but for a remainder."""
        figures, rows = self._figures, self._rows
        priorities, code = priorities_of(self._log)
        of_priority = [mine & (code == p) for p in range(len(priorities))]
        tickets = [figures.count(each, people, is_printed=False) for each in of_priority]
        figures.sum(figures.count(mine, people, is_printed=False), tickets)
        parts = []
        for target in np.unique(rows.target[mask]).tolist():
            promised = np.zeros(len(mine), dtype=bool)
            promised[rows.ticket[mask & (rows.target == target)]] = True
            for of_one, total in zip(of_priority, tickets):
                part = figures.count(promised & of_one, people, is_printed=False)
                parts.append(part)
                if part.value:
                    figures.sum(total, [part, figures.count(~promised & of_one, people, is_printed=False)])
        figures.sum(population, parts)

    def _promised(self, mask: np.ndarray) -> Cell:
        amounts = np.unique(self._rows.column("target_us")[mask])
        return int(amounts[0]) / HOUR_US if len(amounts) == 1 else None

    def _hours(self, mask: np.ndarray, population: Figure) -> list[DraftCell]:
        """Percentiles of the stopped clocks: a value with too few people at or beyond it is one person's hours."""
        stopped = np.flatnonzero(mask & (self._rows.column("stopped_us") != entente.NO_VALUE))
        elapsed, ticket = self._rows.column("elapsed_us")[stopped], self._rows.ticket[stopped]
        cells: list[DraftCell] = []
        for percent in (50, 90):
            rank = nearest_rank(elapsed, percent)
            if rank is None:
                cells.append(None)
                continue
            beyond = [self._figures.count(ticket[part], self._everyone, is_printed=False)
                      for part in (elapsed <= rank, elapsed >= rank)]
            cells.append(Beside(rank / HOUR_US, (population,), all(self._figures.is_large(each) for each in beyond)))
        return cells


def priorities_of(log: TicketLog) -> tuple[list[str], np.ndarray]:
    """The priorities, a blank one last, and the code of each ticket's."""
    priority: Category | None = log.tickets.column("priority")
    if priority is None:
        return ["all"], np.zeros(len(log.tickets.ids), dtype=np.int32)
    return [*priority.names, ""], np.where(priority.codes < 0, len(priority.names), priority.codes)

