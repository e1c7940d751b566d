"""Pseudo-random whole numbers: splitmix64 (Steele, Lea and Flood, OOPSLA 2014). No floating point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_MASK = (1 << 64) - 1

T = TypeVar("T")


class RandomSource:
    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK

    def next(self) -> int:
        """The next number of 64 bits."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, n: int) -> int:
        """0 to n - 1."""
        return (self.next() * n) >> 64

    def between(self, low: int, high: int) -> int:
        """low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """One of the choices, in proportion to their weights."""
        drawn = self.below(sum(weight for _, weight in choices))
        for choice, weight in choices:
            drawn -= weight
            if drawn < 0:
                return choice
        raise ValueError("no choice has a weight")

    def skewed(self, typical: int) -> int:
        """A duration that is mostly below `typical`, sometimes far above it; at least 1."""
        percent = self.weighted([(35, 20), (60, 25), (90, 25), (140, 18), (230, 9), (420, 3)])
        return max(1, typical * (percent + self.below(25)) // 100)
