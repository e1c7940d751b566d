"""What the log would have been under the offered contract: promises kept, waits of both classes, units, the price."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

import entente
from entente.report.draft import Draft, DraftCell
from entente.report.table import Cell, Column, SmallCell, Table
from entente.simulate.done import student_t
from entente.simulate.tables import ALL, Outcome, with_interval

HOUR_US = 3.6e9
QUANTILES = (0.5, 0.9)
POLICY = entente.Policy.TRUST_CONTRACT


@dataclass(frozen=True)
class Kept:
    """Counts over all seeds, departments and then all of them."""

    promised: np.ndarray  # int64
    kept: np.ndarray      # int64
    waits: np.ndarray     # seeds x departments and all x (backed, others) x QUANTILES, hours; nan: none


def kept_of(outcome: Outcome, advance: Callable[[int], None]) -> Kept:
    """Plays the trust contract once more for each seed."""
    place, rows = outcome.desk.policies.index(POLICY), len(outcome.rows)
    promised, kept = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    waits = np.full((outcome.seeds, rows, 2, len(QUANTILES)), np.nan)
    for seed in range(outcome.seeds):
        run = outcome.simulation.play(seed, place)
        wait, backed = (run.start_us - run.arrival_us) / HOUR_US, run.backed == 1
        for number in range(rows):
            mine = np.ones(len(wait), dtype=bool) if number == rows - 1 else run.department == number
            promised[number] += int((mine & (run.kept >= 0)).sum())
            kept[number] += int((mine & (run.kept == 1)).sum())
            for kind, chosen in enumerate((mine & backed, mine & ~backed)):
                if chosen.any():
                    waits[seed, number, kind] = np.quantile(wait[chosen], QUANTILES, method="inverted_cdf")
        advance(seed + 1)
    return Kept(promised, kept, waits)


def kept_draft(outcome: Outcome, found: Kept, population: tuple[str, ...]) -> Draft:
    """A row a department, and all of them."""
    place, simulation = outcome.desk.policies.index(POLICY), outcome.simulation
    unused, unused_half, _ = simulation.estimate("units_unused")
    price, price_half, _ = simulation.estimate("ordinary_wait_mean_us", outcome.base)
    worst, worst_half, _ = simulation.estimate("wait_p90_us")
    rows: list[list[DraftCell]] = []
    for number, name in enumerate(outcome.rows):
        guarded: list[tuple[str, float | str]] = [
            ("promised", int(found.promised[number])), ("promised", int(found.kept[number])),
            *[(("promised", "ordinary")[kind], _mean(found.waits[:, number, kind, q])) for kind in (0, 1) for q in range(len(QUANTILES))],
            ("wait", with_interval(worst[place, number] / HOUR_US, worst_half[place, number] / HOUR_US)),
            ("units", with_interval(unused[place, number], unused_half[place, number])),
            ("ordinary", with_interval(price[place, number] / HOUR_US, price_half[place, number] / HOUR_US))]
        rows.append([name, *[outcome.guard.cell(value, figure, POLICY, number) for figure, value in guarded]])
    return Draft("kept", "Promises kept and their price, by department", population, (
        Column("department", "Department", "text"), Column("promises", "Promises"), Column("kept", "Kept"),
        Column("promised_p50_h", "Promised, p50, h", "text"), Column("promised_p90_h", "p90, h", "text"),
        Column("others_p50_h", "Others, p50, h", "text"), Column("others_p90_h", "p90, h", "text"),
        Column("all_p90_h", "All, p90, h", "text"), Column("units_unused", "Units unused", "text"),
        Column("ordinary_price_h", "Price to ordinary, h", "text")), rows,
        f"Promises: requests that a unit was spent on, added up over the {outcome.seeds} seeds; kept: started by the date of their "
        "slot plus the grace. Others: requests without a unit, called urgent or not. Waits from arrival to start in working hours, "
        "mean over the seeds ± 95 % interval. Price: mean wait of requests not called urgent, less that in order of arrival.")


def _mean(values: np.ndarray) -> str:
    known = values[~np.isnan(values)]
    if not len(known):
        return "–"
    half = student_t(len(known) - 1) * float(known.std(ddof=1)) / math.sqrt(len(known)) if len(known) > 1 else math.nan
    return with_interval(float(known.mean()), half)


def worst_department(kept: Table) -> str | None:
    """The department whose requests wait longest at the 90th percentile, as far as it may be told; None: of none."""
    waits = {str(name): _first(cell) for name, cell in zip(kept.values("department"), kept.values("all_p90_h")) if name != ALL}
    told = {name: wait for name, wait in waits.items() if wait is not None}
    return max(told, key=lambda name: told[name]) if told and len(told) == len(waits) else None


def _first(cell: Cell) -> float | None:
    """The number of 12.3 ± 0.4."""
    if isinstance(cell, SmallCell) or not isinstance(cell, str) or cell == "–":
        return None
    return float(cell.split(" ")[0].replace(",", ""))


def total(kept: Table, column: str) -> Cell:
    """The cell of all departments."""
    return kept.values(column)[-1]
