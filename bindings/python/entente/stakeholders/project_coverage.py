"""Projects and departments (D5): who sits in whose meetings, and where nobody is known to."""

from __future__ import annotations

import numpy as np

import entente
from entente.report.draft import Draft, DraftCell
from entente.report.figures import Beside
from entente.report.table import Column

from .study import Study

NO_EVIDENCE = "no evidence"
NOT_CONCERNED = "not concerned"


def project_coverage(study: Study) -> list[Draft]:
    """One row a project and department: enough people, too few, or "no evidence" where the file names nobody. That is never
    a zero: nobody was stated, which is not the same as nobody being there. Counts of people that are smaller than the
    smallest group are for an allowed viewer."""
    meetings = study.projects
    if meetings is None or study.roster is None:
        return []
    wanted = study.rules["knowers"]
    projects, departments = meetings.projects, list(study.sides.departments.names)
    cells = [(projects.index(row.project), departments.index(row.department)) for row in meetings.rows]
    attended = [(row, cell) for row, cell in zip(meetings.rows, cells) if row.person and row.meetings]
    people = list(dict.fromkeys(row.person for row, _ in attended))
    agent = np.array([people.index(row.person) for row, _ in attended], dtype=np.int32)
    client = np.array([p * len(departments) + d for _, (p, d) in attended], dtype=np.int32)
    knowers, missing, _ = entente.coverage(agent, client, len(people), len(projects) * len(departments), k=wanted)
    rows: list[list[DraftCell]] = []
    for project, department in dict.fromkeys(cells):
        place = project * len(departments) + department
        known = int(knowers[place])
        state = NO_EVIDENCE if not known else "covered" if not missing[place] else f"needs {int(missing[place])} more"
        row: list[DraftCell] = [projects[project], departments[department], state]
        if study.privacy.names_persons:
            named = list(dict.fromkeys(each.person for each, cell in attended if cell == (project, department)))
            able = [name for name, person in study.roster.people.items() if person.party == departments[department]
                    and name not in named and set(person.roles) & {"relay", "key user", "project manager"}]
            row += [known or NO_EVIDENCE, ", ".join(named), ", ".join(able[:3]) if missing[place] else ""]
        else:
            row[2] = state if not known else Beside(state, (), is_large=known >= study.privacy.min_group)
        rows.append(row)
    columns = [Column("project", "Project", "text"), Column("department", "Department", "text"), Column("coverage", "Coverage", "text")]
    if study.privacy.names_persons:
        columns += [Column("people", "People", "text"), Column("who", "Who", "text"), Column("could", "Who could fill it", "text")]
    return [Draft("project_coverage", "Projects and departments", (
        f"{len(projects):,} projects and the departments that {meetings.path.name} says they concern; wanted: {wanted} people in each",),
        tuple(columns), rows, "No evidence: the file names nobody; that does not say that nobody takes part. Who could fill it: relays, "
        "key users and project managers of the department.")]
