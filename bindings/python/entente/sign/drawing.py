"""Two drawings of the check: who is served when in the counter-example, and the bound against the clock."""

from __future__ import annotations

from typing import Any

from entente.duration import duration_text
from entente.promises import Team
from entente.report.chart import DEMAND, INK, KEPT, MISSED, PAUSED, RUNNING, WIDE, Chart, draw
from entente.report.table import printable

from .checked import HOUR_US, Checked

MOST_BARS = 400
MOST_STEPS = 400


def example_chart(each: Checked, team: Team) -> Chart | None:
    """A bar a visit, a line of them a person; None without an example, or where it has too many visits for a drawing."""
    example = each.smallest
    if example is None or len(example["requests"]) > MOST_BARS:
        return None
    visit = team.visit_us / HOUR_US
    values: list[dict[str, Any]] = []
    for person, number in _persons(example["requests"], team):
        request = example["requests"][number]
        kind = "Too late" if number == example["late"] else "Priority" if request["backed"] else "Ordinary"
        start = request["starts_us"] / HOUR_US
        values.append({"person": person + 1, "kind": kind, "start": start, "end": start + visit})
    beside = team.servers - team.expedite
    values += [{"person": beside + lane + 1, "kind": "Incidents", "start": 0.0, "end": max(value["end"] for value in values)}
               for lane in range(team.expedite)]
    late = next(value for value in values if value["kind"] == "Too late")
    due = {"person": late["person"], "due": example["due_us"] / HOUR_US, "start": late["start"], "label": "due"}
    kinds = [kind for kind in ("Ordinary", "Priority", "Too late", "Incidents") if any(value["kind"] == kind for value in values)]
    colors = [{"Ordinary": PAUSED, "Priority": DEMAND, "Too late": MISSED, "Incidents": RUNNING}[kind] for kind in kinds]

    def spec(width: int) -> dict[str, Any]:
        y = {"field": "person", "type": "ordinal", "title": "Person", "axis": {"labelColor": INK}}
        x = {"type": "quantitative", "title": "Working hours from the beginning", "axis": {"tickCount": 8 if width == WIDE else 4}}
        return {"width": width, "height": {"step": 19}, "layer": [
            {"data": {"values": values}, "mark": {"type": "bar", "height": 13, "stroke": "#ffffff", "strokeWidth": 1}, "encoding": {
                "y": y, "x": {"field": "start", **x}, "x2": {"field": "end"},
                "color": {"field": "kind", "scale": {"domain": kinds, "range": colors}}}},
            {"data": {"values": [due]}, "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3], "strokeWidth": 1.5}, "encoding": {
                "y": y, "x": {"field": "due", **x}, "x2": {"field": "start"}}},
            {"data": {"values": [due]}, "mark": {"type": "tick", "color": INK, "thickness": 3, "size": 17}, "encoding": {
                "y": y, "x": {"field": "due", **x}}},
            {"data": {"values": [due]}, "mark": {"type": "text", "dy": -12, "fontWeight": "bold"}, "encoding": {
                "y": y, "x": {"field": "due", **x}, "text": {"field": "label"}}}]}

    words = (f"{len(example['requests'])} visits of {duration_text(team.visit_us)}. The request of {printable(example['party'])} that was due at "
             f"{duration_text(example['due_us'])} starts at {duration_text(example['starts_us'])}." + (f" {team.expedite} more have incidents all the time." if team.expedite else ""))
    return draw("example", "Who is served when in the counter-example", words, spec)


def _persons(requests: list[dict[str, Any]], team: Team) -> list[tuple[int, int]]:
    """(person, request) pairs: each visit goes to the person who has been free longest."""
    servers = team.servers - team.expedite  # the others have incidents
    free_us = [0] * servers
    placed = []
    for number in sorted(range(len(requests)), key=lambda number: (requests[number]["starts_us"], number)):
        start_us = requests[number]["starts_us"]
        free = [person for person in range(servers) if free_us[person] <= start_us]
        person = min(free, key=lambda person: (free_us[person], person))
        free_us[person] = start_us + team.visit_us
        placed.append((person, number))
    return placed


