"""Holidays from iCalendar feeds (RFC 5545, .ics); there where the package was built with libical."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from .errors import Error

try:
    from . import _ical
except ImportError as error:
    raise ImportError("entente.ical needs libical: install libical-dev (Debian, Ubuntu) and build entente again") from error


class Feed(NamedTuple):
    """The days off of a feed: ``holidays`` for a calendar document, and what became of its ``events``: each was kept,
    dropped by the options, cancelled, or timed (it begins at a time of day)."""

    holidays: list[Any]
    events: int
    kept: int
    dropped: int
    cancelled: int
    timed: int


def read(feed: str | bytes, **options: Any) -> Feed:
    """Reads a feed.

    options: ``keep`` and ``drop`` (each ``{"summary": [...], "description": [...], "categories": [...]}``),
    ``transparent`` ("keep" or "drop"), ``multi_day`` ("each_date" or "first_date"), ``from_`` and ``until`` (years). See
    entente_ical.h. Raises Error with the line of what cannot be read.
    """
    names = {name.rstrip("_"): value for name, value in options.items()}
    data = feed.encode("utf-8") if isinstance(feed, str) else bytes(feed)
    status, text, more = _ical.read(data, json.dumps(names))
    if status is not None:
        raise Error(text, status, "", more, 0)
    events, kept, dropped, cancelled, timed, _ = more
    return Feed(json.loads(text), events, kept, dropped, cancelled, timed)
