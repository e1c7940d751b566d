"""What goes wrong, as exceptions that say where."""

from __future__ import annotations

from typing import NamedTuple


class Error(Exception):
    """A call failed and changed nothing.

    ``status`` is the stable word of the C API: ``E_INVALID`` (wrong shape or content), ``E_PARSE`` (not the language it
    claims to be), ``E_RANGE`` (a number or instant outside the documented range), ``E_NOT_FOUND``, ``E_STATE``,
    ``E_REFUSED``, ``E_LIMIT``, ``E_NOMEM``, ``E_VERSION`` and so on. Where a document was read, ``pointer`` is the JSON
    Pointer of the place, and ``line`` and ``column`` (1-based, in bytes; 0 where unknown) its position in the text.
    """

    def __init__(self, message: str, status: str = "E_INVALID", pointer: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.pointer = pointer
        self.line = line
        self.column = column


class Problem(NamedTuple):
    """One thing that is wrong in a document.

    ``code`` is a stable word (``unknown_key``, ``duplicate_key``, ``wrong_type``, ``missing_key``, ``bad_value``, ...),
    ``pointer`` a JSON Pointer, ``line`` and ``column`` 1-based positions in bytes (0 where unknown, as for a document
    that was handed over as a dict), ``message`` all of it in one line.
    """

    code: str
    pointer: str
    line: int
    column: int
    expected: str
    got: str
    message: str


class DocumentError(Error):
    """A document is wrong; ``problems`` lists everything that is, in document order."""

    def __init__(
        self,
        message: str,
        status: str = "E_INVALID",
        pointer: str = "",
        line: int = 0,
        column: int = 0,
        problems: list[Problem] | None = None,
    ) -> None:
        super().__init__(message, status, pointer, line, column)
        self.problems: list[Problem] = problems if problems is not None else []
