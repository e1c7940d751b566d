"""The charts of the page, from the tables of the report."""

from collections import Counter
from datetime import date
from typing import Any

from .chart import CAUSES, DEMAND, HIDDEN, INK, KEPT, MISSED, PAUSED, RUNNING, SUPPLY, WIDE, Chart, draw
from .report import Report
from .table import Cell, SmallCell, Table, for_people, printable
from .verdict import totals_by_order

LONG_SPAN_DAYS = 200
REST = "Small cells"
WEEKS_TOTAL = "all weeks"
WIDEST_LETTER = 7.5  # pixels, on average, of the widest usual sans-serif at 12 pixels


def backlog_chart(report: Report) -> Chart:
    table = report.tables["backlog"]
    values = [{"day": day, "open": _number(count)} for day, count in table.rows]
    shown = [(count, day) for day, count in table.rows if isinstance(count, int)]
    most, when = max(shown, key=lambda pair: pair[0]) if shown else (0, "–")

    axis = _time_axis([str(day) for day in table.values("day")])
    is_late = 2 * [str(day) for day in table.values("day")].index(report.at[:10]) > len(table.rows) if (
        report.at[:10] in table.values("day")) else True

    def spec(width: int) -> dict[str, Any]:
        label = "" if report.open_tickets is None else f"{report.open_tickets:,} open"
        now = {"values": [{"day": report.at[:10], "label": label}]}
        x = {"field": "day", **axis}
        return {"width": width, "height": 220, "data": {"values": values}, "layer": [
            {"mark": {"type": "area", "color": DEMAND, "opacity": 0.16, "line": {"color": DEMAND, "strokeWidth": 2}},
             "encoding": {"x": x, "y": {"field": "open", "type": "quantitative", "title": None,
                                        "axis": {"tickCount": 4, "format": ",d"}}}},
            {"data": now, "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3]}, "encoding": {"x": x}},
            {"data": now, "mark": {"type": "text", "align": "right" if is_late else "left", "dx": -6 if is_late else 6, "y": -8,
                                  "fontWeight": "bold"},
             "encoding": {"x": x, "text": {"field": "label"}}}]}

    last = shown[-1] if shown else (0, "–")
    weekly = ", ".join(f"{day} {for_people(count, 'count')}" for day, count in table.rows
                       if date.fromisoformat(str(day)).isoweekday() == 7) or "none"
    return draw("backlog", "Open tickets at the end of each day", f"The most at the end of a day were {most:,}, on {when}; the last day shown, "
                f"{last[1]}, ended with {last[0]:,}. The dashed line marks {report.at}. Gaps are small cells. At the end of each week: {weekly}.", spec)


def load_chart(report: Report) -> Chart:
    """Arrived and solved each week, all departments together."""
    table = report.tables["load_by_department"]
    rows = [row for row in table.rows if row[1] == "all departments" and row[0] != WEEKS_TOTAL]
    values = [{"week": _monday(row[0]), "what": what, "tickets": _number(row[at])}
              for row in rows for what, at in (("Arrived", 2), ("Solved", 3))]
    total = table.rows[-1]
    axis = _time_axis([str(value["week"]) for value in values])

    def spec(width: int) -> dict[str, Any]:
        return {"width": width, "height": 200, "data": {"values": values}, "mark": {"type": "line"}, "encoding": {
            "x": {"field": "week", **axis}, "y": {"field": "tickets", "type": "quantitative", "title": None,
                                                  "axis": {"tickCount": 4, "format": ",d"}},
            "color": {"field": "what", "scale": {"domain": ["Arrived", "Solved"], "range": [DEMAND, SUPPLY]}},
            "strokeDash": {"field": "what", "scale": {"domain": ["Arrived", "Solved"], "range": [[1, 0], [6, 3]]}}}}

    weeks = "; ".join(f"{row[0]}: {for_people(row[2], 'count')} and {for_people(row[3], 'count')}" for row in rows)
    return draw("load", "Tickets arrived and solved each week",
                f"{for_people(total[2], 'count')} arrived and {for_people(total[3], 'count')} were solved in all. Arrived and "
                f"solved by week: {weeks}.", spec)


def party_chart(report: Report, side: str, what: str, at: int, color: str) -> Chart | None:
    """Small multiples: one party each; None where every figure is a small cell."""
    table = report.tables[f"load_by_{side}"]
    rows = [row for row in table.rows if row[0] != WEEKS_TOTAL and row[1] != f"all {side}s"]
    names = list(dict.fromkeys(printable(str(row[1])) for row in rows))
    values = [{"week": _monday(row[0]), "party": printable(str(row[1])), "tickets": _number(row[at])} for row in rows]
    shown = {value["party"] for value in values if value["tickets"] is not None}
    if not shown:
        return None
    hidden = [name for name in names if name not in shown]
    names = [name for name in names if name in shown]
    values = [value for value in values if value["party"] in shown]
    axis = _time_axis([str(value["week"]) for value in values])
    axis["axis"] |= {"format": "%b", "tickCount": 3, "labelFontSize": 11}

    def spec(width: int) -> dict[str, Any]:
        columns = min(len(names), 3 if width == WIDE else 1)
        return {"data": {"values": values}, "columns": columns, "spacing": {"row": 18, "column": 26},
                "autosize": {"type": "pad"},
                "facet": {"field": "party", "type": "nominal", "sort": names, "header": {"labelLimit": 200}},
                "spec": {"width": (width - 60) // columns - 26, "height": 74, "mark": {
                    "type": "area", "color": color, "opacity": 0.25, "line": {"color": color, "strokeWidth": 1.5}},
                    "encoding": {"x": {"field": "week", **axis}, "y": {
                        "field": "tickets", "type": "quantitative", "title": None,
                        "axis": {"tickCount": 2, "format": ",d", "labelFontSize": 11}}}}}

    figures = "; ".join(f"{name}: " + ", ".join(for_people(row[at], "count") for row in rows if printable(str(row[1])) == name)
                        for name in names)
    return draw(f"load-{side}", f"Tickets {what} each week, by {side}",
                f"One small chart for each {side}, all on one scale. Weeks with too few people are left out"
                + (f", and so are {' and '.join(hidden)}." if hidden else ".")
                + f" Tickets {what} in each week from {rows[0][0]} on: {figures}.", spec)


