"""``entente check``: is this contract right, and if not, where?"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from typing import TYPE_CHECKING, Any

import entente
from entente.contract_file import contract_of, warnings_of
from entente.input_file import InputFailure
from entente.nesting import horizon_of, nesting_warnings
from entente.promises_command import add_arguments, check_team, misuse, write

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_DESCRIPTION = """\
Read trust contracts and say everything that is wrong with them.

A contract that is right gets one line on standard output with its counts. Of
one that is wrong every problem goes to standard error, one line each, in the
order of the file:

  FILE:LINE:COLUMN: POINTER: CODE: expected ..., got ...

Gzip and a byte order mark are understood, as by every other command. A
calendar that is used and never opens is a problem. What is allowed but weak,
such as a smallest group of one person, is a warning on standard error; so is a
target whose nesting (the internal and supplier commitments it rests on) does
not fit into it for every start within a year: with the worst start, when each
commitment is due then, and by how much the last is too late.

Line and column are counted from 1, columns in bytes. POINTER is a JSON Pointer
(RFC 6901), CODE a stable word such as unknown_key, duplicate_key, wrong_type,
missing_key or bad_value. In the document times of day are "HH:MM" in the zone
of their calendar, dates "YYYY-MM-DD", durations such as "4h", "55h3m" or "90m"
amounts of calendar time (open hours).

With --team and --visit: can these promises be kept by so many people, if no
visit takes longer? For each quota line a proof (the latest start that any
sequence of requests can lead to, and the instant where it is reached), or the
smallest sequence of requests that breaks the promise, played through the
scheduler; where neither is found, it says "not proved". Then the cheapest
repairs, and what priority costs those who have none. All times are working
time of the pool; where the quotas name a calendar, the counter-example is
dated in it, from --from on. --json gives all of it, times in microseconds;
--out writes one row for each quota line as CSV.
"""

_EPILOG = """\
exit statuses:
  0  every contract is right (a warning does not change that); with --team, and
     every promise is proved
  1  at least one has problems, or cannot be read; with --team, or has a promise
     that is refused or not proved
  2  wrong usage: the command line itself is not right

examples:
  entente check examples/contracts/departments.json
  entente check contracts/*.json
  entente check --from 2026-01-01 contract.json    nestings: starts in 2026
  make-contract | entente check -
  entente check contract.json --team 3 --visit 2h      verify before you sign
  entente check contract.json --team 12 --visit 90m --expedite 2 --load 0.85 \\
      --skill desk:network --skill network:desk --json
"""


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Adds the subcommand."""
    parser = subparsers.add_parser(
        "check",
        help="validate contracts and list every problem",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("contracts", nargs="+", metavar="CONTRACT", help="contract document (JSON); - reads standard input")
    parser.add_argument("--zoneinfo", metavar="DIR", help="compiled zone data (default: /usr/share/zoneinfo)")
    parser.add_argument("--from", dest="start", type=_date, metavar="DATE",
                        help="first day of the year of starts for which nestings are checked (default: today, UTC)")
    add_arguments(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Checks each contract; the exit status is that of the worst."""
    if words := misuse(args):
        print(f"entente check: {words}", file=sys.stderr)
        return 2
    zoneinfo = None if args.zoneinfo is None else os.path.abspath(args.zoneinfo)
    horizon = horizon_of(args.start or datetime.datetime.now(datetime.timezone.utc).date())
    found: list[dict[str, Any]] = []
    status = max(_check(name, zoneinfo, horizon, args, found) for name in args.contracts)
    write(args, found)
    return status


def _date(text: str) -> datetime.date:
    date = datetime.date.fromisoformat(text)  # argparse answers a ValueError with usage
    if not 1970 <= date.year < 2100:
        raise argparse.ArgumentTypeError(f"{text} is not within 1970-2099")
    return date


def _check(name: str, zoneinfo: str | None, horizon: tuple[int, int], args: argparse.Namespace,
           found: list[dict[str, Any]]) -> int:
    shown = "<stdin>" if name == "-" else name
    try:
        contract = contract_of(_read(name), shown, zoneinfo)
    except OSError as error:
        print(f"{shown}: cannot be read: {error.strerror or error}", file=sys.stderr)
        return 1
    except InputFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    for warning in [*warnings_of(contract.document), *nesting_warnings(contract, *horizon)]:
        print(f"{shown}: warning: {warning}", file=sys.stderr)
    if not args.json:
        print(f"{shown}: {_summary(contract)}")
    return 0 if args.team is None else check_team(contract, shown, horizon[0], args, found)


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def _summary(contract: entente.Contract) -> str:
    document = contract.document
    quotas = document.get("quotas") or {}
    counts = {
        "party": len(document.get("parties", [])),
        "calendar": len(document.get("calendars", [])),
        "state": len(contract.states),
        "target": len(contract.targets),
        "quota line": len(quotas.get("lines", [])),
    }
    return ", ".join(f"{count} {_plural(noun, count)}" for noun, count in counts.items())


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
