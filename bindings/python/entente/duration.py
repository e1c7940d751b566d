"""Durations as contracts write them: "8h", "55h3m", "90s"."""

from __future__ import annotations

import re

_UNITS = ((3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"), (1, "us"))
_TEXT = re.compile(r"(?:([0-9]{1,7})h)?(?:([0-9]{1,8})m)?(?:([0-9]{1,10})s)?(?:([0-9]{1,16})us)?", re.ASCII)


def duration_us(text: str) -> int:
    """Microseconds: hours, minutes, seconds, microseconds in this order, each at most once. ValueError otherwise."""
    match = _TEXT.fullmatch(text)
    if match is None or not text:
        raise ValueError(f"{text!r} is not a duration such as 2h, 90m or 1h30m")
    return sum(int(part) * unit_us for part, (unit_us, _) in zip(match.groups(), _UNITS, strict=True) if part)


def duration_text(amount_us: int) -> str:
    """The shortest spelling with minutes and seconds below 60; "0m" for nothing."""
    parts = []
    rest_us = abs(amount_us)
    for unit_us, unit in _UNITS:
        count, rest_us = divmod(rest_us, unit_us)
        if count:
            parts.append(f"{count}{unit}")
    return ("-" if amount_us < 0 else "") + ("".join(parts) or "0m")
