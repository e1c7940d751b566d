"""An attacker who has every table and every caption, knows what adds up to what, and solves for what is hidden.

The equations are written here from what the columns mean, not taken from the report. Truth comes from the same log under
a smallest group of one, where nothing is hidden. What must not be found is a figure about fewer than MIN_GROUP people.
"""

import csv
import json
import random
import re
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from entente.report import backlog, suppression
from entente.report.column_map import ColumnMap
from entente.report.contract_terms import read_terms
from entente.report.headline import headlines
from entente.report.instant import load_zone
from entente.report.log_reader import LogNeeds, LogSource, read_log
from entente.report.privacy import privacy_of
from entente.report.progress import Progress
from entente.report.report import compute
from entente.report.table import SmallCell

from .conftest import CONTRACT

MIN_GROUP = 3
START = datetime(2026, 3, 2, 8, 0, tzinfo=timezone.utc)
SEEDS = range(40)


def make_log(folder, seed):
    """Three departments (one of few people), two teams, three weeks; reopened, waiting and unfinished tickets."""
    rng = random.Random(seed)
    crowd = {"Sales": rng.randint(3, 9), "Lab": rng.randint(1, 5), "Ops": rng.randint(1, 3)}
    tickets, events = [], []
    for number in range(rng.randint(15, 70)):
        department = rng.choices(list(crowd), [5, 3, 1])[0]
        team = rng.choice(["Desk", "Desk", "Back"])
        at = START + timedelta(minutes=rng.randrange(60 * 24 * 19))
        row = [f"T{number}", at.isoformat(), "", rng.choice("122"), rng.choice(["Mail", "Print"]),
               f"{department} {rng.randrange(crowd[department])}", department,
               f"{team} {rng.randrange(4)}" if rng.random() < 0.9 else "", team, rng.choice(["yes", "yes", "no", ""])]
        events.append([row[0], at.isoformat(), "New"])
        for state in rng.choice([[], ["Active"], ["Active", "Done"], ["Done"], ["Waiting", "Active", "Done"], ["Waiting"],
                                 ["Active", "Done"], ["Active", "Done", "Active", "Done"]]):
            at += timedelta(minutes=rng.randrange(1, 4000))
            events.append([row[0], at.isoformat(), state])
        tickets.append(row)
    return write_log(folder, tickets, events)


def document(min_group):
    result = json.loads(json.dumps(CONTRACT))
    result["privacy"]["min_group"] = min_group
    result["targets"].append({"id": "rule", "metric": "resolution", "duration": "12h", "calendar": "office",
                              "clock_map": {"Waiting": "run"}})
    result["recorded_verdict"] = {"column": "made_sla", "met": ["yes"], "targets": ["rule"]}
    return result


def report_of(folder, min_group, ticket_times=False):
    contract = folder / f"contract{min_group}.json"
    contract.write_text(json.dumps(document(min_group)))
    terms = read_terms(contract, None)
    source = LogSource(folder / "tickets.csv", folder / "events.csv", ColumnMap(), None, None)
    log = read_log(source, LogNeeds(tuple(terms.contract.states), terms.required_columns()), Progress())
    return compute(terms, log, privacy_of(terms.document, None), load_zone("Europe/Paris", None), None, Progress(),
                   ticket_times)


def cells_of(report):
    """(table, row, column): value or None where hidden. Counts only; a row is known by its text cells."""
    found = {}
    for table in report.tables.values():
        for number, row in enumerate(table.rows):
            label = tuple(cell for cell, column in zip(row, table.columns) if column.is_text)
            label = label if table.name != "next" else (number,)
            for cell, column in zip(row, table.columns):
                if column.kind in ("count", "share", "hours") and cell is not None:
                    found[table.name, label, column.name] = None if isinstance(cell, SmallCell) else cell
    return found


