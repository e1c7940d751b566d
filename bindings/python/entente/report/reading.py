"""What was read, refused and warned about."""

import numpy as np

import entente

from .backlog import REOPENED, Flow
from .draft import Draft, DraftCell
from .figures import Beside, Figures
from .people import People
from .privacy import Privacy
from .refusal import REASONS, RefusedRow
from .table import Column
from .ticket_log import TicketLog

FAR_US = 90 * 86_400_000_000
SET_ASIDE = "an event row was refused, so the clock cannot be trusted"
FAR_AHEAD = "far after all others (more than 90 days, and longer than all before them): the end of the log lies there"


def reading(source: TicketLog, log: TicketLog, flow: Flow, built: entente.Log, stops: np.ndarray, figures: Figures,
            people: tuple[People, ...], at_us: int | None) -> Draft:
    """One row a count: rows, refusals by reason, warnings. source: all that was kept; log: without the tickets that are
    set aside, whose clocks `built` holds. stops: bool a state, the clock stops in it."""
    tickets, events = source.tickets, source.events
    counted = {"tickets": figures.count(np.arange(len(log.tickets.ids)), people),
               "events": figures.count(log.events.ticket, people)}
    rows: list[list[DraftCell]] = []
    for about, read, kept, refused in (("tickets", tickets.rows_read, len(tickets.ids), tickets.refused),
                                       ("events", events.rows_read, len(events.at_us), events.refused)):
        shown = (counted[about],)
        rows += [[about, "rows read", Beside(read, shown)], [about, "kept", Beside(kept, shown)]]
        rows += [[about, f"refused: {REASONS[reason]}", count] for reason, count in refused.by_reason().items()]
    if len(log.tickets.ids) < len(tickets.ids):
        rows.append(["tickets", f"set aside: {SET_ASIDE}", len(tickets.ids) - len(log.tickets.ids)])
        rows.append(["events", "set aside with their tickets", len(events.at_us) - len(log.events.at_us)])
    reopened = (figures.count(flow.ticket[flow.kind == REOPENED], people), counted["tickets"])
    recorded = log.tickets.recorded_reopens()
    if recorded is not None:
        rows.append(["reopens", "recorded by the log (reopen_count)", Beside(recorded, reopened)])
    rows.append(["reopens", "counted from the events, in order of time",
                 Beside(int(built.figures["reopens"]), reopened)])
    warnings = {
        ("events", "kept, before the ticket's opening"): int(built.figures["events_before_opening"]),
        ("tickets", "the sequence of events runs backwards in time somewhere; time decides"): events.backward_tickets,
        ("tickets", "without any event"): len(tickets.ids) - len(np.unique(events.ticket)),
        ("tickets", "resolved_at is given, but no event reaches a state that stops the clock"):
            _resolved_without_stop(source, stops),
        ("tickets", "resolved_at lies before opened_at"): _earlier(tickets.resolved_us, tickets.opened_us),
        ("tickets", "closed_at lies before opened_at"): _earlier(tickets.closed_us, tickets.opened_us),
        ("tickets", "closed_at lies before resolved_at"): _earlier(tickets.closed_us, tickets.resolved_us),
        ("stamps", "local time that was skipped, moved forward by the gap"): source.skipped_local_times,
        ("stamps", "local time that occurs twice, taken as the first"): source.repeated_local_times,
        ("stamps", FAR_AHEAD): len(far_ahead(source, at_us)),
    }
    rows += [[about, f"warning: {text}", count] for (about, text), count in warnings.items() if count]
    return Draft("reading", "What was read", ("all rows of both files",), (
        Column("about", "About", "text"), Column("what", "What", "text"), Column("count", "Count")), rows,
        "Refusals and warnings count rows of the files that somebody has to mend. A ticket that lost an event is set "
        "aside whole: its row and its events are in no other figure.")


def far_ahead(source: TicketLog, at_us: int | None) -> np.ndarray:
    """The few stamps, one in a hundred at most, that lie far after all others: after a gap of FAR_US that is also longer
    than all that came before. Such a stamp moves the end of the log. Those up to `at_us` are not ahead."""
    stamps = np.sort(np.concatenate((source.tickets.opened_us, source.events.at_us)))
    gap = np.diff(stamps)
    rest = len(stamps) - 1 - np.arange(len(gap))
    found = np.flatnonzero((gap > FAR_US) & (gap > stamps[:-1] - stamps[0]) & (rest <= max(1, len(stamps) // 100)))
    ahead = stamps[found[0] + 1 :] if len(found) else stamps[:0]
    return ahead if at_us is None else ahead[ahead > at_us]


def _earlier(first_us: np.ndarray, second_us: np.ndarray) -> int:
    """Tickets that have both stamps, the first before the second."""
    return int(((first_us != entente.NO_VALUE) & (second_us != entente.NO_VALUE) & (first_us < second_us)).sum())


def _resolved_without_stop(source: TicketLog, stops: np.ndarray) -> int:
    resolved = source.tickets.resolved_us != entente.NO_VALUE
    resolved[source.events.ticket[stops[source.events.state]]] = False
    return int(resolved.sum())


def refused_rows(source: TicketLog, privacy: Privacy) -> Draft:
    """Every refused row with its place and the reason. A cell that could not be read may hold anything, a name too: its
    text, and a ticket id that the log does not know, are for a viewer who may see persons, and for nobody where names
    were replaced by pseudonyms."""
    known = set(source.tickets.ids)
    show_cells = privacy.names_persons and not source.has_pseudonyms
    rows: list[list[DraftCell]] = [[row.file, row.line, row.reason,
                               row.ticket_id if show_cells or row.ticket_id in known else "",
                               row.value if show_cells else ""] for row in all_refused(source)]
    return Draft("refused_rows", "Refused rows", ("all rows of both files",), (
        Column("file", "File", "text"), Column("line", "Line"), Column("reason", "Reason", "text"),
        Column("ticket_id", "Ticket", "text"), Column("value", "Value", "text")), rows,
        "Values, and ids of unknown tickets, stand here only for a viewer who may see persons, and never beside pseudonyms.")


def all_refused(source: TicketLog) -> list[RefusedRow]:
    return [*source.tickets.refused.rows, *source.events.refused.rows]
