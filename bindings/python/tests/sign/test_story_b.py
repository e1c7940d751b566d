"""Story B on the bundled log: every figure against a second answer that shares no code with the engine."""

import csv
import json
import pathlib
import re
import sys
from types import SimpleNamespace

import numpy as np
import pytest

import entente
from entente.cli import main

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import reference  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[4]
STORY = TOP / "examples/story-b"
HOUR = 3_600_000_000
SEEDS, TEAM, VISIT = 3, 12, 8
COMMAND = ["sign", "--asked", str(STORY / "asked.json"), "--offered", str(STORY / "offered.json"), "--team", str(TEAM), "--visit", "8h",
           "--data", str(TOP / "examples/data"), "--seeds", str(SEEDS)]


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines_of(name):
    """Quota lines of a contract in byte order of their parties, in hours."""
    quotas = json.loads((STORY / f"{name}.json").read_text(encoding="utf-8"))["quotas"]
    hours = lambda text: int(re.fullmatch(r"(\d+)h", text).group(1))  # noqa: E731
    return hours(quotas["ordinary_floor"]), [
        SimpleNamespace(party=line["party"], quota=line["quota"], period=hours(line["period"]), start_within=hours(line["start_within"]),
                        spacing=hours(line["period"]) // line["quota"], weight=line["weight"])
        for line in sorted(quotas["lines"], key=lambda line: line["party"].encode())]


def departments_of(lines, unit):
    return [reference.Department(line.quota, line.period * unit, line.start_within * unit, line.spacing * unit, line.weight)
            for line in lines]


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The files that the command wrote."""
    out = tmp_path_factory.mktemp("story") / "out"
    assert main([*COMMAND, "--out", str(out)]) == 0
    return SimpleNamespace(out=out, table=lambda name: rows_of(out / f"{name}.csv"),
                           page=(out / "sign.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def replayed():
    """For each seed the requests that the engine drew, and what the second answer makes of them."""
    import argparse

    from entente.report.contract_terms import read_terms
    from entente.report.log_arguments import source_of
    from entente.report.log_reader import LogNeeds, read_log
    from entente.report.progress import Progress
    from entente.simulate.logged import logged_desk, logged_tickets

    args = argparse.Namespace(data=TOP / "examples/data", tickets=None, events=None, map=None, zone=None, zoneinfo=None,
                              pseudonym_key=None, policies="fifo,trust")
    terms = read_terms(STORY / "offered.json", None)
    log = read_log(source_of(args, terms), LogNeeds(tuple(terms.contract.states), terms.required_columns()), Progress()).complete()
    tickets = logged_tickets(terms, log, TEAM)
    desk = logged_desk(args, terms, tickets)
    simulation = entente.Simulation(terms.contract, desk.demand, policies=np.array(desk.policies, dtype=np.int32), slots=desk.slots,
                                    seed=1, seeds=SEEDS)
    simulation.run()
    place = desk.policies.index(entente.Policy.TRUST_CONTRACT)
    floor, lines = lines_of("offered")
    found = []
    for seed in range(SEEDS):
        run = simulation.play(seed, place)
        arrivals = [(int(at), int(work), int(whose), int(urgency) != 0) for at, work, whose, urgency
                    in zip(run.arrival_us, run.work_us, run.department, run.urgency)]
        start, due = reference.play_trust(departments_of(lines, HOUR), floor * HOUR, TEAM, arrivals)
        found.append(SimpleNamespace(run=run, arrivals=arrivals, start=start, due=due,
                                     fifo=reference.play_fifo(TEAM, arrivals)))
    return SimpleNamespace(seeds=found, names=[line.party for line in lines], tickets=tickets)


def test_the_bounds_are_those_of_every_instant_looked_at(story):
    for name, late in (("asked", 4), ("offered", 0)):
        floor, lines = lines_of(name)
        by_hand = reference.worst_lateness([(line.start_within, line.spacing) for line in lines], floor, TEAM, VISIT, 8, 2000, 1)
        assert by_hand == late
        assert {float(row[f"{name}_late_h"]) for row in story.table("lines")} == {late}
    assert {row["asked_verdict"] for row in story.table("lines")} == {"refused"}
    assert {row["offered_verdict"] for row in story.table("lines")} == {"proved"}


def test_the_counter_example_breaks_the_promise_in_a_second_scheduler_and_misses_no_request(story):
    floor, lines = lines_of("asked")
    rows = story.table("counter_example")
    number = {line.party: i for i, line in enumerate(lines)}
    arrivals = [(round(float(row["arrives_h"]) * HOUR), VISIT * HOUR, number[row["department"]], row["kind"] == "priority") for row in rows]

    def late(chosen):
        start, due = reference.play_trust(departments_of(lines, HOUR), floor * HOUR, TEAM, chosen,
                                          asks_after_each=True)
        return start, due, [i for i in range(len(chosen)) if due[i] is not None and start[i] > due[i]]

    start, due, broken = late(arrivals)
    assert len(rows) == 25 and broken == [24]
    assert [float(row["starts_h"]) * HOUR for row in rows] == start
    assert [row["due_h"] and float(row["due_h"]) * HOUR or None for row in rows] == due
    assert (start[24], due[24]) == (16 * HOUR, 13 * HOUR)
    for left_out in range(len(arrivals)):  # none of its requests can be left out
        assert not late(arrivals[:left_out] + arrivals[left_out + 1:])[2]


def test_each_repair_is_enough_and_one_step_less_is_not(story):
    floor, lines = lines_of("asked")

    def worst(servers=TEAM, visit=VISIT * 60, factor=1000):
        pace = [(line.start_within * 60, -(-line.spacing * 60 * factor // 1000)) for line in lines]
        return reference.worst_lateness(pace, floor * 60, servers, visit, 8 * 60, 30_000, 1)

    repairs = {row["what"]: row for row in story.table("repairs")}
    assert list(repairs)[:3] == ["longest visit", "people", "spacing of all lines"]  # least relative change first
    assert repairs["people"]["then"] == "16" and worst(servers=16) == 0 and worst(servers=15) > 0
    assert repairs["longest visit"]["then"] == "6h30m" and worst(visit=390) == 0 and worst(visit=391) > 0
    assert repairs["spacing of all lines"]["then"].startswith("1.600 times") and worst(factor=1600) == 0 and worst(factor=1590) > 0
    assert repairs["spacing of one line alone"]["change"] == ""
    assert float(repairs["longest visit"]["change"]) == pytest.approx(1.5 / 8)


def test_every_start_of_the_replay_is_that_of_the_second_scheduler(replayed):
    for each in replayed.seeds:
        assert list(each.run.start_us) == each.start
        assert [None if due == entente.NO_VALUE else due for due in each.run.due_us.tolist()] == each.due


def test_promises_waits_units_and_price_are_those_of_the_second_answer(story, replayed):
    rows = {row["department"]: row for row in story.table("kept")}
    for number, name in [*enumerate(replayed.names), (None, "all departments")]:
        row, promises, kept = rows[name], 0, 0
        waits = {"promised": [], "others": [], "all": []}
        prices, unused = [], []
        for each in replayed.seeds:
            mine = [i for i in range(len(each.start)) if number is None or each.arrivals[i][2] == number]
            wait = {i: (each.start[i] - each.arrivals[i][0]) / HOUR for i in mine}
            backed = [i for i in mine if each.due[i] is not None]
            promises += len(backed)
            kept += sum(each.start[i] <= each.due[i] for i in backed)
            waits["promised"].append([wait[i] for i in backed])
            waits["others"].append([wait[i] for i in mine if each.due[i] is None])
            waits["all"].append(list(wait.values()))
            ordinary = [i for i in mine if not each.arrivals[i][3]]
            prices.append(sum(each.start[i] - each.fifo[i] for i in ordinary) / len(ordinary) / HOUR)
            unused.append(units_unused(each, number, replayed))
        assert (int(row["promises"]), int(row["kept"])) == (promises, kept)
        for column, kind, share in (("promised_p50_h", "promised", 0.5), ("promised_p90_h", "promised", 0.9), ("others_p50_h", "others", 0.5),
                                    ("others_p90_h", "others", 0.9), ("all_p90_h", "all", 0.9)):
            expected = np.mean([reference.nearest_rank(values, share) for values in waits[kind]])
            assert number_of(row[column]) == pytest.approx(expected, abs=0.0501), (name, column)
        assert number_of(row["ordinary_price_h"]) == pytest.approx(np.mean(prices), abs=0.0501)
        assert number_of(row["units_unused"]) == pytest.approx(np.mean(unused), abs=0.0501)


def units_unused(each, number, replayed):
    """Granted until the end of the log, less those spent: nothing is carried or refunded in this story."""
    chosen = range(len(replayed.names)) if number is None else [number]
    periods = -(-replayed.tickets.end_us // (40 * HOUR))
    return sum(4 * periods - sum(1 for i, due in enumerate(each.due) if due is not None and each.arrivals[i][2] == whose) for whose in chosen)


def number_of(text):
    return float(text.split()[0].lstrip("'").replace(",", ""))  # negative text has an apostrophe in a file


def test_the_page_leads_with_the_verdicts_the_kept_promises_and_one_decision(story):
    numbers = re.findall(r'<p class="number">([^<]*)</p>', story.page)
    total = story.table("kept")[-1]
    assert numbers == ["refused", "proved", f"{int(total['kept']):,} of {int(total['promises']):,}"]
    assert "Sign 4 each 40h. The cheapest way to what was asked: longest visit 6h30m instead of 8h (18.8 % change)." in story.page
    assert "Human Resources waits longest" in story.page
    worst = max(story.table("kept")[:-1], key=lambda row: number_of(row["all_p90_h"]))
    assert worst["department"] == "Human Resources"


def test_every_figure_is_drawn_once_wide_and_once_narrow(story):
    for name in ("example", "bound", "waits", "promises"):
        for label in ("wide", "narrow"):
            assert story.page.count(f'id="{name}-{label}-desc"') == 1
    assert "http://" not in story.page.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert "<script" not in story.page


def test_tickets_longer_than_the_visit_are_counted(story, replayed):
    known = replayed.tickets.work_us[replayed.tickets.work_us != entente.NO_VALUE]
    assert f"More than 8h of hands-on time: {int((known > 8 * HOUR).sum())} tickets" in story.page


def test_the_stairs_that_are_drawn_are_the_bound_instant_by_instant():
    from entente.promises import Team
    from entente.report.contract_terms import read_terms
    from entente.sign.checked import checked
    from entente.sign.drawing import stairs

    for name in ("asked", "offered"):
        floor, lines = lines_of(name)
        team = Team(TEAM, VISIT * HOUR)
        steps = stairs(checked(read_terms(STORY / f"{name}.json", None), team).found, team, 56 * HOUR)
        for t in range(56):
            n = sum((t - line.start_within) // line.spacing + 1 for line in lines if t >= line.start_within) + t // floor + 1
            assert [h for at, h in steps if at <= t * HOUR][-1] == VISIT * HOUR * -(-n // TEAM), (name, t)


def test_the_readme_tells_the_figures_of_its_own_command(tmp_path):
    out = tmp_path / "out"
    assert main([*COMMAND[:-2], "--out", str(out)]) == 0
    readme = (STORY / "README.md").read_text(encoding="utf-8")
    total = rows_of(out / "kept.csv")[-1]
    granted = [row for row in rows_of(out / "departments.csv") if row["department"] == "all departments"][-1]["units_granted"]
    waits = [f"{number_of(total[column]):g} h" for column in ("promised_p50_h", "promised_p90_h", "others_p50_h", "others_p90_h")]
    for words in (f"{int(total['promises']):,} promises of {int(total['kept']):,} kept over 20 draws",
                  f"wait {waits[0]} (median) and {waits[1]} (p90), the others {waits[2]} and {waits[3]}",
                  f"{number_of(total['ordinary_price_h'])} h each", f"{number_of(total['units_unused']):g} of {granted} units", "25 requests break it"):
        assert words in readme, words
    page = (out / "sign.html").read_bytes()
    assert main([*COMMAND[:-2], "--threads", "1", "--out", str(out)]) == 0
    assert (out / "sign.html").read_bytes() == page  # the same input gives the same page