def equations(report, cells):
    """Lists of (factor, cell) that add up to nothing; a number instead of a cell is a constant."""
    tables = report.tables
    rows = {name: list(dict.fromkeys(label for table, label, _ in cells if table == name)) for name in tables}
    found = []

    def total(name, label, parts, column):
        found.append([(-1, (name, label, column)), *[(1, (name, part, column)) for part in parts]])

    def across(name, label, whole, parts):
        found.append([(-1, (name, label, whole)), *[(1, (name, label, part)) for part in parts]])

    def same(*those):
        found.extend([(1, those[0]), (-1, other)] for other in those[1:])

    states = ("met", "missed", "running", "paused", "no_verdict")
    promises = ("compliance", "compliance_by_department", "compliance_by_team")
    last = {name: rows[name][-1] for name in promises}
    for name in promises:
        for label in rows[name]:
            across(name, label, "population", states)
        for column in ("population", *states):
            total(name, last[name], rows[name][:-1], column)
            same((promises[0], last[promises[0]], column), (name, last[name], column))
    kept = ("reading", ("tickets", "kept"), "count")
    for side in ("department", "team"):
        name = f"load_by_{side}"
        weeks = list(dict.fromkeys(label[0] for label in rows[name]))
        parties = list(dict.fromkeys(label[1] for label in rows[name]))
        for column in ("arrived", "solved"):
            for week in weeks:
                total(name, (week, parties[-1]), [(week, party) for party in parties[:-1]], column)
                same(("load_by_department", (week, "all departments"), column), (name, (week, parties[-1]), column))
            for party in parties:
                total(name, (weeks[-1], party), [(week, party) for week in weeks[:-1]], column)
        same(kept, (name, (weeks[-1], parties[-1]), "arrived"))
        for party in parties[:-1]:  # each ticket has exactly one promise
            same((name, (weeks[-1], party), "arrived"), (f"compliance_by_{side}", (party,), "population"))
    same(kept, ("compliance", last["compliance"], "population"))
    same(kept, ("reading", ("tickets", "rows read"), "count"))
    found.append([(-1, ("reading", ("events", "kept"), "count")),
                  *[(1, ("state_time", label, "entries")) for label in rows["state_time"]]])
    found += flow_equations(cells, rows, weeks[:-1])
    found += verdict_equations(rows, across, total, same)
    found += treatment_equations(rows, total, across, same)
    for label in rows["balances"]:
        across("balances", label, "granted", ("available", "held", "spent", "forfeited", "expired"))
    return [each for each in found if all(not isinstance(cell, tuple) or cell in cells or cell[0] == "extra"
                                          for _, cell in each)] + caption_equations(report, kept, last)


def treatment_equations(rows, total, across, same):
    for kind in ("priority", "ordinary"):
        mine = [label for label in rows["done_within"] if label[1] == kind]
        total("done_within", mine[-1], mine[:-1], "done")
    for label in rows["duties"]:
        across("duties", label, "asked", ("kept", "missed", "pending"))
    for label in rows["precedence"]:
        same(("precedence", label, "tickets"), ("load_by_department", ("all weeks", *label), "arrived"))
    return []


def flow_equations(cells, rows, weeks):
    """Open tickets from week to week; tickets that were reopened in a week are an unknown of their own."""
    found = []
    days = [label[0] for label in rows["backlog"]]
    before = None
    for week in weeks:
        sunday = min(datetime.fromisocalendar(int(week[:4]), int(week[6:]), 7).date().isoformat(), days[-1])
        now, load = ("backlog", (sunday,), "open_tickets"), (week, "all departments")
        found.append([(-1, now), (1, ("load_by_department", load, "arrived")), (-1, ("load_by_department", load, "solved")),
                      (1, ("extra", week, "reopened")), *([(1, before)] if before else [])])
        before = now
    reopens = ("reading", ("reopens", "counted from the events, in order of time"), "count")
    again = [(1, ("extra", week, "reopened")) for week in weeks]
    found.append([(-1, reopens), *again])
    return found + ([[each] for each in again] if cells[reopens] == 0 else [])


def verdict_equations(rows, across, total, same):
    causes = ("rule_met", "closing", "requester", "third_party", "provider", "unknown")
    for label in rows["recorded_verdict"]:
        across("recorded_verdict", label, "tickets", ("agree", "rule_met_recorded_missed", "rule_missed_recorded_met",
                                                      "rule_open"))
        across("recorded_and_promised", label, "tickets", ("both_met", "only_promise_met", "only_recorded_met",
                                                           "both_missed", "promise_open"))
        same(("recorded_verdict", label, "tickets"), ("recorded_and_promised", label, "tickets"))
    for order in ("closing first", "requester first"):
        mine = [label for label in rows["misses_by_cause"] if label[1] == order]
        for label in mine:
            across("misses_by_cause", label, "recorded_missed", causes)
            same(("misses_by_cause", label, "rule_met"), ("recorded_verdict", label[:1], "rule_met_recorded_missed"))
            for column in ("provider", "unknown"):
                same(("misses_by_cause", label, column), ("misses_by_cause", (label[0], "closing first"), column))
        for column in ("recorded_missed", *causes):
            total("misses_by_cause", mine[-1], mine[:-1], column)
    for name, columns in (("recorded_verdict", ("tickets", "recorded_met", "agree", "rule_open")),
                          ("recorded_and_promised", ("tickets", "both_met", "both_missed", "promise_open"))):
        for column in columns:
            total(name, rows[name][-1], rows[name][:-1], column)
    return [[(-1, ("recorded_verdict", label, "tickets")), (1, ("recorded_verdict", label, "recorded_met")),
             (1, ("misses_by_cause", (*label, "closing first"), "recorded_missed"))] for label in rows["recorded_verdict"]]


