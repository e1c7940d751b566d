"""One absence, before and after a plan (D10): what would meet nobody who knows it.

The person whose absence the log's own arrivals make hardest is chosen by what hangs on them, not by how they work; only an
allowed viewer learns who it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import entente

DAY_US = 86_400_000_000


@dataclass(frozen=True)
class Knowing:
    """Who knows what: one row a pair of person and group, with the tickets that make it so."""

    person: np.ndarray   # int32
    group: np.ndarray    # int32
    tickets: np.ndarray  # float64
    people: int
    groups: int
    threshold: float

    def known_by(self, plan: tuple[np.ndarray, np.ndarray] | None = None) -> tuple[np.ndarray, np.ndarray]:
        """How many people know each group, and who alone does (entente.NO_VALUE_INT32: not exactly one). plan: further pairs
        (person, group), which know."""
        person, group, tickets = self.person, self.group, self.tickets
        if plan is not None:
            person, group = np.concatenate((person, plan[0])), np.concatenate((group, plan[1]))
            tickets = np.concatenate((tickets, np.full(len(plan[0]), self.threshold)))
        known, _, sole = entente.coverage(person, group, self.people, self.groups, tickets, threshold=self.threshold, k=1)
        return known, sole


@dataclass(frozen=True)
class Absence:
    """What one absence does."""

    person: int
    first_us: int           # the stretch of the log in which most tickets arrive that would meet nobody
    arrivals: int           # tickets of all groups in question that arrive in it
    before: np.ndarray      # groups that nobody who is there knows, without a plan
    tickets_before: int     # tickets of these that arrive in the stretch
    after: np.ndarray       # the same with the plan
    tickets_after: int


def worst_absence(knowing: Knowing, group_of_ticket: np.ndarray, opened_us: np.ndarray, wanted: np.ndarray, days: int,
                  plan: tuple[np.ndarray, np.ndarray]) -> Absence | None:
    """The person and the `days` of the log in which most arriving tickets of the wanted groups (a mask) would meet nobody
    who knows their group. None where no absence leaves a group alone. Ties: the lowest person."""
    _, alone_with = knowing.known_by()
    sole = [(int(who), np.flatnonzero(wanted & (alone_with == who))) for who in np.unique(alone_with[wanted]) if who >= 0]
    worst: Absence | None = None
    for who, alone in sole:
        stamps = np.sort(opened_us[np.isin(group_of_ticket, alone)])
        ends = np.searchsorted(stamps, stamps + days * DAY_US, side="left")
        counts = ends - np.arange(len(stamps))
        at = int(np.argmax(counts)) if len(stamps) else 0
        tickets = int(counts[at]) if len(stamps) else 0
        if worst is None or tickets > worst.tickets_before:
            first = int(stamps[at]) if len(stamps) else 0
            worst = Absence(who, first, 0, alone, tickets, alone, tickets)
    if worst is None:
        return None
    still = np.flatnonzero(wanted & (knowing.known_by(plan)[1] == worst.person))
    within = (opened_us >= worst.first_us) & (opened_us < worst.first_us + days * DAY_US)
    return Absence(worst.person, worst.first_us, int((within & (group_of_ticket >= 0)).sum()), worst.before, worst.tickets_before,
                   still, int((within & np.isin(group_of_ticket, still)).sum()))
