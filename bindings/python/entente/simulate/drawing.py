"""The drawings of a simulation: one SVG file each, by the report's chart library."""

from __future__ import annotations

import math
from typing import Any

import entente
from entente.report.chart import DEMAND, INK, KEPT, MISSED, QUIET, RUNNING, WIDE, Chart, draw
from entente.report.table import SmallCell, Table, printable

from .desk import TITLES
from .tables import CLASSES, Outcome, wait_of

CLASS_NAMES = {"priority_wait": "Priority", "called_wait": "Called a priority without being one", "ordinary_wait": "Ordinary"}
WIDEST_LETTER = 8.0  # pixels, on average over a name
COLORS = {"priority_wait": MISSED, "called_wait": RUNNING, "ordinary_wait": DEMAND}


def drawings(outcome: Outcome, summary: Table) -> dict[str, bytes]:
    """File name: SVG."""
    charts = {"waits.svg": waits_chart(outcome, summary), "promises.svg": promises_chart(outcome, summary)}
    return {name: str(chart.wide).encode() for name, chart in charts.items() if chart is not None}


def _head(title: str, alone: bool) -> dict[str, Any]:
    """What a drawing needs that stands alone, without a page around it."""
    return {} if not alone else {"background": "white", "title": {"text": title, "anchor": "start", "fontSize": 14, "color": INK, "offset": 14}}


def _axis(names: list[str], width: int) -> dict[str, Any]:
    """The axis of the policies: the reader's font may be wider than the one that is measured with."""
    limit = 200 if width == WIDE else 112
    return {"labelColor": INK, "labelLimit": limit, "minExtent": min(1.1 * limit, WIDEST_LETTER * max(map(len, names)))}


def _is_shown(summary: Table, policy: entente.Policy, column: str) -> bool:
    names = summary.values("policy")
    return not isinstance(summary.values(column)[names.index(TITLES[policy])], SmallCell)


def waits_chart(outcome: Outcome, summary: Table, alone: bool = True) -> Chart | None:
    """A bar from p50 to p90 a policy and class, with the interval of the p90."""
    values: list[dict[str, Any]] = []
    for place, policy in enumerate(outcome.desk.policies):
        for kind in CLASSES:
            if kind == "wait" or not _is_shown(summary, policy, "ordinary_wait_p90_us" if kind == "ordinary_wait" else "priority_wait_p90_us"):
                continue
            middle, _ = wait_of(outcome, f"{kind}_p50_us", place)
            high, half = wait_of(outcome, f"{kind}_p90_us", place)
            if math.isnan(high):
                continue
            half = 0.0 if math.isnan(half) else half
            values.append({"policy": TITLES[policy], "kind": CLASS_NAMES[kind], "p50": middle, "p90": high,
                           "low": max(0.0, high - half), "top": high + half})
    if not values:
        return None
    policies = [TITLES[policy] for policy in outcome.desk.policies]
    kinds = [name for kind, name in CLASS_NAMES.items() if any(value["kind"] == name for value in values)]
    colors = [COLORS[kind] for kind, name in CLASS_NAMES.items() if name in kinds]

    def spec(width: int) -> dict[str, Any]:
        y = {"field": "policy", "type": "nominal", "sort": policies, "title": None,
             "axis": _axis(policies, width), "scale": {"paddingInner": 0.35}}
        offset = {"field": "kind", "type": "nominal", "sort": kinds}
        color = {"field": "kind", "scale": {"domain": kinds, "range": colors}, "legend": {"columns": 3 if width == WIDE else 1}}
        hours_axis = {"type": "quantitative", "title": "Working hours from arrival to start", "scale": {"zero": True},
                      "axis": {"tickCount": 6, "zindex": 0}}
        return {"width": width, "height": {"step": 17, "for": "offset"}, **_head("Waits from the median (mark) to the 90th "
                "percentile, which has its 95 % interval", alone), "data": {"values": values}, "layer": [
            {"mark": {"type": "bar", "height": 9, "opacity": 0.6}, "encoding": {
                "y": y, "yOffset": offset, "x": {"field": "p50", **hours_axis}, "x2": {"field": "p90"}, "color": color}},
            {"mark": {"type": "rule", "strokeWidth": 1.5, "color": INK}, "encoding": {
                "y": y, "yOffset": offset, "x": {"field": "low", **hours_axis}, "x2": {"field": "top"}}},
            {"mark": {"type": "tick", "thickness": 3, "size": 9}, "encoding": {
                "y": y, "yOffset": offset, "x": {"field": "p50", **hours_axis}, "color": color}}]}

    words = "; ".join(f"{value['policy']}, {value['kind'].lower()}: {value['p50']:.1f} to {value['p90']:.1f} h" for value in values)
    return draw("waits", "Waits from the median to the 90th percentile",
                    f"The dark line is the 95 % interval of the 90th percentile. {words}.", spec)


def promises_chart(outcome: Outcome, summary: Table, alone: bool = True) -> Chart | None:
    """The share of promises broken, with its interval and the number of promises."""
    mean, half, _ = outcome.simulation.estimate("breached_ppm")
    promised, _, _ = outcome.simulation.estimate("promised")
    last = len(outcome.names)
    values = [{"policy": TITLES[policy], "share": mean[place, last] / 1e6,
               "low": max(0.0, (mean - half)[place, last] / 1e6) if not math.isnan(half[place, last]) else mean[place, last] / 1e6,
               "top": min(1.0, (mean + half)[place, last] / 1e6) if not math.isnan(half[place, last]) else mean[place, last] / 1e6,
               "label": f"{mean[place, last] / 1e4:.1f} % of {promised[place, last]:,.0f} promises"}
              for place, policy in enumerate(outcome.desk.policies)
              if not math.isnan(mean[place, last]) and _is_shown(summary, policy, "breached_ppm")]
    if not values:
        return None
    policies = [TITLES[policy] for policy in outcome.desk.policies]

    def spec(width: int) -> dict[str, Any]:
        y = {"field": "policy", "type": "nominal", "sort": policies, "title": None,
             "axis": _axis(policies, width)}
        most = max(1e-9, *[value["top"] for value in values])
        share = {"type": "quantitative", "title": "Share of promises broken",
                 "axis": {"format": "%" if most > 0.05 else ".1%", "tickCount": 5},
                 "scale": {"domain": [0, (1.35 if width == WIDE else 2.6) * most]}}
        color = {"condition": {"test": "indexof(datum.policy, 'Trust') === 0", "value": KEPT}, "value": QUIET}
        return {"width": width, "height": {"step": 30}, **_head("Promises broken under each policy, with the 95 % interval", alone), "data": {"values": values}, "layer": [
            {"mark": {"type": "bar", "height": 14, "opacity": 0.6}, "encoding": {"y": y, "x": {"field": "share", **share}, "color": color}},
            {"mark": {"type": "rule", "strokeWidth": 1.5, "color": INK}, "encoding": {"y": y, "x": {"field": "low", **share}, "x2": {"field": "top"}}},
            {"mark": {"type": "text", "align": "left", "dx": 8}, "encoding": {
                "y": y, "x": {"field": "top", **share}, "text": {"field": "label"}}}]}

    words = "; ".join(f"{value['policy']}: {value['label']}" for value in values)
    return draw("promises", "Promises broken under each policy", f"The dark line is the 95 % interval. {printable(words)}.", spec)
