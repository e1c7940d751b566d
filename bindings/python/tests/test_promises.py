"""The check before signing: latenesses against the definition, counter-examples played again, and the command."""

import csv
import heapq
import json
import random
import subprocess
import sys

import pytest

import entente
from entente.duration import duration_text, duration_us

HOUR = 3_600_000_000


def contract(*lines, floor="0h", calendar=None):
    parties = [{"id": line["party"], "kind": "requester"} for line in lines]
    document = {"entente": 1, "name": "trust", "zone": "Europe/Paris", "parties": parties,
                "quotas": {"ordinary_floor": floor, "lines": list(lines)}}
    if calendar:
        document["calendars"] = {calendar: {"weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}}
        document["quotas"]["calendar"] = calendar
    return document


def line(party, quota=4, period="40h", start_within="4h", **more):
    return {"party": party, "quota": quota, "period": period, "start_within": start_within, **more}


def definition(book, servers, visit, at_least, floor, until):
    worst = 0
    for t in range(at_least, until):
        due = sum((t - start) // spacing + 1 for start, spacing in book if t >= start)
        due += t // floor + 1 if floor else 0
        worst = max(worst, -(-due // servers) * visit - t)
    return worst


def test_latenesses_are_those_of_the_definition():
    draws = random.Random(1)
    bounded = 0
    for _ in range(400):
        book = [(draws.randrange(30), draws.choice((4, 6, 8, 12, 24))) for _ in range(draws.randrange(1, 5))]
        servers, visit, at_least = draws.randrange(1, 4), draws.randrange(1, 7), draws.randrange(40)
        floor = draws.choice((0, 0, 12, 24))
        found = entente.lateness(book, servers, visit, at_least, floor_us=floor)
        work = visit * sum(24 // spacing for spacing in [spacing for _, spacing in book] + [floor] * bool(floor))
        if work > 24 * servers:
            assert found["lateness_us"] is found["at_most_us"] is found["safe_us"] is None
            continue
        bounded += 1
        assert found["lateness_us"] == definition(book, servers, visit, at_least, floor, 80 + 24 * visit)
        assert found["safe_us"] >= found["lateness_us"] == found["at_most_us"]
    assert bounded > 100


def late_parties(terms, requests, servers, visit_us):
    """Who starts too late when these requests are played: an event loop of its own."""
    scheduler = entente.Scheduler(entente.Contract(terms))
    grace = {line["party"]: duration_us(line.get("grace", "0h")) for line in terms["quotas"]["lines"]}
    agents = [scheduler.add_agent(f"agent {i}", scheduler.add_pool("*")) for i in range(servers)]
    ends, late = [], set()

    def ask(now_us):
        for agent in agents:
            decision = scheduler.next(now_us, agent)
            if decision is not None:
                heapq.heappush(ends, (now_us + visit_us, decision.request))
                party = requests[decision.key]["party"]
                if decision.due_us is not None and now_us > decision.due_us + grace[party]:
                    late.add(party)

    def until(limit_us):
        while ends and ends[0][0] <= limit_us:
            now_us = ends[0][0]
            while ends and ends[0][0] == now_us:
                scheduler.complete(now_us, heapq.heappop(ends)[1])
            ask(now_us)

    for key, request in enumerate(requests):
        until(request["arrives_us"])
        scheduler.submit(request["arrives_us"], key, scheduler.department_id(request["party"]), 0, request["backed"])
        ask(request["arrives_us"])
    until(4_000 * HOUR)
    return late


def test_the_counter_example_breaks_the_promise_and_needs_each_of_its_requests():
    terms = contract(line("A", 8, start_within="3h"), line("B", 8, start_within="3h"), line("C", 8, grace="1h"))
    found = entente.Contract(terms).check_promises(1, 2 * HOUR)
    assert found["verdict"] == "refused" and found["smallest"] is not None
    for example in found["examples"]:
        requests = example["requests"]
        assert example["is_fewest"] and example["begin_us"] == 0
        assert example["party"] in late_parties(terms, requests, 1, 2 * HOUR)
        for left_out in range(len(requests)):
            fewer = requests[:left_out] + requests[left_out + 1:]
            assert example["party"] not in late_parties(terms, fewer, 1, 2 * HOUR)


def test_proved_after_the_repair_it_names_and_not_with_less():
    terms = contract(*(line(party, 12) for party in "ABCDEF"))
    found = entente.Contract(terms)
    repairs = found.repairs(3, 2 * HOUR)
    assert found.check_promises(3, 2 * HOUR)["verdict"] == "refused"
    assert found.check_promises(repairs["servers"], 2 * HOUR)["verdict"] == "proved"
    assert found.check_promises(repairs["servers"] - 1, 2 * HOUR)["verdict"] != "proved"
    assert found.check_promises(3, repairs["visit_us"])["verdict"] == "proved"
    assert found.check_promises(3, repairs["visit_us"] + 1)["verdict"] != "proved"
    for permille, verdict in ((repairs["spacing_permille"], True), (repairs["spacing_permille"] - 1, False)):
        wider = [line(party, 12, spacing=f"{-(-HOUR * 10 // 3 * permille // 1000)}us") for party in "ABCDEF"]
        assert (entente.Contract(contract(*wider)).check_promises(3, 2 * HOUR)["verdict"] == "proved") is verdict


def test_bad_teams_are_refused():
    terms = entente.Contract(contract(line("A")))
    for servers, visit_us, expedite in ((-1, 1, 0), (1_000_001, 1, 0), (1, -1, 0), (1, 2**62, 0), (1, 1, 2)):
        with pytest.raises(entente.Error) as failure:
            terms.check_promises(servers, visit_us, expedite=expedite)
        assert failure.value.status == "E_RANGE"
    with pytest.raises(entente.Error) as failure:
        entente.Contract({"entente": 1, "name": "n", "zone": "Etc/UTC"}).check_promises(1, 1)
    assert failure.value.status == "E_STATE"
    with pytest.raises(entente.Error) as failure:
        terms.least_spacing(1, 1, 1)
    assert failure.value.status == "E_NOT_FOUND"


def test_the_price_of_priority_and_the_staff():
    (priority, others), (every, _) = entente.inflation(0.9, [0.5, 1.0])
    assert others == pytest.approx(1 / 0.55) and priority == pytest.approx(0.1 / 0.55) and every == pytest.approx(1)
    found = entente.erlang(10, 8.0)
    assert found["waits"] == pytest.approx(0.409180, abs=1e-6) and found["abandons"] == 0
    assert entente.waits_longer(10, 8.0, 0.0) == found["waits"]
    assert entente.erlang(10, 15.0, impatience=1.0)["abandons"] > 1 / 3
    assert entente.servers_for(8.0, found["mean_wait"]) == 10
    assert entente.skill_chain(3, [(0, 1), (1, 2)]) == {"closed": False, "missing": 1, "from": [2], "to": [0]}
    with pytest.raises(entente.Error):
        entente.erlang(1, 1.0)


def check(document, *options):
    command = [sys.executable, "-m", "entente", "check", "-", *options]
    return subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, timeout=60, cwd="/")


def test_the_command_proves_a_contract():
    done = check(contract(line("A"), line("B"), floor="8h"), "--team", "3", "--visit", "1h30m")
    assert (done.returncode, done.stderr) == (0, "")
    assert "yes, proved for every sequence of requests." in done.stdout
    assert "A: proved. 4 each 40h, the first started within 4h, the next ones every 10h." in done.stdout
    assert "while any waits, one starts within" in done.stdout


def test_the_command_shows_a_counter_example_as_a_timeline_in_the_pools_calendar():
    terms = contract(line("A", start_within="1h"), calendar="office")
    done = check(terms, "--team", "3", "--visit", "2h", "--from", "2026-01-03")
    assert done.returncode == 1
    lines = [text.strip() for text in done.stdout.splitlines()]
    at = lines.index("counter-example with 4 requests (none with fewer exists), each visit taking 2h:")
    assert lines[at + 1:at + 6] == [
        "+0m (Mon 2026-01-05 09:00): 3 ordinary requests of A arrive",
        "+0m (Mon 2026-01-05 09:00): 3 ordinary requests of A start",
        "+0m (Mon 2026-01-05 09:00): 1 priority request of A arrives, due +1h",
        "+2h (Mon 2026-01-05 11:00): 1 priority request of A starts, due +1h: TOO LATE",
        "So a request of A due at +1h starts at +2h, 1h late."]
    assert "people: no number is enough" in lines and "visits: at most 1h (at most 2h now)" in lines


def test_json_and_csv_hold_all_of_it(tmp_path):
    out = tmp_path / "lines.csv"
    done = check(contract(line("=A", start_within="1h"), line("B", 0)), "--team", "3", "--visit", "2h", "--json", "--out",
                 str(out), "--skill", "desk:field", "--skill", "field")
    assert done.returncode == 1
    found, = json.loads(done.stdout)
    assert found["verdict"] == "refused" and [one["promise"] for one in found["lines"]] == ["refused", "none"]
    assert found["inflation"]["rows"][-1]["priority"] == pytest.approx(1)
    assert found["skill_chain"] == {"closed": False, "missing": 1, "from": ["field"], "to": ["desk"]}
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert rows[0]["party"] == "'=A" and rows[0]["counter_example_requests"] == "4" and rows[1]["promise"] == "none"
    assert rows[1]["warnings"] == "nothing_promised"


@pytest.mark.parametrize("options", [["--team", "3"], ["--visit", "2h"], ["--json"], ["--team", "3", "--visit", "2"],
                                     ["--team", "3", "--visit", ""], ["--team", "-1", "--visit", "2h"],
                                     ["--team", "1", "--visit", "2h", "--expedite", "2"],
                                     ["--team", "1", "--visit", "2h", "--load", "1"],
                                     ["--team", "1", "--visit", "2h", "--load", "nan"],
                                     ["--team", "1", "--visit", "2h", "--skill", "a:b:c"]])
def test_wrong_usage_is_status_two(options):
    assert check(contract(line("A")), *options).returncode == 2


def test_what_cannot_be_checked_is_said():
    done = check({"entente": 1, "name": "n", "zone": "Etc/UTC"}, "--team", "3", "--visit", "2h")
    assert (done.returncode, done.stderr) == (1, "<stdin>: /quotas: the contract has no quotas (E_STATE)\n")
    done = check(contract(line("A")), "--team", "3", "--visit", "9999999h")
    assert done.returncode == 1 and "E_RANGE" in done.stderr
    done = check(contract(line("A")), "--team", "0", "--visit", "2h")
    assert done.returncode == 1 and "bound: none" in done.stdout


@pytest.mark.parametrize("text", ["2h", "59s", "55h3m", "1h2m3s4us", "1us"])
def test_durations_are_read_as_they_are_written(text):
    assert duration_text(duration_us(text)) == text


@pytest.mark.parametrize("text", ["", "2", "h", "2m1h", "2h ", "-2h", "2.5h", "٢h", "1d", "99999999h"])
def test_other_texts_are_no_durations(text):
    with pytest.raises(ValueError):
        duration_us(text)
