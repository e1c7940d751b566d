"""Peers measured in the same run. Each row: (what, Entente's nanoseconds an item, the peer's)."""

import csv
import datetime
import os
import pathlib
import time

import pytz  # the zones that businesstimedelta takes

ZONE = pytz.timezone("Europe/Paris")


def splitmix(state=2026):
    mask = (1 << 64) - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def workload(rows):
    """(a, hours, b) as the calendar benchmark draws them."""
    random = splitmix()
    for _ in range(rows):
        a = 1420070400 + next(random) % (10 * 365 * 86400)
        hours = 1 + next(random) % 40
        yield a, hours, a + next(random) % (30 * 86400)


def clock(function, items):
    start = time.process_time_ns()
    function()
    return (time.process_time_ns() - start) / items


def local(seconds):
    return datetime.datetime.fromtimestamp(seconds, ZONE)


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)


def french_holidays():
    for year in range(2014, 2027):
        for month, day in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)):
            yield datetime.date(year, month, day)
        for days in (1, 39, 50):
            yield easter(year) + datetime.timedelta(days)


def calendars(ours):
    import businesstimedelta
    import pandas

    rows = [(local(a), h, local(b)) for a, h, b in workload(300)]
    holidays = {day: "holiday" for day in french_holidays()}
    rules = businesstimedelta.Rules([
        businesstimedelta.WorkDayRule(start_time=datetime.time(9), end_time=datetime.time(12), working_days=range(5), tz=ZONE),
        businesstimedelta.WorkDayRule(start_time=datetime.time(13), end_time=datetime.time(17), working_days=range(5), tz=ZONE),
        businesstimedelta.HolidayRule(holidays, tz=ZONE),
    ])
    few = rows[:60]
    yield ("between/random: businesstimedelta", ours["between/random"],
           clock(lambda: [rules.difference(a, b) for a, _, b in few], len(few)))
    yield ("add/random: businesstimedelta", ours["add/random"],
           clock(lambda: [a + businesstimedelta.BusinessTimeDelta(rules, hours=h) for a, h, _ in few], len(few)))
    hours = pandas.offsets.CustomBusinessHour(start=["09:00", "13:00"], end=["12:00", "17:00"], holidays=list(holidays))
    stamps = [(pandas.Timestamp(a), h) for a, h, _ in rows]
    yield ("add/random: pandas CustomBusinessHour", ours["add/random"],
           clock(lambda: [stamp + h * hours for stamp, h in stamps], len(stamps)))


def edges(folder, name):
    with open(folder / name / "edges.csv", encoding="utf-8") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows)
        return [(int(row[0]), int(row[1])) for row in rows]


def graphs(ours):
    data = os.environ.get("ENTENTE_DATA")
    if not data:
        return
    import igraph

    for name in ("eu_email", "wiki_vote", "ca_hepth"):
        if f"betweenness/{name}" not in ours:
            continue
        graph = igraph.Graph(edges=edges(pathlib.Path(data), name)).simplify()
        vertices = graph.vcount()
        yield (f"betweenness/{name}: igraph", ours[f"betweenness/{name}"], clock(graph.betweenness, vertices))


def departments(folder, name):
    with open(folder / name / "nodes.csv", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [row["dept"] for row in rows]


def repair_instance(folder, name):
    """(slots, missing, pairs with their costs): as decisions_bench.cpp makes it, from the same files."""
    arcs = {(u, v) for u, v in edges(folder, name) if u != v}
    groups = departments(folder, name)
    agents = [v for v, group in enumerate(groups) if group == "14"]
    clients = [v for v, group in enumerate(groups) if group != "14"]
    mutual = {v: set() for v in range(len(groups))}
    for u, v in arcs:
        if (v, u) in arcs:
            mutual[u].add(v)
    slots = [max(0, 40 - sum(groups[v] != "14" for v in mutual[a])) for a in agents]
    missing = [max(0, 2 - sum(groups[u] == "14" for u in mutual[c])) for c in clients]
    pairs = []
    for a, agent in enumerate(agents):
        near = set().union(*(mutual[x] for x in mutual[agent]))
        for c, client in enumerate(clients):
            if client in mutual[agent] or missing[c] == 0:
                continue
            one_way = (agent, client) in arcs or (client, agent) in arcs
            pairs.append((a, c, 1 if one_way else 2 if client in near else 5))
    return slots, missing, pairs


def repairs(ours):
    data = os.environ.get("ENTENTE_DATA")
    name = "eu_email"
    if not data or f"coverage_repair/{name}" not in ours:
        return
    import highspy
    import numpy

    slots, missing, pairs = repair_instance(pathlib.Path(data), name)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(pairs), len(slots) + len(missing)
    program.col_cost_ = numpy.array([cost for _, _, cost in pairs], float)
    program.col_lower_, program.col_upper_ = numpy.zeros(len(pairs)), numpy.ones(len(pairs))
    program.row_lower_ = numpy.array([0] * len(slots) + missing, float)
    program.row_upper_ = numpy.array(slots + missing, float)
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = numpy.arange(0, 2 * len(pairs) + 1, 2, dtype=numpy.int32)
    matrix.index_ = numpy.array([[a, len(slots) + c] for a, c, _ in pairs], numpy.int32).ravel()
    matrix.value_ = numpy.ones(2 * len(pairs))
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    yield f"coverage_repair/{name}: HiGHS, LP", ours[f"coverage_repair/{name}"], clock(solver.run, 1)
    if round(solver.getObjectiveValue()) != 4898:
        raise RuntimeError(f"HiGHS finds {solver.getObjectiveValue()} where 4898 is known")


def measure(figures):
    yield from calendars(figures["calendar_bench"])
    yield from graphs(figures["graph_bench"])
    yield from repairs(figures["graph_bench"])
