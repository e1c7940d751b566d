"""Treatment: within how much working time most requests were done, with the interval of that quantile. Measured, never proved."""

from __future__ import annotations

import math

import numpy as np

import entente
from entente.duration import duration_us

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell
from .figures import Beside, Figure, Figures
from .people import People
from .queue_replay import backed_tickets
from .side import Sides
from .table import Column
from .ticket_log import TicketLog

HOUR_US = 3.6e9
USUAL_PERCENT = 85
KINDS = ("priority", "ordinary")


def quantile_interval(values: np.ndarray, percent: int) -> tuple[float, float | None, float | None]:
    """The value that `percent` of a hundred do not exceed (nearest rank), and an interval that has the true one in at least 95 of
    100 samples whatever the distribution: order statistics x[l] to x[u], by the binomial law (David and Nagaraja, Order Statistics,
    7.1). None: no order statistic is far enough out."""
    ordered, n = np.sort(values), len(values)
    middle = float(ordered[-(-percent * n // 100) - 1])
    share = percent / 100
    logs = [math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share)
            for k in range(n + 1)]
    below = np.cumsum(np.exp(logs))  # P(at most k of n lie at or below the true quantile)
    low, high = int((below <= 0.025).sum()), int((below < 0.975).sum())
    return middle, float(ordered[low - 1]) if low else None, float(ordered[high]) if high < n else None


def done_us(terms: Terms, log: TicketLog) -> np.ndarray:
    """Working time from each ticket's opening to its last stop, where it is still stopped; entente.NO_VALUE otherwise."""
    quotas = terms.quotas
    assert quotas is not None
    found = np.full(len(log.tickets.ids), entente.NO_VALUE, dtype=np.int64)
    ticket, stopped = log.events.ticket, terms.stops[log.events.state]
    if not len(ticket):
        return found
    is_last = np.append(ticket[1:] != ticket[:-1], True)
    begins = stopped & np.append(True, (ticket[1:] != ticket[:-1]) | ~stopped[:-1])  # the first of the stops in a row
    rows = np.flatnonzero(is_last & stopped)
    starts = np.flatnonzero(begins)
    first = starts[np.searchsorted(starts, rows, side="right") - 1]
    whose = ticket[rows]
    opened = log.tickets.opened_us[whose]
    until = np.maximum(log.events.at_us[first], opened)
    found[whose] = terms.contract.calendar(quotas["calendar"]).between(np.ascontiguousarray(opened), np.ascontiguousarray(until))
    return found


def working_day_us(terms: Terms) -> int | None:
    """Working time of a usual working day of the quotas' calendar: the median over its days of 2026; None where it has none."""
    calendar = terms.contract.calendar((terms.quotas or {})["calendar"])
    day_us = 86_400_000_000
    first = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z: a day in UTC holds the hours of one working day nearly everywhere
    begin = first + day_us * np.arange(365, dtype=np.int64)
    open_us = np.asarray(calendar.between(begin, begin + day_us))
    return int(np.median(open_us[open_us > 0])) if (open_us > 0).any() else None


def done_within(terms: Terms, log: TicketLog, sides: Sides, figures: Figures) -> Draft:
    """A row a department and kind of request, and all of them."""
    side, taken = sides.departments, done_us(terms, log)
    done, urgent = taken != entente.NO_VALUE, np.array(backed_tickets(terms, log), dtype=bool)
    lines = {line["party"]: line for line in (terms.quotas or {})["lines"]}
    day_us = working_day_us(terms)
    rows: list[list[DraftCell]] = []
    of_kind: list[list[Figure]] = [[], []]
    for party, name in enumerate(side.names):
        line = lines.get(terms.departments.ids[party])
        for kind, mask in enumerate((urgent, ~urgent)):
            mine = (side.party == party) & done & mask
            figure = figures.count(mine, (side.people,), line is not None)
            of_kind[kind].append(figure)
            if line is not None:
                rows.append([name, KINDS[kind], figure, *_cells(taken[mine], line["done_percent"], line["done_within"], day_us, figure)])
    for kind, mask in enumerate((urgent, ~urgent)):
        rest = figures.count((side.party < 0) & done & mask, (side.people,), is_printed=False)
        whole = figures.count(done & mask, sides.everyone)
        figures.sum(whole, [*of_kind[kind], rest])
        rows.append(["all departments", KINDS[kind], whole, *_cells(taken[done & mask], USUAL_PERCENT, "0m", day_us, whole)])
    everything = figures.count(done, sides.everyone)
    _tie(done, urgent, figures, sides.everyone, everything)
    return Draft("done_within", "Treatment: done within", (Counted(everything, "ticket"), " that were solved and not reopened"), (
        Column("department", "Department", "text"), Column("kind", "Kind", "text"), Column("done", "Done"),
        Column("percent", "Of a hundred", "count"), Column("within_hours", "Done within, h", "hours"),
        Column("low_hours", "95 % from, h", "hours"), Column("high_hours", "to, h", "hours"), Column("within_days", "Working days", "hours"),
        Column("stated_hours", "Stated, h", "hours"), Column("share_within", "Done in that", "share")), rows,
        "Working time from the opening to the solution. Measured on those that are done, and never proved: a proof is about starts. What is "
        "still open is not in it, so it is on the hopeful side while a backlog grows. The interval holds whatever the distribution is; "
        "– where there are too few for one.")


def _cells(values: np.ndarray, percent: int, stated: str, day_us: int | None, figure: Figure) -> list[DraftCell]:
    stated_us = duration_us(stated)
    if not len(values):
        return [percent, None, None, None, None, stated_us / HOUR_US if stated_us else None, None]
    told = [None if each is None else each / HOUR_US for each in quantile_interval(values, percent)]
    days = None if day_us is None or told[0] is None else told[0] * HOUR_US / day_us
    share = float((values <= stated_us).mean()) if stated_us else None
    told.append(days)  # a blank interval is hidden as well: it tells how many there are
    return [percent, *[Beside(each, (figure,)) for each in told], *([stated_us / HOUR_US, Beside(share, (figure,))] if stated_us else [None, None])]


def _tie(done: np.ndarray, urgent: np.ndarray, figures: Figures, people: tuple[People, ...], everything: Figure) -> None:
    """Done is priority and ordinary; all tickets are done or not."""
    parts = [figures.count(done & mask, people) for mask in (urgent, ~urgent)]
    figures.sum(everything, parts)
    figures.sum(figures.count(np.ones(len(done), dtype=bool), people), [everything, figures.count(~done, people, is_printed=False)])
