"""sign.html: one self-contained page; no network, no script."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from entente.report.chart import Chart
from entente.report.page import TEMPLATES as REPORT_TEMPLATES
from entente.report.table import SmallCell, Table, for_people, printable

from .told import Story, decision, headlines

TEMPLATES = Path(__file__).parent / "templates"


def page_bytes(story: Story, tables: dict[str, Table], charts: list[Chart | None], words: list[str], lines: list[str]) -> bytes:
    """The page as UTF-8. The same input gives the same bytes."""
    environment = Environment(loader=FileSystemLoader([TEMPLATES, REPORT_TEMPLATES]), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["people"] = lambda cell, kind="count": printable(for_people(cell, kind))
    environment.tests["small_cell"] = lambda cell: isinstance(cell, SmallCell)
    page = environment.get_template("sign.html.jinja").render(
        story=story, tables=tables, charts={chart.name: chart for chart in charts if chart is not None},
        headlines=headlines(story), decision=decision(story), words=words, lines=lines)
    return page.encode("utf-8", "replace")
