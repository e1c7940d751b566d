"""The stakeholder map: who asks whom, who hands over to whom, and where a second person is missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entente.report.coverage import gaps_of
from entente.report.draft import Counted, Draft, DraftCell
from entente.report.figures import Figure, Figures
from entente.report.people import People
from entente.report.table import Column

from .interactions import Interactions
from .projection import department_requests, handovers
from .study import Study


@dataclass(frozen=True)
class Relation:
    """One pair with what it did together."""

    source: str
    target: str
    figure: Figure


@dataclass(frozen=True)
class StakeholderMap:
    """Relations that are about enough people, strongest first, and what was left out."""

    departments: tuple[str, ...]
    requests: list[Relation]
    handovers: list[Relation]
    few: int                      # relations about too few people, left out
    group_tickets: dict[str, int]  # by support group
    missing: frozenset[str]       # support groups without enough people who know them; empty unless persons may be named


def stakeholder_map(study: Study) -> tuple[StakeholderMap, list[Draft]]:
    """The map, and its tables: requests of departments to support groups, hand-overs between support groups."""
    figures, sides = study.figures, study.sides
    asked, given = department_requests(study.log, sides), handovers(study.log, "group")
    requests, few_requests = _relations(asked, figures, sides.everyone)
    handed, few_handed = _relations(given, figures, (sides.teams.people,))
    found = StakeholderMap(sides.departments.names, requests, handed, few_requests + few_handed, _group_tickets(study),
                           _missing(study))
    return found, [
        _table("requests", "Who asks whom", requests, few_requests, "department", "support group", "tickets",
               (Counted(figures.count(np.arange(len(study.log.tickets.ids)), sides.everyone), "ticket"),
                "; a ticket counts for its last support group; tickets without a group or of no department are left out")),
        _table("handovers", "Who hands over to whom", handed, few_handed, "from", "to", "hand-overs", (
            "two consecutive events of a ticket in different support groups, both known",))]


def _relations(interactions: Interactions | None, figures: Figures, people: tuple[People, ...]) -> tuple[list[Relation], int]:
    if interactions is None:
        return [], 0
    relations = interactions.relations()
    width = max(len(interactions.targets), 1)
    pair = interactions.source.astype(np.int64) * width + interactions.target
    order = np.argsort(pair, kind="stable")
    ends = np.cumsum(relations.strength.astype(np.int64))
    found, few = [], 0
    for row in relations.order().tolist():
        mine = order[ends[row] - int(relations.strength[row]) : ends[row]]
        figure = figures.count(interactions.ticket[mine], people)
        if figures.is_large(figure):
            found.append(Relation(interactions.sources[relations.source[row]], interactions.targets[relations.target[row]], figure))
        else:
            few += 1
    return found, few


def _group_tickets(study: Study) -> dict[str, int]:
    """Tickets of each support group that is about enough people."""
    column = study.log.tickets.column("assignment_group")
    if column is None:
        return {}
    codes, found = column.codes, {}
    for code, name in enumerate(column.names):
        figure = study.figures.count(codes == code, (study.sides.teams.people,))
        if figure.value and study.figures.is_large(figure):
            found[name] = figure.value
    return found


def _missing(study: Study) -> frozenset[str]:
    column, assignee = study.log.tickets.column("assignment_group"), study.log.tickets.column("assignee")
    if column is None or assignee is None or not study.privacy.names_persons:
        return frozenset()
    return frozenset(gap.name for gap in gaps_of(column, assignee, study.log.automation, study.rules)[1])


def _table(name: str, title: str, relations: list[Relation], few: int, source: str, target: str, what: str,
           population: tuple[str | Counted, ...]) -> Draft:
    rows: list[list[DraftCell]] = [[each.source, each.target, each.figure] for each in relations]
    return Draft(name, title, population, (
        Column(source.replace(" ", "_"), source.capitalize(), "text"), Column(target.replace(" ", "_"), target.capitalize(), "text"),
        Column(what.replace("-", ""), what.capitalize())), rows,
        f"Strongest first. Left out, about too few people: {few:,} relations." if few else "Strongest first.")
