"""The daily brief (D11, D12): load against capacity, sensitive cases, who can reinforce, whom the manager shields.

Everything is as known at one instant. By team for everybody; names of people only for a viewer whom the contract allows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import entente
from entente.report.category import BLANK
from entente.report.cycle_rows import countable
from entente.report.draft import Counted, Draft, DraftCell
from entente.report.evaluation import evaluate
from entente.report.instant import local_text
from entente.report.queue_replay import backed_tickets
from entente.report.table import Column
from entente.report.ticket_log import TicketLog

from .projection import without_machines
from .study import Study, rows_until

MOST_CASES = 15
MOST_HELPERS = 3
HANDED_OFTEN = 3  # hand-overs between support groups


@dataclass(frozen=True)
class Case:
    """An open ticket that is sensitive, and why."""

    row: int            # in the whole log
    reasons: tuple[str, ...]
    is_critical: bool   # a priority request that is overdue
    group: int          # support group at the instant; BLANK where unknown
    holder: int         # assignee at the instant; BLANK where nobody


@dataclass(frozen=True)
class Hands:
    """Who has what in hand at the instant."""

    log: TicketLog         # as known then
    rows: np.ndarray       # of the whole log, a ticket of `log`
    open: np.ndarray       # bool a ticket of `log`
    holder: np.ndarray     # int32 code of the assignee column, BLANK where nobody
    group: np.ndarray      # int32 code of the group column
    names: list[str]       # of assignees
    groups: list[str]


def daily_brief(study: Study) -> list[Draft]:
    """Load by team, sensitive cases; for an allowed viewer the load by person and the proposals."""
    hands = _hands(study)
    if hands is None:
        return []
    cases = _cases(study, hands)
    drafts = [_team_load(study, hands)]
    if study.privacy.names_persons:
        capacity = _capacity(study, hands)
        drafts += [_sensitive(study, hands, cases, capacity), _person_load(study, hands, capacity)]
    else:
        drafts.append(_sensitive(study, hands, cases, None))
    return drafts


def _hands(study: Study) -> Hands | None:
    known = study.until()
    assignee, group = known.tickets.column("assignee"), known.tickets.column("assignment_group")
    if assignee is None or group is None or not known.tickets.ids:
        return None
    count = len(known.tickets.ids)
    last = np.full(count, -1)
    last[known.events.ticket] = np.arange(len(known.events.ticket))
    stopped = np.zeros(count, dtype=bool)
    stopped[last >= 0] = study.terms.stops[known.events.state[last[last >= 0]]]
    names, holder = _at_last(known, "assignee", assignee.names, without_machines(assignee, known.automation))
    groups, treated_in = _at_last(known, "group", group.names, group.codes)
    return Hands(known, rows_until(study.log, study.at_us), ~stopped, holder, treated_in, names, groups)


def _at_last(known: TicketLog, name: str, names: list[str], of_ticket: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The value each ticket had at its last event, where events tell it; else the ticket's own."""
    column = known.events.column(name)
    if column is None:
        return names, of_ticket
    every = list(dict.fromkeys([*names, *column.names]))
    code = {each: number for number, each in enumerate(every)}
    of_event = np.array([BLANK if each in known.automation else code[each] for each in column.names] + [BLANK])[column.codes]
    found = np.full(len(of_ticket), BLANK, dtype=np.int32)
    found[known.events.ticket] = of_event  # in order, so the last stands
    without = np.ones(len(of_ticket), dtype=bool)
    without[known.events.ticket] = False
    found[without] = of_ticket[without]
    return every, found


def _cases(study: Study, hands: Hands) -> list[Case]:
    """Open tickets with at least one reason, most reasons first, then the oldest."""
    known, terms = hands.log, study.terms
    priority = np.array(backed_tickets(terms, known)) if terms.quotas else np.zeros(len(known.tickets.ids), dtype=bool)
    overdue = np.zeros(len(known.tickets.ids), dtype=bool)
    if terms.promises:
        judged = countable(evaluate(terms, known, study.at_us).cycles, terms.promises, len(overdue), study.at_us)
        overdue[judged.ticket[judged.state == int(entente.CycleState.BREACHED)]] = True
    stopped, ticket = terms.stops[known.events.state], known.events.ticket
    follows = ticket[1:] == ticket[:-1]
    reopened = np.zeros(len(overdue), dtype=bool)
    reopened[ticket[1:][follows & stopped[:-1] & ~stopped[1:]]] = True
    group = known.events.column("group")
    handed = np.zeros(len(overdue), dtype=np.int64)
    if group is not None:
        codes = group.codes
        np.add.at(handed, ticket[1:][follows & (codes[1:] != codes[:-1]) & (codes[1:] != BLANK) & (codes[:-1] != BLANK)], 1)
    marks = {"priority request": priority, "overdue": overdue, "reopened": reopened,
             f"handed over {HANDED_OFTEN} times or more": handed >= HANDED_OFTEN}
    cases = []
    for row in np.flatnonzero(hands.open & np.any(list(marks.values()), axis=0)).tolist():
        cases.append(Case(row, tuple(words for words, mark in marks.items() if mark[row]), bool(priority[row] and overdue[row]),
                          int(hands.group[row]), int(hands.holder[row])))
    opened = known.tickets.opened_us
    return sorted(cases, key=lambda case: (not case.is_critical, -len(case.reasons), int(opened[case.row]), case.row))


def _capacity(study: Study, hands: Hands) -> np.ndarray:
    """Open tickets each person can have in hand: the roster's, else the stated one, else twice the median of all holders."""
    counts = np.bincount(hands.holder[hands.open & (hands.holder != BLANK)], minlength=len(hands.names))
    usual = study.efforts.capacity
    if usual is None:
        usual = int(2 * np.median(counts[counts > 0])) if counts.any() else 0
    people = study.roster.people if study.roster is not None else {}
    stated = (people[name].open_tickets if name in people else None for name in hands.names)
    return np.array([usual if own is None else own for own in stated], dtype=np.int64)


