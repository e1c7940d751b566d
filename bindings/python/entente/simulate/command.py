"""``entente simulate``: play a contract before it is signed, or replay a log under it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

import entente
from entente.report.console import PLAIN_WIDTH, print_table
from entente.report.contract_terms import Terms, read_terms
from entente.report.csv_output import csv_bytes
from entente.report.failure import ReportFailure, UsageFailure, exit_status
from entente.report.instant import load_zone, local_text
from entente.report.log_arguments import source_of
from entente.report.log_reader import LogNeeds, read_log
from entente.report.output_folder import write_files
from entente.report.privacy import Privacy, privacy_of
from entente.report.progress import Progress
from entente.report.table import Column, Table, printable
from entente.report.ticket_log import TicketLog

from .desk import SERVICES, drawn_desk
from .done import done_table
from .drawing import drawings
from .logged import LoggedTickets, logged_desk, logged_tickets, refuse_random_options, team_of
from .play import play, population_of
from .tables import Outcome, by_department, estimates, finished, load_words, summary

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
Play a trust contract before it is signed. The same requests are served by the
same team under several policies, and each answer comes with its interval:
waits, promises broken, fairness between departments, units unused, and what
ordinary requests pay.

Without a log requests are drawn at random: each department with a quota line
sends a Poisson stream, --load says how much of the team's time it takes,
--inflation how much of it is called a priority. --seeds draws it so many
times; a policy gets the very requests that the others get, so differences
have narrow intervals. The same seed gives the same figures on every machine.

With a log (--data, or --tickets and --events) its own arrivals and its own
hands-on time are served again, under the contract and otherwise, beside what
happened. Hands-on time: while k tickets are in progress (in a state of
/quotas/started_in), each takes min(1, people / k) of a person's working time;
people are --team, or the assignees that the log names. It is served in one
visit: waits for an answer, for a vendor and reopening do not part it. A
ticket that stopped without ever being in progress took nobody's time; one that
is not over when the log ends gets its time drawn from those of its department;
only that is random then. A priority is what /quotas/backed_when says.

policies:
  fifo          first come, first served (always played: the others are
                compared with it)
  strict        what is called a priority first
  fair          departments in turn, by the weights of their quota lines
  earliest-due  least due date first: start_within for what is called a
                priority, --ordinary-within for the rest
  trust         the trust contract's queue, as the scheduler runs it; units are
                spent on whatever is called a priority, as it comes
  trust-chosen  the same, where departments spend units on what is a priority
                only (not of a log: it does not tell)

No person is named anywhere. Figures about fewer people of a log than the
contract's min_group are a "small cell", and so is what would give them back.
"""

