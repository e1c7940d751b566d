"""How long a log's requests take from arrival to the end of the work on them, as it was and under each policy.

A first start as logged is not the start of the one visit that a policy gives: people start a ticket, put it down and start the
next. The end of the work is the same thing in both.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

import entente
from entente.report.draft import Draft, DraftCell
from entente.report.table import Column

from .desk import TITLES
from .logged import LoggedTickets
from .tables import Outcome, with_interval

QUANTILES = (0.5, 0.85, 0.9)
HOUR_US = 3.6e9


def student_t(degrees: int) -> float:
    """The 0.975 quantile of Student's t, by Simpson's rule over its density and bisection."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)
    weights = np.array([1, *[4, 2] * 999, 4, 1]) / 3

    def half(t: float) -> float:
        x = np.linspace(0, t, 2001)
        return float((weights * scale * (1 + x * x / degrees) ** (-(degrees + 1) / 2)).sum() * t / 2000)

    low, high = 1.9, 13.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if half(middle) < 0.475 else (low, middle)
    return (low + high) / 2


def done_table(outcome: Outcome, tickets: LoggedTickets, population: tuple[str, ...], advance: Callable[[int], None]) -> Draft:
    """p50, p85 and p90 of the time from arrival to the end of the work, by policy and department, of the tickets whose work the log
    tells."""
    order = np.argsort(tickets.arrival_us, kind="stable")
    done_us, department = tickets.done_us[order], tickets.department[order]
    told, urgent = done_us != entente.NO_VALUE, tickets.urgency[order] != int(entente.Urgency.ORDINARY)
    whose = [*[department == number for number in range(len(outcome.names))], np.ones(len(order), dtype=bool)]
    policies = outcome.desk.policies
    values = np.full((outcome.seeds, len(policies), len(whose), 2, len(QUANTILES)), np.nan)
    for seed in range(outcome.seeds):
        for place, policy in enumerate(policies):
            if seed and policy is entente.Policy.AS_LOGGED:
                values[seed, place] = values[0, place]
                continue
            run = outcome.simulation.play(seed, place)
            taken = (done_us if policy is entente.Policy.AS_LOGGED else run.end_us) - run.arrival_us
            for number, mine in enumerate(whose):
                for kind, chosen in enumerate((mine & told & urgent, mine & told & ~urgent)):
                    if chosen.any():
                        values[seed, place, number, kind] = np.quantile(taken[chosen], QUANTILES, method="inverted_cdf") / HOUR_US
            advance(seed * len(policies) + place + 1)
    mean = values.mean(axis=0)
    half_width = np.full_like(mean, np.nan)
    if outcome.seeds > 1:
        half_width = student_t(outcome.seeds - 1) * values.std(axis=0, ddof=1) / math.sqrt(outcome.seeds)
    rows: list[list[DraftCell]] = []
    for place, policy in enumerate(policies):
        for number, name in enumerate(outcome.rows):
            rows.append([TITLES[policy], name, *[
                outcome.guard.cell(with_interval(mean[place, number, kind, q], half_width[place, number, kind, q]),
                                   ("priority_done", "ordinary_done")[kind], policy, number)
                for kind in (0, 1) for q in range(len(QUANTILES))]])
    return Draft("done", "From arrival to the end of the work", population, (
        Column("policy", "Policy", "text"), Column("department", "Department", "text"),
        *[Column(f"{kind}_p{round(100 * q)}_h", f"{kind.capitalize()} p{round(100 * q)}, h" if q == QUANTILES[0] else f"p{round(100 * q)}, h", "text")
          for kind in ("priority", "ordinary") for q in QUANTILES]), rows,
        "Working hours; tickets whose hands-on time the log tells. Here what happened and the policies tell the same thing. A wait "
        "until the first start does not: people start tickets, put them down and start others, so a first start as logged comes "
        "early and promises less than the start of one visit. p85 is what a done_within states by default: measured here, never proved.")
