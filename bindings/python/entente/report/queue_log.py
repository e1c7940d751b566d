"""A log as a sequence of operations on the trust contract's queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

import entente

from .contract_terms import Terms
from .ticket_log import TicketLog


class Place(IntEnum):
    """Where a request is, as the replay knows it."""

    ABSENT = 0
    QUEUED = 1
    ACTIVE = 2
    WAITING = 3
    DONE = 4


class Operation(IntEnum):
    SUBMIT = 0
    ASSIGN = 1
    ASK = 2
    ANSWER = 3
    COMPLETE = 4
    REOPEN = 5


@dataclass(frozen=True)
class StateKinds:
    """What each state of the clock map means for the queue (bool a state)."""

    stops: np.ndarray
    asks: np.ndarray      # waits for the requester
    starts: np.ndarray    # somebody works on it


def steps(place: Place, state: int, kinds: StateKinds) -> tuple[list[Operation], Place]:
    """The operations by which a request in `place` follows the log into `state`, and where it is then.

    A stop ends the visit; one that was never started in the log is started by it. A pause that waits for the requester
    asks, leaving it answers; other pauses leave a request where it is. Leaving a stop reopens.
    """
    taken: list[Operation] = []
    if kinds.stops[state]:
        if place is Place.DONE:
            return taken, place
        if place is Place.WAITING:
            taken.append(Operation.ANSWER)
        if place is not Place.ACTIVE:
            taken.append(Operation.ASSIGN)
        return [*taken, Operation.COMPLETE], Place.DONE
    if place is Place.DONE:
        taken.append(Operation.REOPEN)
        place = Place.QUEUED
    if kinds.asks[state]:
        return ([*taken, Operation.ASK] if place is not Place.WAITING else taken), Place.WAITING
    if place is Place.WAITING:
        taken.append(Operation.ANSWER)
        place = Place.QUEUED
    if kinds.starts[state] and place is Place.QUEUED:
        return [*taken, Operation.ASSIGN], Place.ACTIVE
    return taken, place


def operations(terms: Terms, log: TicketLog, calendar: entente.Calendar, origin_us: int,
               at_us: int) -> Iterator[tuple[int, int, Operation]]:
    """(working time since origin_us, ticket, operation) in time order, up to and including at_us.

    At one instant tickets follow each other in the order of the file. An event before its ticket's opening happens at
    the opening.
    """
    started = terms.quotas["started_in"] if terms.quotas else []
    starts = np.array([name in started for name in terms.contract.states], dtype=bool)
    kinds = StateKinds(terms.stops, terms.asks, starts)
    tickets = np.arange(len(log.tickets.ids), dtype=np.int64)
    event_us = np.maximum(log.events.at_us, log.tickets.opened_us[log.events.ticket])
    at = np.concatenate((log.tickets.opened_us, event_us))
    whose = np.concatenate((tickets, log.events.ticket))
    state = np.concatenate((np.full(len(tickets), -1), log.events.state))
    order = np.lexsort((whose, at))  # stable: the opening first, then the events in their order
    order = order[at[order] <= at_us]
    working = calendar.between(np.full(len(order), origin_us, dtype=np.int64), np.ascontiguousarray(at[order]))
    place = [Place.ABSENT] * len(tickets)
    for now, ticket, value in zip(working.tolist(), whose[order].tolist(), state[order].tolist()):
        if value < 0:
            place[ticket] = Place.QUEUED
            yield now, ticket, Operation.SUBMIT
            continue
        taken, place[ticket] = steps(place[ticket], value, kinds)
        for operation in taken:
            yield now, ticket, operation
