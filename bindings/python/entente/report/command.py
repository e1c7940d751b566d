"""``entente report``: a ticket log against a trust contract, for both sides."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from .about import about
from .console import PLAIN_WIDTH, print_report
from .contract_terms import Terms, read_terms
from .csv_output import csv_bytes
from .failure import ReportFailure, UsageFailure, exit_status
from .instant import load_zone
from .log_arguments import instant_of, source_of
from .log_reader import LogNeeds, read_log
from .output_folder import write_files
from .page import page_bytes
from .privacy import privacy_of
from .progress import Progress
from .reading import all_refused
from .report import Report, compute
from .ticket_log import TicketLog

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
Read a ticket log, measure it against a trust contract, and write a page for
both sides of the table: promises kept and missed, whose time the misses were,
what the priority queue would serve next, and what hangs on one person.

The log is two CSV files (UTF-8, .gz allowed):
  tickets   ticket_id, opened_at, and where they exist resolved_at, closed_at,
            priority, category, requester, requester_group, assignee,
            assignment_group;
            every column that a condition of the contract names is needed
  events    ticket_id, at, to_state, and where it exists seq
Times are ISO 8601; a stamp without an offset needs the zone of the log.
A map file renames any column, may name the zone, the accounts that are
machines, and how many people a party has where the log names none:
  {"zone": "Europe/Paris", "tickets": {"ticket_id": "Number"}, "events": {},
   "automation": ["Mail robot"], "headcount": {"Sales": 40}}

Rows that cannot be used are refused, counted by reason and listed in
refused_rows.csv; a ticket that lost an event that way is set aside: it is in
no figure but the count of those set aside.

Figures about fewer people than the contract's min_group are a "small cell",
and so is what would give them back. Which groups hang on one person, and one
row a ticket, are for a --viewer whom the contract's privacy block names in
person_level; anybody else is refused (E_REFUSED).
"""

_EPILOG = """\
exit statuses:
  0  the report is written (refused rows are counted in it)
  1  the input has problems (contract, log, map or key), or the contract does
     not allow what was asked: a message with file and line, nothing is written
  2  wrong usage: the command line itself is not right

examples:
  entente report --data logs/ --contract contract.json
  entente report --tickets t.csv --events e.csv.gz --contract contract.json \\
      --map map.json --at 2026-03-02T09:00:00+01:00 --out board/
"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Adds the subcommand."""
    parser = subparsers.add_parser("report", help="measure a ticket log against a contract and write the board",
                                   description=_DESCRIPTION, epilog=_EPILOG,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", metavar="DIR", type=Path,
                        help="folder with tickets.csv[.gz], events.csv[.gz] and, where it exists, map.json")
    parser.add_argument("--tickets", metavar="FILE", type=Path, help="ticket table")
    parser.add_argument("--events", metavar="FILE", type=Path, help="event table")
    parser.add_argument("--contract", metavar="FILE", type=Path, required=True, help="contract document")
    parser.add_argument("--map", metavar="FILE", type=Path, help="names of the columns, and the zone")
    parser.add_argument("--zone", metavar="ZONE", help="IANA zone of stamps without an offset (before the map's)")
    parser.add_argument("--at", metavar="INSTANT",
                        help='"now", for what is open and next (default: the largest backlog; clocks: the end of the log)')
    parser.add_argument("--viewer", metavar="ROLE", help="show single persons to this viewer, if the contract allows it")
    parser.add_argument("--pseudonym-key", metavar="FILE", type=Path,
                        help="replace the names of people by pseudonyms under this key (16 bytes or more) while reading")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("report"),
                        help="folder for board.html and the tables (default: report)")
    parser.add_argument("--ticket-times", action="store_true",
                        help="write ticket_time.csv too: one row a ticket, for whoever checks the figures; contains what "
                             "small cells hide, so it needs --viewer and is not for circulation")
    parser.add_argument("--zoneinfo", metavar="DIR", type=Path, help="compiled zone data (default: the system's)")
    parser.add_argument("--timings", action="store_true", help="say on standard error what took how long")
    return parser


def run(args: argparse.Namespace) -> int:
    """Runs the subcommand and returns its exit status."""
    return exit_status("report", _run, args)


def _run(args: argparse.Namespace) -> None:
    progress = Progress()
    if args.zoneinfo is not None:
        args.zoneinfo = args.zoneinfo.absolute()
    with progress.stage("contract"):
        terms = read_terms(args.contract, args.zoneinfo)
    privacy = privacy_of(terms.document, args.viewer)
    if args.ticket_times and not privacy.names_persons:
        raise ReportFailure("E_REFUSED: --ticket-times gives one row a ticket, which small cells hide: it needs --viewer "
                            "and a contract that lets this viewer see single persons (/privacy/person_level)")
    if privacy.warning:
        print(f"entente report: warning: {args.contract}: /privacy/min_group: {privacy.warning}", file=sys.stderr)
    zone = load_zone(terms.document["zone"], args.zoneinfo)
    source = source_of(args, terms)
    at_us = None if args.at is None else instant_of(args.at, source)
    log = read_log(source, LogNeeds(tuple(terms.contract.states), terms.required_columns()), progress)
    report = compute(terms, log, privacy, zone, at_us, progress, args.ticket_times)
    with progress.stage("page"):
        page = page_bytes(report, all_refused(log))
    with progress.stage("files"):
        files = {f"{table.name}.csv": csv_bytes(table) for table in [*report.exports(), about(report)]}
        write_files(args.out, files | {"board.html": page})
    _print(report, log, args)
    if args.timings:
        _print_timings(progress, report)


def _print(report: Report, log: TicketLog, args: argparse.Namespace) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=False)
    print_report(report, all_refused(log), console)
    console.print(f"\nWritten: {args.out / 'board.html'} and {len(report.tables) + 1} tables", markup=False)


def _print_timings(progress: Progress, report: Report) -> None:
    for name, seconds in progress.seconds.items():
        print(f"{name:>12} {seconds:8.3f} s", file=sys.stderr)
    print(f"{'evaluation':>12} {report.evaluation_seconds:8.3f} s (log and clocks, part of the above)", file=sys.stderr)
