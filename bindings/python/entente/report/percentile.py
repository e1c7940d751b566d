"""Percentiles by nearest rank."""

import numpy as np


def nearest_rank(values: np.ndarray, percent: int) -> int | None:
    """The smallest value with at least `percent` % of the values at or below it: x[ceil(p n / 100) - 1] of the sorted
    values (no interpolation, always a value that occurred); None of no values. O(n)."""
    if len(values) == 0:
        return None
    rank = -(-percent * len(values) // 100)
    return int(np.partition(values, rank - 1)[rank - 1])