def compliance_chart(report: Report) -> Chart | None:
    table = report.tables["compliance"]
    names = {"Kept": "met", "Missed": "missed", "Running": "running", "Paused": "paused"}
    bars = [row for row in table.rows[:-1] if isinstance(row[3], int)]
    return _stacked("promises", "Promises by target and priority", table, bars, _target_labels(bars),
                    names, [KEPT, MISSED, RUNNING, PAUSED], True, whole=3)


def party_compliance_chart(report: Report, side: str) -> Chart | None:
    table = report.tables[f"compliance_by_{side}"]
    names = {"Kept": "met", "Missed": "missed", "Running": "running", "Paused": "paused"}
    bars = [row for row in table.rows[:-1] if isinstance(row[1], int)]
    return _stacked(f"promises-{side}", f"Promises by {side}", table, bars, [str(row[0]) for row in bars], names,
                    [KEPT, MISSED, RUNNING, PAUSED], True, whole=1)


def causes_chart(report: Report) -> Chart | None:
    table = report.tables["misses_by_cause"]
    names = {"Rule: met": "rule_met", "Closing wait": "closing", "Requester": "requester", "Third party": "third_party",
             "Provider": "provider"}
    bars = [row for row in totals_by_order(table) if isinstance(row[2], int)]
    return _stacked("causes", "Recorded misses by cause, in two orders of removal", table, bars,
                    [str(row[1]).capitalize() for row in bars], names, list(CAUSES), False, whole=2)


def balances_chart(report: Report) -> Chart | None:
    table = report.tables["balances"]
    names = {"Spent": "spent", "Held": "held", "Available": "available", "Forfeited": "forfeited", "Expired": "expired"}
    bars = [row for row in table.rows if isinstance(row[1], int)]
    return _stacked("quota", "Where each department’s units went", table, bars, [str(row[0]) for row in bars], names,
                    [KEPT, DEMAND, RUNNING, MISSED, PAUSED], False, whole=1)


