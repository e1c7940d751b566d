"""Entente: SLA computation, priority-quota scheduling under a trust contract, stakeholder graph analysis.

Instants are ints (or int64 arrays): microseconds since 1970-01-01T00:00:00Z, from 1970 to 2100; their names end in
``_us``. Durations are elapsed microseconds. Columns are one-dimensional C-contiguous NumPy arrays of int64, int32 or
float64; they are read in place, never copied or converted, and a wrong type or shape is a TypeError that says what was
expected. In a column "no value" is ``NO_VALUE`` (int64) or ``NO_VALUE_INT32`` (int32). Failures raise ``entente.Error``.
Calendars, contracts, logs, cycles, attributed times and graphs are immutable and may be shared by threads; a scheduler belongs to one
thread at a time. Columns must not be written to by another thread while a call reads them.
"""

from entente import _native
from entente._native import (
    AttributedTime,
    Backing,
    Calendar,
    Cause,
    Changes,
    Contract,
    Convention,
    CycleState,
    Cycles,
    DayMeaning,
    Demand,
    EventKind,
    Explanation,
    Graph,
    Happening,
    Log,
    Monitor,
    NO_VALUE,
    NO_VALUE_INT32,
    Operation,
    Policy,
    RequestState,
    Run,
    Scheduler,
    SegmentKind,
    Service,
    Simulation,
    TimeLeft,
    Urgency,
    Verdict,
    attribute_time,
    availability,
    coverage,
    erlang,
    evaluate,
    explain,
    inflation,
    lateness,
    reconcile,
    servers_for,
    skill_chain,
    time_left,
    version,
    waits_longer,
    what_if,
)
from entente.decision import AgentChoice, Decision
from entente.errors import DocumentError, Error, Problem

__version__: str = version()

BALANCES: tuple[str, ...] = _native.BALANCES
"""Names of the balances of a department, as Scheduler.balance() and Scheduler.balances() know them."""

FIGURES: tuple[str, ...] = _native.FIGURES
"""Names of the figures of a simulated run, as Simulation.figures() and Simulation.estimate() know them."""

__all__ = [
    "AgentChoice",
    "AttributedTime",
    "BALANCES",
    "Backing",
    "Calendar",
    "Cause",
    "Changes",
    "Contract",
    "Convention",
    "CycleState",
    "Cycles",
    "DayMeaning",
    "Decision",
    "Demand",
    "DocumentError",
    "Error",
    "EventKind",
    "Explanation",
    "FIGURES",
    "Graph",
    "Happening",
    "Log",
    "Monitor",
    "NO_VALUE",
    "NO_VALUE_INT32",
    "Operation",
    "Policy",
    "Problem",
    "RequestState",
    "Run",
    "Scheduler",
    "SegmentKind",
    "Service",
    "Simulation",
    "TimeLeft",
    "Urgency",
    "Verdict",
    "__version__",
    "attribute_time",
    "availability",
    "coverage",
    "erlang",
    "evaluate",
    "explain",
    "inflation",
    "lateness",
    "reconcile",
    "servers_for",
    "skill_chain",
    "time_left",
    "version",
    "waits_longer",
    "what_if",
]
