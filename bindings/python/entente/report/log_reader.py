"""Reading a whole log: tickets, then their events."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .column_map import ColumnMap
from .csv_table import CsvTable, Rows
from .event_reader import KnownTickets, read_events
from .instant import InstantReader, load_zone
from .progress import Progress
from .pseudonym import PERSON_COLUMNS, Pseudonyms
from .ticket_log import TicketLog
from .ticket_reader import read_tickets


@dataclass(frozen=True)
class LogSource:
    """Where the log is and how it is written."""

    tickets: Path
    events: Path
    columns: ColumnMap
    zone: str | None             # of stamps without an offset; before the map's
    zoneinfo: Path | None        # folder of compiled zone data; None: the system's
    pseudonyms: Pseudonyms | None = None  # for the names of people; None: they stay as they are


@dataclass(frozen=True)
class LogNeeds:
    """What the contract asks of the log."""

    states: tuple[str, ...]
    required: tuple[str, ...]    # ticket columns without which the contract cannot be applied
    event_columns: tuple[str, ...] = ()  # text columns of events that are read where they exist


def read_log(source: LogSource, needs: LogNeeds, progress: Progress) -> TicketLog:
    """Reads and checks both tables. Raises ReportFailure; rows that cannot be used are refused and listed."""
    return read_tables(source, needs, progress, CsvTable(source.tickets), lambda: CsvTable(source.events))


def read_tables(source: LogSource, needs: LogNeeds, progress: Progress, table: Rows,
                events_table: Callable[[], Rows]) -> TicketLog:
    """The same of two tables, the second opened once the first has been read."""
    zone_name = source.zone or source.columns.zone
    instants = InstantReader(load_zone(zone_name, source.zoneinfo) if zone_name else None)
    with progress.stage("tickets", table.lines) as advance:
        tickets, row_of, refused_ids = read_tickets(table, source.columns.tickets, needs.required, needs.required,
                                                    instants, advance)
    table = events_table()
    states = {name: number for number, name in enumerate(needs.states)}
    with progress.stage("events", table.lines) as advance:
        events, incomplete = read_events(table, source.columns.events, states, KnownTickets(row_of, refused_ids),
                                         instants, advance, needs.event_columns)
    automation = source.columns.automation
    if source.pseudonyms is not None:
        automation = frozenset(source.pseudonyms(name) for name in automation)
        for columns in (tickets.columns, events.columns):
            for name in PERSON_COLUMNS:
                if name in columns:
                    columns[name] = columns[name].renamed(source.pseudonyms)
    return TicketLog(tickets, events, incomplete, instants.skipped, instants.repeated, automation,
                     source.columns.headcount, source.pseudonyms is not None)
