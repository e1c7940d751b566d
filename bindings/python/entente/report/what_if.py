"""Which clocks of a log stand elsewhere under another contract, or with other zone data."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

import entente

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell
from .evaluation import attribute_codes
from .failure import ReportFailure
from .figures import Figure, Figures
from .instant import iso_text, local_text
from .people import People
from .side import SideOfLog, sides_of
from .table import Column, Table
from .ticket_log import TicketLog

BREACHED = entente.CycleState.BREACHED
NO_CLOCK = entente.NO_VALUE_INT32
STATE_NAMES = {int(state): state.name.lower() for state in entente.CycleState} | {NO_CLOCK: ""}
KINDS = (Column("newly_missed", "Missed then"), Column("no_longer_missed", "No longer missed"),
         Column("only_then", "New clock"), Column("only_now", "No clock then"), Column("other_state", "Other state"),
         Column("due_moved", "Only the due date moved"))
LIST = (Column("ticket_id", "Ticket", "text"), Column("target", "Target", "text"), Column("state_now", "State now", "text"),
        Column("state_then", "State then", "text"), Column("due_now", "Due now", "text"),
        Column("due_then", "Due then", "text"))


@dataclass(frozen=True)
class WhatIf:
    """counts: by target and department, without what small cells hide. changes: one row a clock that changed."""

    counts: Table
    changes: Table


def compare(now: Terms, then: Terms, source: TicketLog, at_us: int, min_group: int, zone: ZoneInfo) -> WhatIf:
    """Judges the log under both contracts at one instant. Raises ReportFailure where `then` lacks a state of the log."""
    log = source.complete()
    cycles_now, cycles_then = _cycles(now, now, log, at_us), _cycles(now, then, log, at_us)
    changes = entente.what_if(now.contract, cycles_now, then.contract, cycles_then)
    figures, sides = Figures(min_group), sides_of(now, log)
    names = _target_names(now, then, changes)
    rule = [name for terms in (now, then) for name in (terms.verdict or {"targets": []})["targets"]]
    is_open = np.zeros(len(log.tickets.ids), dtype=bool)
    for terms, cycles in ((now, cycles_now), (then, cycles_then)):
        is_open[cycles.ticket[(cycles.stopped_us == entente.NO_VALUE) & _is_promise(terms, cycles, rule)]] = True
    compared, left = (figures.count(mask, sides.everyone, printed) for mask, printed in ((is_open, True), (~is_open, False)))
    figures.sum(figures.count(np.ones(len(is_open), dtype=bool), sides.everyone, False), [compared, left])
    kind = _kinds(changes)
    rows: list[list[DraftCell]] = []
    for target in dict.fromkeys(name for name in names.tolist() if name not in rule):
        rows += _rows(changes.ticket, (names == target), kind, target, sides.departments, sides.everyone, figures)
    draft = Draft("what_if", "Clocks that change", (Counted(compared, "ticket"), " with an open clock under one of both"), (
        Column("target", "Target", "text"), Column("department", "Department", "text"),
        Column("changed", "Clocks that change"), *KINDS), rows)
    figures.close()
    return WhatIf(draft.finish(figures, local_text(at_us, zone)),
                  _list(changes, names, ~np.isin(names, rule), log, at_us, zone))


def _cycles(now: Terms, terms: Terms, log: TicketLog, at_us: int) -> entente.Cycles:
    """The clocks of a log whose states are numbered as in `now`, under other terms."""
    number = {name: i for i, name in enumerate(terms.contract.states)}
    of_state = np.array([number.get(name, -1) for name in now.contract.states], dtype=np.int32)
    state = of_state[log.events.state]
    if (state < 0).any():
        name = now.contract.states[int(log.events.state[int(np.argmin(state))])]
        raise ReportFailure(f"the other contract's clock map lacks the state '{name}', which the log has")
    events = replace(log.events, state=np.ascontiguousarray(state))
    columns = entente.Log(terms.contract, log.tickets.opened_us, attribute_codes(terms.contract, log), events.ticket,
                          events.at_us, events.state)
    return entente.evaluate(columns, at_us)


def _target_names(now: Terms, then: Terms, changes: entente.Changes) -> np.ndarray:
    """The id of each row's target, or of its combination."""
    ids = [_ids(terms) for terms in (now, then)]
    return np.array([ids[1][b] if a == NO_CLOCK else ids[0][a]
                     for a, b in zip(changes.target_now.tolist(), changes.target_then.tolist())], dtype=object)


def _ids(terms: Terms) -> list[str]:
    """The ids of targets, then of combinations, as cycles number them."""
    return [*terms.contract.targets, *[one["id"] for one in terms.document.get("combinations", [])]]


def _is_promise(terms: Terms, cycles: entente.Cycles, rule: list[str]) -> np.ndarray:
    """Bool a row: not of a target that only reproduces a recorded verdict."""
    return np.array([name not in rule for name in _ids(terms)], dtype=bool)[cycles.target]


def _kinds(changes: entente.Changes) -> np.ndarray:
    """Position in KINDS of each row."""
    before, after = changes.state_now, changes.state_then
    return np.select([before == NO_CLOCK, after == NO_CLOCK, before == after, after == BREACHED, before == BREACHED],
                     [2, 3, 5, 0, 1], 4)


def _rows(ticket: np.ndarray, mine: np.ndarray, kind: np.ndarray, target: str, departments: SideOfLog,
          everyone: tuple[People, ...], figures: Figures) -> list[list[DraftCell]]:
    """One row a department with changes, and one for all."""
    def cells(chosen: np.ndarray, people: tuple[People, ...]) -> list[Figure]:
        total = figures.count(ticket[chosen], people)
        parts = [figures.count(ticket[chosen & (kind == number)], people) for number in range(len(KINDS))]
        figures.sum(total, parts)
        return [total, *parts]

    every = cells(mine, everyone)
    of_party = [(name, cells(mine & departments.tickets_of(position)[ticket], (departments.people,)))
                for position, name in enumerate(departments.parties)]
    for whole, *parts in zip(every, *[figures_of for _, figures_of in of_party]):
        figures.sum(whole, parts)
    rows: list[list[DraftCell]] = [[target, name, *figures_of] for name, figures_of in of_party]
    return [*rows, [target, "all departments", *every]]


def _list(changes: entente.Changes, names: np.ndarray, chosen: np.ndarray, log: TicketLog, at_us: int,
          zone: ZoneInfo) -> Table:
    def due(instant_us: int) -> str:
        return "" if instant_us == entente.NO_VALUE else iso_text(instant_us, zone)

    rows = [[log.tickets.ids[ticket], name, STATE_NAMES[before], STATE_NAMES[after], due(due_now), due(due_then)]
            for ticket, name, before, after, due_now, due_then in zip(*[column[chosen].tolist() for column in (
                changes.ticket, names, changes.state_now, changes.state_then, changes.due_now_us, changes.due_then_us)])]
    return Table("changes", "Clocks that change", "one row a clock", LIST, rows, as_of=local_text(at_us, zone))
