"""Rows of an evaluation that may be counted."""

from dataclasses import dataclass, replace

import numpy as np

import entente

from .draft import Counted, Words
from .figures import Figures
from .people import People

OK = 0


@dataclass(frozen=True)
class CycleRows:
    """Cycles of some targets of tickets that are open, with a due date."""

    cycles: entente.Cycles
    rows: np.ndarray           # row numbers in the cycles
    tickets: int               # of the log
    not_yet_open: np.ndarray   # tickets left out: opened after the instant of the evaluation
    without_due: np.ndarray    # tickets of rows left out: no due date exists

    @property
    def ticket(self) -> np.ndarray:
        return np.asarray(self.cycles.ticket[self.rows])

    @property
    def target(self) -> np.ndarray:
        return np.asarray(self.cycles.target[self.rows])

    @property
    def state(self) -> np.ndarray:
        return np.asarray(self.cycles.state[self.rows])

    def column(self, name: str) -> np.ndarray:
        """One column of the cycles, these rows only."""
        return np.asarray(getattr(self.cycles, name)[self.rows])

    def only(self, chosen: np.ndarray) -> "CycleRows":
        """Some of these rows (a mask, or positions)."""
        return replace(self, rows=self.rows[chosen])

    def population(self, figures: Figures, people: tuple[People, ...]) -> Words:
        """What is counted and what was left out, in words."""
        behind = np.zeros(self.tickets, dtype=bool)
        behind[self.ticket] = True
        tickets = figures.count(behind, people)
        figures.sum(figures.count(np.ones(self.tickets, dtype=bool), people),
                    [tickets, figures.count(~behind, people, is_printed=False)])
        return (Counted(figures.count(self.ticket, people), "promise"), " on ", Counted(tickets, "ticket"),
                *self.left_out(figures, people))

    def left_out(self, figures: Figures, people: tuple[People, ...]) -> Words:
        """What was left out, in words; empty where nothing was."""
        words: list[str | Counted] = []
        for tickets, noun, why in ((self.not_yet_open, "ticket", " not yet open"),
                                   (self.without_due, "clock", " without a due date")):
            if len(tickets):
                words += [", " if words else "; left out: ", Counted(figures.count(tickets, people), noun), why]
        return tuple(words)


def countable(cycles: entente.Cycles, targets: tuple[int, ...], tickets: int, at_us: int) -> CycleRows:
    """The rows of `targets` of tickets that are open by `at_us` and have a due date. tickets: of the log."""
    chosen = np.isin(cycles.target, targets)
    later = cycles.started_us > at_us
    without = cycles.status != OK
    return CycleRows(cycles, np.flatnonzero(chosen & ~later & ~without), tickets,
                     np.unique(cycles.ticket[chosen & later]), np.asarray(cycles.ticket[chosen & ~later & without]))
