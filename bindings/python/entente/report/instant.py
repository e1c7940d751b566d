"""Instants of a log: ISO 8601 text to microseconds since 1970-01-01T00:00:00Z, and local time for people."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from .failure import ReportFailure

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)
EARLIEST_US = 0
LATEST_US = (datetime(2100, 1, 1, tzinfo=timezone.utc) - EPOCH) // MICROSECOND
DATE_AND_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?"
                           r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")


class UnreadableInstant(ValueError):
    """Text that is no date with a time of day."""


class InstantOutOfRange(ValueError):
    """An instant outside 1970-01-01 to 2100-01-01."""


class NaiveInstant(ValueError):
    """A stamp without an offset where no zone was given."""


class InstantReader:
    """Reads stamps. One with an offset is taken as it is; one without is local time of `zone`.

    A local time that was skipped moves forward by the gap, a repeated one means its first occurrence (the rule of the
    calendars); both are counted, stamp by stamp.
    """

    def __init__(self, zone: ZoneInfo | None):
        self._zone = zone
        self._known: dict[str, int] = {}
        self._skipped: set[str] = set()
        self._repeated: set[str] = set()
        self.skipped = 0
        self.repeated = 0

    def read(self, text: str) -> int:
        """Microseconds since 1970; fractions of a second down to the microsecond, finer digits are cut."""
        instant_us = self._known.get(text)
        if instant_us is None:
            instant_us = self._known[text] = self._parse(text)
        if text in self._skipped:
            self.skipped += 1
        elif text in self._repeated:
            self.repeated += 1
        return instant_us

    def _parse(self, text: str) -> int:
        stamp = _date_and_time(text.strip())
        if stamp.tzinfo is None:
            stamp = self._local(text, stamp)
        instant_us = (stamp - EPOCH) // MICROSECOND
        if not EARLIEST_US <= instant_us <= LATEST_US:
            raise InstantOutOfRange(text)
        return instant_us

    def _local(self, text: str, stamp: datetime) -> datetime:
        if self._zone is None:
            raise NaiveInstant(text)
        if not 1969 <= stamp.year <= 2100:
            raise InstantOutOfRange(text)
        local = stamp.replace(tzinfo=self._zone, fold=0)
        if local.astimezone(timezone.utc).astimezone(self._zone).replace(tzinfo=None) != stamp:
            self._skipped.add(text)
        elif local.utcoffset() != local.replace(fold=1).utcoffset():
            self._repeated.add(text)
        return local.astimezone(timezone.utc)


def _date_and_time(text: str) -> datetime:
    """ISO 8601: a date, T or a space, hours and minutes, seconds and their fraction if any, Z or an offset if any."""
    match = DATE_AND_TIME.fullmatch(text)
    if match is None:
        raise UnreadableInstant(text)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    microsecond = int((match[7] or "")[:6].ljust(6, "0"))
    try:
        return datetime(year, month, day, hour, minute, second, microsecond, _offset(match[8]))
    except ValueError:
        raise UnreadableInstant(text) from None


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return timezone.utc
    minutes = int(text[1:3]) * 60 + int(text[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def load_zone(name: str, zoneinfo: Path | None) -> ZoneInfo:
    """The zone of that IANA name, from a folder of compiled zone data or the system's."""
    try:
        if zoneinfo is None:
            return ZoneInfo(name)
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(name)
        with (zoneinfo / name).open("rb") as file:
            return ZoneInfo.from_file(file, key=name)
    except (OSError, ValueError, KeyError):
        raise ReportFailure(f"zone '{name}': no such zone in the zone data") from None


def local_time(instant_us: int, zone: ZoneInfo) -> datetime:
    """An instant as local date and time of a zone."""
    return (EPOCH + instant_us * MICROSECOND).astimezone(zone)


def local_text(instant_us: int, zone: ZoneInfo) -> str:
    """An instant for people: '2016-03-24 18:00' (seconds only where there are any)."""
    stamp = local_time(instant_us, zone)
    return stamp.strftime("%Y-%m-%d %H:%M" if not (stamp.second or stamp.microsecond) else "%Y-%m-%d %H:%M:%S")


def iso_text(instant_us: int, zone: ZoneInfo) -> str:
    """An instant for machines: ISO 8601 with the zone's offset."""
    return local_time(instant_us, zone).isoformat()
