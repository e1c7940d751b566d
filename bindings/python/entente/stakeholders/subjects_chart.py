"""The flow of recurring subjects by month."""

from __future__ import annotations

from typing import Any

from entente.report.chart import CAUSES, DEMAND, SUPPLY, WIDE, Chart, draw
from entente.report.table import Table

from .recurring import NONE

COLORS = (DEMAND, SUPPLY, *CAUSES[1:2], *CAUSES[3:], "#7f8b96", "#2f7fa3", "#8d7f6a")
MOST = len(COLORS)


def subjects_chart(flow: Table) -> list[Chart]:
    """Subjects by their number, the first ones; months that are a small cell are left out. Nothing where none may be shown."""
    values = [{"subject": f"Subject {name}", "month": f"{month}-01", "tickets": count} for name, month, count in flow.rows
              if name != NONE and isinstance(count, int) and int(str(name)) <= MOST]
    names = list(dict.fromkeys(str(value["subject"]) for value in values))
    if not values or len({value["month"] for value in values}) < 2:
        return []
    sums = {name: sum(int(str(value["tickets"])) for value in values if value["subject"] == name) for name in names}
    words = "; ".join(f"{name} {count:,}" for name, count in sums.items())

    def spec(width: int) -> dict[str, Any]:
        return {"width": width, "height": 220, "data": {"values": values}, "mark": {"type": "line", "point": True}, "encoding": {
            "x": {"field": "month", "type": "temporal", "scale": {"type": "utc"}, "title": None,
                  "axis": {"format": "%b %Y", "grid": False, "labelOverlap": True, "tickCount": 6 if width == WIDE else 3}},
            "y": {"field": "tickets", "type": "quantitative", "title": None, "axis": {"tickCount": 4, "format": ",d"}},
            "color": {"field": "subject", "scale": {"domain": names, "range": list(COLORS[:len(names)])},
                      "legend": {"columns": 5 if width == WIDE else 3}}}}

    return [draw("subjects", "Tickets of each subject by month", f"Tickets in the months shown: {words}.", spec)]
