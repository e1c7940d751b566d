"""``entente what-if``: which open tickets change state under another contract."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from .backlog import flow_of
from .console import PLAIN_WIDTH, print_table
from .contract_terms import Terms, read_terms
from .csv_output import csv_bytes
from .failure import ReportFailure, UsageFailure, exit_status
from .instant import load_zone, local_text
from .log_arguments import instant_of, source_of
from .log_reader import LogNeeds, read_log
from .privacy import privacy_of
from .progress import Progress
from .what_if import compare

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
Judge one ticket log under two contracts, or with other zone data, and say
which open tickets change: missed, no longer missed, due at another instant.

The contracts are matched by the ids of their targets; a target that only one
of them has is a clock that the other does not have. Targets that only
reproduce a recorded verdict are left out. Every state that the log
names must stand in the clock maps of both. The log is read as by `entente
report`: tickets (ticket_id, opened_at and what the contracts' conditions name)
and events (ticket_id, at, to_state), CSV, .gz allowed.

Standard output gets the counts by target and department. Figures about fewer
people than the smallest group (min_group, the greater of both contracts) are a
"small cell", and so is what would give them back. --out writes one row for
each clock that changes, by ticket_id; no person is named anywhere.
"""

_EPILOG = """\
exit statuses:
  0  done, whether or not anything changes
  1  the input has problems (contracts, log, map): a message with file and line
  2  wrong usage: the command line itself is not right

examples:
  entente what-if --contract now.json --instead then.json tickets.csv events.csv
  entente what-if --contract now.json --instead-zoneinfo tzdata-next/ \\
      --data logs/ --at 2026-03-02T09:00:00+01:00 --out changes.csv
"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Adds the subcommand."""
    parser = subparsers.add_parser("what-if", help="say which open tickets change under another contract",
                                   description=_DESCRIPTION, epilog=_EPILOG,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tickets", metavar="TICKETS", type=Path, nargs="?", help="ticket table")
    parser.add_argument("events", metavar="EVENTS", type=Path, nargs="?", help="event table")
    parser.add_argument("--data", metavar="DIR", type=Path,
                        help="in their place, a folder with tickets.csv[.gz], events.csv[.gz] and, where it exists, map.json")
    parser.add_argument("--contract", metavar="FILE", type=Path, required=True, help="the contract as it is")
    parser.add_argument("--instead", metavar="FILE", type=Path, help="the contract to try (default: the same)")
    parser.add_argument("--map", metavar="FILE", type=Path, help="names of the columns, and the zone")
    parser.add_argument("--zone", metavar="ZONE", help="IANA zone of stamps without an offset (before the map's)")
    parser.add_argument("--at", metavar="INSTANT", help='"now" (default: the largest backlog)')
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the clocks that change, one row each")
    parser.add_argument("--zoneinfo", metavar="DIR", type=Path, help="compiled zone data (default: the system's)")
    parser.add_argument("--instead-zoneinfo", metavar="DIR", type=Path,
                        help="compiled zone data of the contract to try (default: the same)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Runs the subcommand and returns its exit status."""
    return exit_status("what-if", _run, args)


def _run(args: argparse.Namespace) -> None:
    if args.instead is None and args.instead_zoneinfo is None:
        raise UsageFailure("name what to try: --instead FILE, --instead-zoneinfo DIR, or both")
    now, then = _terms(args)
    source, progress = source_of(args, now), Progress()
    columns = tuple(dict.fromkeys((*now.contract.attributes, *then.contract.attributes)))
    log = read_log(source, LogNeeds(tuple(now.contract.states), columns), progress)
    if log.incomplete.all():
        raise ReportFailure("every ticket lost an event row that was refused: nothing is left to compare")
    zone = load_zone(now.document["zone"], args.zoneinfo)
    at_us = flow_of(now, log.complete()).largest() if args.at is None else instant_of(args.at, source)
    if at_us < log.first_us:
        raise UsageFailure(f"--at {local_text(at_us, zone)}: before the first instant of the log, "
                           f"{local_text(log.first_us, zone)}")
    smallest = max(privacy_of(terms.document, None).min_group for terms in (now, then))
    found = compare(now, then, log, at_us, smallest, zone)
    if args.out is not None:
        args.out.write_bytes(csv_bytes(found.changes))
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=False)
    print_table(found.counts, console, most=len(found.counts.rows))
    refused = len(log.tickets.refused.rows) + len(log.events.refused.rows)
    if refused:
        console.print(f"Rows that could not be used: {refused:,}; tickets set aside for them: {int(log.incomplete.sum()):,}")
    if args.out is not None:
        console.print(f"Written: {args.out}", markup=False)


def _terms(args: argparse.Namespace) -> tuple[Terms, Terms]:
    zoneinfo = None if args.zoneinfo is None else args.zoneinfo.absolute()
    other = zoneinfo if args.instead_zoneinfo is None else args.instead_zoneinfo.absolute()
    args.zoneinfo, args.pseudonym_key = zoneinfo, None
    return read_terms(args.contract, zoneinfo), read_terms(args.instead or args.contract, other)
