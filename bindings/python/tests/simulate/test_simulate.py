"""``entente simulate``: what it prints and writes, what it refuses, and that a log's small cells stay hidden."""

import csv
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from entente.cli import main
from entente.simulate.duration import duration_us
from entente.simulate.logged import shared_time

TOP = pathlib.Path(__file__).resolve().parents[4]
CONTRACT = TOP / "examples/contracts/departments.json"
QUICK = ["--contract", str(CONTRACT), "--seeds", "4", "--weeks", "3", "--warmup", "1"]


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    out = tmp_path_factory.mktemp("sandbox") / "out"
    assert main(["simulate", *QUICK, "--out", str(out)]) == 0
    return out


def of(rows, **wanted):
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def test_every_policy_department_and_figure_has_a_mean_and_an_interval(played):
    rows = rows_of(played / "estimates.csv")
    assert {row["policy"] for row in rows} == {"fifo", "strict_priority", "fair_queueing", "earliest_due", "trust_contract",
                                               "trust_contract_chosen"}
    assert len({row["department"] for row in rows}) == 7
    for row in of(rows, figure="requests"):
        assert float(row["mean"]) > 0 and float(row["half_width"]) > 0 and row["seeds"] == "4"
        assert float(row["minus_fifo"]) == 0  # the same requests under every policy
    granted = of(rows, figure="units_granted", policy="trust_contract", department="Sales")
    assert [float(row["mean"]) for row in granted] == [16.0]  # 4 weeks of 4
    assert not of(rows, figure="units_granted", policy="fifo")


def test_the_summary_tells_what_ordinary_requests_pay(played):
    rows = {row["policy"]: row for row in rows_of(played / "policies.csv")}
    assert rows["Order of arrival"]["ordinary_price_h"] == "–"
    price = float(rows["Strict priority"]["ordinary_price_h"].split()[0])
    estimate = of(rows_of(played / "estimates.csv"), policy="strict_priority", department="all departments", figure="ordinary_wait_mean")
    assert price == pytest.approx(float(estimate[0]["minus_fifo"]), abs=0.051) and price > 0


def test_the_drawings_are_svg_that_name_every_policy_and_say_what_they_show(played):
    for name in ("waits.svg", "promises.svg"):
        root = ElementTree.fromstring((played / name).read_text(encoding="utf-8"))
        text = " ".join(root.itertext())
        for policy in ("Order of arrival", "Strict priority", "Fair queueing", "Earliest due", "Trust contract", "Trust, chosen"):
            assert text.count(policy) >= 2, (name, policy)  # in the picture and in its description
        assert "<script" not in (played / name).read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_files_whatever_the_threads(played, tmp_path):
    assert main(["simulate", *QUICK, "--threads", "3", "--out", str(tmp_path / "again")]) == 0
    for file in played.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name
    assert main(["simulate", *QUICK, "--seed", "99", "--out", str(tmp_path / "other")]) == 0
    assert (played / "estimates.csv").read_bytes() != (tmp_path / "other/estimates.csv").read_bytes()


def test_about_says_what_was_played_and_for_what(played):
    rows = rows_of(played / "about.csv")
    assert [row["file"] for row in rows] == ["policies.csv", "departments.csv", "estimates.csv"]
    assert all("12 agents" in row["note"] and row["purpose"] and row["retention"] == "365 days" for row in rows)


def test_options_reach_the_desk(capsys):
    assert main(["simulate", *QUICK, "--team", "6", "--visit", "1h30m", "--load", "1.2", "--inflation", "0.5", "--priority", "0.2",
                 "--share", "Sales=3", "--share", "Research=0", "--service", "constant", "--shape", "3,1", "--week", "35h",
                 "--policies", "trust,strict"]) == 0
    told = capsys.readouterr().out
    assert "6 agents, visits of 1 h 30 on average (constant), 168.0 requests in a working week of 35 h, 3 weeks" in told
    assert "20 % of the requests are a priority, 50 % are called one" in told
    assert "loaded to 120.0 % on average: more comes in than it can do. The queue grows without bound, by 112 requests" in told
    assert "(28.0 a week)" in told
    assert "Order of arrival" in told and "Strict priority" in told and "Fair queueing" not in told


