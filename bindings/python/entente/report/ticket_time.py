"""Business time of each ticket: the evidence behind every other figure, for whoever checks them. Counting its rows gives
back what small cells hide, so it is written on request only."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

import entente

from .contract_terms import Terms
from .draft import Draft, DraftCell
from .evaluation import Evaluation
from .instant import iso_text
from .table import Column, seconds
from .ticket_log import TicketLog

TIMES = {"running": "elapsed_us", "paused": None, "settled": "settled_us", "outside": "outside_us",
         "provider": "provider_us", "requester": "requester_us", "third_party": "third_party_us",
         "closing": "closing_us"}
COLUMNS = (Column("ticket_id", "Ticket", "text"), Column("target", "Target", "text"), Column("state", "State", "text"),
           Column("opened_at", "Opened", "text"), Column("due_at", "Due", "text"),
           Column("stopped_at", "Stopped", "text"), Column("resolved_at", "Resolved", "text"),
           Column("business_seconds", "Opened to resolved, s", "seconds"),
           *(Column(f"{name}_business_seconds" if name != "outside" else "outside_seconds", name, "seconds")
             for name in TIMES))


def ticket_time(terms: Terms, log: TicketLog, evaluation: Evaluation, zone: ZoneInfo) -> Draft:
    """One row a ticket and target. business_seconds: calendar time from opening to the resolution that the log records.
    running: the clock ran. paused: it stood still, without the time in a stop state before a reopening, which is
    settled. provider + requester + third_party + closing = running + paused + settled: the same time by whom it waited
    for. outside: wall time outside the calendar."""
    cycles = evaluation.cycles
    ids, resolved_us = log.tickets.ids, log.tickets.resolved_us
    between = _opened_to_resolved(terms, log, cycles)
    amounts = [(cycles.paused_us - cycles.settled_us if column is None else getattr(cycles, column)).tolist()
               for column in TIMES.values()]
    stamps: dict[int, str] = {entente.NO_VALUE: ""}

    def stamp(instant_us: int) -> str:
        text = stamps.get(instant_us)
        if text is None:
            text = stamps[instant_us] = iso_text(instant_us, zone)
        return text

    states = {int(kind): kind.name.lower() for kind in entente.CycleState}
    targets = terms.contract.targets
    rows: list[list[DraftCell]] = []
    for ticket, target, state, started, due, stopped, business, *times in zip(
            cycles.ticket.tolist(), cycles.target.tolist(), cycles.state.tolist(), cycles.started_us.tolist(),
            cycles.due_us.tolist(), cycles.stopped_us.tolist(), between, *amounts):
        rows.append([ids[ticket], targets[target], states[state], stamp(started), stamp(due), stamp(stopped),
                     stamp(int(resolved_us[ticket])), None if business is None else seconds(business),
                     *[seconds(amount) for amount in times]])
    return Draft("ticket_time", "Business time of each ticket", (f"{len(rows):,} clocks of {len(ids):,} tickets",),
                 COLUMNS, rows, "Contains what small cells hide: for whoever checks the figures, not for circulation.")


def _opened_to_resolved(terms: Terms, log: TicketLog, cycles: entente.Cycles) -> list[int | None]:
    """Calendar time of each cycle's target from opening to the recorded resolution; None where there is none, and for a
    combination, which has no calendar of its own."""
    resolved = log.tickets.resolved_us[cycles.ticket]
    known = resolved != entente.NO_VALUE
    result: list[int | None] = [None] * len(resolved)
    amended = [target for amendment in terms.document.get("amendments", []) for target in amendment.get("targets", [])]
    for target, document in enumerate([*terms.document["targets"], *amended]):
        rows = np.flatnonzero(known & (cycles.target == target))
        for name, its_rows in _by_calendar(document["calendar"], log, cycles.ticket, rows):
            opened_us = np.ascontiguousarray(log.tickets.opened_us[cycles.ticket[its_rows]])
            amounts = terms.contract.calendar(name).between(opened_us, np.ascontiguousarray(resolved[its_rows]))
            for row, amount in zip(its_rows.tolist(), amounts.tolist()):
                result[row] = amount
    return result


def _by_calendar(choice: str | dict[str, Any], log: TicketLog, ticket: np.ndarray,
                 rows: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """The rows of each calendar: the one that the attribute chose at the opening, where an attribute chooses."""
    if isinstance(choice, str):
        yield choice, rows
        return
    column = log.tickets.column(choice["attribute"])
    names = [] if column is None else column.names
    chosen = [choice["values"].get(name, choice["otherwise"]) for name in names] + [choice["otherwise"]]
    codes = np.full(len(rows), -1) if column is None else column.codes[ticket[rows]]
    calendar = np.array(chosen, dtype=object)[codes]
    for name in dict.fromkeys(chosen):
        yield name, rows[calendar == name]
