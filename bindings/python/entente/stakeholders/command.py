"""``entente stakeholders``: from a ticket log and contacts to who should speak with whom."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from entente.report.backlog import flow_of
from entente.report.column_map import ColumnMap, read_column_map
from entente.report.console import PLAIN_WIDTH, print_table, terms_of_use
from entente.report.contract_terms import Terms, read_terms
from entente.report.csv_output import csv_bytes
from entente.report.failure import ReportFailure, UsageFailure, exit_status
from entente.report.figures import Figures
from entente.report.instant import InstantReader, load_zone, local_text
from entente.report.log_arguments import instant_of, source_of
from entente.report.log_reader import LogNeeds, LogSource, read_log, read_tables
from entente.report.output_folder import write_files
from entente.report.privacy import privacy_of
from entente.report.progress import Progress
from entente.report.pseudonym import pseudonyms_of
from entente.report.side import sides_of
from entente.report.table import printable
from entente.report.ticket_log import TicketLog

from .contacts import Contacts, read_contacts
from .meetings import ProjectMeetings, read_project_meetings
from .page import page_bytes
from .result import Result, about, compute, refused_table
from .roster import Roster, read_roster
from .study import Efforts, Study
from .xes import read_xes

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
The people's side of a ticket log: who works with whom, who needs a second
person and how to get one, what each side lives through, today's brief, and,
where the folder says more, contacts, projects and roles.

The log is read as by "entente report": a folder with tickets.csv and
events.csv (.gz allowed, names of columns in map.json), or an XES log. Event
columns actor, assignee and group are used where they exist. The folder may
also hold
  people.csv    person, party; role, manager, open_tickets, weekly_minutes
  contacts.csv  who, whom, when, channel, minutes; ticket_id (needs people.csv)
  projects.csv  project, department, person; meetings (needs people.csv)
Calendars (.ics) are not read for contacts: the iCalendar component knows days
off, not who met whom. Export meetings as contacts.csv.

Figures are by team and department; those about fewer people than the
contract's min_group are a "small cell", and so is what would give them back.
Names of people are for a --viewer whom the contract's privacy block names in
person_level; anybody else is refused (E_REFUSED). Nobody is ranked by how
they work. Accounts listed in the map ("automation") are nobody.
"""

