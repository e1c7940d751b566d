"""Playing a desk: the simulation run to its end, and what may be told of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np

import entente
from entente.report.contract_terms import Terms
from entente.report.failure import ReportFailure
from entente.report.privacy import Privacy
from entente.report.progress import Progress
from entente.report.ticket_log import TicketLog

from .desk import Desk, parties_of
from .duration import duration_us
from .logged import LoggedTickets
from .tables import Guard, Outcome


def play(args: argparse.Namespace, terms: Terms, desk: Desk, privacy: Privacy, progress: Progress,
          replayed: tuple[TicketLog, LoggedTickets] | None) -> Outcome:
    """Plays every policy of a desk under --seeds draws. Raises ReportFailure where the engine refuses it."""
    try:
        simulation = entente.Simulation(
            terms.contract, desk.demand, policies=np.array(desk.policies, dtype=np.int32), slots=desk.slots, seed=args.seed,
            seeds=args.seeds, threads=args.threads, ordinary_within_us=duration_us(args.ordinary_within, "--ordinary-within"))
        with progress.stage("simulation", args.seeds * len(desk.policies)) as advance:
            simulation.run(_only(advance))
    except entente.Error as error:
        if error.status not in ("E_LIMIT", "E_RANGE", "E_INVALID"):
            raise
        raise ReportFailure(f"{error} ({error.status})") from None
    guard = Guard(privacy.min_group)
    names = {party: name for party, name in zip(terms.departments.ids, terms.departments.names)}
    if replayed is not None:
        guard.register(terms, *replayed, simulation.play(0, 0), parties_of(terms))
    return Outcome(simulation, desk, tuple(names[party] for party in simulation.departments), args.seeds, guard)


def _only(advance: Callable[[int], None]) -> Callable[[int, int], None]:
    return lambda done, total: advance(done)


def population_of(outcome: Outcome, replayed: tuple[TicketLog, LoggedTickets] | None) -> str:
    """What the figures are about, in words."""
    seeds = f"{outcome.seeds} seed{'s' if outcome.seeds > 1 else ''}"
    if replayed is None:
        return f"requests at random under {seeds}"
    left_out = replayed[1].left_out
    return f"requests of the log under {seeds}" + ("; those of no department with a quota line are left out" if left_out else "")
