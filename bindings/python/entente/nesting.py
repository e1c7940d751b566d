"""Nestings that do not fit, in plain words with a counter-example."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

import entente
from entente.duration import duration_text

DAY_US = 86_400_000_000


def horizon_of(start: datetime.date) -> tuple[int, int]:
    """A year of starts from a date on (UTC), within the supported instants."""
    from_us = (start - datetime.date(1970, 1, 1)).days * DAY_US
    return from_us, min(from_us + 365 * DAY_US, 4_102_444_800_000_000)


def nesting_warnings(contract: entente.Contract, from_us: int, to_us: int) -> list[str]:
    """JSON Pointer and words for each nesting that does not fit, or that cannot be judged."""
    if not contract.document.get("nesting"):
        return []
    try:
        checks = contract.check_nestings(from_us, to_us)
    except entente.Error as error:
        return [f"/nesting: cannot be checked: {error}"]
    told = {"does_not_fit": _unfit, "no_due_date": _without_due, "not_in_force": _not_in_force}
    zone = contract.document["zone"]
    return [f"/nesting/{i}: {told[check['outcome']](check, zone)}"
            for i, check in enumerate(checks) if check["outcome"] in told]


def _unfit(check: dict[str, Any], zone: str) -> str:
    chain = ", ".join(f"'{link['target']}' is due {instant_text(link['due_us'], zone)} (calendar {link['calendar']})"
                      for link in check["chain"])
    return (f"what '{check['target']}' rests on does not fit into it: started {instant_text(check['start_us'], zone)} it is due "
            f"{instant_text(check['due_us'], zone)} (calendar {check['calendar']}), but {chain}: "
            f"{duration_text(check['overshoot_us'])} too late ({duration_text(check['overshoot_open_us'])} of its calendar's time)")


def _without_due(check: dict[str, Any], zone: str) -> str:
    missing = next((link for link in check["chain"] if link["due_us"] is None), check)
    if check["due_us"] is None:
        missing = check
    return (f"what '{check['target']}' rests on cannot be judged: started {instant_text(check['start_us'], zone)}, "
            f"'{missing['target']}' has no due date in the calendar {missing['calendar']}")


def _not_in_force(check: dict[str, Any], zone: str) -> str:
    return f"'{check['target']}' and all that it rests on have terms at no time from the date that was asked for"


def instant_text(at_us: int, zone: str) -> str:
    """Local time, as exact as it has to be: "Fri 2026-01-09 14:00", with seconds or microseconds where there are any."""
    at = datetime.datetime.fromtimestamp(at_us // 1_000_000, datetime.timezone.utc).replace(microsecond=at_us % 1_000_000)
    try:
        at = at.astimezone(zoneinfo.ZoneInfo(zone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # other zone data than the engine's
        pass
    form = "%a %Y-%m-%d %H:%M" + (":%S.%f" if at.microsecond else ":%S" if at.second else "")
    return at.strftime(form) + (" UTC" if at.tzinfo == datetime.timezone.utc else "")