_EPILOG = """\
exit statuses:
  0  played (a load above 100 % is said, and by how much the queue grows)
  1  the input has problems (contract, log, map)
  2  wrong usage: the command line itself is not right

examples:
  entente simulate --contract contract.json
  entente simulate --contract contract.json --team 12 --visit 2h --load 0.9 \\
      --inflation 0.6 --seeds 50 --weeks 12 --out sandbox/
  entente simulate --contract contract.json --share Sales=3 --shape 3,2,2,2,1
  entente simulate --contract contract.json --data logs/ --out replay/
"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Adds the subcommand."""
    parser = subparsers.add_parser("simulate", help="play a contract before it is signed, or replay a log under it",
                                   description=_DESCRIPTION, epilog=_EPILOG,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contract", metavar="FILE", type=Path, required=True, help="contract document, with quotas")
    parser.add_argument("--policies", metavar="NAMES", help="names with commas (default: all)")
    parser.add_argument("--team", metavar="N", type=int, help="people, each with one visit at a time (default: 12; of a log, "
                        "its assignees)")
    parser.add_argument("--seeds", metavar="N", type=int, default=50, help="how often to draw (default: 50)")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--ordinary-within", metavar="TIME", default="40h", help="due dates of ordinary requests under "
                        "earliest-due (default: 40h of working time)")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write tables (CSV) and drawings (SVG) into this folder")
    parser.add_argument("--threads", metavar="N", type=int, default=min(os.cpu_count() or 1, 16),
                        help="threads; the figures do not depend on them (default: one a processor)")
    drawn = parser.add_argument_group("requests at random")
    drawn.add_argument("--visit", metavar="TIME", help="mean length of a visit, such as 2h (the default) or 1h30m")
    drawn.add_argument("--service", choices=tuple(SERVICES), help="how visits vary (default: exponential)")
    drawn.add_argument("--variation", metavar="X", type=float, default=1.0, help="of lognormal: deviation / mean (default: 1)")
    drawn.add_argument("--load", metavar="X", type=float, help="share of the team's time that is asked for (default: 0.9)")
    drawn.add_argument("--priority", metavar="X", type=float, help="share of requests that are a priority (default: 0.1)")
    drawn.add_argument("--inflation", metavar="X", type=float,
                       help="share of requests that are called one, those included (default: 0.6)")
    drawn.add_argument("--share", metavar="PARTY=X", action="append", help="how requests divide over departments (default: evenly)")
    drawn.add_argument("--shape", metavar="N,N,...", help="how they spread over equal parts of the week (default: evenly)")
    drawn.add_argument("--week", metavar="TIME", help="working time in a week (default: that of the quotas' calendar)")
    drawn.add_argument("--weeks", metavar="N", type=int, help="weeks that are counted (default: 12)")
    drawn.add_argument("--warmup", metavar="N", type=int, default=4, help="weeks before them, not counted (default: 4)")
    logged = parser.add_argument_group("a log to replay")
    logged.add_argument("--data", metavar="DIR", type=Path,
                        help="folder with tickets.csv[.gz], events.csv[.gz] and, where it exists, map.json")
    logged.add_argument("--tickets", metavar="FILE", type=Path, help="ticket table")
    logged.add_argument("--events", metavar="FILE", type=Path, help="event table")
    logged.add_argument("--map", metavar="FILE", type=Path, help="names of the columns, and the zone")
    logged.add_argument("--zone", metavar="ZONE", help="IANA zone of stamps without an offset (before the map's)")
    parser.add_argument("--zoneinfo", metavar="DIR", type=Path, help="compiled zone data (default: the system's)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Runs the subcommand and returns its exit status."""
    return exit_status("simulate", _run, args)


def _run(args: argparse.Namespace) -> None:
    _check(args)
    progress = Progress()
    args.zoneinfo, args.pseudonym_key = None if args.zoneinfo is None else args.zoneinfo.absolute(), None
    with progress.stage("contract"):
        terms = read_terms(args.contract, args.zoneinfo)
    privacy = privacy_of(terms.document, None)
    replayed = None
    if any(given is not None for given in (args.data, args.tickets, args.events)):
        refuse_random_options(args)
        source = source_of(args, terms)
        log = read_log(source, LogNeeds(tuple(terms.contract.states), terms.required_columns()), progress).complete()
        replayed = (log, logged_tickets(terms, log, team_of(args, log)))
    desk = drawn_desk(args, terms) if replayed is None else logged_desk(args, terms, replayed[1])
    outcome = play(args, terms, desk, privacy, progress, replayed)
    _tell(args, terms, outcome, privacy, replayed, progress)


def _check(args: argparse.Namespace) -> None:
    for option, least, most in (("team", 1, 10_000), ("seeds", 1, 100_000), ("threads", 1, 256), ("weeks", 1, 5200),
                                ("warmup", 0, 5200), ("seed", 0, 2**63 - 1)):
        value = getattr(args, option)
        if value is not None and not least <= value <= most:
            raise UsageFailure(f"--{option} {value}: a number from {least} to {most} was expected")
    for option, top in (("load", 100.0), ("variation", 10.0)):
        value = getattr(args, option)
        if value is not None and not 0 <= value <= top:
            raise UsageFailure(f"--{option} {value}: a number from 0 to {top:g} was expected")


def _tell(args: argparse.Namespace, terms: Terms, outcome: Outcome, privacy: Privacy,
          replayed: tuple[TicketLog, LoggedTickets] | None, progress: Progress) -> None:
    population = (population_of(outcome, replayed),)
    further = []
    if replayed is not None:
        with progress.stage("done", args.seeds * len(outcome.desk.policies)) as advance:
            further.append(done_table(outcome, replayed[1], population, advance))
    as_of = f"seed {args.seed}"
    if replayed is not None:
        as_of = local_text(replayed[0].last_us, load_zone(terms.document["zone"], args.zoneinfo))
    tables = finished([summary(outcome, population), by_department(outcome, population), *further,
                       estimates(outcome, population)], outcome.guard, as_of)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=False)
    for line in (*outcome.desk.words, load_words(outcome)):
        console.print(printable(line), markup=False)
    for table in tables[:-1]:
        console.print()
        print_table(table, console, most=len(table.rows))
    console.print(f"Purpose: {printable(privacy.purpose_or_not_stated)}. Retention: {privacy.retention}.", markup=False)
    if args.out is None:
        return
    files = {f"{table.name}.csv": csv_bytes(table) for table in [*tables, _about(terms, tables, outcome, privacy)]}
    drawn = drawings(outcome, tables[0])
    write_files(args.out, files | drawn)
    console.print(f"Written: {args.out}: {', '.join([*files, *drawn])}", markup=False)


def _about(terms: Terms, tables: list[Table], outcome: Outcome, privacy: Privacy) -> Table:
    columns = ("file", "title", "rows", "population", "purpose", "retention", "smallest_group", "contract", "note")
    words = " ".join([*[f"{line}." for line in outcome.desk.words], load_words(outcome)])
    rows = [[f"{table.name}.csv", table.title, len(table.rows), table.population, privacy.purpose_or_not_stated,
             privacy.retention, privacy.min_group, terms.document["name"], f"{table.note} {words}".strip()] for table in tables]
    return Table("about", "About these files", "", tuple(
        Column(name, name, "count" if name in ("rows", "smallest_group") else "text") for name in columns), list(rows))
