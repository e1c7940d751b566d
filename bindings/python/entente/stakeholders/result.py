"""All decisions of one study, as tables and pictures."""

from __future__ import annotations

from dataclasses import dataclass

from entente.report.about import COLUMNS
from entente.report.chart import Chart
from entente.report.draft import Draft
from entente.report.instant import local_text
from entente.report.reading import all_refused
from entente.report.table import Cell, Column, Table

from .ambassadors import ambassadors
from .bypass import bypass
from .cadence import cadence
from .coverage_chart import coverage_matrix_chart
from .daily_brief import daily_brief
from .encounters import encounters
from .impact import impact
from .map_chart import caption, map_chart
from .project_coverage import project_coverage
from .recurring import recurring_subjects
from .relation_graph import relation_graph
from .role_panel import role_panel
from .second_person import second_person
from .silence import silent_pairs
from .stakeholder_map import stakeholder_map
from .study import Study
from .subjects_chart import subjects_chart
from .tension import tension
from .tension_chart import tension_chart


@dataclass(frozen=True)
class Section:
    """A part of the page: a question, the answer in one sentence, pictures and tables."""

    name: str
    title: str
    lead: str
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Result:
    """What a study found."""

    study: Study
    at: str
    sections: tuple[Section, ...]

    @property
    def tables(self) -> list[Table]:
        """Every table, in order of the page."""
        return [table for section in self.sections for table in section.tables]


def compute(study: Study) -> Result:
    """Computes every decision that the inputs allow."""
    found, map_drafts = stakeholder_map(study)
    persons, graph, met = second_person(study), relation_graph(study), encounters(study)
    quiet, silent_drafts = silent_pairs(study, graph)
    contacts = [*cadence(study, met), *bypass(study, met)]
    parts: list[tuple[str, str, str, list[Draft]]] = [
        ("map", "Who works with whom", "Departments ask support groups, and support groups hand over to each other.",
         [*map_drafts, *silent_drafts]),
        ("second", "Who needs a second person", persons.lead, persons.drafts),
        ("roles", "Who has which role", "Declared by their department, or proposed from where they stand; a proposal is a question.",
         role_panel(study, graph)),
        ("brief", "Today’s brief", "Fifteen minutes: whom to spare, which cases need more people.", daily_brief(study)),
        ("contacts", "Contacts", "Relations last while people meet; work that never becomes a ticket is work that nobody sees.", contacts),
        ("tension", "What both sides live through", "Tension is measured of parties, never of people.", tension(study)),
        ("subjects", "What keeps coming back", "Tickets that belong together, found from what they have in common.",
         recurring_subjects(study)),
        ("ambassadors", "Ambassadors", "Whom to win first, so that word reaches most people.", ambassadors(study, graph)),
        ("projects", "Projects and departments", "Who sits in whose meetings.", project_coverage(study)),
        ("impact", "The change", "Whom a change touches, between what is certain and what is possible.", impact(study, found)),
    ]
    study.figures.close()
    if met is not None:
        met.figures.close()
    at = local_text(study.at_us, study.zone)
    picture = map_chart(found, study.figures, quiet)
    own = {draft.name: met.figures for draft in contacts} if met is not None else {}
    tables = {draft.name: draft.finish(own.get(draft.name, study.figures), at) for *_, drafts in parts for draft in drafts}
    charts = {"map": [picture] if picture else [], "second": coverage_matrix_chart(persons.matrix),
              "tension": [chart for side in ("department", "team") for chart in tension_chart(tables[f"tension_by_{side}"], side)],
              "subjects": subjects_chart(tables["subjects_by_month"]) if "subjects_by_month" in tables else []}
    leads = {"map": caption(picture)} if picture else {}
    sections = [Section(name, title, leads.get(name, lead), tuple(charts.get(name, ())), tuple(tables[draft.name] for draft in drafts))
                for name, title, lead, drafts in parts if drafts]
    return Result(study, at, tuple(sections))


def refused_table(study: Study) -> Table:
    """Every refused row with its place and reason; no cell of it, which may hold a name."""
    rows: list[list[Cell]] = [[row.file, row.line, row.reason] for row in all_refused(study.log)]
    if study.contacts is not None:
        rows += [[row.file, row.line, row.reason] for row in study.contacts.refused.rows]
    return Table("refused_rows", "Refused rows", "all rows of the files that were read", (
        Column("file", "File", "text"), Column("line", "Line"), Column("reason", "Reason", "text")), rows,
        as_of=local_text(study.at_us, study.zone))


def about(result: Result, tables: list[Table]) -> Table:
    """What each file is: population, purpose, retention and for whom."""
    study, privacy = result.study, result.study.privacy
    terms: list[Cell] = [privacy.purpose_or_not_stated, ", ".join(privacy.viewers), privacy.retention, privacy.min_group,
                         study.terms.document["name"]]
    rows: list[list[Cell]] = [
        ["stakeholders.html", "The page", None, "stated below each table of the page", *terms, result.at, study.zone.key,
         privacy.viewer or "", ""],
        ["about.csv", "About these files", None, "the files of this folder", *terms, "", study.zone.key, privacy.viewer or "", ""]]
    rows += [[f"{table.name}.csv", table.title, len(table.rows), table.population, *terms, table.as_of, study.zone.key,
              privacy.viewer or "", table.note] for table in tables]
    return Table("about", "About these files", f"{len(tables)} tables", tuple(
        Column(name, name, "count" if name in ("rows", "smallest_group") else "text") for name in COLUMNS), rows)
