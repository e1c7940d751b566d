"""A CSV file with a header: rows with the line on which each begins."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from entente.input_file import read_text

from .failure import ReportFailure

LONGEST_FIELD = 64 << 20  # characters; a longer one is rather a quote that was never closed
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


class Rows(Protocol):
    """What the readers of tickets and events need of a table."""

    path: Path
    header: list[str]
    lines: int

    def position(self, column: str) -> int:
        """Index of a column of the header."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line on which it begins."""


class CsvTable:
    """Header and rows of one CSV file (comma, RFC 4180 quotes, UTF-8, .gz allowed)."""

    def __init__(self, path: Path):
        self.path = path
        text = read_text(path)
        self.lines = text.count("\n") + (not text.endswith("\n"))
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        self.header = self._next_row() or []
        if not any(self.header):
            raise ReportFailure(f"{path}:1: no header")

    def position(self, column: str) -> int:
        """Index of a column. Raises ReportFailure where it is missing or stands there twice."""
        count = self.header.count(column)
        if count == 0 and len(self.header) == 1:
            for separator, words in OTHER_SEPARATORS.items():
                if separator in self.header[0]:
                    raise ReportFailure(f"{self.path}:1: the cells are separated by {words}, but commas were expected: "
                                        "export the table as comma-separated CSV")
        if count == 0:
            present = ", ".join(name for name in self.header if name)
            raise ReportFailure(f"{self.path}:1: column '{column}' is missing (there are: {present})")
        if count > 1:
            raise ReportFailure(f"{self.path}:1: column '{column}' stands there {count} times")
        return self.header.index(column)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows after the header, each with the 1-based line it begins on; blank lines are left out."""
        while True:
            line = self._reader.line_num + 1
            row = self._next_row()
            if row is None:
                return
            if row:
                yield line, row

    def _next_row(self) -> list[str] | None:
        usual = csv.field_size_limit(LONGEST_FIELD)  # one for the whole process, so it is given back
        try:
            return next(self._reader)
        except StopIteration:
            return None
        except csv.Error as error:
            raise ReportFailure(f"{self.path}:{max(self._reader.line_num, 1)}: not CSV: {error}") from None
        finally:
            csv.field_size_limit(usual)
