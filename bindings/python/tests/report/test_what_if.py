"""entente what-if against the same log judged by hand, and its privacy."""

import json
import shutil

import pytest
from entente.cli import main

# T4, normal (16 h), opened Monday 2 March 11:00; office 09:00-17:00: due Wednesday 4 March 11:00.
NOW = "2026-03-03T16:00:00+01:00"


@pytest.fixture
def what_if(small, capsys):
    """Runs the command on the small log; `change` edits the contract to try. Returns status, output and rows."""
    def run(change, *options):
        small.contract.write_text(json.dumps(small.document), encoding="utf-8")
        other = json.loads(json.dumps(small.document))
        change(other)
        instead = small.folder / "then.json"
        instead.write_text(json.dumps(other), encoding="utf-8")
        out = small.folder / "changes.csv"
        status = main(["what-if", "--contract", str(small.contract), "--instead", str(instead), str(small.tickets),
                       str(small.events), "--at", NOW, "--out", str(out), *options])
        captured = capsys.readouterr()
        return status, captured.out + captured.err, out.read_text().splitlines() if status == 0 else []
    return run


def shorten(document):
    document["targets"][1]["duration"] = "8h"


def test_a_shorter_promise_makes_the_open_ticket_late(what_if):
    status, output, rows = what_if(shorten)
    assert status == 0
    assert rows == ["ticket_id,target,state_now,state_then,due_now,due_then",
                    "T4,normal,running,breached,2026-03-04T11:00:00+01:00,2026-03-03T11:00:00+01:00"]
    cells = next(line.split() for line in output.splitlines() if "all departments" in line)
    assert cells == ["normal", "all", "departments", "1", "1", "0", "0", "0", "0", "0"]
    assert "1 ticket with an open clock" in output


def test_another_calendar_moves_only_the_due_date(what_if):
    def close_on_wednesday(document):
        document["calendars"]["office"]["holidays"] = ["2026-03-04"]
    status, output, rows = what_if(close_on_wednesday)
    assert rows[1:] == ["T4,normal,running,running,2026-03-04T11:00:00+01:00,2026-03-05T11:00:00+01:00"]
    assert next(line.split() for line in output.splitlines() if "all departments" in line)[-1] == "1"


def test_a_target_that_only_one_contract_has_is_a_clock_that_comes_or_goes(what_if):
    def rename(document):
        document["targets"][1]["id"] = "usual"
    _, output, rows = what_if(rename)
    assert rows[1:] == ["T4,normal,running,,2026-03-04T11:00:00+01:00,", "T4,usual,,running,,2026-03-04T11:00:00+01:00"]


def test_the_same_contract_changes_nothing(what_if):
    status, output, rows = what_if(lambda document: None)
    assert status == 0 and len(rows) == 1


def test_an_amendment_from_today_on_changes_what_is_measured_by_the_terms_in_force(what_if):
    def amend(document):
        document["targets"][1]["on_amendment"] = "terms_in_force"
        document["amendments"] = [{"id": "faster", "effective": "2026-03-03", "reason": "agreed",
                                   "targets": [{**document["targets"][1], "duration": "8h"}]}]
    _, _, rows = what_if(amend)
    assert rows[1:] == ["T4,normal,running,breached,2026-03-04T11:00:00+01:00,2026-03-03T11:00:00+01:00"]


def test_other_zone_data_change_the_due_dates(what_if, tmp_path):
    zoneinfo = tmp_path / "zoneinfo"
    (zoneinfo / "Europe").mkdir(parents=True)
    # As if Paris had Tokyo's clock: the office is open from 01:00 to 09:00, so Tuesday's and Wednesday's hours count.
    shutil.copy("/usr/share/zoneinfo/Asia/Tokyo", zoneinfo / "Europe" / "Paris")
    _, _, rows = what_if(lambda document: None, "--instead-zoneinfo", str(zoneinfo))
    assert rows[1:] == ["T4,normal,running,running,2026-03-04T11:00:00+01:00,2026-03-04T09:00:00+01:00"]


def test_counts_about_few_people_are_small_cells_and_no_person_is_named(what_if, small):
    small.document["privacy"]["min_group"] = 3
    _, output, rows = what_if(shorten)
    line = next(line for line in output.splitlines() if "all departments" in line)
    assert "small cell" in line
    assert not any(name in output + "".join(rows) for name in ("Zoe", "Dan", "Ann"))


def test_the_stricter_smallest_group_of_both_contracts_counts(what_if):
    def stricter(document):
        shorten(document)
        document["privacy"]["min_group"] = 5
    _, output, _ = what_if(stricter)
    assert "small cell" in next(line for line in output.splitlines() if "all departments" in line)


def test_what_cannot_be_compared_is_said(what_if, small, capsys):
    def forget(document):
        del document["clock_map"]["Waiting"]
    status, output, _ = what_if(forget)
    assert status == 1 and "lacks the state 'Waiting'" in output
    files = [str(small.tickets), str(small.events)]
    assert main(["what-if", "--contract", str(small.contract), *files]) == 2
    assert "name what to try" in capsys.readouterr().err
    assert main(["what-if", "--contract", str(small.contract), "--instead", str(small.contract)]) == 2
    assert main(["what-if", "--contract", str(small.contract), "--instead", str(small.contract), *files,
                 "--at", "2020-01-01T00:00:00Z"]) == 2
    assert main(["what-if", "--contract", str(small.contract), "--instead", str(small.folder / "none"), *files]) == 1
