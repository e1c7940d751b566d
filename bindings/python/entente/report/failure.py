"""The one exception of the report: input or a request that stops it, with a message for the person who ran it."""


class ReportFailure(Exception):
    """Stops the report before anything is written; the command prints the message and ends with exit status 1."""
