"""The command ``entente``. Each subcommand lives in a module of its own with ``add_parser`` and ``run``."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import entente

# Exit statuses, the same for every subcommand.
OK = 0
REFUSED = 1  # the input has problems: not right, not readable, or not allowed by the contract
USAGE = 2  # the command line itself is not right; argparse ends with it
INTERNAL = 70  # a mistake of the program itself (EX_SOFTWARE)

COMMANDS = {"check": "entente.check", "report": "entente.report.command", "what-if": "entente.report.what_if_command",
            "simulate": "entente.simulate.command", "sign": "entente.sign.command",
            "stakeholders": "entente.stakeholders.command"}

_DESCRIPTION = """\
Measure tickets against a trust contract: SLA clocks on business calendars,
priority quotas, and who knows whom.
"""

_EPILOG = """\
exit statuses:
  0  done
  1  the input has problems (it is not right, cannot be read, or the contract
     does not allow what was asked); every problem is on standard error
  2  wrong usage: the command line itself is not right
  70 a mistake of the program itself; ENTENTE_TRACEBACK=1 in the environment
     shows where

examples:
  entente check contract.json          is this contract right, and if not, where?
  entente what-if --help               which open tickets another contract would change
  entente simulate --help              can this contract be kept? play it first
  entente sign --help                  what was asked, what is offered: proof, repair, replay
  entente check --help                 more about one command
"""


def _commands() -> dict[str, Any]:
    # The report is a package of its own and may be left out of a build.
    found = {}
    for name, path in COMMANDS.items():
        package = path.rpartition(".")[0]
        if importlib.util.find_spec(package) is not None and importlib.util.find_spec(path) is not None:
            found[name] = importlib.import_module(path)
    return found


def _parser(commands: dict[str, Any]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="entente", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"entente {entente.__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in commands.values():
        module.add_parser(subparsers)
    return parser


def _run(argv: Sequence[str] | None) -> int:
    commands = _commands()
    args = _parser(commands).parse_args(argv)
    try:
        status: int = commands[args.command].run(args)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader went away; what Python would still write at exit goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        where = f"{error.filename}: " if error.filename is not None else ""
        print(f"entente: {where}{error.strerror or error}", file=sys.stderr)
        return REFUSED
    except entente.Error as error:
        print(f"entente: {error} ({error.status})", file=sys.stderr)
        return REFUSED
    except MemoryError:
        print("entente: memory ran out", file=sys.stderr)
        return REFUSED


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; bad input never ends in a traceback."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as error:  # the last resort: one line, and an exit status of its own
        if os.environ.get("ENTENTE_TRACEBACK") == "1":
            traceback.print_exc()
        message = " ".join(str(error).split())
        print(f"entente: internal error: {type(error).__name__}: {message}; please report it with the command line",
              file=sys.stderr)
        return INTERNAL


if __name__ == "__main__":
    sys.exit(main())
