"""The tension of each party as stacked bars: what its index is made of."""

from __future__ import annotations

from typing import Any

from entente.report.chart import CAUSES, INK, WIDE, Chart, draw
from entente.report.charts import WIDEST_LETTER
from entente.report.table import Table, printable

from .tension import COMPONENTS, INDEX


def tension_chart(table: Table, side: str) -> list[Chart]:
    """Parties whose components may all be shown, in the order of the table; nothing without one."""
    parties: dict[str, dict[str, float]] = {}
    for name, component, _, _, points in table.rows:
        if component != INDEX:
            parties.setdefault(printable(str(name)), {})[str(component)] = points if isinstance(points, float) else float("nan")
    drawn = {name: parts for name, parts in parties.items() if all(value == value for value in parts.values())}
    if not drawn or len({tuple(parts) for parts in drawn.values()}) != 1:
        return []
    components = [name.replace("_", " ") for name in COMPONENTS if name.replace("_", " ") in next(iter(drawn.values()))]
    values = [{"party": name, "component": component, "order": components.index(component), "points": points}
              for name, parts in drawn.items() for component, points in parts.items()]
    hidden = len(parties) - len(drawn)
    words = "; ".join(f"{name}: {sum(parts.values()):.1f} = " + " + ".join(f"{parts[each]:.1f} {each}" for each in components)
                      for name, parts in drawn.items()) + (f". {hidden} with small cells are left out." if hidden else ".")

    def spec(width: int) -> dict[str, Any]:
        is_wide = width == WIDE
        return {"width": width, "height": {"step": 30}, "data": {"values": values}, "mark": {"type": "bar", "height": 18}, "encoding": {
            "y": {"field": "party", "type": "nominal", "sort": list(drawn), "title": None,
                  "axis": {"labelColor": INK, "labelLimit": 230 if is_wide else 112,
                           "minExtent": min(230 if is_wide else 128, WIDEST_LETTER * max(map(len, drawn)))}},
            "x": {"field": "points", "type": "quantitative", "title": "Points of 100", "axis": {"tickCount": 5 if is_wide else 3}},
            "order": {"field": "order"},
            "color": {"field": "component", "scale": {"domain": components, "range": list(CAUSES)},
                      "legend": {"columns": 5 if is_wide else 2}}}}

    return [draw(f"tension-{side}", f"Tension by {side}", words, spec)]
