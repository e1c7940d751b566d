"""Tension index (D9): what each party lives through, from measured facts, every component shown. Never of a person."""

from __future__ import annotations

import numpy as np

import entente
from entente.report.category import BLANK
from entente.report.cycle_rows import countable
from entente.report.draft import Counted, Draft, DraftCell
from entente.report.evaluation import evaluate
from entente.report.figures import Beside
from entente.report.queue_replay import replay
from entente.report.side import SideOfLog
from entente.report.table import Column

from .study import Study, log_until, rows_until

COMPONENTS = {
    "waited": "waited for the other side or a third party",
    "reopened": "reopened",
    "ping_pong": "came back to a support group that had handed it over",
    "overdue": "a promise missed",
    "quota_refused": "unit of the quota refused",
}
INDEX = "tension index"
NOTE = ("Index = 100 / components x the sum of the shares; a component's part is its points, and the points add up to the index. "
        "Shares are of the party's tickets. It compares what parties live through; it says nothing about anybody's work.")


def tension(study: Study) -> list[Draft]:
    """One table a side: shares of tickets, points of each component, and their sum. A component that the log or the contract
    cannot tell is left out for everybody and said."""
    marks = _marks(study)
    return [_table(study, side, marks) for side in (study.sides.departments, study.sides.teams)]


def _marks(study: Study) -> dict[str, np.ndarray]:
    """For each component that can be told: bool a ticket."""
    log, terms = study.log, study.terms
    tickets, state = log.events.ticket, log.events.state
    tells: dict[str, np.ndarray] = {}
    waits = np.array([clock == "pause" for clock in terms.clocks], dtype=bool)
    tells["waited"] = _any(tickets[waits[state]], len(log.tickets.ids))
    stopped, follows = terms.stops[state], tickets[1:] == tickets[:-1]
    tells["reopened"] = _any(tickets[1:][follows & stopped[:-1] & ~stopped[1:]], len(log.tickets.ids))
    group = log.events.column("group")
    if group is not None:
        tells["ping_pong"] = _came_back(tickets, group.codes, len(log.tickets.ids))
    if terms.promises:
        known, rows = log_until(log, study.at_us), rows_until(log, study.at_us)
        judged = evaluate(terms, known, study.at_us)
        promised = countable(judged.cycles, terms.promises, len(rows), study.at_us)
        missed = promised.ticket[promised.state == int(entente.CycleState.BREACHED)]
        tells["overdue"] = _any(rows[missed], len(log.tickets.ids))
    if terms.quotas:
        tells["quota_refused"] = _any(np.array(replay(terms, log, study.at_us).refused, dtype=np.int64), len(log.tickets.ids))
    return tells


def _any(tickets: np.ndarray, count: int) -> np.ndarray:
    found = np.zeros(count, dtype=bool)
    found[tickets] = True
    return found


def _came_back(ticket: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    """Tickets that entered a support group again after another had them (blanks passed over)."""
    known = group != BLANK
    ticket, group = ticket[known], group[known]
    enters = np.append(True, (ticket[1:] != ticket[:-1]) | (group[1:] != group[:-1]))[: len(ticket)]
    ticket, group = ticket[enters], group[enters]
    pair, times = np.unique(ticket.astype(np.int64) << 32 | group, return_counts=True)
    return _any((pair[times > 1] >> 32).astype(np.int64), count)


def _table(study: Study, side: SideOfLog, marks: dict[str, np.ndarray]) -> Draft:
    """One row a party and component, and one for the index. Parties in order of the contract: it is no ranking."""
    figures, people = study.figures, (side.people,)
    open_by = study.log.tickets.opened_us <= study.at_us
    rows: list[list[DraftCell]] = []
    for position, name in enumerate(side.parties):
        mine = side.tickets_of(position) & open_by
        whole = figures.count(mine, people)
        if not whole.value:
            continue
        parts, index = [], 0.0
        for component, mark in marks.items():
            part = figures.count(mine & mark, people)
            figures.sum(whole, [part, figures.count(mine & ~mark, people, is_printed=False)])
            share = part.value / whole.value
            points = round(100 * share / len(marks), 6)
            rows.append([name, component.replace("_", " "), part, Beside(share, (whole, part)), Beside(points, (whole, part))])
            parts.append(part)
            index += points
        rows.append([name, INDEX, whole, None, Beside(round(index, 6), (whole, *parts))])
    absent = [words for name, words in COMPONENTS.items() if name not in marks]
    note = NOTE + (f" Left out, as the log or the contract does not tell it: {'; '.join(absent)}." if absent else "")
    total = figures.count(open_by, study.sides.everyone)
    return Draft(f"tension_by_{side.label}", f"Tension by {side.label}", (
        Counted(total, "ticket"), "; " + "; ".join(f"{name.replace('_', ' ')}: {COMPONENTS[name]}" for name in marks)),
        (Column(side.label, side.label.capitalize(), "text"), Column("component", "Component", "text"), Column("tickets", "Tickets"),
         Column("share", "Share", "share"), Column("points", "Points", "hours")), rows, note)
