"""Reading an XES event log (IEEE 1849), plain or .gz, as the two tables that the readers of a log take.

Nothing but elements and attributes is read: a document type, and with it every entity, is refused, and so are names
outside the language, nesting and sizes beyond the limits below. Traces become tickets, events stay events, and attributes
become columns under their XES keys; where these are the usual ones they get the names of the log reader:

    trace concept:name -> ticket_id       event time:timestamp -> at      event concept:name -> to_state
    event org:resource -> actor           event org:group -> group

opened_at of a ticket is its first event's time; assignee and assignment_group, where the traces do not say, those of its
last event that has them. Every event counts, whatever its lifecycle:transition.
"""

from __future__ import annotations

import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entente.input_file import read_text
from entente.report.failure import ReportFailure

DEEPEST = 32
LONGEST_VALUE = 1 << 20    # characters of one attribute
MOST_COLUMNS = 1_000       # keys of attributes
MOST_CELLS = 200_000_000   # rows times columns of a table
VALUES = ("string", "date", "int", "float", "boolean", "id")
EVENT_NAMES = {"time:timestamp": "at", "concept:name": "to_state", "org:resource": "actor", "org:group": "group"}


@dataclass
class XesTable:
    """Rows of traces or of events, as the readers of a log take them."""

    path: Path
    header: list[str]
    lines: int
    cells: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    def position(self, column: str) -> int:
        """Index of a column. Raises ReportFailure where no row has it."""
        if column not in self.header:
            raise ReportFailure(f"{self.path}:1: attribute '{column}' is missing (there are: {', '.join(self.header)})")
        return self.header.index(column)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line of its trace or event."""
        for line, cells in self.cells:
            yield line, [cells.get(name, "") for name in self.header]


def read_xes(path: Path) -> tuple[XesTable, XesTable]:
    """Tickets and events. Raises ReportFailure with the line of what cannot be read."""
    text = read_text(path)
    reader = _Reader(path)
    try:
        reader.parser.Parse(text, True)
    except xml.parsers.expat.ExpatError as error:
        raise ReportFailure(f"{path}:{error.lineno}: not XML: {xml.parsers.expat.ErrorString(error.code)} "
                            f"(column {error.offset + 1})") from None
    lines = text.count("\n") + 1
    return reader.table(reader.traces, lines), reader.table(reader.events, lines)


class _Reader:
    def __init__(self, path: Path):
        self.path = path
        self.traces: list[tuple[int, dict[str, str]]] = []
        self.events: list[tuple[int, dict[str, str]]] = []
        self._open: list[str] = []
        self._trace: dict[str, str] | None = None
        self._event: dict[str, str] | None = None
        self._place = (1, 1)
        self.parser = xml.parsers.expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.EntityDeclHandler = self._document_type
        self.parser.ExternalEntityRefHandler = self._document_type

    def table(self, rows: list[tuple[int, dict[str, str]]], lines: int) -> XesTable:
        """The rows under all keys that occur."""
        header = list(dict.fromkeys(key for _, cells in rows for key in cells))
        if rows is self.traces:
            header = list(dict.fromkeys([*header, "ticket_id", "opened_at"]))
        if len(header) > MOST_COLUMNS or len(header) * len(rows) > MOST_CELLS:
            raise ReportFailure(f"{self.path}: {len(rows):,} rows of {len(header):,} attributes: at most {MOST_COLUMNS:,} "
                                f"keys and {MOST_CELLS:,} values")
        return XesTable(self.path, header, lines, rows)

    def _fail(self, words: str) -> ReportFailure:
        return ReportFailure(f"{self.path}:{self.parser.CurrentLineNumber}: {words}")

    def _document_type(self, *_: object) -> int:
        raise self._fail("a document type or an entity: XES has neither, and none is expanded")

    def _text(self, text: str) -> None:
        if text.strip():
            raise self._fail(f"text '{text.strip()[:40]}' where only elements were expected")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        parent = self._open[-1] if self._open else None
        if parent is None and name != "log":
            raise self._fail(f"the root is <{name}>: <log> was expected")
        if len(self._open) >= DEEPEST:
            raise self._fail(f"elements nested more than {DEEPEST} deep")
        self._open.append(name)
        if name == "trace":
            self._begin_trace(parent)
        elif name == "event":
            self._begin_event(parent)
        elif parent in ("trace", "event") and name in VALUES:
            self._value(name, parent, attributes)

    def _begin_trace(self, parent: str | None) -> None:
        if parent != "log":
            raise self._fail(f"<trace> in <{parent}>: traces stand in <log>")
        self._trace, self._place = {}, (self.parser.CurrentLineNumber, len(self.events))

    def _begin_event(self, parent: str | None) -> None:
        if parent != "trace":
            raise self._fail(f"<event> in <{parent}>: every event here belongs to a trace")
        self._event = {}
        self.events.append((self.parser.CurrentLineNumber, self._event))

    def _value(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        key, value = attributes.get("key"), attributes.get("value")
        if not key or value is None:
            raise self._fail(f"<{name}> without {'a key' if not key else 'a value'}")
        if len(key) > LONGEST_VALUE or len(value) > LONGEST_VALUE:
            raise self._fail(f"a value of more than {LONGEST_VALUE:,} characters")
        cells = self._event if parent == "event" else self._trace
        assert cells is not None
        own = EVENT_NAMES.get(key, key) if parent == "event" else "ticket_id" if key == "concept:name" else key
        if own in cells:
            raise self._fail(f"the key '{key}' stands there twice in one {parent}")
        cells[own] = value

    def _end(self, name: str) -> None:
        self._open.pop()
        if name.rpartition(":")[2] == "trace":
            self._close_trace()

    def _close_trace(self) -> None:
        assert self._trace is not None
        line, first = self._place
        mine = [cells for _, cells in self.events[first:]]
        ticket_id = self._trace.get("ticket_id", "")
        for seq, cells in enumerate(mine):
            cells["ticket_id"], cells["seq"] = ticket_id, str(seq)
        if "opened_at" not in self._trace and mine:
            self._trace["opened_at"] = mine[0].get("at", "")
        for own, of_event in (("assignee", "actor"), ("assignment_group", "group")):
            last = next((cells[of_event] for cells in reversed(mine) if cells.get(of_event)), None)
            if own not in self._trace and last is not None:
                self._trace[own] = last
        self.traces.append((line, self._trace))
        self._trace = None
