"""board.html: one self-contained page for both sides; no network, no script."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .charts import (
    backlog_chart,
    balances_chart,
    causes_chart,
    compliance_chart,
    coverage_chart,
    load_chart,
    party_chart,
    party_compliance_chart,
)
from .chart import DEMAND, SUPPLY, Chart
from .console import privacy_lines
from .headline import headlines, verdict_sentence
from .refusal import RefusedRow
from .report import Report
from .table import Cell, Column, SmallCell, Table, for_people, printable

TEMPLATES = Path(__file__).parent / "templates"
MOST_REFUSED = 10
MOST_GAPS = 30


def page_bytes(report: Report, refused: list[RefusedRow]) -> bytes:
    """The page as UTF-8. The same report gives the same bytes."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["people"] = lambda cell, kind="count": printable(for_people(cell, kind))
    environment.tests["small_cell"] = lambda cell: isinstance(cell, SmallCell)
    page = environment.get_template("board.html.jinja").render(
        report=report, tables=report.tables, charts=_charts(report), headlines=headlines(report),
        verdict_sentence=verdict_sentence(report), privacy_lines=privacy_lines(report),
        load=[_pivot(report.tables["load_by_department"], "arrived", "Arrived each week, by department"),
              _pivot(report.tables["load_by_team"], "solved", "Solved each week, by team")],
        refused=[printable(str(row)) for row in refused[:MOST_REFUSED]], refused_count=len(refused),
        most_gaps=MOST_GAPS)
    return page.encode("utf-8", "replace")


def _charts(report: Report) -> dict[str, Chart]:
    charts: list[Chart | None] = [backlog_chart(report), load_chart(report), party_chart(report, "department", "arrived", 2, DEMAND),
              party_chart(report, "team", "solved", 3, SUPPLY), compliance_chart(report),
              party_compliance_chart(report, "department"), party_compliance_chart(report, "team"),
              coverage_chart(report)]
    if "misses_by_cause" in report.tables:
        charts.append(causes_chart(report))
    if "balances" in report.tables:
        charts.append(balances_chart(report))
    return {chart.name: chart for chart in charts if chart is not None}


def _pivot(table: Table, column: str, title: str) -> Table:
    """Weeks as rows, parties as columns."""
    at = [each.name for each in table.columns].index(column)
    count = sum(row[0] == table.rows[0][0] for row in table.rows)  # parties, the total included: the same every week
    parties = [str(row[1]) for row in table.rows[:count]]
    weeks: list[list[Cell]] = [[table.rows[start][0], *[row[at] for row in table.rows[start : start + count]]]
                               for start in range(0, len(table.rows), count)]
    columns = (Column("week", "Week", "text"), *[Column(f"party_{i}", name) for i, name in enumerate(parties)])
    return Table(f"{table.name}_{column}", title, table.population, columns, weeks,
                 as_of=table.as_of)
