"""Durations as people write them: 2h, 1h30m, 90m, 45s."""

import re

from entente.report.failure import UsageFailure

_PARTS = {"h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000}
_TEXT = re.compile(r"(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?")


def duration_us(text: str, option: str) -> int:
    """Microseconds of working time. Raises UsageFailure where the text is none, or nothing."""
    found = _TEXT.fullmatch(text)
    amount = 0 if found is None else sum(int(part or 0) * unit for part, unit in zip(found.groups(), _PARTS.values()))
    if amount == 0:
        raise UsageFailure(f"{option} {text}: a duration above 0 such as 2h, 1h30m or 45s was expected; a day is no amount of "
                           "working time")
    return amount


def hours(amount_us: float) -> float:
    """Microseconds in hours."""
    return float(amount_us) / _PARTS["h"]
