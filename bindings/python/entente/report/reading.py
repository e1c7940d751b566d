"""What was read, refused and warned about."""

import numpy as np

import entente

from .privacy import Privacy
from .refusal import REASONS, RefusedRow
from .table import Cell, Column, Table
from .ticket_log import TicketLog


def reading(source: TicketLog, log: entente.Log, stops: np.ndarray) -> Table:
    """One row a count: rows, refusals by reason, warnings. stops: bool a state, the clock stops in it."""
    tickets, events = source.tickets, source.events
    rows: list[list[Cell]] = []
    for about, read, kept, refused in (("tickets", tickets.rows_read, len(tickets.ids), tickets.refused),
                                       ("events", events.rows_read, len(events.at_us), events.refused)):
        rows += [[about, "rows read", read], [about, "kept", kept]]
        rows += [[about, f"refused: {REASONS[reason]}", count] for reason, count in refused.by_reason().items()]
    recorded = tickets.recorded_reopens()
    if recorded is not None:
        rows.append(["reopens", "recorded by the log (reopen_count)", recorded])
    rows.append(["reopens", "counted from the events, in order of time", int(log.figures["reopens"])])
    warnings = {
        ("events", "kept, before the ticket's opening"): int(log.figures["events_before_opening"]),
        ("tickets", "the sequence of events runs backwards in time somewhere; time decides"): events.backward_tickets,
        ("tickets", "left out of all verdicts: an event row was refused"): int(source.incomplete.sum()),
        ("tickets", "without any event"): len(tickets.ids) - len(np.unique(events.ticket)),
        ("tickets", "resolved_at is given, but no event reaches a state that stops the clock"):
            _resolved_without_stop(source, stops),
        ("stamps", "local time that was skipped, moved forward by the gap"): source.skipped_local_times,
        ("stamps", "local time that occurs twice, taken as the first"): source.repeated_local_times,
    }
    rows += [[about, f"warning: {text}", count] for (about, text), count in warnings.items() if count]
    return Table("reading", "What was read", "all rows of both files",
                 (Column("about", "About", "text"), Column("what", "What", "text"), Column("count", "Count")), rows)


def _resolved_without_stop(source: TicketLog, stops: np.ndarray) -> int:
    resolved = source.tickets.resolved_us != entente.NO_VALUE
    resolved[source.events.ticket[stops[source.events.state]]] = False
    return int(resolved.sum())


def refused_rows(source: TicketLog, privacy: Privacy) -> Table:
    """Every refused row with its place and the reason. A cell that could not be read may hold anything, a name too: its
    text, and a ticket id that the log does not know, are for a viewer who may see persons."""
    known = set(source.tickets.ids)
    rows: list[list[Cell]] = [[row.file, row.line, row.reason,
                               row.ticket_id if privacy.names_persons or row.ticket_id in known else "",
                               row.value if privacy.names_persons else ""] for row in all_refused(source)]
    return Table("refused_rows", "Refused rows", "all rows of both files", (
        Column("file", "File", "text"), Column("line", "Line"), Column("reason", "Reason", "text"),
        Column("ticket_id", "Ticket", "text"), Column("value", "Value", "text")), rows,
        "Values, and ids of unknown tickets, stand here only for a viewer who may see persons.")


def all_refused(source: TicketLog) -> list[RefusedRow]:
    return [*source.tickets.refused.rows, *source.events.refused.rows]
