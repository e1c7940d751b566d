"""Minutes since 1970 (UTC), Paris local time in winter and spring 2026, working minutes."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta, timezone

FIRST_DAY = date(2026, 1, 5)
LAST_DAY = date(2026, 4, 3)

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_WINTER = timezone(timedelta(hours=1))
_SUMMER = timezone(timedelta(hours=2))
_SUMMER_TIME_BEGINS = date(2026, 3, 29)  # at 01:00 UTC: 02:00 in Paris becomes 03:00

OFFICE_HOURS = ((9 * 60, 12 * 60 + 30), (13 * 60 + 30, 18 * 60))
HOUR = 60
DAY = 24 * HOUR


def minute_of(day: date, minute_of_day: int) -> int:
    """The instant of a local time of day, in minutes; not between 02:00 and 03:00 on the day summer time begins."""
    zone = _SUMMER if day > _SUMMER_TIME_BEGINS or (day == _SUMMER_TIME_BEGINS and minute_of_day >= 3 * HOUR) else _WINTER
    local = datetime(day.year, day.month, day.day, minute_of_day // 60, minute_of_day % 60, tzinfo=zone)
    return int((local - _EPOCH) // timedelta(minutes=1))


END = minute_of(LAST_DAY, 18 * HOUR)  # the log was exported then


def written(minute: int) -> str:
    """ISO 8601 with the offset of Paris, to the minute."""
    zone = _SUMMER if minute >= minute_of(_SUMMER_TIME_BEGINS, 3 * HOUR) else _WINTER
    return (_EPOCH + timedelta(minutes=minute)).astimezone(zone).isoformat(timespec="minutes")


def days() -> list[date]:
    """Every day of the log."""
    return [FIRST_DAY + timedelta(days=i) for i in range((LAST_DAY - FIRST_DAY).days + 1)]


def workdays() -> list[date]:
    """Mondays to Fridays; no public holiday falls on one of them in this quarter."""
    return [day for day in days() if day.weekday() < 5]


class WorkingTime:
    """The minutes in which somebody works."""

    def __init__(self, absent: frozenset[date] = frozenset()) -> None:
        self.openings: list[int] = []
        self._minutes: list[int] = []
        for day in workdays():
            if day in absent:
                continue
            for begin, end in OFFICE_HOURS:
                self.openings.append(minute_of(day, begin))
                self._minutes.extend(range(minute_of(day, begin), minute_of(day, end)))

    def works_at(self, minute: int) -> bool:
        i = bisect_left(self._minutes, minute)
        return i < len(self._minutes) and self._minutes[i] == minute

    def after(self, minute: int, amount: int) -> int:
        """When `amount` (> 0) working minutes have passed; after the end of the log where there are not so many left."""
        i = bisect_left(self._minutes, minute) + amount - 1
        return self._minutes[i] + 1 if i < len(self._minutes) else END + DAY
