"""The meeting plan (D3): who meets whom in which week, so that the fewest relations are lost, within each person's time."""

from __future__ import annotations

import numpy as np

import entente
from entente.report.draft import Draft, DraftCell
from entente.report.instant import local_text
from entente.report.table import Column

from .encounters import Encounters
from .study import Study

WEEKS = 4
WEEK_US = 7 * 86_400_000_000
MEETING_MINUTES = 30


def meeting_plan(study: Study, found: Encounters, relations: list[tuple[int, int, int]]) -> list[Draft]:
    """For an allowed viewer. relations: (expiry, department, solver) of every relation that ends within the horizon or has ended;
    entente.NO_VALUE: it never was strong enough. A person has room for weekly_minutes / 30 meetings a week, one where none is stated."""
    if not study.privacy.names_persons or not relations:
        return []
    week_us = np.array([study.at_us + week * WEEK_US for week in range(WEEKS + 1)], dtype=np.int64)
    meeting = np.arange(len(relations), dtype=np.int32)
    agent = np.array([solver for _, _, solver in relations], dtype=np.int32)
    expiry_us = np.array([expiry if expiry > study.at_us else entente.NO_VALUE for expiry, _, _ in relations], dtype=np.int64)
    room = np.repeat(np.array([_meetings(study, name) for name in found.solvers], dtype=np.int32), WEEKS)
    plan = entente.plan_meetings(meeting, agent, len(found.solvers), expiry_us, week_us, room)
    week = plan["week"]
    rows: list[list[DraftCell]] = []
    for number in np.lexsort((meeting, agent, np.where(week >= 0, week, WEEKS))).tolist():
        _, department, solver = relations[number]
        held = week[number] >= 0
        rows.append([local_text(int(week_us[week[number]]), study.zone)[:10] if held else "no room within the horizon", found.solvers[solver],
                     found.departments[department], "lost already" if expiry_us[number] == entente.NO_VALUE
                     else f"would be lost by {local_text(int(expiry_us[number]), study.zone)}", int(plan["weeks_late"][number]), study.privacy.viewer,
                     study.privacy.purpose])
    return [Draft("meeting_plan", "Whom to meet in which week", (
        f"{len(relations):,} relations that are lost or would be within {WEEKS} weeks; {plan['lateness']:,} weeks late in all, the least possible",), (
        Column("week", "Week from", "text"), Column("person", "Person", "text"), Column("department", "Meets", "text"),
        Column("why", "Why", "text"), Column("weeks_late", "Weeks late"), Column("viewer", "For", "text"), Column("purpose", "Purpose", "text")),
        rows, f"Room: weekly_minutes of people.csv / {MEETING_MINUTES}, one meeting a week where none are stated.")]


def _meetings(study: Study, name: str) -> int:
    person = study.roster.people.get(name) if study.roster is not None else None
    return 1 if person is None or person.weekly_minutes is None else person.weekly_minutes // MEETING_MINUTES
