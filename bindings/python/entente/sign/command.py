"""``entente sign``: verify before you sign, on one page."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console

import entente
from entente.contract_file import warnings_of
from entente.duration import duration_text
from entente.promises import Team
from entente.report.console import PLAIN_WIDTH, print_table
from entente.report.contract_terms import Terms, read_terms
from entente.report.csv_output import csv_bytes
from entente.report.draft import Counted, Words, in_words
from entente.report.failure import ReportFailure, UsageFailure, exit_status
from entente.report.instant import load_zone, local_text
from entente.report.log_arguments import source_of
from entente.report.log_reader import LogNeeds, read_log
from entente.report.output_folder import write_files
from entente.report.people import People
from entente.report.privacy import Privacy, privacy_of
from entente.report.progress import Progress
from entente.report.side import sides_of
from entente.report.table import Cell, Column, Table, printable
from entente.simulate.desk import parties_of
from entente.simulate.done import done_table
from entente.simulate.drawing import promises_chart, waits_chart
from entente.simulate.duration import duration_us
from entente.simulate.logged import LoggedTickets, logged_desk, logged_tickets
from entente.simulate.play import play, population_of
from entente.simulate.tables import Outcome, by_department, estimates, finished, load_words, summary

from .checked import Checked, checked, example_table, inflation_table, lines_table, repairs_table
from .drawing import bound_chart, example_chart
from .page import page_bytes
from .replayed import kept_draft, kept_of
from .told import Story, decision, headlines

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
Two contracts on one table, what a department asked for and what IT offers, and
one log of what really happened. Both are checked with the team that is there:
proved for every sequence of requests, refused with the fewest requests found
that break a promise, or not proved. What would repair what was asked, one
change at a time, the cheapest first. Then the log is served again under the
offered contract: promises kept, waits of both classes, the department that
waits longest, the backlog at the end, units unused, and what ordinary requests
pay, beside what happened and other policies (see `entente simulate --help` for
how a log is replayed and what its limits are).

--visit is the longest visit: the proof holds as long as none takes more. The
log's tickets that took more hands-on time are counted.
"""

_EPILOG = """\
exit statuses:
  0  told, whatever the verdicts are
  1  the input has problems (contract, log, map)
  2  wrong usage: the command line itself is not right

example:
  entente sign --asked asked.json --offered offered.json --team 12 --visit 8h \\
      --data logs/ --out sign/
"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Adds the subcommand."""
    parser = subparsers.add_parser("sign", help="what was asked and what is offered: proof, counter-example, repair, replay",
                                   description=_DESCRIPTION, epilog=_EPILOG,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--asked", metavar="FILE", type=Path, required=True, help="contract as it was asked for, with quotas")
    parser.add_argument("--offered", metavar="FILE", type=Path, required=True, help="contract that is offered, with quotas")
    parser.add_argument("--team", metavar="N", type=int, required=True, help="people, each with one visit at a time")
    parser.add_argument("--visit", metavar="TIME", required=True, help="the longest visit, such as 8h")
    parser.add_argument("--expedite", metavar="E", type=int, default=0, help="of the people, kept for incidents (default: 0)")
    parser.add_argument("--load", metavar="X", type=float, help="load for what urgency costs (default: that of the replay, at most 0.99)")
    parser.add_argument("--data", metavar="DIR", type=Path,
                        help="folder with tickets.csv[.gz], events.csv[.gz] and, where it exists, map.json")
    parser.add_argument("--tickets", metavar="FILE", type=Path, help="ticket table")
    parser.add_argument("--events", metavar="FILE", type=Path, help="event table")
    parser.add_argument("--map", metavar="FILE", type=Path, help="names of the columns, and the zone")
    parser.add_argument("--zone", metavar="ZONE", help="IANA zone of stamps without an offset (before the map's)")
    parser.add_argument("--zoneinfo", metavar="DIR", type=Path, help="compiled zone data (default: the system's)")
    parser.add_argument("--seeds", metavar="N", type=int, default=20, help="draws of the hands-on time that the log does not tell (default: 20)")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--threads", metavar="N", type=int, default=min(os.cpu_count() or 1, 16),
                        help="threads; the figures do not depend on them (default: one a processor)")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write sign.html and the tables (CSV) into this folder")
    return parser


def run(args: argparse.Namespace) -> int:
    """Runs the subcommand and returns its exit status."""
    return exit_status("sign", _run, args)


def _run(args: argparse.Namespace) -> None:
    _check(args)
    progress = Progress()
    args.zoneinfo, args.pseudonym_key = None if args.zoneinfo is None else args.zoneinfo.absolute(), None
    args.policies, args.ordinary_within = "fifo,strict,trust", "40h"
    visit_us = duration_us(args.visit, "--visit")
    with progress.stage("contracts"):
        asked, offered = read_terms(args.asked, args.zoneinfo), read_terms(args.offered, args.zoneinfo)
        parties_of(asked), parties_of(offered)  # refuse contracts without quota lines before anything is read
    for path, terms in ((args.asked, asked), (args.offered, offered)):
        for warning in warnings_of(terms.document):
            print(f"{path}: warning: {warning}", file=sys.stderr)
    privacy = privacy_of(offered.document, None)
    log = read_log(source_of(args, offered), LogNeeds(tuple(offered.contract.states), offered.required_columns()), progress).complete()
    tickets = logged_tickets(offered, log, args.team)
    outcome = play(args, offered, logged_desk(args, offered, tickets), privacy, progress, (log, tickets))
    load = args.load if args.load is not None else min(0.99, outcome.simulation.load[0])
    team = Team(args.team, visit_us, args.expedite, load)
    with progress.stage("checks"):
        found = _checked(args.asked, asked, team), _checked(args.offered, offered, team)
    as_of = local_text(log.last_us, load_zone(offered.document["zone"], args.zoneinfo))
    story, tables, alone = _told(*found, team, outcome, (population_of(outcome, (log, tickets)),), tickets,
                                 sides_of(offered, log).everyone, as_of, progress)
    _print(story, tables, outcome, privacy)
    if args.out is not None:
        _write(args.out, story, tables, alone, outcome, privacy)


