"""The coverage matrix as a picture: support groups by departments, coloured by how many people know the pair."""

from __future__ import annotations

from typing import Any

from entente.report.chart import INK, KEPT, MISSED, RUNNING, WIDE, Chart, draw
from entente.report.table import printable

from .second_person import CoverageMatrix

MOST_GROUPS = 30
CLASSES = ("nobody", "one person", "two or more", "no tickets")
COLORS = (MISSED, RUNNING, KEPT, "#eceff1")


def coverage_matrix_chart(matrix: CoverageMatrix | None) -> list[Chart]:
    """The picture; nothing without a matrix. A cell says the number of people."""
    if matrix is None or not matrix.groups or not matrix.departments:
        return []
    groups = [printable(name) for name in matrix.groups[:MOST_GROUPS]]
    departments = [printable(name) for name in matrix.departments]
    values, counts = [], dict.fromkeys(CLASSES, 0)
    for i, group in enumerate(groups):
        for j, department in enumerate(departments):
            known, tickets = int(matrix.knowers[i, j]), int(matrix.tickets[i, j])
            kind = CLASSES[3] if not tickets else CLASSES[min(known, 2)]
            counts[kind] += 1
            values.append({"group": group, "department": department, "kind": kind, "label": str(known) if tickets else "",
                           "tickets": tickets})
    left_out = len(matrix.groups) - len(groups)
    words = (f"{len(groups)} support groups by {len(departments)} departments: " + ", ".join(
        f"{count} pairs known by {kind}" if kind != "no tickets" else f"{count} without tickets" for kind, count in counts.items())
        + (f". The {left_out} smaller support groups are in the table." if left_out else "."))

    def spec(width: int) -> dict[str, Any]:
        is_wide = width == WIDE
        x = {"field": "department", "type": "nominal", "sort": departments, "title": None,
             "axis": {"orient": "top", "labelAngle": -40 if is_wide else -90, "labelColor": INK, "domain": False, "ticks": False,
                      "labelLimit": 150 if is_wide else 110}}
        y = {"field": "group", "type": "nominal", "sort": groups, "title": None,
             "axis": {"labelColor": INK, "labelLimit": 230 if is_wide else 80}}
        return {"width": width, "height": {"step": 22}, "data": {"values": values}, "encoding": {"x": x, "y": y}, "layer": [
            {"mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2}, "encoding": {"color": {
                "field": "kind", "scale": {"domain": list(CLASSES), "range": list(COLORS)},
                "legend": {"columns": 4 if is_wide else 2}}}},
            {"mark": {"type": "text", "fontSize": 11, "color": "#ffffff"}, "encoding": {"text": {"field": "label"}}}]}

    return [draw("coverage-matrix", "Who knows which department in which support group", words, spec)]