def test_a_log_is_replayed_with_its_small_cells_hidden(tmp_path, capsys):
    out = tmp_path / "replay"
    document = json.loads(CONTRACT.read_text(encoding="utf-8"))
    document["privacy"]["min_group"] = 13
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(document), encoding="utf-8")
    assert main(["simulate", "--contract", str(CONTRACT), "--data", str(TOP / "examples/data"), "--seeds", "4", "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "Replay of a log" in told and "As logged" in told and "Trust, chosen" not in told
    with (TOP / "examples/data/tickets.csv").open(encoding="utf-8") as file:
        tickets = list(csv.DictReader(file))
    rows = of(rows_of(out / "estimates.csv"), policy="as_logged", figure="requests")
    assert float(of(rows, department="all departments")[0]["mean"]) == len(tickets)
    sales = [ticket for ticket in tickets if ticket["requester_group"] == "Sales"]
    assert float(of(rows, department="Sales")[0]["mean"]) == len(sales)
    assert main(["simulate", "--contract", str(contract), "--data", str(TOP / "examples/data"), "--seeds", "4", "--out", str(out)]) == 0
    callers = {name: {ticket["requester"] for ticket in tickets if ticket["requester_group"] == name}
               for name in {ticket["requester_group"] for ticket in tickets}}
    small = {name for name, people in callers.items() if len(people) < 13}
    assert small, "the example has a department that small"
    for row in rows_of(out / "estimates.csv"):
        if row["department"] in small:
            assert row["mean"] == row["half_width"] == "small cell" and row["minus_fifo"] in ("small cell", "")
    people = {ticket["requester"] for ticket in tickets} | {ticket["assignee"] for ticket in tickets} - {""}
    written = "".join(file.read_text(encoding="utf-8") for file in out.iterdir())
    assert not any(name in written for name in people)


def test_hands_on_time_is_an_even_share_of_the_peoples_time():
    random = np.random.default_rng(5)
    begin = random.integers(0, 50, 40)
    end = begin + random.integers(0, 30, 40)
    for team in (1, 3, 1000):
        expected = np.zeros(40)
        for instant in range(80):  # one unit of time after the other
            open_now = (begin <= instant) & (instant < end)
            expected[open_now] += min(1.0, team / max(1, open_now.sum()))
        got = shared_time(begin, end, team)
        assert np.abs(got - expected).max() <= 0.5
        assert got.sum() <= team * 80 + 40
    assert shared_time(np.array([], dtype=np.int64), np.array([], dtype=np.int64), 3).tolist() == []


@pytest.mark.parametrize(("text", "expected"), [("2h", 7_200_000_000), ("1h30m", 5_400_000_000), ("90m", 5_400_000_000), ("45s", 45_000_000)])
def test_durations_are_read_as_people_write_them(text, expected):
    assert duration_us(text, "--visit") == expected


@pytest.mark.parametrize(("arguments", "message"), [
    (["--team", "0"], "--team 0: a number from 1 to 10000"), (["--seeds", "0"], "--seeds 0"), (["--weeks", "6000"], "--weeks 6000"),
    (["--load", "-1"], "--load -1.0"), (["--load", "nan"], "--load nan"), (["--inflation", "2"], "--inflation 2.0: a share"),
    (["--visit", "2 days"], "--visit 2 days: a duration above 0"), (["--visit", "0h"], "--visit 0h"),
    (["--policies", "fifo,best"], "no policy 'best'"), (["--policies", "fifo,fifo"], "named twice"),
    (["--share", "Nobody=1"], "PARTY=AMOUNT"), (["--share", "Sales=x"], "from 0 to a million"), (["--shape", "1,-1"], "whole numbers"),
    (["--data", "DATA", "--visit", "2h"], "--visit: is for requests at random"),
    (["--data", "DATA", "--policies", "trust-chosen"], "no policy 'trust-chosen'"), (["--tickets", "DATA/tickets.csv"], "name the log"),
])
def test_a_wrong_command_line_is_exit_status_2(arguments, message, capsys):
    arguments = [part.replace("DATA", str(TOP / "examples/data")) for part in arguments]
    assert main(["simulate", "--contract", str(CONTRACT), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_desk_that_cannot_be_played_is_exit_status_1(tmp_path, capsys):
    def told(change, *arguments):
        document = json.loads(CONTRACT.read_text(encoding="utf-8"))
        change(document)
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        assert main(["simulate", "--contract", str(path), *arguments]) == 1
        return capsys.readouterr().err

    data = ["--data", str(TOP / "examples/data")]
    assert "no quota line" in told(lambda document: document.pop("quotas"))
    assert "no quota line" in told(lambda document: document["quotas"].update(lines=[]))
    assert "/quotas/started_in" in told(lambda document: document["quotas"].pop("started_in"), *data)
    assert "/quotas/calendar" in told(lambda document: document["quotas"].pop("calendar"), *data)
    assert "4000000 requests" in told(lambda document: None, "--team", "10000", "--visit", "1m", "--weeks", "5000")


def test_a_load_of_zero_is_a_desk_without_requests(tmp_path):
    assert main(["simulate", *QUICK, "--load", "0", "--out", str(tmp_path / "out")]) == 0
    rows = of(rows_of(tmp_path / "out/estimates.csv"), department="all departments", figure="requests")
    assert [float(row["mean"]) for row in rows] == [0.0] * 6


def test_without_a_terminal_nothing_is_drawn_on_standard_error():
    run = subprocess.run([sys.executable, "-m", "entente", "simulate", *QUICK], capture_output=True, text=True, check=True)
    assert run.stderr == "" and "Order of arrival" in run.stdout
