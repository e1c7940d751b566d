"""The two sides of the contract in a log."""

from dataclasses import dataclass

import numpy as np

from .contract_terms import Terms
from .people import People, Tickets
from .ticket_log import TicketLog

COLUMNS = {"department": ("requester_group", "requester"), "team": ("assignment_group", "assignee")}


@dataclass(frozen=True)
class SideOfLog:
    """One side: its parties, and the party and people of each ticket."""

    label: str                 # "department" or "team"
    names: tuple[str, ...]
    party: np.ndarray          # int32 a ticket, -1 for none
    people: People

    @property
    def parties(self) -> list[str]:
        """The parties by name, and one for tickets of none where there are any."""
        return [*self.names, *(["no party of the contract"] if (self.party < 0).any() else [])]

    def tickets_of(self, position: int) -> np.ndarray:
        """Bool a ticket: of the party at this position of `parties`."""
        return np.asarray(self.party == (position if position < len(self.names) else -1))


@dataclass(frozen=True)
class Sides:
    """Both sides, and who judges figures that are about both."""

    departments: SideOfLog
    teams: SideOfLog

    @property
    def everyone(self) -> tuple[People, ...]:
        """The sides that the log names; where it names nobody, its tickets stand in for the figures about all."""
        named = tuple(side.people for side in (self.departments, self.teams) if side.people.are_named)
        return named or (Tickets(len(self.departments.party)),)

    def how_counted(self) -> tuple[str, ...]:
        """A sentence for each side whose people the log does not name."""
        sentences = []
        for side, (_, person) in zip((self.departments, self.teams), COLUMNS.values()):
            if side.people.are_named:
                continue
            sentences.append(
                f"The log has no column '{person}': a {side.label} counts as the people that the map states as its "
                "headcount, and as one person without it; tickets are not taken for people.")
        if not (self.departments.people.are_named or self.teams.people.are_named):
            sentences.append("The log names nobody, so figures about the whole log are judged by their number of tickets, "
                             "which may be fewer people's: keep the page within the group that the log is about.")
        return tuple(sentences)


def sides_of(terms: Terms, log: TicketLog) -> Sides:
    """The sides of a log under a contract."""
    return Sides(_side(terms, log, "department"), _side(terms, log, "team"))


def _side(terms: Terms, log: TicketLog, label: str) -> SideOfLog:
    side = terms.departments if label == "department" else terms.teams
    group, person = COLUMNS[label]
    party = np.asarray(side.of_tickets(log.tickets.column(group), len(log.tickets.ids)))
    headcount = {number: log.headcount[name] for number, name in enumerate(side.ids) if name in log.headcount}
    people = People(person, log.tickets.column(person), party, headcount, log.automation)
    return SideOfLog(label, side.names, party, people)
