"""What commands that read a log say about it on the command line."""

import argparse
from pathlib import Path

from .column_map import ColumnMap, read_column_map
from .contract_terms import Terms
from .failure import ReportFailure, UsageFailure
from .instant import InstantOutOfRange, InstantReader, NaiveInstant, UnreadableInstant, load_zone
from .log_reader import LogSource
from .pseudonym import pseudonyms_of


def source_of(args: argparse.Namespace, terms: Terms) -> LogSource:
    """Where the log is: --data, or tickets and events; with --map, --zone, --zoneinfo and --pseudonym-key."""
    tickets, events, map_file = args.tickets, args.events, args.map
    if args.data is not None:
        if not args.data.is_dir():
            raise ReportFailure(f"{args.data}: is not a folder")
        tickets = tickets or _found(args.data, "tickets")
        events = events or _found(args.data, "events")
        if map_file is None and (args.data / "map.json").exists():
            map_file = args.data / "map.json"
    if tickets is None or events is None:
        raise UsageFailure("name the log: --data DIR, or the files of its tickets and its events")
    columns = ColumnMap() if map_file is None else read_column_map(map_file, terms.required_columns())
    parties = (*terms.departments.ids, *terms.teams.ids)
    for name in columns.headcount:
        if name not in parties:
            raise ReportFailure(f"{map_file}: /headcount/{name}: no party of the contract; known: {', '.join(parties)}")
    pseudonyms = None if args.pseudonym_key is None else pseudonyms_of(args.pseudonym_key)
    return LogSource(tickets, events, columns, args.zone, args.zoneinfo, pseudonyms)


def _found(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz"):
        if path.exists():
            return path
    raise ReportFailure(f"{folder}: neither {name}.csv nor {name}.csv.gz is there")


def instant_of(text: str, source: LogSource) -> int:
    """The instant of --at. Raises UsageFailure where it is none."""
    zone_name = source.zone or source.columns.zone
    zone = load_zone(zone_name, source.zoneinfo) if zone_name else None
    try:
        return InstantReader(zone).read(text)
    except NaiveInstant:
        raise UsageFailure(f"--at {text}: has no offset: add one, or name the zone (--zone)") from None
    except InstantOutOfRange:
        raise UsageFailure(f"--at {text}: outside 1970-01-01 to 2100-01-01") from None
    except UnreadableInstant:
        raise UsageFailure(f"--at {text}: a date and time such as 2026-03-02T09:00:00+01:00 was expected") from None
