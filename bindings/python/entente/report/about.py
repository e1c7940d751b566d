"""What each exported table is: its population, instant, purpose and retention, beside the tables themselves.

as_of: local time at which the figures of that table stand. persons_named_for: the viewer for whom persons are named;
blank where nobody is named.
"""

from .report import Report
from .table import Cell, Column, Table

COLUMNS = ("file", "title", "rows", "population", "purpose", "viewers", "retention", "smallest_group", "contract",
           "as_of", "zone",
           "persons_named_for", "note")


def about(report: Report) -> Table:
    """One row a file, the page and this one first."""
    privacy = report.privacy
    tables = report.exports()
    return Table("about", "About these files", f"{len(tables)} tables",
                 tuple(Column(name, name, "count" if name in ("rows", "smallest_group") else "text")
                       for name in COLUMNS),
                 [["board.html", "The board", None, "stated below each table of the page", *_terms(report), report.at,
                   report.zone.key, privacy.viewer or "", ""],
                  ["about.csv", "About these files", None, "the files of this folder", *_terms(report), "",
                   report.zone.key, privacy.viewer or "", ""],
                  *[[f"{table.name}.csv", table.title, len(table.rows), table.population, *_terms(report), table.as_of,
                    report.zone.key, privacy.viewer or "", table.note] for table in tables]])


def _terms(report: Report) -> list[Cell]:
    """Purpose, viewers, retention, smallest group and contract."""
    privacy = report.privacy
    return [privacy.purpose_or_not_stated, ", ".join(privacy.viewers), privacy.retention, privacy.min_group, report.name]
