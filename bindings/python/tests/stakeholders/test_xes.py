"""XES logs: what PM4Py writes is read back; what is hostile or wrong is refused with its line."""

import gzip
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.input_file import InputFailure
from entente.report.column_map import ColumnMap
from entente.report.log_reader import LogNeeds, LogSource, read_tables
from entente.report.progress import Progress
from entente.stakeholders.xes import DEEPEST, read_xes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n'
EVENT = """<event><string key="concept:name" value="{state}"/><date key="time:timestamp" value="{at}"/>
<string key="org:resource" value="{who}"/><string key="org:group" value="Desk"/></event>
"""
GOOD = (HEAD + '<global scope="event"><string key="concept:name" value="x"/></global>\n'
        '<trace><string key="concept:name" value="T1"/><string key="department" value="Sales &amp; Co"/>\n'
        + EVENT.format(state="New", at="2026-03-02T09:00:00.000+01:00", who="Zoe")
        + EVENT.format(state="Done", at="2026-03-02T10:00:00.500+01:00", who="Yan")
        + '</trace>\n<trace><string key="concept:name" value="T2"/>\n'
        + EVENT.format(state="New", at="2026-03-03T09:00:00Z", who="Zoe") + "</trace>\n</log>\n")


def written(tmp_path, text):
    path = tmp_path / "log.xes"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path, states=("New", "Done"), columns=ColumnMap()):
    tickets, events = read_xes(path)
    return read_tables(LogSource(path, path, columns, None, None),
                       LogNeeds(tuple(states), (), ("actor", "group")), Progress(), tickets, lambda: events)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_traces_become_tickets_and_events_keep_who_acted(tmp_path, pack):
    log = read(written(tmp_path, pack(GOOD.encode())), columns=ColumnMap(tickets={"requester_group": "department"}))
    assert log.tickets.ids == ["T1", "T2"]
    assert log.tickets.columns["requester_group"].texts() == ["Sales & Co", ""]
    assert log.tickets.columns["assignee"].texts() == ["Yan", "Zoe"]
    assert log.tickets.columns["assignment_group"].texts() == ["Desk", "Desk"]
    assert log.events.columns["actor"].texts() == ["Zoe", "Yan", "Zoe"]
    assert (log.events.at_us - log.tickets.opened_us[log.events.ticket]).tolist() == [0, 3_600_500_000, 0]


@pytest.mark.parametrize("text, line, words", [
    ('<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "x">]>\n<log/>', 2, "none is expanded"),
    ('<?xml version="1.0"?>\n<!DOCTYPE log SYSTEM "http://example.org/x.dtd">\n<log/>', 2, "none is expanded"),
    ('<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<log>&b;</log>', 2,
     "none is expanded"),
    ("<log>\n&undefined;</log>", 2, "undefined entity"),
    ("<log>\n<trace>\n</log>", 3, "mismatched tag"),
    ("<log>\n<trace>\n", 3, "no element found"),
    ("\n<traces/>", 2, "<log> was expected"),
    ("<log>\nhello</log>", 2, "text 'hello'"),
    ("<log>\n<event/></log>", 2, "every event here belongs to a trace"),
    ("<log><trace>\n<trace/></trace></log>", 2, "traces stand in <log>"),
    ('<log><trace>\n<string value="x"/></trace></log>', 2, "without a key"),
    ('<log><trace>\n<string key="x"/></trace></log>', 2, "without a value"),
    ('<log><trace><string key="a" value="1"/>\n<string key="a" value="2"/></trace></log>', 2, "twice in one trace"),
    ("<log>\n" + "<list>" * DEEPEST + "</list>" * DEEPEST + "</log>", 2, "nested more than"),
    ("<log>\n<trace><string key='k' value='" + "v" * ((1 << 20) + 1) + "'/></trace></log>", 2, "more than 1,048,576 characters"),
    ('<log><trace>' + "".join(f'<string key="k{i}" value=""/>' for i in range(1_001)) + "</trace></log>", None, "at most 1,000 keys"),
    ("not xml at all", 1, "not XML"),
    ("<log></log>", None, "no rows after the header"),
])
def test_what_is_hostile_or_wrong_is_refused_with_its_line(tmp_path, text, line, words):
    with pytest.raises(InputFailure) as failure:
        read(written(tmp_path, text))
    assert words in str(failure.value)
    assert line is None or f"log.xes:{line}:" in str(failure.value)


def test_a_trace_without_a_name_and_an_event_without_time_are_refused_rows_with_their_lines(tmp_path):
    text = GOOD.replace('<string key="concept:name" value="T2"/>', "").replace(
        '<date key="time:timestamp" value="2026-03-02T10:00:00.500+01:00"/>', "")
    log = read(written(tmp_path, text))
    assert [(row.line, row.reason) for row in log.tickets.refused.rows] == [(10, "missing_ticket_id")]
    assert [row.reason for row in log.events.refused.rows] == ["unreadable_instant", "missing_ticket_id"]
    assert log.events.refused.rows[0].line == 7 and log.incomplete.tolist() == [True]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12),
                          st.sampled_from(["", "<", ">", "&", '"', "</", "<trace>", "</trace>", "<event>", "</event>", "</log>",
                                           "<!DOCTYPE x [", "<!ENTITY a 'b'>", "&a;", "<![CDATA[x]]>", "<?x?>", "\0", "\ud7ff",
                                           "key=", '<string key="a" value="b"/>', "&#0;", "&#x10FFFF;", "xmlns=", "9" * 40])),
                max_size=6), st.booleans())
def test_a_mutilated_log_is_read_or_refused_and_nothing_else(tmp_path, changes, is_packed):
    text = GOOD
    for at, length, piece in changes:
        text = text[:at] + piece + text[at + length:]
    data = text.encode()
    try:
        log = read(written(tmp_path, gzip.compress(data) if is_packed else data))
    except InputFailure:
        return
    assert len(log.tickets.ids) <= text.count("<trace") and "<!DOCTYPE" not in text.split("<log")[0]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path, data):
    try:
        read(written(tmp_path, data))
    except InputFailure:
        pass


def test_what_pm4py_writes_is_read_with_the_same_events(tmp_path, real_log):
    pm4py = pytest.importorskip("pm4py", reason="PM4Py is not installed")
    import pandas
    rows = [row for row in real_log.events if row["actor"] or row["group"]][:3_000]
    frame = pandas.DataFrame({"case:concept:name": [row["ticket_id"] for row in rows],
                              "concept:name": [row["to_state"] for row in rows],
                              "org:resource": [row["actor"] or row["group"] for row in rows],
                              "time:timestamp": pandas.to_datetime([row["at"] for row in rows], utc=True)})
    path = tmp_path / "log.xes.gz"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pm4py.write_xes(frame, str(path), case_id_key="case:concept:name")
    log = read(path, states=dict.fromkeys(row["to_state"] for row in rows))
    assert not log.tickets.refused.rows and not log.events.refused.rows

    def keys(ids, instants, actors):
        return sorted(zip(ids, instants, actors))

    mine = keys([log.tickets.ids[i] for i in log.events.ticket], log.events.at_us.tolist(), log.events.columns["actor"].texts())
    theirs = keys(frame["case:concept:name"], (frame["time:timestamp"].astype("datetime64[us, UTC]").astype("int64")).tolist(),
                  frame["org:resource"])
    assert mine == theirs
