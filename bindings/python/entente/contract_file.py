"""A contract from a file: the one reading that every command shares, so that they agree on every document."""

from __future__ import annotations

from typing import Any

import entente
from entente.input_file import InputFailure, text_of

INSTANTS = ("ticket_id", "opened_at", "resolved_at", "closed_at")  # columns of a log that are no categories
SMALLEST_SAFE_GROUP = 3  # in a group of two each can subtract their own part and has the other's


def contract_of(data: bytes, path: str, zoneinfo: str | None) -> entente.Contract:
    """Reads a contract (gzip by content, a byte order mark is passed over).

    Raises InputFailure with every problem on a line of its own, each with its place: FILE:LINE:COLUMN: POINTER: CODE:
    what was expected. Beyond the engine's own problems these are errors too: a calendar of a target or of the quotas
    that never opens (bad_value), and a condition on a column that holds no categories (bad_value).
    """
    text = text_of(data, path)
    try:
        contract = entente.Contract(text, zoneinfo=zoneinfo)
    except entente.Error as error:
        raise InputFailure("\n".join(_lines(path, error))) from None
    wrong = [f"{path}: {pointer}: bad_value: {words}" for pointer, words in
             [*_never_open(contract), *_without_categories(contract.document)]]
    if wrong:
        raise InputFailure("\n".join(wrong))
    return contract


def warnings_of(document: dict[str, Any]) -> list[str]:
    """What is allowed in a contract but deserves a second look: JSON Pointer and words."""
    warning = small_group_warning(document.get("privacy", {}).get("min_group", SMALLEST_SAFE_GROUP))
    return [f"/privacy/min_group: {warning}"] if warning else []


def small_group_warning(min_group: int) -> str:
    """What is weak about a smallest group below SMALLEST_SAFE_GROUP; empty for others."""
    if min_group == 1:
        return ("the smallest group is 1, so nothing is suppressed: figures may be about single persons; 1 is for logs "
                "without real people")
    if min_group < SMALLEST_SAFE_GROUP:
        return (f"the smallest group is {min_group}: in a group of two each member can work out the other's part; "
                f"{SMALLEST_SAFE_GROUP} is the least that protects anybody")
    return ""


def _lines(path: str, error: entente.Error) -> list[str]:
    if isinstance(error, entente.DocumentError) and error.problems:
        return [f"{path}:{problem.message}" for problem in error.problems]
    place = f"{path}:{error.line}:{error.column}: {error.pointer}" if error.line else path
    return [f"{place}: {error.status}: {error}"]


def _never_open(contract: entente.Contract) -> list[tuple[str, str]]:
    document = contract.document
    used = [named for i, target in enumerate(document.get("targets", []))
            for named in _calendars_of(target["calendar"], f"/targets/{i}/calendar")]
    used += [named for a, amendment in enumerate(document.get("amendments", []))
             for i, target in enumerate(amendment.get("targets", []))
             for named in _calendars_of(target["calendar"], f"/amendments/{a}/targets/{i}/calendar")]
    if (document.get("quotas") or {}).get("calendar"):
        used.append(("/quotas/calendar", document["quotas"]["calendar"]))
    return [(pointer, f"the calendar '{name}' never opens, so nothing can be promised in its hours")
            for pointer, name in used if not _opens(contract.calendar(name))]


def _calendars_of(choice: str | dict[str, Any], pointer: str) -> list[tuple[str, str]]:
    """The calendars that a target names, each with its place."""
    if isinstance(choice, str):
        return [(pointer, choice)]
    escaped = {value: value.replace("~", "~0").replace("/", "~1") for value in choice["values"]}
    return [*((f"{pointer}/values/{escaped[value]}", name) for value, name in choice["values"].items()),
            (f"{pointer}/otherwise", choice["otherwise"])]


def _opens(calendar: entente.Calendar) -> bool:
    try:
        calendar.add(0, 1)
    except entente.Error as error:
        if error.status != "E_NOT_FOUND":
            raise
        return False
    return True


def _without_categories(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Where the contract names a column of the tickets that holds no categories."""
    found = [(f"/targets/{i}/when/{name}", name)
             for i, target in enumerate(document.get("targets", [])) for name in target.get("when") or {}]
    found += [(f"/quotas/{conditions}/{name}", name) for conditions in ("backed_when", "expedite_when", "incident_when")
              for name in (document.get("quotas") or {}).get(conditions) or {}]
    verdict = document.get("recorded_verdict")
    found += [("/recorded_verdict/column", verdict["column"])] if verdict else []
    return [(pointer, f"the column '{name}' holds no categories, so it cannot be used here")
            for pointer, name in found if name in INSTANTS]
