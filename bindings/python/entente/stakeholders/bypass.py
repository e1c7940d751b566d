"""Contacts around the process (D4): which departments' contacts lack a ticket more often than a stated limit, by Wilson's bound.

It is about the process, never about a person's fault: nothing is flagged on fewer than ten contacts.
"""

from __future__ import annotations

import numpy as np

import entente
from entente.report.draft import Counted, Draft, DraftCell
from entente.report.figures import Beside
from entente.report.table import Column

from .encounters import Encounters
from .study import Study

LIMIT = 0.2  # share of contacts without a ticket that is taken for usual


def bypass(study: Study, found: Encounters | None) -> list[Draft]:
    """One row a department; for an allowed viewer one row a pair of department and person besides."""
    if found is None or study.contacts is None or not study.contacts.states_tickets:
        return []
    drafts = [_by_department(found)]
    if study.privacy.names_persons:
        drafts.append(_by_pair(study, found))
    return drafts


def _by_department(found: Encounters) -> Draft:
    figures = found.figures
    measured = entente.bypass(found.department, found.solver, found.is_direct, len(found.departments), len(found.solvers), LIMIT)
    rows: list[list[DraftCell]] = []
    everything = figures.count(np.arange(len(found.department)), found.people)
    for number, name in enumerate(found.departments):
        mine = found.department == number
        contacts = figures.count(mine, found.people)
        direct = figures.count(mine & (found.is_direct == 1), found.people)
        figures.sum(contacts, [direct, figures.count(mine & (found.is_direct == 0), found.people, is_printed=False)])
        both = (contacts, direct)
        rows.append([name, contacts, direct, *[Beside(None if np.isnan(measured[column][number]) else float(measured[column][number]), both)
                                               for column in ("share", "lower", "hhi")],
                     Beside("look at the intake" if measured["flagged"][number] else "", both)])
    figures.sum(everything, [row[1] for row in rows])  # type: ignore[misc]
    return Draft("bypass", "Contacts without a ticket", (
        Counted(everything, "contact"), f" between departments and the provider; {found.inside:,} within one side are left out"), (
        Column("department", "Department", "text"), Column("contacts", "Contacts"), Column("direct", "Without a ticket"),
        Column("share", "Share", "share"), Column("lower", "At least (95 %)", "share"), Column("concentration", "On how few (HHI)", "share"),
        Column("advice", "Advice", "text")), rows,
        f"Look at the intake: on ten contacts or more, and the lower bound of the share (Wilson, 95 %) passes {100 * LIMIT:g} %. "
        "Concentration 1: all of them with one person. It says where the process does not serve, not whose fault that is.")


def _by_pair(study: Study, found: Encounters) -> Draft:
    pair = found.department.astype(np.int64) * len(found.solvers) + found.solver
    known, number = np.unique(pair, return_inverse=True)
    measured = entente.bypass(number.astype(np.int32), found.solver, found.is_direct, len(known), len(found.solvers), LIMIT)
    rows: list[list[DraftCell]] = []
    for place, key in enumerate(known.tolist()):
        department, solver = divmod(key, len(found.solvers))
        rows.append([found.departments[department], found.solvers[solver], int(measured["contacts"][place]),
                     int(measured["direct"][place]), float(measured["share"][place]), float(measured["lower"][place]),
                     "look at the intake" if measured["flagged"][place] else "", study.privacy.viewer, study.privacy.purpose])
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    return Draft("bypass_pairs", "The same by pair", ("contacts between departments and the provider",), (
        Column("department", "Department", "text"), Column("person", "Person", "text"), Column("contacts", "Contacts"),
        Column("direct", "Without a ticket"), Column("share", "Share", "share"), Column("lower", "At least (95 %)", "share"),
        Column("advice", "Advice", "text"), Column("viewer", "For", "text"), Column("purpose", "Purpose", "text")), rows,
        "In order of names.")
