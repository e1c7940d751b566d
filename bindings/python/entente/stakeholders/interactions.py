"""Interactions between two kinds of stakeholders: dated events, and the relations that they add up to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import entente


@dataclass(frozen=True)
class Relations:
    """Pairs that interacted: one row a pair, in order of (source, target)."""

    source: np.ndarray    # int32
    target: np.ndarray    # int32
    strength: np.ndarray  # float64: the sum of the pair's interactions, each 1 unless weighed

    def order(self) -> np.ndarray:
        """Rows by descending strength, then source, then target."""
        return np.lexsort((self.target, self.source, -self.strength))


@dataclass(frozen=True)
class Interactions:
    """Columns, one row an interaction. What they are is said by `kind` and `definition`.

    Where both sides are the same stakeholders (hand-overs), `sources` and `targets` are the same names.
    """

    kind: str
    definition: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    source: np.ndarray  # int32, into sources
    target: np.ndarray  # int32, into targets
    ticket: np.ndarray  # int32 row of the ticket; -1 of none
    at_us: np.ndarray   # int64

    def relations(self, rows: np.ndarray | None = None) -> Relations:
        """The pairs with their numbers of interactions. rows: a mask; None for all."""
        source, target = (self.source, self.target) if rows is None else (self.source[rows], self.target[rows])
        width = max(len(self.targets), 1)
        pair, count = np.unique(source.astype(np.int64) * width + target, return_counts=True)
        return Relations((pair // width).astype(np.int32), (pair % width).astype(np.int32), count.astype(np.float64))

    def graph(self) -> entente.Graph:
        """One-mode: vertices are the names. Two-mode: the sources first, then the targets."""
        relations = self.relations()
        is_one_mode = self.sources is self.targets
        shift = 0 if is_one_mode else len(self.sources)
        return entente.Graph(len(self.sources) if is_one_mode else shift + len(self.targets), relations.source,
                             relations.target + np.int32(shift), relations.strength)