def bound_chart(asked: Checked, offered: Checked, team: Team) -> Chart | None:
    """h(t), by when all that is due by t has started in the worst case, of both contracts, beside t itself: a promise can break
    where the stairs are above the line. None where no line has a date in reach."""
    curves = [("Asked", asked), ("Offered", offered)]
    instants = [line["at_us"] for _, each in curves for line in each.found["lines"] if line["at_us"] is not None]
    start = [line["start_within_us"] for _, each in curves for line in each.found["lines"] if line["promise"] != "none"]
    if not instants or not start or team.servers <= team.expedite:
        return None
    until_us = max(2 * max(start), min(2 * max(instants), 12 * max(start)), 1)
    values: list[dict[str, Any]] = []
    for name, each in curves:
        steps = stairs(each.found, team, until_us)
        if steps is None:
            return None
        values += [{"curve": name, "t": t / HOUR_US, "h": h / HOUR_US} for t, h in steps]
    line = [{"t": at / HOUR_US, "h": at / HOUR_US} for at in (min(start), until_us)]
    first, half = min(start) / HOUR_US, (min(start) + until_us) / 2 / HOUR_US
    middle = {"t": half, "h": half, "label": "on time: below"}

    def spec(width: int) -> dict[str, Any]:
        ticks = 8 if width == WIDE else 4
        x = {"field": "t", "type": "quantitative", "title": "Hours after a burst begins", "axis": {"tickCount": ticks},
             "scale": {"domain": [0, until_us / HOUR_US], "nice": False}}
        y = {"field": "h", "type": "quantitative", "title": "Started by, hours", "axis": {"tickCount": 5}}
        color = {"field": "curve", "scale": {"domain": ["Asked", "Offered"], "range": [MISSED, KEPT]}}
        return {"width": width, "height": 260, "layer": [
            {"data": {"values": values}, "mark": {"type": "line", "interpolate": "step-after"}, "encoding": {"x": x, "y": y, "color": color}},
            {"data": {"values": line}, "mark": {"type": "line", "color": INK, "strokeDash": [4, 4], "strokeWidth": 1.5}, "encoding": {"x": x, "y": y}},
            {"data": {"values": [middle]}, "mark": {"type": "text", "align": "left", "dx": 8, "dy": 10}, "encoding": {
                "x": x, "y": y, "text": {"field": "label"}}}]}

    words = "; ".join(f"{name.lower()}: " + _late_words(each) for name, each in curves)
    return draw("bound", "By when all that is due has started, at worst",
                f"From {first:g} hours on, stairs above the dashed line are promises that can break. {words}.", spec)


def stairs(found: dict[str, Any], team: Team, until_us: int) -> list[tuple[int, int]] | None:
    """(t, h(t)) where h changes, from 0 to until_us, with h(t) = visit ceil(n(t) / servers) and n(t) what lines and floor make due
    by t; None where there are too many, or a line has no pace."""
    servers, floor_us = team.servers - team.expedite, found["ordinary_floor_us"] or 0
    lines = [(line["start_within_us"], line["spacing_us"]) for line in found["lines"] if line["promise"] != "none"]
    lines += [(0, floor_us)] if floor_us else []
    if any(spacing_us <= 0 for _, spacing_us in lines) or sum(until_us // spacing_us for _, spacing_us in lines) > 50_000:
        return None
    instants = sorted({start_us + k * spacing_us for start_us, spacing_us in lines
                       for k in range(max(0, (until_us - start_us) // spacing_us + 1))} | {0, until_us})
    steps: list[tuple[int, int]] = []
    for t in instants:
        n = sum((t - start_us) // spacing_us + 1 for start_us, spacing_us in lines if t >= start_us)
        h = team.visit_us * -(-n // servers)
        if not steps or h != steps[-1][1] or t == until_us:
            steps.append((t, h))
    return steps if len(steps) <= MOST_STEPS else None


def _late_words(each: Checked) -> str:
    late = [line["lateness_us"] for line in each.found["lines"] if line["promise"] != "none"]
    if not late or any(amount is None for amount in late):
        return "no bound"
    return f"at most {duration_text(max(late))} late"
