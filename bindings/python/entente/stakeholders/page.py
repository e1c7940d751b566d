"""stakeholders.html: one self-contained page; no network, no script."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from entente.report.page import TEMPLATES as REPORT_TEMPLATES
from entente.report.table import SmallCell, for_people, printable

from .result import Result

TEMPLATES = Path(__file__).parent / "templates"


def page_bytes(result: Result, lines: list[str], refused: int) -> bytes:
    """The page as UTF-8. lines: population, purpose and retention; refused: how many rows were."""
    environment = Environment(loader=FileSystemLoader([TEMPLATES, REPORT_TEMPLATES]), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["people"] = lambda cell, kind="count": printable(for_people(cell, kind))
    environment.tests["small_cell"] = lambda cell: isinstance(cell, SmallCell)
    page = environment.get_template("stakeholders.html.jinja").render(
        result=result, name=result.study.terms.document["name"], privacy_lines=lines, refused=refused)
    return page.encode("utf-8", "replace")

