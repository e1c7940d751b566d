"""The requester's duties: intake complete before a unit is spent, answers in time, there for tests; and what follows when not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from entente.duration import duration_us

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell
from .figures import Figures
from .queue_replay import intake_complete
from .side import Sides
from .table import Column
from .ticket_log import TicketLog

INTAKE, ANSWER, TEST = "complete intake", "answer in time", "test in time"
CONSEQUENCES = {INTAKE: "no unit is spent on it before it is complete",
                ANSWER: "the unit is forfeited; the request goes on as an ordinary one",
                TEST: "as an answer: the unit is forfeited"}


@dataclass(frozen=True)
class Asked:
    """Times at which something was asked of a requester: rows of tickets, one that was asked twice stands there twice."""

    kept: np.ndarray
    missed: np.ndarray
    pending: np.ndarray  # still within the limit, or without one

    @property
    def all(self) -> np.ndarray:
        return np.sort(np.concatenate((self.kept, self.missed, self.pending)))


def duties(terms: Terms, log: TicketLog, sides: Sides, figures: Figures) -> Draft:
    """A row a department and duty."""
    side, rows, asked = sides.departments, [], []
    for line in (terms.quotas or {})["lines"]:
        party = terms.departments.ids.index(line["party"])
        mine = side.party == party
        for duty, found in _found(terms, log, line, mine):
            counts = [figures.count(part, (side.people,)) for part in (found.all, found.kept, found.missed, found.pending)]
            figures.sum(counts[0], counts[1:])
            row: list[DraftCell] = [side.names[party], duty, *counts, CONSEQUENCES[duty]]
            rows.append(row)
            asked.append(found.all)
    everything = figures.count(np.sort(np.concatenate(asked)) if asked else np.zeros(0, dtype=np.int64), sides.everyone)
    return Draft("duties", "The requesters’ duties", (Counted(everything, "time"), " that something was asked of a requester"), (
        Column("department", "Department", "text"), Column("duty", "Duty", "text"), Column("asked", "Asked"), Column("kept", "Kept"),
        Column("missed", "Missed"), Column("pending", "Pending"), Column("consequence", "When it is not kept", "text")), rows,
        "Intake: once a ticket, by the columns of the log that the contract's intake names; a duty is left out where the log or the contract "
        "does not tell of it. Answers and tests: once each time, in working time, against answer_within of the department's line; pending: "
        "not over when the log ends, or no limit is stated. The units that were forfeited stand in the quota balances.")


def _found(terms: Terms, log: TicketLog, line: dict[str, object], mine: np.ndarray) -> Iterator[tuple[str, Asked]]:
    """What the log tells of each duty, for the tickets of one department."""
    quotas = terms.quotas or {}
    if any(log.tickets.column(name) is not None for name in quotas["intake"]):
        complete = intake_complete(terms, log)
        yield INTAKE, Asked(np.flatnonzero(mine & complete), np.flatnonzero(mine & ~complete), np.zeros(0, dtype=np.int64))
    tests = np.array([name in quotas["tested_in"] for name in terms.contract.states], dtype=bool)
    limit_us = duration_us(str(line["answer_within"]))
    for duty, states in ((ANSWER, terms.asks & ~tests), (TEST, tests)):
        if states.any():
            yield duty, _timed(terms, log, states, limit_us, mine)


def _timed(terms: Terms, log: TicketLog, states: np.ndarray, limit_us: int, mine: np.ndarray) -> Asked:
    """Stays in these states, event by event, and whether each was left in time."""
    events = log.events
    inside = states[events.state] & mine[events.ticket]
    is_last = np.append(events.ticket[1:] != events.ticket[:-1], True)[: len(events.ticket)]
    again = np.append(False, inside[:-1] & (events.ticket[1:] == events.ticket[:-1]))[: len(inside)]
    begin = np.flatnonzero(inside & ~again)
    ends = np.flatnonzero(inside & (is_last | ~np.append(inside[1:], False)))
    is_over = ~is_last[ends]
    until = np.where(is_over, events.at_us[np.minimum(ends + 1, len(events.at_us) - 1)], log.last_us)
    calendar = terms.contract.calendar((terms.quotas or {})["calendar"])
    opened = log.tickets.opened_us[events.ticket[begin]]
    since = np.maximum(events.at_us[begin], opened)
    taken = np.asarray(calendar.between(np.ascontiguousarray(since), np.ascontiguousarray(np.maximum(until, since))))
    tickets = events.ticket[begin].astype(np.int64)
    missed = (taken > limit_us) & (limit_us > 0)
    kept = is_over & ~missed & (limit_us > 0)
    return Asked(tickets[kept], tickets[missed], tickets[~kept & ~missed])
