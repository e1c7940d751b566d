"""What the scheduler decided, and why."""

from __future__ import annotations

from typing import NamedTuple

from entente._native import Backing, Knows, RejectedFor


class Decision(NamedTuple):
    """The request that starts now, and the reason it was taken."""

    request: int
    """Id of the request that starts."""
    rule: int
    """Step of the ordering rule that chose it, 0 to 5: 0 the expedite lane, 1 the ordinary floor, 2 the earliest slot of the own pool, 3 of a
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
    rank: int | None
    """What it was ordered by: by rules 2 and 3 the due date of its slot, by 1, 4 and 5 the start tag of its department; None
    by rule 0."""
    sequence: int
    """Then by its submission number, from 0 up."""
    runner_up_rank: int | None
    """The rank that the runner-up would have had without the winner."""
    runner_up_sequence: int | None
    """The submission number of the runner-up."""


class AgentChoice(NamedTuple):
    """Whom a request should go to, and by what it was chosen, in that order."""

    agent: int
    """Id of the agent."""
    own_pool: bool
    """True where it is of the pool itself, false where it helps it."""
    familiar: bool
    """True where nobody is preferred to it by the rule of two people for each client."""
    relative_load: int
    """Active requests x 720720 / slots, before."""
    runner_up: int | None
    """Id of the agent who would have been chosen without it."""


class Candidate(NamedTuple):
    """An agent and the three reasons for or against it."""

    agent: int
    """Id of the agent."""
    knows: Knows
    """Graph: how it knows the client."""
    strength: float
    """Graph: of the relation; 0 without one."""
    own_pool: bool
    """Scheduler: true where it is of the pool itself, false where it helps it."""
    active: int
    """Scheduler: visits in hand before this one."""
    slots: int
    """Scheduler: visits at a time."""
    finish_us: int
    """SLA: working time at which it would be done: now and what it needs."""
    meets_due: bool
    """SLA: true where that is not after the due date, or nothing is due."""


class Assignment(NamedTuple):
    """Which request is next, who should have it, and who was rejected for what."""

    request: int
    """Id of the request that is next."""
    rule: int
    """Step of the ordering rule that chose it, as in Decision."""
    rank: int | None
    """What it was ordered by, as in Decision."""
    key: int
    """The host's own number of the request."""
    client: int | None
    """Whom it is for."""
    due_us: int | None
    """The due date that was to be met, in working time."""
    chosen: Candidate | None
    """Who should have it; None where nobody is free."""
    runner_up: Candidate | None
    """Who would have been chosen otherwise."""
    rejected_for: RejectedFor
    """By what the runner-up fell behind."""
    shielded: int
    """Free agents left out because their case is critical."""
    manager: int | None
    """The client's contact while a case of it is critical; None: the agent itself."""