def caption_equations(report, kept, last):
    """Numbers in captions and sentences are published too."""
    found = []
    promised = ("compliance", last["compliance"])
    for name, pattern, *cells in (
            ("compliance", r"([\d,]+) promises? on ([\d,]+) tickets?", (*promised, "population"), kept),
            ("load_by_team", r"([\d,]+) tickets? arrived, ([\d,]+) tickets? solved", kept,
             ("load_by_team", ("all weeks", "all teams"), "solved")),
            ("precedence", r"([\d,]+) tickets? of departments", kept),
            ("backlog", r"([\d,]+) tickets?;", kept), ("coverage", r"([\d,]+) tickets?;", kept),
            ("state_time", r"([\d,]+) events? of", ("reading", ("events", "kept"), "count")),
            ("recorded_verdict", r"([\d,]+) tickets? with", ("recorded_verdict", ("all",), "tickets"))):
        if match := re.search(pattern, report.tables[name].population):
            found += [[(1, cell), (-1, int(text.replace(",", "")))] for cell, text in zip(cells, match.groups())]
    if match := re.match(r"([\d,]+) of ([\d,]+) promise", headlines(report)[0].sentence):
        met, decided = (int(text.replace(",", "")) for text in match.groups())
        found.append([(1, (*promised, "met")), (-1, met)])
        found.append([(1, (*promised, "met")), (1, (*promised, "missed")), (-1, decided)])
    return found


def recovered(cells, relations):
    """The hidden cells that the equations fix: those on which the null space vanishes, and those at their bounds."""
    relations = [each for each in relations if any(isinstance(cell, tuple) and cells.get(cell) is None for _, cell in each)]
    unknown = {cell: None for each in relations for _, cell in each if isinstance(cell, tuple) and cells.get(cell) is None}
    column = {cell: i for i, cell in enumerate(unknown)}
    if not column:
        return set()
    matrix = np.zeros((len(relations), len(column)))
    for row, each in enumerate(relations):
        for factor, cell in each:
            if cell in column:
                matrix[row, column[cell]] += factor
    _, sizes, vectors = np.linalg.svd(matrix)
    null = vectors[int((sizes > 1e-9).sum()):]
    found = {cell for cell, i in column.items() if np.abs(null[:, i]).max(initial=0) < 1e-7}
    for each in relations:  # a hidden cell is at least 1: n of them that add up to n are 1 each
        gone = [(factor, cell) for factor, cell in each if cell in column]
        left = -sum(factor * (cell if isinstance(cell, int) else cells[cell]) for factor, cell in each if cell not in column)
        if all(factor > 0 for factor, _ in gone) and left == len(gone) and not any(cell[0] == "extra" for _, cell in gone):
            found |= {cell for _, cell in gone}
    return {cell for cell in found if cell[0] != "extra"}


def people_of(tickets, truth):
    """People behind cells of the promises and of arrivals, counted from the files and the true verdicts."""
    state_of = {row[0]: row[2] for row in truth.tables["ticket_time"].rows if row[1] != "rule"}
    party = {"Sales": "Sales", "Lab": "Others", "Ops": "Others", "Desk": "Desk", "Back": "Back office"}
    states = {"met": "met", "breached": "missed", "running": "running", "paused": "paused"}
    found = {}
    for ticket, opened, _, _, _, requester, department, assignee, team, _ in tickets:
        year, week, _ = datetime.fromisoformat(opened).astimezone(load_zone("Europe/Paris", None)).isocalendar()
        for side, name, person in (("department", party[department], requester), ("team", party[team], assignee)):
            for key in ((f"compliance_by_{side}", (name,), states[state_of[ticket]]),
                        (f"compliance_by_{side}", (name,), "population"),
                        (f"load_by_{side}", (f"{year}-W{week:02d}", name), "arrived"),
                        (f"load_by_{side}", ("all weeks", name), "arrived")):
                found.setdefault(key, set()).add(person)
    return {key: max(len(persons - {""}), 1) for key, persons in found.items()}


FIGURES = ("compliance", "compliance_by_department", "compliance_by_team", "load_by_department", "load_by_team", "backlog",
           "recorded_verdict", "misses_by_cause", "recorded_and_promised", "state_time", "done_within", "duties", "precedence")


