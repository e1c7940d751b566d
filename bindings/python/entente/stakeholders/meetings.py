"""projects.csv: which departments a project concerns, and who took part in its meetings for them.

Columns: `project`, `department` (a party of the contract), `person` (of people.csv; blank: the department is concerned,
and nobody is known to take part) and, where it exists, `meetings` (how many; blank: at least one).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from entente.report.csv_table import CsvTable
from entente.report.failure import ReportFailure

from .roster import LARGEST, Roster


@dataclass(frozen=True)
class Attendance:
    """One row: people of a department, or of the provider, in a project's meetings."""

    project: str
    department: str
    person: str
    meetings: int


@dataclass(frozen=True)
class ProjectMeetings:
    """All rows; `projects` and `departments` in order of first appearance."""

    path: Path
    rows: tuple[Attendance, ...]

    @property
    def projects(self) -> list[str]:
        return list(dict.fromkeys(row.project for row in self.rows))


def read_project_meetings(path: Path, roster: Roster, departments: Mapping[str, str],
                          rename: Callable[[str], str] = str) -> ProjectMeetings:
    """Reads projects.csv. departments: how one may be written, and its name. Raises ReportFailure with line, expected and found."""
    table = CsvTable(path)
    at = {name: table.position(name) for name in ("project", "department", "person")}
    meetings_at = table.position("meetings") if "meetings" in table.header else None
    rows = []
    for line, row in table.rows():
        if len(row) != len(table.header):
            raise ReportFailure(f"{path}:{line}: {len(table.header)} cells were expected, got {len(row)}")
        project, department, person = (row[position].strip() for position in at.values())
        person = rename(person) if person else ""
        if not project:
            raise ReportFailure(f"{path}:{line}: a project was expected, got a blank")
        if department not in departments:
            raise ReportFailure(f"{path}:{line}: a department of the contract was expected "
                                f"({', '.join(sorted(departments))}), got '{department}'")
        department = departments[department]
        if person and person not in roster.people:
            raise ReportFailure(f"{path}:{line}: a person of {roster.path.name} was expected, got '{person}'")
        rows.append(Attendance(project, department, person, _meetings(path, line, row, meetings_at, bool(person))))
    if not rows:
        raise ReportFailure(f"{path}: no rows after the header")
    return ProjectMeetings(path, tuple(rows))


def _meetings(path: Path, line: int, row: list[str], at: int | None, has_person: bool) -> int:
    text = "" if at is None else row[at].strip()
    if not text:
        return 1 if has_person else 0
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST):
        raise ReportFailure(f"{path}:{line}: meetings: a whole number up to {LARGEST:,} was expected, got '{text[:40]}'")
    return int(text)
