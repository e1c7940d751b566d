"""Tables as CSV files: UTF-8, comma, one header row, safe to open in a spreadsheet."""

import csv
import io
import re

from .table import Table, for_csv

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table) -> bytes:
    """The table as a file. Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    kinds = [column.kind for column in table.columns]
    plain = [kind != "text" for kind in kinds]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([cell if is_plain and type(cell) is int else harmless(for_csv(cell, kind))
                         for cell, kind, is_plain in zip(row, kinds, plain)])
    return text.getvalue().encode("utf-8", "surrogatepass")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    if text.startswith(FORMULA) and not NUMBER.match(text):
        return "'" + text
    return text
