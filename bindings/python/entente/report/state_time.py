"""How long tickets stood in each state."""

import numpy as np

import entente

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell
from .figures import Beside, Figure, Figures
from .people import People
from .table import Column, seconds
from .ticket_log import TicketLog


def state_time(terms: Terms, log: entente.Log, source: TicketLog, figures: Figures, people: tuple[People, ...]) -> Draft:
    """Wall time in each state of the clock map. A state holds from its event to the ticket's next event; the last event
    of a ticket is an entry without an interval."""
    times = log.state_time()
    ticket, state = source.events.ticket, source.events.state
    is_last = np.append(ticket[1:] != ticket[:-1], True)[: len(ticket)]
    rows: list[list[DraftCell]] = []
    entries, lasts = [], []
    for i, name in enumerate(terms.contract.states):
        mine = state == i
        entered = figures.count(ticket[mine], people)
        left = figures.count(ticket[mine & ~is_last], people)
        last = figures.count(ticket[mine & is_last], people, is_printed=False)
        assert entered.value == int(times["entries"][i]) and left.value == int(times["intervals"][i])
        figures.sum(entered, [left, last])
        entries.append(entered)
        lasts.append(last)
        total = int(times["total_us"][i])
        rows.append([name, entered, left,
                     Beside(None if total == entente.NO_VALUE else seconds(total), (entered, left))])
    events = figures.count(ticket, people)
    figures.sum(events, entries)
    _tie_to_tickets(source, figures, people, lasts)
    tickets = figures.count(np.ones(len(source.tickets.ids), dtype=bool), people)
    return Draft("state_time", "Time in each state", (
        Counted(events, "event"), " of ", Counted(tickets, "ticket"), ", the whole log; wall time"), (
        Column("state", "State", "text"), Column("entries", "Entries"), Column("intervals", "Intervals"),
        Column("total_seconds", "Total, seconds", "seconds")), rows)


def _tie_to_tickets(source: TicketLog, figures: Figures, people: tuple[People, ...], lasts: list[Figure]) -> None:
    """Each ticket with an event has one last event."""
    has_event = np.zeros(len(source.tickets.ids), dtype=bool)
    has_event[source.events.ticket] = True
    with_events = figures.count(has_event, people, is_printed=False)
    figures.sum(with_events, lasts)
    figures.sum(figures.count(np.ones(len(has_event), dtype=bool), people),
                [with_events, figures.count(~has_event, people, is_printed=False)])