def _check(args: argparse.Namespace) -> None:
    for option, least, most in (("team", 1, 10_000), ("seeds", 1, 10_000), ("threads", 1, 256), ("seed", 0, 2**63 - 1)):
        value = getattr(args, option)
        if not least <= value <= most:
            raise UsageFailure(f"--{option} {value}: a number from {least} to {most} was expected")
    if not 0 <= args.expedite <= args.team:
        raise UsageFailure(f"--expedite {args.expedite}: a number from 0 to --team was expected")
    if args.load is not None and not 0 <= args.load < 1:
        raise UsageFailure(f"--load {args.load}: at least 0 and below 1 was expected")


def _checked(path: Path, terms: Terms, team: Team) -> Checked:
    try:
        return checked(terms, team)
    except entente.Error as error:
        raise ReportFailure(f"{path}: /quotas: {error} ({error.status})") from None


def _told(asked: Checked, offered: Checked, team: Team, outcome: Outcome, population: tuple[str, ...], tickets: LoggedTickets,
          everyone: Iterable[People], as_of: str, progress: Progress) -> tuple[Story, dict[str, Table], set[str]]:
    """The story, its tables by name, and the names of those that only go into files."""
    with progress.stage("replay", outcome.seeds) as advance:
        kept = kept_of(outcome, advance)
    with progress.stage("done", _runs(outcome)) as advance:
        done = done_table(outcome, tickets, population, advance)
    drafts = [kept_draft(outcome, kept, population), summary(outcome, population), by_department(outcome, population), done,
              estimates(outcome, population)]
    longer = _longer(outcome, everyone, tickets, team.visit_us)
    replayed = finished(drafts, outcome.guard, as_of)
    told = [lines_table(asked, offered, team), *([example_table(asked, team)] if asked.smallest is not None else []),
            repairs_table(asked, team), *replayed, inflation_table(offered)]
    tables = {table.name: table for table in told}
    return Story(asked, offered, team, tables["kept"], tables["policies"], in_words(longer, outcome.guard.figures)), tables, {"estimates", "departments", "done"}


def _longer(outcome: Outcome, everyone: Iterable[People], tickets: LoggedTickets, visit_us: int) -> Words:
    """What the log says of visits longer than the bound; nothing where it knows of none."""
    rows = tickets.row[(tickets.work_us != entente.NO_VALUE) & (tickets.work_us > visit_us)]
    if not len(rows):
        return ()
    return (f"More than {duration_text(visit_us)} of hands-on time: ", Counted(outcome.guard.figures.count(np.sort(rows), everyone), "ticket"),
            ". The proof is about visits: such a ticket needs several of them, or the bound is not a bound. The replay serves each in "
            "one visit.")


def _runs(outcome: Outcome) -> int:
    """Runs that the table of ends looks at."""
    return outcome.seeds * len(outcome.desk.policies)


def _words(story: Story, outcome: Outcome) -> list[str]:
    return [*[f"{line[0].upper()}{line[1:]}." for line in outcome.desk.words], load_words(outcome), *([story.longer] if story.longer else [])]


def _print(story: Story, tables: dict[str, Table], outcome: Outcome, privacy: Privacy) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=False)
    console.print(printable(decision(story)), markup=False)
    for headline in headlines(story):
        console.print()
        console.print(printable(f"{headline.label}: {headline.number}"), markup=False)
        console.print(printable(headline.sentence), markup=False)
    console.print()
    for line in _words(story, outcome):
        console.print(printable(line), markup=False)
    for name, table in tables.items():
        if name not in ("estimates", "departments", "done"):
            console.print()
            print_table(table, console, most=60)
    console.print(f"Purpose: {printable(privacy.purpose_or_not_stated)}. Retention: {privacy.retention}.", markup=False)


def _write(folder: Path, story: Story, tables: dict[str, Table], alone: set[str], outcome: Outcome, privacy: Privacy) -> None:
    charts = [example_chart(story.asked, story.team), bound_chart(story.asked, story.offered, story.team),
              waits_chart(outcome, story.policies, False), promises_chart(outcome, story.policies, False)]
    lines = [f"Purpose: {privacy.purpose_or_not_stated}.",
             f"Viewers: {', '.join(privacy.viewers) if privacy.viewers else 'not stated in the contract'}.",
             f"Retention: {privacy.retention}.", "By department only: no person is named.",
             *([f"Figures about fewer than {privacy.min_group} people are a small cell, and so is what would give them back."]
               if privacy.min_group > 1 else [])]
    page = page_bytes(story, tables, charts, _words(story, outcome), lines)
    files = {f"{table.name}.csv": csv_bytes(table) for table in [*tables.values(), _about(story, tables, privacy)]}
    write_files(folder, files | {"sign.html": page})
    print(f"Written: {folder}: {', '.join([*files, 'sign.html'])}")


def _about(story: Story, tables: dict[str, Table], privacy: Privacy) -> Table:
    columns = ("file", "title", "rows", "population", "purpose", "retention", "smallest_group", "contract", "note")
    rows: list[list[Cell]] = [[f"{table.name}.csv", table.title, len(table.rows), table.population, privacy.purpose_or_not_stated, privacy.retention,
             privacy.min_group, story.name, table.note] for table in tables.values()]
    return Table("about", "About these files", "", tuple(
        Column(name, name, "count" if name in ("rows", "smallest_group") else "text") for name in columns), rows)
