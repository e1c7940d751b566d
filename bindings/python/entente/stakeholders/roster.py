"""people.csv: what a host knows of its people and no ticket log tells.

One row a person: `person` (as the log writes it), `party` (id or name of a party of the contract, or a support group), and
where they exist `role` (line manager, project manager, key user, pilot user, relay, experienced, beginner), `manager`
(another person of the file), `open_tickets` (how many at once; blank: not stated) and `weekly_minutes` (for contacts).
Several rows of one person add roles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from entente.report.csv_table import CsvTable
from entente.report.failure import ReportFailure

ROLES = ("line manager", "project manager", "key user", "pilot user", "relay", "experienced", "beginner")
LARGEST = 100_000


@dataclass
class Person:
    """One person of the roster."""

    party: str
    line: int
    roles: list[str] = field(default_factory=list)
    manager: str = ""
    open_tickets: int | None = None
    weekly_minutes: int | None = None


@dataclass(frozen=True)
class Roster:
    """The people of a file, by name."""

    path: Path
    people: dict[str, Person]

    def managers_of(self, person: str) -> list[str]:
        """The line of managers above a person, nearest first; it ends where nobody is stated. Without cycles."""
        found: list[str] = []
        while person in self.people and self.people[person].manager:
            person = self.people[person].manager
            found.append(person)
        return found

    def with_role(self, party: str, role: str) -> list[str]:
        """People of a party who are declared to have a role."""
        return [name for name, each in self.people.items() if each.party == party and role in each.roles]


def read_roster(path: Path, parties: Mapping[str, str], rename: Callable[[str], str] = str) -> Roster:
    """Reads people.csv. parties: how a party may be written, and its name. rename: pseudonyms for the people's names.
    Raises ReportFailure with line, expected and found."""
    table = CsvTable(path)
    at = {name: table.position(name) for name in ("person", "party")}
    at |= {name: table.position(name) for name in ("role", "manager", "open_tickets", "weekly_minutes") if name in table.header}
    people: dict[str, Person] = {}
    for line, row in table.rows():
        if len(row) != len(table.header):
            raise ReportFailure(f"{path}:{line}: {len(table.header)} cells were expected, got {len(row)}")
        cells = {name: row[position].strip() for name, position in at.items()}
        for column in ("person", "manager"):
            cells[column] = rename(cells.get(column, ""))
        _add(path, line, cells, people, parties)
    if not people:
        raise ReportFailure(f"{path}: no rows after the header")
    roster = Roster(path, people)
    _check_managers(roster)
    return roster


def _add(path: Path, line: int, cells: dict[str, str], people: dict[str, Person], parties: Mapping[str, str]) -> None:
    name, party, role = cells["person"], cells["party"], cells.get("role", "")
    if not name:
        raise ReportFailure(f"{path}:{line}: a person was expected, got a blank")
    if party not in parties:
        raise ReportFailure(f"{path}:{line}: a party of the contract or a support group of the log was expected, got '{party}'")
    party = parties[party]
    if role and role not in ROLES:
        raise ReportFailure(f"{path}:{line}: a role was expected ({', '.join(ROLES)}), got '{role}'")
    person = people.setdefault(name, Person(party, line))
    if person.party != party:
        raise ReportFailure(f"{path}:{line}: '{person.party}' was expected, as on line {person.line}, got '{party}'")
    person.roles += [role] if role else []
    person.manager = cells.get("manager", "") or person.manager
    person.open_tickets = _number(path, line, "open_tickets", cells.get("open_tickets", ""), person.open_tickets)
    person.weekly_minutes = _number(path, line, "weekly_minutes", cells.get("weekly_minutes", ""), person.weekly_minutes)


def _number(path: Path, line: int, column: str, text: str, before: int | None) -> int | None:
    if not text:
        return before
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST):
        raise ReportFailure(f"{path}:{line}: {column}: a whole number up to {LARGEST:,} was expected, got '{text[:40]}'")
    return int(text)


def _check_managers(roster: Roster) -> None:
    for name, person in roster.people.items():
        if person.manager and person.manager not in roster.people:
            raise ReportFailure(f"{roster.path}:{person.line}: manager: a person of this file was expected, got "
                                f"'{person.manager}'")
        seen, each = {name}, person.manager
        while each:
            if each in seen:
                raise ReportFailure(f"{roster.path}:{person.line}: manager: a line of managers that ends was expected, got "
                                    f"one that comes back to '{each}'")
            seen.add(each)
            each = roster.people[each].manager
