"""Requests as they come in: more on Mondays, peaks at 9-11 and 14-16, few outside office hours, a slow growth."""

from __future__ import annotations

from datetime import date

from desk.clock import FIRST_DAY, HOUR, LAST_DAY, days, minute_of
from desk.organisation import COMMON_SERVICES, DEPARTMENTS, FIRST_LINE, SERVICES, Department
from desk.random_source import RandomSource
from desk.ticket import AWAITING_REQUESTER, AWAITING_VENDOR, Ticket

_HOURLY = {7: 3, 8: 20, 9: 100, 10: 95, 11: 55, 12: 18, 13: 30, 14: 90, 15: 85, 16: 50, 17: 30, 18: 9, 19: 3, 21: 1}
_BY_WEEKDAY = (37, 31, 31, 28, 25, 2, 2)
_TRUE_PRIORITY = [(1, 7), (2, 21), (3, 46), (4, 26)]


def arrivals(random: RandomSource) -> list[Ticket]:
    """Every request of the quarter in order of its arrival."""
    minutes = sorted(minute for day in days() for minute in _minutes_of_day(random, day))
    return [_ticket(random, f"T{1001 + i}", minute) for i, minute in enumerate(minutes)]


def _minutes_of_day(random: RandomSource, day: date) -> list[int]:
    # From 88 to 112 percent of the average over the quarter.
    growth = 88 + 24 * (day - FIRST_DAY).days // (LAST_DAY - FIRST_DAY).days
    typical = _BY_WEEKDAY[day.weekday()] * growth
    count = typical // 100 + random.chance(typical % 100)
    if count > 1:
        count += random.between(-6, 6)
    hours = list(_HOURLY.items())
    if day == LAST_DAY:
        hours = [(hour, weight) for hour, weight in hours if hour < 18]
    return [minute_of(day, random.weighted(hours) * HOUR + random.below(HOUR)) for _ in range(count)]


def _ticket(random: RandomSource, name: str, minute: int) -> Ticket:
    department = random.weighted([(department, department.share) for department in DEPARTMENTS])
    service = SERVICES[random.weighted(list(COMMON_SERVICES + department.services))]
    by_phone = service.group != FIRST_LINE and random.chance(24)
    efforts = [random.skewed(service.effort)]
    waits: list[tuple[str, int]] = []
    if random.chance(22):
        waits.append((AWAITING_REQUESTER, random.skewed(department.answer)))
        efforts = _split(efforts)
    if random.chance(service.vendor):
        waits.append((AWAITING_VENDOR, random.skewed(52 * HOUR)))
        efforts = _split(efforts)
    reopened = random.chance(3)
    return Ticket(
        id=name,
        opened=minute,
        department=department,
        caller=_caller(random, department),
        service=service,
        priority=_called(random, department),
        group=FIRST_LINE if by_phone else service.group,
        triage=random.between(8, 25) if by_phone else 0,
        efforts=efforts,
        waits=waits,
        reopens_after=random.between(2 * HOUR, 60 * HOUR) if reopened else 0,
        rework=random.skewed(service.effort) // 2 + 5,
        recorded_late=random.between(3, 14) if by_phone and random.below(1000) < 35 else 0,
    )


def _split(efforts: list[int]) -> list[int]:
    first = efforts[0] // 3 + 1
    return [first, max(1, efforts[0] - first), *efforts[1:]]


def _caller(random: RandomSource, department: Department) -> str:
    # A few people ask often. Callers are numbered through all departments.
    before = 0
    for other in DEPARTMENTS:
        if other is department:
            break
        before += other.callers
    often = min(random.below(department.callers), random.below(department.callers))
    return f"Caller {before + often + 1}"


def _called(random: RandomSource, department: Department) -> int:
    if random.chance(department.inflation):
        return random.weighted([(1, 55), (2, 45)])
    return random.weighted(_TRUE_PRIORITY)
