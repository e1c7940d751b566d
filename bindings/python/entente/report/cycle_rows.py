"""Rows of an evaluation that may be counted."""

from dataclasses import dataclass

import numpy as np

import entente

from .ticket_log import TicketLog

OK = 0


@dataclass(frozen=True)
class CycleRows:
    """Cycles of some targets, without those whose clock cannot be trusted."""

    cycles: entente.Cycles
    rows: np.ndarray           # row numbers in the cycles
    incomplete_tickets: int    # tickets left out: an event of theirs was refused
    without_due: int           # rows left out: no due date exists
    not_yet_open: int          # tickets left out: opened after the instant of the evaluation

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

    def left_out(self) -> str:
        """What was left out, in words; empty where nothing was."""
        parts = []
        if self.incomplete_tickets:
            parts.append(f"{_tickets(self.incomplete_tickets)} with a refused event row, whose clocks cannot be trusted")
        if self.not_yet_open:
            parts.append(f"{_tickets(self.not_yet_open)} not yet open")
        if self.without_due:
            parts.append(f"{self.without_due:,} clocks without a due date")
        return f"; left out: {', '.join(parts)}" if parts else ""


def _tickets(count: int) -> str:
    return f"{count:,} ticket{'' if count == 1 else 's'}"


def countable(cycles: entente.Cycles, targets: tuple[int, ...], log: TicketLog, at_us: int) -> CycleRows:
    """The rows of `targets` of tickets that are open by `at_us`, have a due date and no refused event."""
    chosen = np.isin(cycles.target, targets)
    incomplete = log.incomplete[cycles.ticket]
    later = cycles.started_us > at_us
    without = cycles.status != OK
    rows = np.flatnonzero(chosen & ~incomplete & ~later & ~without)
    return CycleRows(cycles, rows, int(log.incomplete.sum()), int((chosen & ~incomplete & ~later & without).sum()),
                     len(np.unique(cycles.ticket[chosen & ~incomplete & later])))
