"""What a finished simulation says, as tables: for people with intervals in words, for programs one row a figure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

import entente
from entente.report.contract_terms import Terms
from entente.report.draft import Draft, DraftCell
from entente.report.figures import Beside, Figure, Figures
from entente.report.side import sides_of
from entente.report.table import Column, Table
from entente.report.ticket_log import TicketLog

from .desk import TITLES, Desk
from .duration import hours
from .logged import LoggedTickets

ALL = "all departments"
KINDS = {"_us": ("h", 3.6e9), "_ppm": ("share", 1e6)}  # ending of a figure: its unit in the files, and what it is divided by
CLASSES = {"wait": None, "priority_wait": entente.Urgency.PRIORITY, "called_wait": entente.Urgency.CALLED,
           "ordinary_wait": entente.Urgency.ORDINARY}


class Guard:
    """Which figures of which department may be shown. Of random requests all may; of a log's, those that are about enough
    people, as in the report: what a figure counts is registered with the figures of one report."""

    def __init__(self, min_group: int) -> None:
        self.figures = Figures(min_group)
        self._behind: list[dict[str, Figure]] | None = None

    def register(self, terms: Terms, log: TicketLog, tickets: LoggedTickets, run: entente.Run, parties: list[str]) -> None:
        """The tickets behind the figures of a log; run: as logged, in order of arrival."""
        sides = sides_of(terms, log)
        order = np.argsort(tickets.arrival_us, kind="stable")
        rows, urgent = tickets.row[order], tickets.urgency[order] != int(entente.Urgency.ORDINARY)
        breached = urgent & (run.kept == 0)
        never = run.start_us == entente.NO_VALUE
        self._behind = []
        for number in [*range(len(parties)), None]:
            mine = np.ones(len(rows), dtype=bool) if number is None else run.department == number
            people = sides.everyone if number is None else (sides.departments.people,)
            behind = {name: self.figures.count(np.sort(rows[mine & mask]), people, name not in ("kept", "started")) for name, mask in (
                ("requests", mine), ("called", urgent), ("ordinary", ~urgent), ("breached", breached),
                ("kept", urgent & ~breached), ("backlog", never), ("started", ~never))}
            self.figures.sum(behind["requests"], [behind["called"], behind["ordinary"]])
            self.figures.sum(behind["requests"], [behind["backlog"], behind["started"]])
            self.figures.sum(behind["called"], [behind["breached"], behind["kept"]])
            self._behind.append(behind)
        for name, whole in self._behind[-1].items():
            self.figures.sum(whole, [behind[name] for behind in self._behind[:-1]])

    def cell(self, value: float | str | None, figure: str, policy: entente.Policy, department: int) -> DraftCell:
        """The value, as far as the tickets behind it may be told of. Breaches and backlog are facts about tickets only of
        what happened; elsewhere they are what would have been."""
        if self._behind is None or value is None:
            return value
        behind = self._behind[department]
        names = ["requests"]
        if figure.startswith(("priority", "called", "promised", "refused", "units")):
            names += ["called"]
        elif figure.startswith("breached"):
            names += ["called", "breached"] if policy is entente.Policy.AS_LOGGED else ["called"]
        elif figure.startswith("ordinary"):
            names += ["ordinary"]
        elif figure.startswith("backlog") and policy is entente.Policy.AS_LOGGED:
            names += ["backlog"]
        return Beside(value, tuple(behind[name] for name in names))


@dataclass(frozen=True)
class Outcome:
    """A finished simulation, and for each figure its estimates (policies x departments and all)."""

    simulation: entente.Simulation
    desk: Desk
    names: tuple[str, ...]  # of the departments, for people
    seeds: int
    guard: Guard

    @property
    def rows(self) -> list[str]:
        """Departments and all of them."""
        return [*self.names, ALL]

    @property
    def base(self) -> int:
        """The place of FIFO, with which the others are compared."""
        return self.desk.policies.index(entente.Policy.FIFO)


def _scaled(figure: str) -> float:
    return next((factor for ending, (_, factor) in KINDS.items() if figure.endswith(ending)), 1.0)


def _unit(figure: str) -> str:
    return next((unit for ending, (unit, _) in KINDS.items() if figure.endswith(ending)),
                "units" if figure.startswith("units") else "requests")


EXACT = 1e-9  # a half-width below is what rounding leaves where nothing is random


def with_interval(mean: float, half_width: float, places: int = 1) -> str:
    """12.3 ± 0.4; without an interval where there is none."""
    if math.isnan(mean):
        return "–"
    rounded = round(mean, places) + 0.0  # no negative zero
    if math.isnan(half_width) or half_width < EXACT:
        return f"{rounded:,.{places}f}"
    return f"{rounded:,.{places}f} ± {half_width:,.{places}f}"


SUMMARY = (("breached_ppm", "Promises broken, %", 100.0, 1), ("priority_wait_p50_us", "Priority p50, h", 1.0, 1),
           ("priority_wait_p90_us", "p90, h", 1.0, 1), ("ordinary_wait_p50_us", "Ordinary p50, h", 1.0, 1),
           ("ordinary_wait_p90_us", "p90, h", 1.0, 1), ("backlog", "Backlog", 1.0, 0), ("jain_ppm", "Fairness (Jain)", 1.0, 3))


def summary(outcome: Outcome, population: tuple[str, ...]) -> Draft:
    """One row a policy: all departments together."""
    last, rows = len(outcome.names), []
    for place, policy in enumerate(outcome.desk.policies):
        row: list[DraftCell] = [TITLES[policy]]
        for figure, _, factor, places in SUMMARY:
            row.append(outcome.guard.cell(_words(outcome, figure, None, place, last, factor, places), figure, policy, last))
        price = _words(outcome, "ordinary_wait_mean_us", outcome.base, place, last, 1.0, 1)
        row.append("–" if place == outcome.base else outcome.guard.cell(price, "ordinary", policy, last))
        rows.append(row)
    columns = [Column("policy", "Policy", "text"), *[Column(figure, title, "text") for figure, title, _, _ in SUMMARY],
               Column("ordinary_price_h", "Price to ordinary, h", "text")]
    return Draft("policies", "The same requests under each policy", population, tuple(columns), rows, (
        "Waits from arrival to start in working hours; ± is the 95 % confidence interval over the seeds. Priority: requests that "
        "are one. Ordinary: not called one. Promises: trust contracts, backed requests by the date of their slot; elsewhere "
        "every request called a priority within start_within. Chosen: units are spent on what is a priority only. Backlog: not "
        "started at the end. Jain: 1 where every department waits as long on average. Price: mean wait of ordinary requests, "
        "less that in order of arrival."))


DEPARTMENT = (("requests", "Requests", 1.0, 0), ("called", "Called priority", 1.0, 0), ("promised", "Promises", 1.0, 1),
              ("breached", "Broken", 1.0, 1), ("refused", "Unit refused", 1.0, 1), ("priority_wait_p90_us", "Priority p90, h", 1.0, 1),
              ("ordinary_wait_p50_us", "Ordinary p50, h", 1.0, 1), ("ordinary_wait_p90_us", "p90, h", 1.0, 1),
              ("units_granted", "Units granted", 1.0, 0), ("units_unused", "Unused", 1.0, 1))


def by_department(outcome: Outcome, population: tuple[str, ...]) -> Draft:
    """One row a policy and department."""
    rows: list[list[DraftCell]] = []
    for place, policy in enumerate(outcome.desk.policies):
        for number, name in enumerate(outcome.rows):
            rows.append([TITLES[policy], name, *[
                outcome.guard.cell(_words(outcome, figure, None, place, number, factor, places), figure, policy, number)
                for figure, _, factor, places in DEPARTMENT]])
    columns = [Column("policy", "Policy", "text"), Column("department", "Department", "text"),
               *[Column(figure, title, "text") for figure, title, _, _ in DEPARTMENT]]
    return Draft("departments", "By department", population, tuple(columns), rows, (
        "Unit refused: a unit was wanted and none was left; the request went on as an ordinary one. Units up to the horizon; "
        "unused are those available or expired then."))


def _words(outcome: Outcome, figure: str, minus: int | None, place: int, number: int, factor: float, places: int) -> str:
    mean, half_width, _ = outcome.simulation.estimate(figure, minus)
    scale = factor / _scaled(figure)
    return with_interval(mean[place, number] * scale, half_width[place, number] * scale, places)


ESTIMATES = (Column("policy", "Policy", "text"), Column("department", "Department", "text"), Column("figure", "Figure", "text"),
             Column("unit", "Unit", "text"), Column("mean", "Mean", "share"), Column("half_width", "Half-width", "share"),
             Column("seeds", "Seeds"), Column("minus_fifo", "Less FIFO", "share"),
             Column("minus_fifo_half_width", "Half-width", "share"))


def estimates(outcome: Outcome, population: tuple[str, ...]) -> Draft:
    """One row a policy, department and figure, for programs."""
    rows: list[list[DraftCell]] = []
    for figure in entente.FIGURES:
        mean, half, seeds = outcome.simulation.estimate(figure)
        over, over_half, _ = outcome.simulation.estimate(figure, outcome.base)
        scale = _scaled(figure)
        for place, policy in enumerate(outcome.desk.policies):
            for number, name in enumerate(outcome.rows):
                if not seeds[place, number]:
                    continue
                values = [_number(table[place, number] / scale) for table in (mean, half, over, over_half)]
                cells = [outcome.guard.cell(value, figure, policy, number) for value in values]
                rows.append([policy.name.lower(), name, figure.removesuffix("_us").removesuffix("_ppm"), _unit(figure),
                             cells[0], cells[1], int(seeds[place, number]), *cells[2:]])
    return Draft("estimates", "Means over the seeds with 95 % intervals", population, ESTIMATES, rows)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def load_words(outcome: Outcome) -> str:
    """The load of the team, and above 1 what that means."""
    load, growth = outcome.simulation.load
    if load <= 1:
        return f"The team is loaded to {100 * load:.1f} % on average."
    per_week = "" if outcome.desk.weeks is None else f" ({growth / outcome.desk.weeks:,.1f} a week)"
    return (f"The team is loaded to {100 * load:.1f} % on average: more comes in than it can do. The queue grows without bound, by "
            f"{growth:,} requests until the end{per_week}, under every policy; waits below are those of this horizon and grow with it.")


def finished(drafts: list[Draft], guard: Guard, as_of: str) -> list[Table]:
    """The tables with what may be shown."""
    guard.figures.close()
    return [draft.finish(guard.figures, as_of) for draft in drafts]


def wait_of(outcome: Outcome, figure: str, place: int) -> tuple[float, float]:
    """A wait of all departments in hours, and its half-width."""
    mean, half_width, _ = outcome.simulation.estimate(figure)
    last = len(outcome.names)
    return hours(mean[place, last]), hours(half_width[place, last])