def write_log(folder, tickets, events):
    for name, header, rows in (("tickets", "ticket_id,opened_at,resolved_at,priority,category,requester,requester_group,"
                                "assignee,assignment_group,made_sla", tickets), ("events", "ticket_id,at,to_state", events)):
        (folder / f"{name}.csv").write_text("\n".join([header, *map(",".join, rows)]) + "\n")
    return tickets


def attack(folder, seed):
    """What an attacker finds out about too few people on a random log, and how many cells were hidden."""
    return attack_on(folder, make_log(folder, seed))


def attack_on(folder, tickets):
    truth = report_of(folder, 1, ticket_times=True)
    report = report_of(folder, MIN_GROUP)
    true_cells, cells = cells_of(truth), cells_of(report)
    assert all(value is not None for value in true_cells.values())
    assert all(cells[cell] is None for cell in cells.keys() - true_cells.keys())  # what is hidden may be blank
    relations = equations(report, cells)
    for each in relations:  # the attacker's equations are right
        if all(not isinstance(cell, tuple) or cell in true_cells for _, cell in each):
            assert sum(factor * (true_cells[cell] if isinstance(cell, tuple) else cell) for factor, cell in each) == 0, each
    people = people_of(tickets, truth)
    few = {cell for cell, value in true_cells.items() if cell[0] in FIGURES and isinstance(value, int)
           and 0 < value < MIN_GROUP} | {cell for cell, count in people.items() if count < MIN_GROUP}
    shown = {cell for cell in few if cells[cell] is not None}
    return shown | (recovered(cells, relations) & few), sum(value is None for value in cells.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_about_few_people_is_shown_or_follows_from_what_is_shown(tmp_path, seed):
    found, hidden = attack(tmp_path, seed)
    assert not found and hidden > 0


def test_the_attack_succeeds_where_only_the_small_cells_themselves_are_hidden(tmp_path, monkeypatch):
    monkeypatch.setattr(suppression._Search, "widen", lambda self: False)
    monkeypatch.setattr(suppression._Search, "audit", lambda self: False)
    assert sum(bool(attack(tmp_path, seed)[0]) for seed in SEEDS) > len(SEEDS) // 2


def test_the_attack_succeeds_where_only_single_sums_are_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(suppression._Search, "audit", lambda self: False)
    assert any(attack(tmp_path, seed)[0] for seed in SEEDS)


def test_the_attack_succeeds_where_the_backlog_is_not_tied_to_the_load(tmp_path, monkeypatch):
    """Twenty tickets arrive in a week, eighteen are solved in it: two of one person are left, a small cell."""
    tickets, events = [], []
    for number in range(40):
        at = START + timedelta(days=7 * (number // 20), minutes=number)
        tickets.append([f"T{number}", at.isoformat(), "", "2", "Mail", f"P{number % 20 // 2}", "Sales", f"A{number % 5}",
                        "Desk", "yes"])
        events.append([f"T{number}", at.isoformat(), "New"])
        ends = START + timedelta(days=8 if number in (0, 1) else 7 * (number // 20) + 1, minutes=number)
        events.append([f"T{number}", ends.isoformat(), "Done"])
    write_log(tmp_path, tickets, events)
    assert not attack_on(tmp_path, tickets)[0]
    monkeypatch.setattr(backlog, "_tie_to_load", lambda *_: None)
    found, _ = attack_on(tmp_path, tickets)
    assert ("backlog", ("2026-03-08",), "open_tickets") in found


def test_the_attack_succeeds_where_captions_state_the_number_of_tickets_all_the_same(tmp_path, monkeypatch):
    from entente.report import draft
    monkeypatch.setattr(draft, "_counted", lambda word, _: f"{word.figure.value:,} {word.noun}s")
    assert any(attack(tmp_path, seed)[0] for seed in range(60))


@pytest.mark.parametrize("seed", [3, 11])
def test_the_page_and_the_files_show_the_same_cells(tmp_path, seed, capsys):
    """The attack reads tables; the page and the terminal print them and nothing else."""
    from entente.cli import main
    make_log(tmp_path, seed)
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(document(MIN_GROUP)))
    out = tmp_path / "out"
    assert main(["report", "--data", str(tmp_path), "--contract", str(contract), "--out", str(out)]) == 0
    page = (out / "board.html").read_text(encoding="utf-8")
    for path in out.glob("compliance*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        for row in rows:
            pattern = rf"{re.escape(row[0])}</th>" + "".join(
                r"<td[^>]*>" + (re.escape(cell) if cell == "small cell" else r"[^<]*") + "</td>" for cell in row[1:])
            assert re.search(pattern, page), row
