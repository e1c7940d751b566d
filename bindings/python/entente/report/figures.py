"""Every count of a report, in one place, so that no table gives back what another hides.

A figure is a number of tickets or events. Two figures about the same tickets are one, wherever they are printed. What
is known to hold between figures (a total and its parts, open tickets from one week to the next) is an identity. A
figure about at least one and fewer than `min_group` people is a small cell; `close` hides further figures until no
hidden one follows from what is shown (see suppression.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from .people import People
from .suppression import Identity, Unknown, is_small, suppress


@dataclass(frozen=True)
class Figure:
    """A count that `Figures` may hide. variable: None for nothing counted, which is nobody's figure."""

    value: int
    variable: int | None


@dataclass(frozen=True)
class Share:
    """part / whole, shown where all of them are: whole is the sum of these figures."""

    part: Figure
    whole: tuple[Figure, ...]


@dataclass(frozen=True)
class Beside:
    """A value that is shown where these figures are, unless it is about too few people itself."""

    value: int | float | str | None
    figures: tuple[Figure, ...]
    is_large: bool = True


@dataclass
class Figures:
    """The figures of one report."""

    min_group: int
    _unknowns: list[Unknown] = field(default_factory=list)
    _identities: list[Identity] = field(default_factory=list)
    _by_tickets: dict[bytes, int] = field(default_factory=dict)
    _withheld: set[int] = field(default_factory=set)
    _hidden: frozenset[int] | None = None

    def count(self, tickets: np.ndarray, sides: Iterable[People], is_printed: bool = True) -> Figure:
        """How many tickets these are (row numbers, one that is counted twice stands there twice; or a mask).

        sides: whose people the figure is about. is_printed: False for a remainder that stands in no table, but that
        others may give: it is protected all the same.
        """
        rows = np.flatnonzero(tickets) if tickets.dtype == bool else np.sort(tickets)
        if not len(rows):
            return Figure(0, None)
        key = rows.astype(np.int32).tobytes()
        number = self._by_tickets.get(key)
        if number is None:
            number = self._by_tickets[key] = len(self._unknowns)
            self._unknowns.append(Unknown(len(rows)))
        unknown = self._unknowns[number]
        unknown.is_printed |= is_printed
        for side in sides:
            if side.label not in unknown.people:
                unknown.people[side.label] = side.behind(rows)
        return Figure(len(rows), number)

    def withhold(self, figure: Figure) -> None:
        """Hides this one, where something must be hidden and the choice is not to be left to its size."""
        if figure.variable is not None:
            self._withheld.add(figure.variable)

    def sum(self, whole: Figure, parts: Iterable[Figure]) -> None:
        """whole is the sum of its parts, and readers know it."""
        self._relate([(-1, whole), *[(1, part) for part in parts]], True)

    def balance(self, terms: Iterable[tuple[int, Figure]]) -> None:
        """The terms, each a factor of 1 or -1 and a figure, add up to nothing, and readers know it."""
        self._relate(list(terms), False)

    def _relate(self, terms: list[tuple[int, Figure]], is_sum: bool) -> None:
        assert sum(factor * figure.value for factor, figure in terms) == 0, "an identity of figures that does not hold"
        known = [(factor, figure.variable) for factor, figure in terms if figure.variable is not None]
        if len({variable for _, variable in known}) > 1:
            self._identities.append(Identity(tuple(known), is_sum))

    def is_large(self, figure: Figure) -> bool:
        """Whether it is about nobody or enough people, whatever else is hidden."""
        return figure.variable is None or not is_small(self._unknowns[figure.variable].people, self.min_group)

    def close(self) -> None:
        """Decides what is hidden."""
        self._hidden = suppress(self._unknowns, self._identities, self.min_group, self._withheld)

    def is_shown(self, *figures: Figure) -> bool:
        """Whether all of these are shown."""
        assert self._hidden is not None
        return not any(figure.variable in self._hidden for figure in figures if figure.variable is not None)
