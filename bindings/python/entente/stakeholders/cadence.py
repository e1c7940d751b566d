"""Contact cadence (D3): which relations of provider people with departments are about to be lost, and until when they last.

Strength S(T) = sum over contacts of 2^(-(T - t) / H), half-life H = 30 days for every channel; a relation is known while
S >= 0.5. Its expiry does not depend on when one looks.
"""

from __future__ import annotations

import numpy as np

import entente
from entente.report.draft import Counted, Draft, DraftCell
from entente.report.figures import Beside
from entente.report.instant import local_text
from entente.report.table import Column

from .encounters import Encounters
from .meeting_plan import WEEK_US, WEEKS, meeting_plan
from .study import Study

HALF_LIFE_DAYS = 30
THRESHOLD = 0.5
SOON_DAYS = 14
DAY_US = 86_400_000_000
LOST, SOON, KNOWN = "lost", "about to be lost", "known"


def cadence(study: Study, found: Encounters | None) -> list[Draft]:
    """By department how many people of the provider know it; for an allowed viewer the queue of relations, soonest lost
    first, and the meeting plan."""
    if found is None:
        return []
    before = found.at_us <= study.at_us
    if not before.any():
        return []
    pair = found.department[before].astype(np.int64) * len(found.solvers) + found.solver[before]
    known, relation = np.unique(pair, return_inverse=True)
    strengths = entente.RelationStrengths(len(known), np.array([HALF_LIFE_DAYS * DAY_US]), THRESHOLD)
    at_us = np.ascontiguousarray(found.at_us[before])
    strengths.add(relation.astype(np.int32), at_us)
    values, expiries = strengths.values(study.at_us), strengths.expiries()
    rows = []
    for number, key in enumerate(known.tolist()):
        department, solver = divmod(key, len(found.solvers))
        expiry, last = int(expiries[number]), int(at_us[relation == number].max())
        state = LOST if expiry < study.at_us else SOON if expiry < study.at_us + SOON_DAYS * DAY_US else KNOWN
        rows.append((expiry, department, solver, float(values[number]), last, state))
    drafts = [_by_department(study, found, rows)]
    if study.privacy.names_persons:
        drafts.append(_queue(study, found, rows))
        until_us = study.at_us + WEEKS * WEEK_US
        drafts += meeting_plan(study, found, [row[:3] for row in sorted(rows) if row[0] < until_us])
    return drafts


def _by_department(study: Study, found: Encounters, rows: list[tuple[int, int, int, float, int, str]]) -> Draft:
    smallest = study.privacy.min_group
    table: list[list[DraftCell]] = []
    for number, name in enumerate(found.departments):
        counts = [len({row[2] for row in rows if row[1] == number and row[5] == state}) for state in (KNOWN, SOON, LOST)]
        is_large = all(count == 0 or count >= smallest for count in counts)
        table.append([name, *[Beside(count, (), is_large=is_large) for count in counts]])
    whole = found.figures.count(np.arange(len(found.department)), found.people)
    return Draft("cadence", "Who still knows whom", (
        Counted(whole, "contact"), f"; known while the strength is {THRESHOLD} or more, half-life {HALF_LIFE_DAYS} days"), (
        Column("department", "Department", "text"), Column("known", "People who know it"), Column("soon", f"Lost within {SOON_DAYS} days"),
        Column("lost", "Lost")), table, "People of the provider who had a contact with the department by the instant above.")


def _queue(study: Study, found: Encounters, rows: list[tuple[int, int, int, float, int, str]]) -> Draft:
    table: list[list[DraftCell]] = [
        [found.solvers[solver], found.departments[department], state, strength, local_text(last, study.zone),
         local_text(expiry, study.zone), study.privacy.viewer, study.privacy.purpose]
        for expiry, department, solver, strength, last, state in sorted(rows)]
    return Draft("relations_to_keep", "Relations to keep, soonest lost first", ("relations by contacts.csv",), (
        Column("person", "Person", "text"), Column("department", "Department", "text"), Column("state", "State", "text"),
        Column("strength", "Strength", "share"), Column("last_contact", "Last contact", "text"), Column("lasts_until", "Lasts until", "text"),
        Column("viewer", "For", "text"), Column("purpose", "Purpose", "text")), table,
        f"About to be lost: within {SOON_DAYS} days unless they meet. In order of time, not of people.")