def _team_load(study: Study, hands: Hands) -> Draft:
    """Open tickets and people of each team; people are those who hold an open ticket of it."""
    figures, side = study.figures, study.sides.teams
    rows: list[list[DraftCell]] = []
    for position, name in enumerate(side.parties):
        mine = side.tickets_of(position)[hands.rows] & hands.open
        rows.append([name, figures.count(hands.rows[mine], (side.people,)),
                     figures.count(hands.rows[mine & (hands.holder == BLANK)], (side.people,))])
    whole = figures.count(hands.rows[hands.open], study.sides.everyone)
    nobody = figures.count(hands.rows[hands.open & (hands.holder == BLANK)], study.sides.everyone)
    for at, total in ((1, whole), (2, nobody)):
        figures.sum(total, [row[at] for row in rows])  # type: ignore[misc]
    rows.append(["all teams", whole, nobody])
    return Draft("load_now", "What each team has open", (Counted(whole, "open ticket"), " as known then; a ticket counts for its "
                                                         "last team"), (
        Column("team", "Team", "text"), Column("open", "Open"), Column("without_holder", "With nobody")), rows)


def _knowers(study: Study, hands: Hands, case: Case, free: np.ndarray) -> list[str]:
    """People who know the support group of a case, or where none of them has room its department, have room themselves and do
    not hold it; who has most room first."""
    need, department = study.rules["tickets_to_know"], hands.log.tickets.column("requester_group")
    alike = [hands.group == case.group] if case.group != BLANK else []
    if department is not None and department.codes[case.row] != BLANK:
        alike.append(department.codes == department.codes[case.row])
    for tickets in alike:
        counts = np.bincount(hands.holder[tickets & (hands.holder != BLANK)], minlength=len(hands.names))
        able = [(int(free[who]), hands.names[who]) for who in np.flatnonzero((counts >= need) & (free > 0)).tolist()
                if who != case.holder]
        if able:
            return [who for _, who in sorted(able, key=lambda pair: (-pair[0], pair[1]))[:MOST_HELPERS]]
    return []


def _sensitive(study: Study, hands: Hands, cases: list[Case], capacity: np.ndarray | None) -> Draft:
    """The cases by number, and for an allowed viewer who holds them, who can reinforce and who speaks with the client."""
    counts = np.bincount(hands.holder[hands.open & (hands.holder != BLANK)], minlength=len(hands.names))
    rows: list[list[DraftCell]] = []
    for case in cases[:MOST_CASES]:
        cells: list[DraftCell] = [hands.log.tickets.ids[case.row], "critical" if case.is_critical else "sensitive",
                                  "; ".join(case.reasons), local_text(int(hands.log.tickets.opened_us[case.row]), study.zone)]
        if capacity is not None:
            holder = hands.names[case.holder] if case.holder != BLANK else ""
            cells += [hands.groups[case.group] if case.group != BLANK else "", holder,
                      ", ".join(_knowers(study, hands, case, capacity - counts)), _shield(study, case, holder)]
        rows.append(cells)
    columns = [Column("ticket_id", "Ticket", "text"), Column("kind", "Kind", "text"), Column("why", "Why", "text"),
               Column("opened_at", "Opened", "text")]
    if capacity is not None:
        columns += [Column("group", "Support group", "text"), Column("holder", "In hand of", "text"),
                    Column("reinforce", "Can reinforce", "text"), Column("shield", "While critical", "text")]
    every = study.figures.count(hands.rows[[case.row for case in cases]] if cases else np.zeros(0, dtype=np.int64), study.sides.everyone)
    return Draft("sensitive_cases", "Sensitive cases", (
        Counted(every, "open ticket"), " with a reason; most reasons first, then the oldest"), tuple(columns), rows,
        "Critical: a priority request that is overdue. Then the client's contact is the manager, and who has the case gets no "
        "new work until it is done. Reinforcement: people who know the support group by the contract's rule "
        "and have room, or else the department.")


def _shield(study: Study, case: Case, holder: str) -> str:
    if not case.is_critical:
        return ""
    line = study.roster.managers_of(holder) if study.roster is not None and holder else []
    who = f"client speaks with {line[0]}" if line else "no manager stated"
    further = f", then {', '.join(line[1:])}" if len(line) > 1 else ""
    return f"{who}{further}; {'no new work for ' + holder if holder else 'give it to who knows it'}"


def _person_load(study: Study, hands: Hands, capacity: np.ndarray) -> Draft:
    """Open tickets and room of everybody who holds one, by name: to spare the overloaded, not to compare."""
    counts = np.bincount(hands.holder[hands.open & (hands.holder != BLANK)], minlength=len(hands.names))
    rows: list[list[DraftCell]] = [
        [name, int(counts[number]), int(capacity[number]),
         "ask somebody else" if counts[number] > capacity[number] else "", study.privacy.viewer, study.privacy.purpose]
        for name, number in sorted((name, number) for number, name in enumerate(hands.names) if counts[number])]
    usual = "twice the median" if study.efforts.capacity is None else "the stated capacity"
    return Draft("load_by_person", "Who should be spared today", (f"{len(rows):,} people with open tickets, by name",), (
        Column("person", "Person", "text"), Column("open", "Open"), Column("capacity", "Capacity"), Column("advice", "Advice", "text"),
        Column("viewer", "For", "text"), Column("purpose", "Purpose", "text")), rows,
        f"Capacity: that of people.csv, else {usual} of all. In order of names: it compares nobody.")
