"""The check before signing: verdict, proof or counter-example, repairs and the price of inflation, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import entente

SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
MOST_SPACINGS = 64  # lines up to which the least spacing of each is looked for


@dataclass(frozen=True)
class Team:
    """Who is to keep the promises, and what else is known of their work."""

    servers: int
    visit_us: int
    expedite: int = 0
    load: float = 0.9
    skills: tuple[tuple[str, str], ...] = ()
    pools: tuple[str, ...] = ()


def check_promises(contract: entente.Contract, team: Team) -> dict[str, Any]:
    """What `entente check --team` tells, durations in microseconds of working time. Raises entente.Error."""
    found = contract.check_promises(team.servers, team.visit_us, expedite=team.expedite)
    return {
        "contract": contract.document["name"], "servers": team.servers, "expedite": team.expedite,
        "visit_us": team.visit_us, **found,
        "repairs": _repairs(contract, found["lines"], team),
        "inflation": _inflation(found["lines"], team),
        "skill_chain": _skill_chain(team),
    }


def _repairs(contract: entente.Contract, lines: list[dict[str, Any]], team: Team) -> dict[str, Any]:
    found: dict[str, Any] = dict(contract.repairs(team.servers, team.visit_us, expedite=team.expedite))
    permille = found["spacing_permille"]
    found["all_lines"] = None if permille is None else [_scaled(line, permille) for line in lines if _promises(line)]
    found["one_line"] = None
    if len(lines) <= MOST_SPACINGS:
        found["one_line"] = [_one_line(contract, number, line, team)
                             for number, line in enumerate(lines) if _promises(line)]
    return found


def _promises(line: dict[str, Any]) -> bool:
    return bool(line["promise"] != "none")


def _scaled(line: dict[str, Any], permille: int) -> dict[str, Any]:
    spacing_us = -(-line["spacing_us"] * permille // 1000)
    return {"party": line["party"], "spacing_us": spacing_us, "quota": line["period_us"] // spacing_us}


def _one_line(contract: entente.Contract, number: int, line: dict[str, Any], team: Team) -> dict[str, Any]:
    spacing_us, quota = contract.least_spacing(number, team.servers, team.visit_us, expedite=team.expedite)
    return {"party": line["party"], "spacing_us": spacing_us, "quota": quota}


def _inflation(lines: list[dict[str, Any]], team: Team) -> dict[str, Any]:
    serving = team.servers - team.expedite
    paced = [line["spacing_us"] for line in lines if _promises(line)]
    promised = None
    if serving > 0 and all(paced):
        promised = sum(team.visit_us / spacing_us for spacing_us in paced) / serving
    shares = list(SHARES)
    waiting = entente.erlang(serving, team.load * serving) if serving > 0 else None
    rows = [{"share": share, "priority": priority, "others": others}
            for share, (priority, others) in zip(shares, entente.inflation(team.load, shares), strict=True)]
    return {"load": team.load, "promised_load": promised, "waiting": waiting, "rows": rows}


def _skill_chain(team: Team) -> dict[str, Any] | None:
    if not team.pools:
        return None
    number = {pool: i for i, pool in enumerate(team.pools)}
    chain = entente.skill_chain(len(team.pools), [(number[helper], number[helped]) for helper, helped in team.skills])
    return {"closed": chain["closed"], "missing": chain["missing"], "from": _named(team.pools, chain["from"]),
            "to": _named(team.pools, chain["to"])}


def _named(pools: Sequence[str], numbers: list[int]) -> list[str]:
    return [pools[number] for number in numbers]