def coverage_chart(report: Report) -> Chart | None:
    table = report.tables["coverage"]
    names = {"Known by enough people": "covered", "Need a second person": "needs_second"}
    bars = [row for row in table.rows if isinstance(row[1], int)]
    return _stacked("coverage", "Groups known by enough people", table, bars,
                    [f"{str(row[0]).capitalize()}s" for row in bars], names, [KEPT, MISSED], True, whole=1)


def _stacked(name: str, title: str, table: Table, bars: list[list[Cell]], labels: list[str], parts: dict[str, str],
             colors: list[str], is_share: bool, whole: int) -> Chart | None:
    """Horizontal stacked bars; is_share: each bar is a whole, whatever its length; whole: where the sum of the parts stands
    in a row. Parts that are small cells are drawn as one, the rest of the bar; a row of nothing else is left out. None without
    bars."""
    position = {column.name: i for i, column in enumerate(table.columns)}
    drawn = [any(isinstance(row[position[column]], int) and row[position[column]] for column in parts.values()) for row in bars]
    labels = [label for label, is_drawn in zip(labels, drawn) if is_drawn]
    bars = [row for row, is_drawn in zip(bars, drawn) if is_drawn]
    if not bars:
        return None
    named = list(parts)
    labels = [printable(label) for label in labels]
    values = [{"label": label, "part": part, "order": order, "count": _number(row[position[column]])}
              for row, label in zip(bars, labels) for order, (part, column) in enumerate(parts.items())]
    if any(isinstance(row[position[column]], SmallCell) for row in bars for column in parts.values()):
        named, colors = [*named, REST], [*colors, HIDDEN]
        values += [{"label": label, "part": REST, "order": len(parts), "count": (_number(row[whole]) or 0) - sum(
            _number(row[position[column]]) or 0 for column in parts.values())} for row, label in zip(bars, labels)]
    words = "; ".join(f"{label}: " + ", ".join(f"{part.lower()} {for_people(row[position[column]], 'count')}"
                                               for part, column in parts.items())
                      for row, label in zip(bars, labels))

    def spec(width: int) -> dict[str, Any]:
        is_wide = width == WIDE
        limit = 230 if is_wide else 112
        extent = min(limit * 1.15, WIDEST_LETTER * max(map(len, labels), default=0))  # the reader's font may be wider
        x = {"field": "count", "type": "quantitative", "title": None, "stack": "normalize" if is_share else "zero",
             "axis": {"format": "%" if is_share else ",d", "tickCount": 5 if is_wide else 3}}
        return {"width": width, "height": {"step": 34}, "data": {"values": values},
                "mark": {"type": "bar", "height": 20, "stroke": "#ffffff", "strokeWidth": 1}, "encoding": {
                    "y": {"field": "label", "type": "nominal", "sort": labels, "title": None,
                          "axis": {"labelColor": INK, "labelLimit": limit, "minExtent": extent}},
                    "x": x, "order": {"field": "order"},
                    "color": {"field": "part", "scale": {"domain": named, "range": colors},
                              "legend": {"columns": len(named) if is_wide else 1 if max(map(len, named)) > 14 else 2}}}}

    return draw(name, title, words, spec)


def _target_labels(bars: list[list[Cell]]) -> list[str]:
    """The target, and its priority too where it has several."""
    times = Counter(str(row[0]) for row in bars)
    return [f"{row[0]}, {row[1]}" if times[str(row[0])] > 1 else str(row[0]) for row in bars]


def _time_axis(days: list[str]) -> dict[str, Any]:
    """A time axis: months where the span is long, else days."""
    is_long = (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days > LONG_SPAN_DAYS
    return {"type": "temporal", "scale": {"type": "utc"}, "title": None, "axis": {
        "format": "%b %Y" if is_long else "%-d %b", "grid": False, "labelOverlap": True, "tickCount": 6}}


def _number(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def _monday(week: Cell) -> str:
    year, number = str(week).split("-W")
    return date.fromisocalendar(int(year), int(number), 1).isoformat()


