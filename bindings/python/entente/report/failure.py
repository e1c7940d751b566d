"""The exceptions of the commands on a log, with messages for the person who ran them, and what becomes of them."""

import argparse
import sys
from collections.abc import Callable

from entente.input_file import InputFailure


class ReportFailure(InputFailure):
    """Stops the report before anything is written; the command prints the message and ends with exit status 1."""


class UsageFailure(ReportFailure):
    """The command line itself is wrong: exit status 2."""


def exit_status(command: str, work: Callable[[argparse.Namespace], None], args: argparse.Namespace) -> int:
    """Runs a command's work: 0, or what stopped it on standard error, every line after the command's name, and 1 or 2."""
    try:
        work(args)
    except InputFailure as failure:
        print("\n".join(f"entente {command}: {line}" for line in str(failure).splitlines()), file=sys.stderr)
        return 2 if isinstance(failure, UsageFailure) else 1
    return 0
