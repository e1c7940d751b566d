"""What the scheduler decided, and why."""

from __future__ import annotations

from typing import NamedTuple

from entente._native import Backing


class Decision(NamedTuple):
    """The request that starts now, and the reason it was taken."""

    request: int
    """Id of the request that starts."""
    rule: int
    """Step of the ordering rule that chose it, 1 to 5: 1 the ordinary floor, 2 the earliest slot of the own pool, 3 of a
    helped pool, 4 the fair share among ordinary requests, 5 ordinary requests of helped pools."""
    department: int
    """Id of its department."""
    key: int
    """The host's own number of the request."""
    due_us: int | None
    """Due date of the slot it took, in working time; None for an ordinary start."""
    backing: Backing
    """Its backing after the start."""
    late: bool
    """True where it started later than due plus grace, so that the unit was given back."""
    runner_up: int | None
    """The request that would have started without the winner."""
    runner_up_rule: int
    """The step by which the runner-up would have been taken; 0 without one."""
