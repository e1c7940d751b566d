"""The exceptions of the report: a request that stops it, with a message for the person who ran it."""

from entente.input_file import InputFailure


class ReportFailure(InputFailure):
    """Stops the report before anything is written; the command prints the message and ends with exit status 1."""


class UsageFailure(ReportFailure):
    """The command line itself is wrong: exit status 2."""
