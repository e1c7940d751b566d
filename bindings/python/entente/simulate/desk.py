"""The desk of a simulation: what departments ask for and who serves them."""

from __future__ import annotations

import argparse
import datetime
from dataclasses import dataclass

import numpy as np

import entente
from entente.report.contract_terms import Terms
from entente.report.failure import ReportFailure, UsageFailure

from .duration import duration_us

WEEK_US = 7 * 24 * 3_600_000_000
HOUR_US = 3_600_000_000
USUAL_WEEK_US = 40 * HOUR_US
TEAM, VISIT, LOAD, WEEKS, PRIORITY, INFLATION = 12, "2h", 0.9, 12, 0.1, 0.6
SERVICES = {"constant": entente.Service.CONSTANT, "exponential": entente.Service.EXPONENTIAL,
            "lognormal": entente.Service.LOGNORMAL}
POLICIES = {"fifo": entente.Policy.FIFO, "strict": entente.Policy.STRICT_PRIORITY, "fair": entente.Policy.FAIR_QUEUEING,
            "earliest-due": entente.Policy.EARLIEST_DUE, "trust": entente.Policy.TRUST_CONTRACT,
            "trust-chosen": entente.Policy.TRUST_CONTRACT_CHOSEN}
TITLES = {entente.Policy.AS_LOGGED: "As logged", entente.Policy.FIFO: "Order of arrival",
          entente.Policy.STRICT_PRIORITY: "Strict priority", entente.Policy.FAIR_QUEUEING: "Fair queueing",
          entente.Policy.EARLIEST_DUE: "Earliest due", entente.Policy.TRUST_CONTRACT: "Trust contract",
          entente.Policy.TRUST_CONTRACT_CHOSEN: "Trust, chosen"}


@dataclass(frozen=True)
class Desk:
    """A demand and a team, and in words what they are."""

    demand: entente.Demand
    slots: np.ndarray            # int32, visits at a time of each agent
    policies: tuple[entente.Policy, ...]
    words: tuple[str, ...]
    weeks: int | None            # until the horizon; None: a log has none


def policies_of(text: str | None, of_log: bool = False) -> tuple[entente.Policy, ...]:
    """The policies of --policies, FIFO always among them: the others are compared with it. Of a log, what happened comes
    first; what a request is beyond its name it does not tell, so nothing can be chosen."""
    known = [name for name in POLICIES if not (of_log and name == "trust-chosen")]
    names = known if text is None else [name.strip() for name in text.split(",")]
    for name in names:
        if name not in known:
            raise UsageFailure(f"--policies {text}: no policy '{name}'; known{' of a log' if of_log else ''}: {', '.join(known)}")
    if len(set(names)) < len(names):
        raise UsageFailure(f"--policies {text}: a policy is named twice")
    played = [POLICIES[name] for name in dict.fromkeys(["fifo", *names])]
    return (entente.Policy.AS_LOGGED, *played) if of_log else tuple(played)


def working_week_us(terms: Terms) -> int:
    """Working time in a usual week of the contract's calendar: the median over the weeks of 2026; 40 h without a calendar."""
    name = (terms.quotas or {}).get("calendar")
    if name is None:
        return USUAL_WEEK_US
    calendar = terms.contract.calendar(name)
    monday = int(datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc).timestamp()) * 1_000_000
    begin = monday + WEEK_US * np.arange(52, dtype=np.int64)
    week_us = int(np.median(calendar.between(begin, begin + WEEK_US)))
    if week_us <= 0:
        raise ReportFailure(f"calendar '{name}' of the quotas has no working time in a usual week: state it (--week)")
    return week_us


def parties_of(terms: Terms) -> list[str]:
    """Parties with a quota line, as the engine numbers them. Raises ReportFailure where there is none."""
    if not terms.quotas or not terms.quotas["lines"]:
        raise ReportFailure("the contract has no quota line (/quotas/lines), so no department sends requests under it")
    return sorted((line["party"] for line in terms.quotas["lines"]), key=lambda party: party.encode())


def drawn_desk(args: argparse.Namespace, terms: Terms) -> Desk:
    """A desk with requests at random, from the command line."""
    parties = parties_of(terms)
    week_us = working_week_us(terms) if args.week is None else duration_us(args.week, "--week")
    visit_us = duration_us(args.visit or VISIT, "--visit")
    team, load = args.team if args.team is not None else TEAM, LOAD if args.load is None else args.load
    weeks = WEEKS if args.weeks is None else args.weeks
    priority = _share(PRIORITY if args.priority is None else args.priority, "--priority")
    called = max(priority, _share(INFLATION if args.inflation is None else args.inflation, "--inflation"))
    shares = _shares(args.share or [], parties)
    total = load * team * week_us / visit_us  # requests a week
    rates = np.round(1000 * total * shares / shares.sum()).astype(np.int64)
    n = len(parties)
    service = args.service or "exponential"
    demand = entente.Demand(
        week_us=week_us, weeks=weeks, warmup_weeks=args.warmup, requests_per_1000_weeks=rates,
        service_mean_us=np.full(n, visit_us), priority_ppm=np.full(n, round(1e6 * priority)),
        called_ppm=np.full(n, round(1e6 * called)), service=np.full(n, int(SERVICES[service]), dtype=np.int32),
        service_variation_ppm=np.full(n, round(1e6 * args.variation)), intensity=_intensity(args.shape, n))
    words = (
        f"{team} agents, visits of {_short(visit_us)} on average ({service}), {total:,.1f} requests in a working week of "
        f"{_short(week_us)}, {weeks} weeks counted after {args.warmup} of warm-up",
        f"{100 * priority:.0f} % of the requests are a priority, {100 * called:.0f} % are called one")
    return Desk(demand, np.ones(team, dtype=np.int32), policies_of(args.policies), words, weeks + args.warmup)


def _short(amount_us: int) -> str:
    whole, rest = divmod(round(amount_us / 60_000_000), 60)
    return f"{whole} h" if not rest else f"{whole} h {rest:02d}" if whole else f"{rest} min"


def _share(value: float, option: str) -> float:
    if not 0 <= value <= 1:
        raise UsageFailure(f"{option} {value}: a share from 0 to 1 was expected")
    return value


def _shares(texts: list[str], parties: list[str]) -> np.ndarray:
    """How requests divide over the departments; evenly where nothing is said, 1 where one is not named."""
    shares = np.ones(len(parties))
    for text in texts:
        party, equals, amount = text.rpartition("=")
        if not equals or party not in parties:
            raise UsageFailure(f"--share {text}: PARTY=AMOUNT was expected, with one of {', '.join(parties)}")
        try:
            value = float(amount)
        except ValueError:
            value = -1.0
        if not 0 <= value < 1e6:
            raise UsageFailure(f"--share {text}: an amount from 0 to a million was expected")
        shares[parties.index(party)] = value
    if not shares.any():
        raise UsageFailure("--share: every department has 0")
    return shares


def _intensity(text: str | None, departments: int) -> np.ndarray | None:
    """Weights of equal parts of the working week."""
    if text is None:
        return None
    if not all(part.strip().isascii() and part.strip().isdigit() and len(part.strip()) < 10 for part in text.split(",")):
        raise UsageFailure(f"--shape {text}: whole numbers with commas were expected, such as 3,2,2,2,1")
    return np.tile(np.array([int(part) for part in text.split(",")], dtype=np.int32), (departments, 1))
