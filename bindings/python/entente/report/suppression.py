"""Which figures to hide so that none of them follows from the others.

Hidden are figures about at least one and fewer than `min_group` people, and as many further ones as it takes that
  (1) the hidden parts of a total that is shown have `min_group` people together: their sum is a figure about them too;
  (2) no hidden figure is determined by the shown ones through the identities (linear algebra: its unit vector lies in the
      row space of the identities restricted to the hidden figures);
  (3) none is determined by its bounds: whoever reads a hidden figure knows that it is not 0, so three of them that add
      up to 3 are 1 each (bounds are propagated through the identities).
A figure that is 0 is nobody's and stays shown. See Cox, JASA 75 (1980), "Suppression methodology and statistical
disclosure control", for the audit by linear algebra.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

PRIME = 2_147_483_647  # arithmetic of the row space: exact, and products of two residues fit 63 bits
MOST_AT_ONCE = 3       # small figures of a component that one audit deals with: the rest may be settled with them
MOST_ROUNDS = 100      # of the propagation of bounds; stopping early leaves wider bounds than a reader has


@dataclass
class Unknown:
    """A figure as the reader of a report meets it. people: by side; small where any of them is."""

    value: int
    is_printed: bool = False
    people: dict[str, frozenset[int]] = field(default_factory=dict)

    @property
    def fewest(self) -> int:
        """People of its smaller side."""
        return min((len(people) for people in self.people.values()), default=0)


@dataclass(frozen=True)
class Identity:
    """Factors and unknowns that add up to nothing. is_sum: the first is the total of the others."""

    terms: tuple[tuple[int, int], ...]
    is_sum: bool


def suppress(unknowns: list[Unknown], identities: list[Identity], min_group: int,
             withheld: set[int] | frozenset[int] = frozenset()) -> frozenset[int]:
    """The unknowns that must not be shown, those that are not printed and those withheld among them."""
    small = {i for i, each in enumerate(unknowns) if is_small(each.people, min_group)}
    hidden = small | withheld | {i for i, each in enumerate(unknowns) if not each.is_printed}
    search = _Search(unknowns, identities, min_group, small, hidden)
    while search.widen() or search.audit():
        pass
    return frozenset(hidden)


def is_small(people: dict[str, frozenset[int]], min_group: int) -> bool:
    """Whether a side has at least one and fewer than `min_group` people."""
    return any(0 < len(side) < min_group for side in people.values())


@dataclass
class _Search:
    unknowns: list[Unknown]
    identities: list[Identity]
    min_group: int
    small: set[int]
    hidden: set[int]

    def __post_init__(self) -> None:
        self.of_unknown: list[list[int]] = [[] for _ in self.unknowns]
        for number, identity in enumerate(self.identities):
            for _, i in identity.terms:
                self.of_unknown[i].append(number)

    def widen(self) -> bool:
        """Hides one more figure in each sum whose hidden parts are too few people together; whether any was."""
        widened = False
        for identity in self.identities:
            while identity.is_sum and self._gives_back_few(identity):
                self._hide_cheapest([identity])
                widened = True
        return widened

    def _gives_back_few(self, identity: Identity) -> bool:
        whole, *parts = [i for _, i in identity.terms]
        gone = [i for i in parts if i in self.hidden]
        if whole in self.hidden or not any(i in self.small for i in gone):
            return False
        if len(gone) == len(parts):
            return len(gone) == 1  # their sum is the total, which is shown for its own sake
        together: dict[str, frozenset[int]] = {}
        for i in gone:
            for side, people in self.unknowns[i].people.items():
                together[side] = together.get(side, frozenset()) | people
        return len(gone) == 1 or is_small(together, self.min_group)

    def audit(self) -> bool:
        """Hides one more figure beside the small ones that the shown ones determine; whether any was."""
        found = False
        for members, numbers in self._components():
            if not any(i in self.small for i in members):
                continue
            column = {i: at for at, i in enumerate(members)}
            matrix = np.zeros((len(numbers), len(members)), dtype=np.int64)
            for row, number in enumerate(numbers):
                for factor, i in self.identities[number].terms:
                    if i in column:
                        matrix[row, column[i]] += factor
            fixed = {members[at]: proof for at, proof in fixed_columns(matrix).items() if members[at] in self.small}
            bounded = set() if fixed else self._between_equal_bounds(members, numbers) & self.small
            for i in sorted(fixed, key=lambda i: (self.unknowns[i].value, i))[:MOST_AT_ONCE]:
                found |= self._break(fixed[i], numbers)
            for i in sorted(bounded)[:MOST_AT_ONCE]:
                near = [self.identities[number] for number in self.of_unknown[i]]
                found |= self._hide_cheapest(near) or self._hide_cheapest([self.identities[n] for n in numbers])
        return found

    def _break(self, proof: np.ndarray, numbers: list[int]) -> bool:
        """Hides a figure that a proof needs: one that does not cancel out of the sum of the identities."""
        needed: Counter[int] = Counter()
        for multiplier, number in zip(proof.tolist(), numbers):
            for factor, i in self.identities[number].terms if multiplier else ():
                needed[i] += factor * multiplier
        return self._hide_one({i for i, total in needed.items() if total % PRIME} - self.hidden)

    def _hide_cheapest(self, identities: list[Identity]) -> bool:
        """Hides the shown figure of these identities that costs least: one that would not be given back at once by another
        identity, then the smallest number, so that totals go last."""
        return self._hide_one({i for identity in identities for _, i in identity.terms} - self.hidden)

    def _hide_one(self, shown: set[int]) -> bool:
        if shown:
            self.hidden.add(min(shown, key=lambda i: (self._times_alone(i), self.unknowns[i].value, i)))
        return bool(shown)

    def _times_alone(self, i: int) -> int:
        """In how many identities it would be the only hidden one."""
        return sum(not any(other in self.hidden for _, other in self.identities[number].terms)
                   for number in self.of_unknown[i])

    def _components(self) -> list[tuple[list[int], list[int]]]:
        """Hidden unknowns that identities hold together, and these identities, component by component."""
        seen: set[int] = set()
        found = []
        for start in sorted(self.hidden):
            if start in seen or not self.of_unknown[start]:
                continue
            members, numbers, queue = [], set(), [start]
            seen.add(start)
            while queue:
                member = queue.pop()
                members.append(member)
                for number in self.of_unknown[member]:
                    if number in numbers:
                        continue
                    numbers.add(number)
                    further = {i for _, i in self.identities[number].terms} & self.hidden - seen
                    seen |= further
                    queue += sorted(further)
            found.append((members, sorted(numbers)))
        return found

    def _between_equal_bounds(self, members: list[int], numbers: list[int]) -> set[int]:
        bounds: dict[int, tuple[float, float]] = {
            i: (1 if self.unknowns[i].is_printed else 0, math.inf) for i in members}
        for _ in range(MOST_ROUNDS):
            if not any([_tighten(self.identities[number], self.unknowns, bounds) for number in numbers]):
                break
        return {i for i, (low, high) in bounds.items() if low == high}


def fixed_columns(matrix: np.ndarray) -> dict[int, np.ndarray]:
    """The columns whose unit vector lies in the row space, each with a proof: a multiplier a row (modulo PRIME) by which
    the rows add up to it. In the reduced echelon form such a column has a row of its own."""
    rows, columns = matrix.shape
    left = np.hstack((matrix, np.eye(rows, dtype=np.int64))) % PRIME
    rank = 0
    for column in range(columns):
        found = np.flatnonzero(left[rank:, column])
        if not len(found):
            continue
        pivot = rank + int(found[0])
        left[[rank, pivot]] = left[[pivot, rank]]
        left[rank] = left[rank] * pow(int(left[rank, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(left[:, column])
        others = others[others != rank]
        left[others] = (left[others] - left[others, column, None] * left[rank]) % PRIME
        rank += 1
        if rank == rows:
            break
    alone = left[:rank][np.count_nonzero(left[:rank, :columns], axis=1) == 1]
    return {int(np.flatnonzero(row)[0]): row[columns:] for row in alone}


def _tighten(identity: Identity, unknowns: list[Unknown], bounds: dict[int, tuple[float, float]]) -> bool:
    """Narrows the bounds of the hidden unknowns of one identity; whether any was. O(terms)."""
    parts = []
    for factor, i in identity.terms:
        low, high = bounds.get(i, (unknowns[i].value, unknowns[i].value))
        parts.append((i, factor, *((low, high) if factor > 0 else (-high, -low))))
    lows, highs = _Total(low for _, _, low, _ in parts), _Total(high for _, _, _, high in parts)
    narrowed = False
    for i, factor, own_low, own_high in parts:
        if i not in bounds:
            continue
        least, most = -highs.without(own_high), -lows.without(own_low)
        least, most = (least, most) if factor > 0 else (-most, -least)
        low, high = bounds[i]
        if least > low or most < high:
            bounds[i] = max(low, least), min(high, most)
            narrowed = True
    return narrowed


class _Total:
    """A sum of numbers, of which some may be infinite (all of one sign), less any one of them."""

    def __init__(self, numbers: Iterable[float]):
        values = list(numbers)
        self._finite = sum(value for value in values if not math.isinf(value))
        self._infinite = [value for value in values if math.isinf(value)]

    def without(self, number: float) -> float:
        if math.isinf(number):
            return self._infinite[0] if len(self._infinite) > 1 else self._finite
        return self._infinite[0] if self._infinite else self._finite - number
