"""The picture of the stakeholder map: departments on the left, support groups on the right, the strongest relations."""

from __future__ import annotations

from typing import Any

from entente.report.chart import DEMAND, INK, MISSED, QUIET, SUPPLY, WIDE, Chart, draw
from entente.report.figures import Figures
from entente.report.table import printable

from .stakeholder_map import Relation, StakeholderMap

MOST_GROUPS = 16      # largest support groups; those that need a second person stand there besides
MOST_MISSING = 16
MOST_REQUESTS = 24
MOST_HANDOVERS = 14
ROW = 24              # pixels
POINTS = 17           # of a curve


def map_chart(found: StakeholderMap, figures: Figures, silent: list[tuple[str, str]] | None = None) -> Chart | None:
    """None where nothing may be shown. silent: pairs that never met though both are large, drawn dashed."""
    departments = [name for name in found.departments if any(each.source == name for each in found.requests)]
    groups = _groups(found)
    requests = _strongest([each for each in found.requests if each.target in groups and figures.is_shown(each.figure)], found.missing)
    handed = _both_ways([each for each in found.handovers if figures.is_shown(each.figure)
                         and each.source in groups and each.target in groups])[:MOST_HANDOVERS]
    if not departments or not groups:
        return None
    quiet = [pair for pair in silent or [] if pair[0] in departments and pair[1] in groups][:8]
    everything = sum(each.figure.value for each in found.requests)
    shown = sum(each.figure.value for each in requests)
    words = (f"{len(requests)} of {len(found.requests):,} relations of departments with support groups, the strongest, "
             f"{100 * shown / everything if everything else 0:.0f} % of their tickets, and the {len(handed)} strongest pairs of "
             f"support groups by hand-overs. {len(groups)} of {len(found.group_tickets):,} support groups are drawn.")
    if quiet:
        words += f" Dashed: {len(quiet)} pairs that never met."
    if found.missing:
        words += f" Hollow red circles: {sum(name in found.missing for name in groups)} support groups where a second person is missing."
    strongest = "; ".join(f"{each.source} to {each.target} {each.figure.value:,}" for each in requests[:8])
    return draw("stakeholder-map", "Stakeholder map", f"{words} Strongest: {strongest}.",
                lambda width: _spec(width, departments, groups, requests, handed, quiet, found.missing))


def caption(chart: Chart) -> str:
    """What is shown and left out, for the page."""
    return chart.description.partition(" Strongest: ")[0]


def _groups(found: StakeholderMap) -> list[str]:
    by_size = sorted(found.group_tickets, key=lambda name: (-found.group_tickets[name], name))
    large = by_size[:MOST_GROUPS]
    return [*large, *[name for name in by_size[MOST_GROUPS:] if name in found.missing][:MOST_MISSING]]


def _strongest(requests: list[Relation], missing: frozenset[str]) -> list[Relation]:
    """The strongest, and the strongest one of each support group where a second person is missing."""
    chosen, reached = [], set()
    for number, each in enumerate(requests):
        if number < MOST_REQUESTS or (each.target in missing and each.target not in reached):
            chosen.append(each)
            reached.add(each.target)
    return chosen


def _both_ways(handed: list[Relation]) -> list[tuple[str, str, int]]:
    """Unordered pairs with the sum of both directions, strongest first."""
    sums: dict[tuple[str, str], int] = {}
    for each in handed:
        pair = (min(each.source, each.target), max(each.source, each.target))
        sums[pair] = sums.get(pair, 0) + each.figure.value
    return sorted(((*pair, count) for pair, count in sums.items()), key=lambda row: (-row[2], row[:2]))


