"""What each exported table is: its population, purpose and retention, beside the tables themselves."""

from .report import Report
from .table import Column, Table

COLUMNS = ("file", "title", "rows", "population", "purpose", "viewers", "retention", "smallest_group", "contract",
           "clocks_at", "queue_at", "zone", "note")


def about(report: Report) -> Table:
    """One row a file."""
    privacy = report.privacy
    tables = report.exports()
    return Table("about", "About these files", f"{len(tables)} tables",
                 tuple(Column(name, name, "count" if name in ("rows", "smallest_group") else "text")
                       for name in COLUMNS),
                 [[f"{table.name}.csv", table.title, len(table.rows), table.population, privacy.purpose_or_not_stated,
                   ", ".join(privacy.viewers), privacy.retention, privacy.min_group, report.name, report.clocks_at,
                   report.at, report.zone.key, table.note] for table in tables])
