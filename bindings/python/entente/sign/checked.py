"""Two contracts checked with one team: verdicts, the counter-example, what repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entente.duration import duration_text
from entente.promises import Team, check_promises
from entente.report.contract_terms import Terms
from entente.report.table import Cell, Column, Table

HOUR_US = 3_600_000_000
SECOND_US = 1_000_000
WORDS = {"proved": "proved", "refused": "refused", "not_proved": "not proved", "none": "nothing promised"}


@dataclass(frozen=True)
class Checked:
    """A contract and what the check before signing found."""

    terms: Terms
    found: dict[str, Any]

    @property
    def quota_words(self) -> str:
        """4 each 40h, or 2 to 8 each 40h."""
        lines = [line for line in self.found["lines"] if line["promise"] != "none"]
        if not lines:
            return "no quota"
        quotas, periods = sorted({line["quota"] for line in lines}), sorted({line["period_us"] for line in lines})
        amount = f"{quotas[0]:,}" if len(quotas) == 1 else f"{quotas[0]:,} to {quotas[-1]:,}"
        span = duration_text(periods[0]) if len(periods) == 1 else f"{duration_text(periods[0])} to {duration_text(periods[-1])}"
        return f"{amount} each {span}"

    @property
    def smallest(self) -> dict[str, Any] | None:
        """The counter-example with the fewest requests."""
        number = self.found["smallest"]
        return None if number is None else dict(self.found["examples"][number])


def checked(terms: Terms, team: Team) -> Checked:
    """Raises entente.Error, E_STATE where the contract has no quotas."""
    return Checked(terms, check_promises(terms.contract, team))


def hours(amount_us: int | None) -> float | None:
    """Microseconds in hours."""
    return None if amount_us is None else amount_us / HOUR_US


def any_sequence(team: Team) -> str:
    """What a proof is about."""
    kept = f", {team.expedite} of them kept for incidents" if team.expedite else ""
    return f"every sequence of requests, {team.servers} people{kept}, no visit longer than {duration_text(team.visit_us)}"


def lines_table(asked: Checked, offered: Checked, team: Team) -> Table:
    """A row a department, asked beside offered. Departments in only one of them have blanks in the other."""
    of_party = [{line["party"]: line for line in each.found["lines"]} for each in (asked, offered)]
    rows: list[list[Cell]] = []
    for party in dict.fromkeys([*of_party[0], *of_party[1]]):
        row: list[Cell] = [party]
        for lines in of_party:
            line = lines.get(party)
            row += [None] * 3 if line is None else [line["quota"], WORDS[line["promise"]], hours(line["lateness_us"])]
        offer = of_party[1].get(party)
        rows.append([*row, None if offer is None else hours(offer["start_bound_us"])])
    return Table("lines", "Promises that were asked and that are offered", any_sequence(team), (
        Column("department", "Department", "text"),
        Column("asked_quota", "Asked, units"), Column("asked_verdict", "Verdict", "text"), Column("asked_late_h", "Late by, h", "hours"),
        Column("offered_quota", "Offered, units"), Column("offered_verdict", "Verdict", "text"),
        Column("offered_late_h", "Late by, h", "hours"), Column("offered_start_bound_h", "Starts within, h", "hours")), rows,
        "Late by: the bound on how late a start can be, in working hours; – where there is none. Proved: the bound is within the grace "
        "of the contract. Refused: the requests of the counter-example break the promise, as the scheduler itself played them. Starts "
        "within: proved for the first request of a burst.")


def example_table(each: Checked, team: Team) -> Table:
    """The smallest counter-example, a row a request."""
    example = each.smallest
    assert example is not None
    rows: list[list[Cell]] = []
    for number, request in enumerate(example["requests"]):
        due_us, start_us = request["due_us"], request["starts_us"]
        rows.append([number + 1, request["party"], "priority" if request["backed"] else "ordinary", hours(request["arrives_us"]),
                     hours(start_us), hours(due_us), None if due_us is None else hours(max(0, start_us - due_us))])
    return Table("counter_example", "The counter-example, request by request", (
        f"{len(rows)} requests, {team.servers} people, each visit taking {duration_text(team.visit_us)}"), (
        Column("request", "Request"), Column("department", "Department", "text"), Column("kind", "Kind", "text"),
        Column("arrives_h", "Arrives, h", "hours"), Column("starts_h", "Starts, h", "hours"), Column("due_h", "Due, h", "hours"),
        Column("late_h", "Late by, h", "hours")), rows,
        "Working hours from its beginning. " + ("No example with fewer requests exists." if example["is_fewest"] else
                                                "None of its requests can be left out." if example["is_minimal"] else
                                                "Perhaps not the fewest."))


def example_words(example: dict[str, Any]) -> str:
    """25 requests break it: ..."""
    count = len(example["requests"])
    late_us = example["starts_us"] - example["due_us"]
    return (f"{count} request{' breaks' if count == 1 else 's break'} it: a priority request of {example['party']} due at "
            f"{duration_text(example['due_us'])} starts at {duration_text(example['starts_us'])}, {duration_text(late_us)} late.")


@dataclass(frozen=True)
class Repair:
    """One change that would make every promise provable, the rest as it is."""

    what: str
    now: str
    then: str
    change: float | None  # relative to now; None: no such change is enough


def repairs_of(each: Checked) -> list[Repair]:
    """One change at a time, the least relative change first; those that nothing repairs last."""
    found, repairs = each.found, each.found["repairs"]
    quotas = "; ".join(f"{line['party']} {line['quota']}" for line in repairs["all_lines"] or [])
    permille = repairs["spacing_permille"]
    listed = [
        _repair("people", str(found["servers"]), repairs["servers"], found["servers"], str),
        _repair("longest visit", duration_text(found["visit_us"]), _whole_seconds(repairs["visit_us"]), found["visit_us"], duration_text),
        Repair("spacing of all lines", "as asked", "none is wide enough" if permille is None else
               f"{permille / 1000:.3f} times as wide; units at that pace: {quotas}", None if permille is None else abs(permille / 1000 - 1))]
    now = {line["party"]: line for line in found["lines"]}
    enough = [line for line in repairs["one_line"] or [] if line["spacing_us"] is not None]
    for line in enough:
        before, spacing = now[line["party"]]["spacing_us"], -(-line["spacing_us"] // SECOND_US) * SECOND_US
        listed.append(Repair(f"spacing of {line['party']} alone", duration_text(before),
                             f"{duration_text(spacing)}; units at that pace: {now[line['party']]['period_us'] // spacing}",
                             abs(spacing / before - 1) if before else None))
    if repairs["one_line"] and not enough:
        listed.append(Repair("spacing of one line alone", "as asked", "of no line is any wide enough", None))
    return sorted(listed, key=lambda repair: (repair.change is None, repair.change or 0.0))


def _repair(what: str, now: str, then: int | None, before: int, words: Any) -> Repair:
    if then is None:
        return Repair(what, now, "no such number is enough", None)
    return Repair(what, now, words(then), abs(then - before) / before if before else None)


def _whole_seconds(amount_us: int | None) -> int | None:
    return amount_us if amount_us is None or amount_us < SECOND_US else amount_us // SECOND_US * SECOND_US


def repairs_table(each: Checked, team: Team) -> Table:
    """What would make the asked contract provable, cheapest first."""
    rows: list[list[Cell]] = [[repair.what, repair.now, repair.then, repair.change] for repair in repairs_of(each)]
    return Table("repairs", "What would repair it, one change at a time", any_sequence(team), (
        Column("what", "Change", "text"), Column("now", "Now", "text"), Column("then", "Then proved", "text"),
        Column("change", "Relative change", "share")), rows,
        "Each alone makes every promise provable; exact, found by halving. The cheapest is the one with the least relative change: what "
        "a person, an hour or a unit costs is for both sides to say.")


def inflation_table(each: Checked) -> Table:
    """What priority costs at the load of the organisation."""
    found = each.found["inflation"]
    return Table("inflation", "What calling more requests urgent costs", (
        f"random arrivals at a load of {100 * found['load']:.0f} %, two classes (Cobham, 1954)"), (
        Column("share", "Prioritised", "share"), Column("priority", "They wait", "text"), Column("others", "The others wait", "text")),
        [[row["share"], f"{row['priority']:.2f}", f"{row['others']:.2f}"] for row in found["rows"]],
        "As multiples of the mean wait without any priority.")
