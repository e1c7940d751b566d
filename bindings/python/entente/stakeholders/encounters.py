"""Contacts between the two sides: whose department met whom of the provider, when, and on a ticket or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.report.category import Category
from entente.report.figures import Figures
from entente.report.people import People

from .study import Study


@dataclass(frozen=True)
class Encounters:
    """Columns, one row a contact of somebody of a department with somebody of the provider, in order of time."""

    departments: tuple[str, ...]
    solvers: tuple[str, ...]     # people of the provider
    solver_party: tuple[str, ...]
    department: np.ndarray       # int32
    solver: np.ndarray           # int32
    at_us: np.ndarray            # int64
    channel: np.ndarray          # int32, of the file's channels
    channels: tuple[str, ...]
    minutes: np.ndarray          # int64, -1 not stated
    is_direct: np.ndarray        # int32: 1 without a ticket
    inside: int                  # contacts within one side, left out
    people: tuple[People, ...]   # of both sides, contact by contact
    figures: Figures             # a register of their own: contacts are no tickets


def encounters(study: Study) -> Encounters | None:
    """None without contacts.csv, or where no contact is between the sides."""
    contacts, roster = study.contacts, study.roster
    if contacts is None or roster is None:
        return None
    departments = study.sides.departments.names
    party = {name: person.party for name, person in roster.people.items()}
    who, whom = contacts.who.texts(), contacts.whom.texts()
    rows = [(number, *((b, a) if party[a] in departments else (a, b)))
            for number, (a, b) in enumerate(zip(who, whom)) if (party[a] in departments) != (party[b] in departments)]
    if not rows:
        return None
    kept = np.array([number for number, _, _ in rows])
    client, solver = Category(), Category()
    for _, of_provider, of_department in rows:
        solver.append(of_provider)
        client.append(of_department)
    department = np.array([departments.index(party[name]) for name in client.texts()], dtype=np.int32)
    return Encounters(
        departments, tuple(solver.names), tuple(party[name] for name in solver.names), department, solver.codes, contacts.at_us[kept],
        contacts.channel.codes[kept] + (1 if "" in contacts.channel.texts() else 0), _channels(contacts.channel), contacts.minutes[kept],
        (~contacts.has_ticket[kept]).astype(np.int32), len(who) - len(kept),
        (People("department", client, department, {}), People("team", solver, np.zeros(len(kept), dtype=np.int32), {})),
        Figures(study.privacy.min_group))


def _channels(column: Category) -> tuple[str, ...]:
    """The names of the codes; blank cells, where there are any, are the first."""
    return (*(("not stated",) if "" in column.texts() else ()), *column.names)
