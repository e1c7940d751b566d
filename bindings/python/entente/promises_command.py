"""The part of ``entente check`` that asks whether the promises can be kept by a team."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import entente
from entente.duration import duration_us
from entente.promises import Team, check_promises
from entente.promises_text import promise_lines, when_from

_COLUMNS = ("party", "promise", "quota", "period_us", "start_within_us", "spacing_us", "grace_us", "lateness_us",
            "at_most_us", "at_us", "demand", "started_by_us")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds --team, --visit and what goes with them."""
    promises = parser.add_argument_group("can the promises be kept?")
    promises.add_argument("--team", type=_whole, metavar="N", help="people who serve, one request each at a time")
    promises.add_argument("--visit", type=duration_us, metavar="DURATION",
                          help="no visit takes longer than this working time, such as 2h or 90m")
    promises.add_argument("--expedite", type=_whole, default=0, metavar="E",
                          help="of them, at most so many ever serve incidents (default: 0)")
    promises.add_argument("--load", type=_load, default=0.9, metavar="RATIO",
                          help="how busy the team is, for the price of priority (default: 0.9)")
    promises.add_argument("--skill", type=_skill, action="append", default=[], metavar="POOL:POOL",
                          help="somebody of the first pool helps the second (may be repeated); a POOL alone helps none")
    promises.add_argument("--json", action="store_true", help="print everything as one JSON array, an object a contract")
    promises.add_argument("--out", type=Path, metavar="FILE", help="write one row for each quota line as CSV")


def misuse(args: argparse.Namespace) -> str:
    """What is wrong with these arguments together; empty where nothing is."""
    if (args.team is None) != (args.visit is None):
        return "--team and --visit belong together"
    if args.team is None and (args.json or args.out is not None):
        return "--json and --out need --team and --visit"
    return "--expedite is more than --team" if args.team is not None and args.expedite > args.team else ""


def check_team(contract: entente.Contract, shown: str, from_us: int, args: argparse.Namespace,
               found: list[dict[str, Any]]) -> int:
    """Checks one contract, tells it (unless --json) and adds it to `found`; the exit status."""
    team = Team(args.team, args.visit, args.expedite, args.load, tuple(skill for skill in args.skill if len(skill) == 2),
                tuple(dict.fromkeys(pool for skill in args.skill for pool in skill)))
    try:
        promises = check_promises(contract, team)
    except entente.Error as error:
        print(f"{shown}: /quotas: {error} ({error.status})", file=sys.stderr)
        return 1
    found.append({"file": shown, **promises})
    if not args.json:
        for line in promise_lines(promises, when_from(contract, from_us)):
            print(f"  {line}".rstrip())
    return 0 if promises["verdict"] == "proved" else 1


def write(args: argparse.Namespace, found: list[dict[str, Any]]) -> None:
    """Prints the JSON and writes the CSV that were asked for."""
    if args.json:
        print(json.dumps(found, indent=1))
    if args.out is not None:
        args.out.write_bytes(_csv(found))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text} is not within 0-1000000")
    return int(text)


def _load(text: str) -> float:
    load = float(text)
    if not 0 <= load < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 0 and below 1")
    return load


def _skill(text: str) -> tuple[str, ...]:
    pools = tuple(text.split(":"))
    if not 1 <= len(pools) <= 2 or not all(pools):
        raise argparse.ArgumentTypeError(f"{text} is not POOL:POOL")
    return pools


def _csv(found: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["file", *_COLUMNS, "counter_example_requests", "warnings"])
    for promises in found:
        for line in promises["lines"]:
            example = line["example"]
            size = "" if example is None else len(promises["examples"][example]["requests"])
            writer.writerow([_harmless(cell) for cell in (
                promises["file"], *(line[column] for column in _COLUMNS), size, " ".join(line["warnings"]))])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _harmless(cell: Any) -> Any:
    """Text that no spreadsheet takes for a formula."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