def _spec(width: int, departments: list[str], groups: list[str], requests: list[Relation],
          handed: list[tuple[str, str, int]], silent: list[tuple[str, str]], missing: frozenset[str]) -> dict[str, Any]:
    is_wide = width == WIDE
    left, right, arc = (190, 560, 690) if is_wide else (108, 188, 258)
    height = ROW * max(len(departments), len(groups))
    y_department = _spread(departments, height, is_wide)
    y_group = {name: ROW * (i + 0.5) for i, name in enumerate(groups)}
    curves, most = [], max([each.figure.value for each in requests], default=1)
    for each in requests:
        curves += _curve(f"{each.source}|{each.target}", left + 8, y_department[each.source], right - 8, y_group[each.target],
                         0.6 + 8 * each.figure.value / most)
    dashes = [point for a, b in silent for point in _curve(f"{a}|{b}", left + 8, y_department[a], right - 8, y_group[b], 1.2)]
    arcs, largest = [], max([count for _, _, count in handed], default=1)
    for a, b, count in handed:
        arcs += _arc(f"{a}|{b}", arc, y_group[a], y_group[b], width - arc - 8, height, 0.8 + 5 * count / largest)
    limit = left - 14 if is_wide else left - 10
    nodes = [{"x": left, "y": y, "label": printable(name), "color": DEMAND, "fill": DEMAND} for name, y in y_department.items()]
    solvers = [{"x": right, "y": y, "label": printable(name), "color": MISSED if name in missing else SUPPLY,
                "fill": "#ffffff" if name in missing else SUPPLY} for name, y in y_group.items()]
    heads = [{"x": left, "label": "Departments", "align": "right"}, {"x": right, "label": "Support groups", "align": "left"}]
    if is_wide:
        heads.append({"x": arc, "label": "Hand-overs", "align": "left"})
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, width], "nice": False}}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [height, -26], "nice": False}}

    def line(values: list[dict[str, Any]], color: str, opacity: float, **more: Any) -> dict[str, Any]:
        width = {} if more else {"size": {"field": "w", "type": "quantitative", "scale": None, "legend": None}}
        return {"data": {"values": values}, "mark": {"type": "line" if more else "trail", "color": color, "opacity": opacity, **more},
                "encoding": {"x": x, "y": y, "detail": {"field": "id"}, "order": {"field": "n"}, **width}}

    def circles(values: list[dict[str, Any]]) -> dict[str, Any]:
        return {"data": {"values": values}, "mark": {"type": "point", "size": 90, "opacity": 1, "strokeWidth": 2.5}, "encoding": {
            "x": x, "y": y, "stroke": {"field": "color", "scale": None}, "fill": {"field": "fill", "scale": None}}}

    def labels(values: list[dict[str, Any]], align: str, most_pixels: int) -> dict[str, Any]:
        return {"data": {"values": values}, "mark": {"type": "text", "align": align, "dx": -10 if align == "right" else 10,
                                                    "baseline": "middle", "limit": most_pixels},
                "encoding": {"x": x, "y": y, "text": {"field": "label"},
                             "color": {"field": "color", "scale": None} if align == "left" else {"value": INK}}}

    titles = [{"data": {"values": [head | {"y": -16}]}, "mark": {"type": "text", "align": head["align"], "fontWeight": "bold",
                                                               "color": QUIET, "baseline": "middle"},
               "encoding": {"x": x, "y": y, "text": {"field": "label"}}} for head in heads]
    return {"width": width, "height": height + 26, "layer": [
        line(curves, DEMAND, 0.38), line(dashes, MISSED, 0.9, strokeDash=[4, 4]), line(arcs, SUPPLY, 0.45),
        circles(nodes), circles(solvers), labels(nodes, "right", limit), labels(solvers, "left", arc - right - 16), *titles]}


def _spread(names: list[str], height: int, is_wide: bool) -> dict[str, float]:
    """The left side, evenly over the height of the right one."""
    step = height / len(names)
    return {name: step * (i + 0.5) for i, name in enumerate(names)}


def _curve(name: str, x0: float, y0: float, x1: float, y1: float, width: float) -> list[dict[str, Any]]:
    """Points of a cubic curve that leaves and arrives level."""
    points = []
    for n in range(POINTS):
        t = n / (POINTS - 1)
        ease = t * t * (3 - 2 * t)
        points.append({"id": name, "n": n, "x": round(x0 + (x1 - x0) * t, 2), "y": round(y0 + (y1 - y0) * ease, 2), "w": round(width, 2)})
    return points


def _arc(name: str, x: float, y0: float, y1: float, room: float, height: float, width: float) -> list[dict[str, Any]]:
    """Points of half an ellipse to the right of x."""
    reach = 10 + (room - 14) * abs(y1 - y0) / height
    points = []
    for n in range(POINTS):
        t = 2 * n / (POINTS - 1) - 1
        points.append({"id": name, "n": n, "x": round(x + reach * (1 - t * t), 2), "y": round((y0 + y1) / 2 + (y1 - y0) / 2 * t, 2),
                       "w": round(width, 2)})
    return points
