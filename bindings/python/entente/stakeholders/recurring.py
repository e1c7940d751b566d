"""Recurring subjects (D8): what keeps coming back, as communities over category, support group and department, and its flow.

Vertices are the values of the three columns, as the log writes them. Each ticket ties those of its values that are known; the
strength of a tie is its tickets. Communities are those of the Leiden algorithm on strengths (modularity). A ticket belongs to
the community that has most of its values (two of three, or all that are known); where they are all in different ones, to none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

import entente
from entente.report.category import BLANK
from entente.report.draft import Counted, Draft, DraftCell
from entente.report.figures import Beside
from entente.report.instant import local_time
from entente.report.table import Column

from .study import Study

COLUMNS = {"category": "category", "group": "assignment_group", "department": "requester_group"}
MOST_VALUES = 4     # of a column that name a subject
SEED = 20260105
RESTARTS = 10
NONE = "none"


@dataclass(frozen=True)
class Subjects:
    """Communities and the tickets of each."""

    names: list[tuple[str, str]]  # a vertex: column and value
    label: np.ndarray             # int32 a vertex
    of_ticket: np.ndarray         # int32 a ticket, BLANK for none
    count: int
    quality: float                # modularity reached


def recurring_subjects(study: Study) -> list[Draft]:
    """One row a subject: its categories, groups and departments, its tickets and whether its share grows; and its flow by month."""
    found = subjects_of(study)
    if found is None:
        return []
    months, month_of = _months(study)
    figures, people = study.figures, study.sides.everyone
    everything = np.arange(len(month_of))
    whole = figures.count(everything, people)
    totals = [figures.count(everything[month_of == month], people) for month in range(len(months))]
    figures.sum(whole, totals)
    rows: list[list[DraftCell]] = []
    flow: list[list[DraftCell]] = []
    grid = []
    for subject in [*range(found.count), BLANK]:
        mine = found.of_ticket == subject
        tickets = figures.count(everything[mine], people)
        parts = [figures.count(everything[mine & (month_of == month)], people) for month in range(len(months))]
        figures.sum(tickets, parts)
        grid.append([tickets, *parts])
        if not tickets.value:
            continue
        name = NONE if subject == BLANK else str(subject + 1)
        flow += [[name, month, part] for month, part in zip(months, parts)]
        words = ["", "", ""] if subject == BLANK else [_values(study, found, subject, column) for column in COLUMNS]
        rows.append([name, *words, tickets, Beside(tickets.value / len(month_of), (tickets, whole)),
                     Beside(_trend([part.value for part in parts], [total.value for total in totals]), (*parts, *totals))])
    for total, *of_subjects in zip([whole, *totals], *grid):
        figures.sum(total, of_subjects)
    population = (Counted(whole, "ticket"), f"; communities of modularity {found.quality:.4f}, the best of {RESTARTS} runs (seed {SEED})")
    return [Draft("recurring_subjects", "What keeps coming back", population, (
        Column("subject", "Subject", "text"), Column("categories", "Categories", "text"), Column("groups", "Support groups", "text"),
        Column("departments", "Departments", "text"), Column("tickets", "Tickets"), Column("share", "Of all", "share"),
        Column("trend", "Trend", "text")), rows,
        "Names are the values with most tickets of the subject, those of enough people. Trend: the subject's share of the tickets of the "
        "later months against that of the earlier ones, half of all tickets each; by more than a quarter. A subject that stays is one to "
        "settle for the long term."),
        Draft("subjects_by_month", "The flow of each subject", population, (
            Column("subject", "Subject", "text"), Column("month", "Month", "text"), Column("tickets", "Tickets")), flow)]


def _months(study: Study) -> tuple[list[str], np.ndarray]:
    """Local months in which tickets were opened, and the month of each ticket."""
    names = [local_time(at, study.zone).strftime("%Y-%m") for at in study.log.tickets.opened_us.tolist()]
    months = sorted(set(names))
    place = {name: number for number, name in enumerate(months)}
    return months, np.array([place[name] for name in names], dtype=np.int64)


def _trend(tickets: list[int], totals: list[int]) -> str:
    """Share in the later months against the earlier ones, which have half of all tickets or a little more."""
    cut = int(np.searchsorted(np.cumsum(totals), sum(totals) / 2)) + 1
    if cut >= len(totals):
        return ""
    early, late = sum(tickets[:cut]) / sum(totals[:cut]), sum(tickets[cut:]) / sum(totals[cut:])
    return "grows" if late > 1.25 * early else "shrinks" if early > 1.25 * late else "stays"


def subjects_of(study: Study) -> Subjects | None:
    """None where fewer than two of the three columns exist."""
    columns = {name: study.log.tickets.column(column) for name, column in COLUMNS.items()}
    known = {name: column for name, column in columns.items() if column is not None}
    if len(known) < 2:
        return None
    names: list[tuple[str, str]] = []
    vertex = []
    for name, column in known.items():
        codes = column.codes.astype(np.int64)
        vertex.append(np.where(codes == BLANK, BLANK, codes + len(names)))
        names += [(name, value) for value in column.names]
    source, target = [], []
    for one, other in combinations(vertex, 2):
        both = (one != BLANK) & (other != BLANK)
        source.append(one[both])
        target.append(other[both])
    graph = entente.Graph(len(names), np.concatenate(source).astype(np.int32), np.concatenate(target).astype(np.int32))
    label, quality = graph.leiden(weighted=True, restarts=RESTARTS, seed=SEED)
    return Subjects(names, label, _of_tickets(vertex, label), int(label.max(initial=-1)) + 1, float(quality.max()))


def _of_tickets(vertex: list[np.ndarray], label: np.ndarray) -> np.ndarray:
    """The community of most of a ticket's values."""
    of_value = [np.where(column == BLANK, BLANK, label[column]) for column in vertex]
    found = np.full(len(vertex[0]), BLANK, dtype=np.int32)
    for one, other in combinations(of_value, 2):
        agree = (one != BLANK) & (one == other)
        found[agree] = one[agree]
    known = sum((column != BLANK).astype(int) for column in of_value)
    for column in of_value:
        alone = (known == 1) & (column != BLANK)
        found[alone] = column[alone]
    return found


def _values(study: Study, found: Subjects, subject: int, name: str) -> str:
    """The values of a column that have most tickets of a subject, of enough people."""
    column = study.log.tickets.column(COLUMNS[name])
    if column is None:
        return ""
    mine = found.of_ticket == subject
    counts = np.bincount(column.codes[mine & (column.codes != BLANK)], minlength=len(column.names))
    order = [code for code in np.lexsort((np.array(column.names), -counts)).tolist() if counts[code]]
    shown = [column.names[code] for code in order[:MOST_VALUES]
             if study.figures.is_large(study.figures.count(mine & (column.codes == code), study.sides.everyone, is_printed=False))]
    further = len(order) - len(shown)
    return ", ".join(shown) + (f" and {further:,} more" if further and shown else f"{further:,} of few people" if further else "")