_EPILOG = """\
exit statuses:
  0  written (refused rows are counted and listed)
  1  the input has problems, or the contract does not allow what was asked
  2  wrong usage

examples:
  entente stakeholders --data logs/ --contract contract.json
  entente stakeholders --data logs/ --contract contract.json --viewer "head of IT"
  entente stakeholders --xes log.xes.gz --contract contract.json --out people/
"""
EVENT_COLUMNS = ("actor", "assignee", "group")
FURTHER_FILES = ("people", "contacts", "projects")


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Adds the subcommand."""
    parser = subparsers.add_parser("stakeholders", help="who works with whom, who needs a second person, today's brief",
                                   description=_DESCRIPTION, epilog=_EPILOG,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", metavar="DIR", type=Path, help="folder with the log and, where they exist, the further files")
    parser.add_argument("--tickets", metavar="FILE", type=Path, help="ticket table")
    parser.add_argument("--events", metavar="FILE", type=Path, help="event table")
    parser.add_argument("--xes", metavar="FILE", type=Path, help="XES log in place of both tables (.gz allowed)")
    for name in FURTHER_FILES:
        parser.add_argument(f"--{name}", metavar="FILE", type=Path, help=f"{name}.csv from elsewhere")
    parser.add_argument("--contract", metavar="FILE", type=Path, required=True, help="contract document")
    parser.add_argument("--map", metavar="FILE", type=Path, help="names of the columns, and the zone")
    parser.add_argument("--zone", metavar="ZONE", help="IANA zone of stamps without an offset (before the map's)")
    parser.add_argument("--zoneinfo", metavar="DIR", type=Path, help="compiled zone data (default: the system's)")
    parser.add_argument("--at", metavar="INSTANT", help='"now" (default: the instant of the largest backlog)')
    parser.add_argument("--viewer", metavar="ROLE", help="show single persons to this viewer, if the contract allows it")
    parser.add_argument("--pseudonym-key", metavar="FILE", type=Path,
                        help="replace the names of people by pseudonyms under this key (16 bytes or more) while reading")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("stakeholders"),
                        help="folder for stakeholders.html and the tables (default: stakeholders)")
    stated = parser.add_argument_group("what no log tells")
    stated.add_argument("--hours-per-ticket", metavar="H", type=float, default=1.0,
                        help="hours of two people on one ticket, when one learns a group from the other (default: 1)")
    stated.add_argument("--new-groups", metavar="N", type=int, default=2, help="most groups that one person gets to know (default: 2)")
    stated.add_argument("--absence-days", metavar="N", type=int, default=14, help="length of the simulated absence (default: 14)")
    stated.add_argument("--capacity", metavar="N", type=int,
                        help="open tickets a person can have in hand (default: twice the median; before it people.csv)")
    stated.add_argument("--ambassadors", metavar="N", type=int, default=12, help="how many ambassadors (default: 12)")
    stated.add_argument("--change", metavar="NAME", action="append", default=[],
                        help="department or support group that a change begins with: whom it touches (may be repeated)")
    return parser


def run(args: argparse.Namespace) -> int:
    """Runs the subcommand and returns its exit status."""
    return exit_status("stakeholders", _run, args)


def _run(args: argparse.Namespace) -> None:
    efforts = _efforts(args)
    progress = Progress()
    if args.zoneinfo is not None:
        args.zoneinfo = args.zoneinfo.absolute()
    terms = read_terms(args.contract, args.zoneinfo)
    privacy = privacy_of(terms.document, args.viewer)
    if privacy.warning:
        print(f"entente stakeholders: warning: {args.contract}: /privacy/min_group: {privacy.warning}", file=sys.stderr)
    source, log = _read(args, terms, progress)
    whole = log.complete()
    if not whole.tickets.ids:
        raise ReportFailure("every ticket lost an event row that was refused: nothing is left to look at")
    at_us = flow_of(terms, whole).largest() if args.at is None else instant_of(args.at, source)
    if at_us < whole.first_us:
        zone = load_zone(terms.document["zone"], args.zoneinfo)
        raise UsageFailure(f"--at {local_text(at_us, zone)}: before the first instant of the log, {local_text(whole.first_us, zone)}")
    study = Study(terms, whole, load_zone(terms.document["zone"], args.zoneinfo), privacy, sides_of(terms, whole),
                  Figures(privacy.min_group), at_us, efforts, *_further(args, terms, whole, source, at_us))
    with progress.stage("decisions"):
        result = compute(study)
    _write(args, result)


def _efforts(args: argparse.Namespace) -> Efforts:
    for name, least, most in (("hours_per_ticket", 0.01, 1000), ("new_groups", 1, 1000), ("absence_days", 1, 366),
                              ("capacity", 1, 100_000), ("ambassadors", 1, 100_000)):
        value = getattr(args, name)
        if value is not None and not least <= value <= most:
            raise UsageFailure(f"--{name.replace('_', '-')}: {least:g} to {most:,} was expected, got {value:g}")
    return Efforts(args.hours_per_ticket, args.new_groups, args.absence_days, args.capacity, args.ambassadors, tuple(dict.fromkeys(args.change)))


def _read(args: argparse.Namespace, terms: Terms, progress: Progress) -> tuple[LogSource, TicketLog]:
    needs = LogNeeds(tuple(terms.contract.states), terms.required_columns(), EVENT_COLUMNS)
    if args.xes is None:
        source = source_of(args, terms)
        return source, read_log(source, needs, progress)
    if args.tickets is not None or args.events is not None:
        raise UsageFailure("name the log once: --xes, or --tickets and --events")
    columns = ColumnMap() if args.map is None else read_column_map(args.map, terms.required_columns())
    pseudonyms = None if args.pseudonym_key is None else pseudonyms_of(args.pseudonym_key)
    source = LogSource(args.xes, args.xes, columns, args.zone, args.zoneinfo, pseudonyms)
    tickets, events = read_xes(args.xes)
    return source, read_tables(source, needs, progress, tickets, lambda: events)


def _further(args: argparse.Namespace, terms: Terms, log: TicketLog, source: LogSource, at_us: int) -> tuple[
        Roster | None, Contacts | None, ProjectMeetings | None]:
    """Roster, contacts and projects, where their files exist."""
    if args.data is not None and any(args.data.glob("*.ics")):
        raise ReportFailure(f"{next(iter(sorted(args.data.glob('*.ics'))))}: calendars are not read for contacts (the iCalendar "
                            "component knows days off, not who met whom): export meetings as contacts.csv")
    paths = {name: getattr(args, name) or (args.data / f"{name}.csv" if args.data is not None and
                                           (args.data / f"{name}.csv").exists() else None) for name in FURTHER_FILES}
    rename = source.pseudonyms or str
    if paths["people"] is None:
        for name in ("contacts", "projects"):
            if paths[name] is not None:
                raise ReportFailure(f"{paths[name]}: people.csv is needed to know whose people these are (--people FILE)")
        return None, None, None
    roster = read_roster(paths["people"], _parties(terms, log), rename)
    contacts = None if paths["contacts"] is None else _contacts(paths["contacts"], roster, log, source, at_us)
    departments = dict(zip(terms.departments.ids, terms.departments.names)) | {name: name for name in terms.departments.names}
    projects = None if paths["projects"] is None else read_project_meetings(paths["projects"], roster, departments, rename)
    return roster, contacts, projects


def _contacts(path: Path, roster: Roster, log: TicketLog, source: LogSource, at_us: int) -> Contacts:
    zone = source.zone or source.columns.zone
    instants = InstantReader(load_zone(zone, source.zoneinfo) if zone else None)
    return read_contacts(path, roster, frozenset(log.tickets.ids), max(log.last_us, at_us), instants, source.pseudonyms or str)


def _parties(terms: Terms, log: TicketLog) -> dict[str, str]:
    """How a party may be written in people.csv: by id, by name, or a support group by its name in the log."""
    group = log.tickets.column("assignment_group")
    found = {name: name for name in (group.names if group is not None else [])}
    for side in (terms.teams, terms.departments):
        found |= {id_: name for id_, name in zip(side.ids, side.names)} | {name: name for name in side.names}
    return found


def _write(args: argparse.Namespace, result: Result) -> None:
    study = result.study
    tables = [*result.tables, refused_table(study)]
    lines = terms_of_use(study.privacy, study.sides.how_counted(), study.log.has_pseudonyms)
    files = {f"{table.name}.csv": csv_bytes(table) for table in [*tables, about(result, tables)]}
    write_files(args.out, files | {"stakeholders.html": page_bytes(result, lines, len(tables[-1].rows))})
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, soft_wrap=False)
    console.print(f"{printable(study.terms.document['name'])} (as known on {result.at}, local time, {study.zone.key})", markup=False)
    for section in result.sections:
        console.print()
        console.print(printable(f"{section.title}: {section.lead}"), markup=False)
        for table in section.tables:
            console.print()
            print_table(table, console)
    if tables[-1].rows:
        print_table(tables[-1], console, most=5)
    console.print()
    for line in lines:
        console.print(printable(line), markup=False)
    console.print(f"\nWritten: {args.out / 'stakeholders.html'} and {len(tables) + 1} tables", markup=False)
