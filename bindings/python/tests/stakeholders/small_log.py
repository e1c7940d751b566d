"""A small folder for the command: two departments, two teams, people, contacts and projects, each file replaceable."""

import csv
import json

from entente.cli import main

CONTRACT = {
    "entente": 1, "name": "Sales, laboratory and IT", "zone": "Europe/Paris",
    "calendars": {"office": {"weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}},
    "parties": [{"id": "Sales", "kind": "requester"}, {"id": "lab", "name": "Laboratory", "kind": "requester", "values": ["Lab"]},
                {"id": "Desk", "kind": "provider"}, {"id": "Back", "kind": "provider", "others": True}],
    "clock_map": {"New": "run", "Active": "run", "Waiting": {"clock": "pause", "waits_for": "requester"}, "Done": "stop"},
    "targets": [{"id": "urgent", "metric": "resolution", "when": {"priority": ["1"]}, "duration": "4h", "calendar": "office"},
                {"id": "normal", "metric": "resolution", "when": {"priority": ["2"]}, "duration": "16h", "calendar": "office"}],
    "quotas": {"calendar": "office", "backed_when": {"priority": ["1"]}, "started_in": ["Active"],
               "lines": [{"party": "Sales", "quota": 1, "period": "40h", "start_within": "4h"},
                         {"party": "lab", "quota": 2, "period": "40h", "start_within": "4h"}]},
    "coverage": {"knowers": 2, "tickets_to_know": 2, "smallest_population": 3},
    "privacy": {"purpose": "Keep the promises", "viewers": ["head"], "retention_days": 90, "min_group": 1, "person_level": ["head"]},
}
HEAD = "ticket_id,opened_at,resolved_at,priority,category,requester,requester_group,assignee,assignment_group\n"
# Monday 2 March 2026. T1 waits; T2 is reopened; T3 goes Desk, Back, Desk; T4 to T6 stay open.
TICKETS = HEAD + """\
T1,2026-03-02T09:00:00+01:00,2026-03-02T12:00:00+01:00,1,Mail,Ann,Sales,Zoe,Desk
T2,2026-03-02T09:30:00+01:00,2026-03-02T16:30:00+01:00,1,Mail,Bob,Sales,Zoe,Desk
T3,2026-03-02T10:00:00+01:00,2026-03-03T11:00:00+01:00,2,Mail,Cid,Lab,Yan,Desk
T4,2026-03-02T11:00:00+01:00,,1,Print,Dan,Lab,Zoe,Desk
T5,2026-03-02T11:30:00+01:00,,2,Print,Dan,Lab,Yan,Back
T6,2026-03-02T11:40:00+01:00,,2,Print,Ann,Sales,Yan,Back
T7,2026-03-02T11:50:00+01:00,,2,Print,Ann,Sales,Yan,Back
"""
EVENTS = """\
ticket_id,seq,at,to_state,actor,group,assignee
T1,0,2026-03-02T09:00:00+01:00,New,Ann,Desk,
T1,1,2026-03-02T10:00:00+01:00,Waiting,Zoe,Desk,Zoe
T1,2,2026-03-02T12:00:00+01:00,Done,Zoe,Desk,Zoe
T2,0,2026-03-02T09:30:00+01:00,New,Bob,Desk,
T2,1,2026-03-02T10:30:00+01:00,Done,Zoe,Desk,Zoe
T2,2,2026-03-02T11:30:00+01:00,Active,Bob,Desk,Zoe
T2,3,2026-03-02T16:30:00+01:00,Done,Zoe,Desk,Zoe
T3,0,2026-03-02T10:00:00+01:00,Active,Yan,Desk,Zoe
T3,1,2026-03-02T11:00:00+01:00,Active,Zoe,Back,Yan
T3,2,2026-03-03T10:00:00+01:00,Active,Yan,Desk,Yan
T3,3,2026-03-03T11:00:00+01:00,Done,Yan,Desk,Yan
T4,0,2026-03-02T11:00:00+01:00,New,Dan,Desk,
T4,1,2026-03-02T11:10:00+01:00,Active,Zoe,Desk,Zoe
T5,0,2026-03-02T11:30:00+01:00,New,Dan,Back,Yan
T6,0,2026-03-02T11:40:00+01:00,New,Ann,Back,Yan
T7,0,2026-03-02T11:50:00+01:00,New,Ann,Back,Yan
"""
PEOPLE = """\
person,party,role,manager,open_tickets,weekly_minutes
Mia,Desk,line manager,Top,,120
Top,Desk,,,,
Zoe,Desk,experienced,Mia,1,60
Yan,Back,,Mia,9,60
Ann,Sales,relay,,,
Bob,Sales,key user,,,
Cid,lab,,,,
Dan,Laboratory,pilot user,,,
"""
CONTACTS = """\
who,whom,when,channel,minutes,ticket_id
Ann,Zoe,2026-03-02T09:05:00+01:00,call,10,T1
Ann,Zoe,2026-03-02T10:05,visit,20,
Dan,Yan,2026-03-02T11:00:00+01:00,call,,
"""
PROJECTS = """\
project,department,person,meetings
Payroll,Sales,Ann,3
Payroll,Sales,Zoe,2
Payroll,lab,Cid,
Website,Laboratory,,
"""
FILES = {"tickets": TICKETS, "events": EVENTS, "people": PEOPLE, "contacts": CONTACTS, "projects": PROJECTS}


class SmallFolder:
    """The files of a folder and the command on them."""

    def __init__(self, folder):
        self.folder, self.out = folder / "data", folder / "out"
        self.folder.mkdir()
        self.document = json.loads(json.dumps(CONTRACT))
        self.contract = folder / "contract.json"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")

    def remove(self, *names):
        for name in names:
            (self.folder / f"{name}.csv").unlink()

    def run(self, *options):
        """The exit status of the command."""
        self.contract.write_text(json.dumps(self.document), encoding="utf-8")
        return main(["stakeholders", "--data", str(self.folder), "--contract", str(self.contract), "--zone", "Europe/Paris",
                     "--out", str(self.out), *options])

    def table(self, name):
        with (self.out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def texts(self):
        return {path.name: path.read_text(encoding="utf-8") for path in self.out.iterdir()}
