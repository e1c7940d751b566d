"""How many people stand behind a figure."""

from collections.abc import Mapping

import numpy as np

from .category import BLANK, Category

STAND_INS = 1_000_000  # ids of people who are known by number only lie below -STAND_INS


class People:
    """The persons of one side, ticket by ticket.

    A side that the log names is counted by its names; automation accounts are nobody. Of a side that the log does not
    name nothing is known but what the map states as headcount: a party's figure is about at most that many people, and
    about at most as many as it has tickets; a party without a headcount counts as one person, since all its tickets may
    be one person's. Tickets are never taken for people of a party.
    """

    def __init__(self, label: str, column: Category | None, party: np.ndarray, headcount: Mapping[int, int],
                 automation: frozenset[str] = frozenset()):
        self.label = label
        self.are_named = column is not None
        self._person = np.full(len(party), BLANK, dtype=np.int32) if column is None else column.codes
        self._party = party
        self._headcount = headcount
        names = [] if column is None else column.names
        self._machines = np.array([code for code, name in enumerate(names) if name in automation], dtype=np.int32)

    def behind(self, tickets: np.ndarray) -> frozenset[int]:
        """The persons of these tickets (row numbers or a mask). Tickets of nobody who is named are one person's."""
        if not self.are_named:
            return self._counted(tickets)
        persons = np.unique(self._person[tickets])
        persons = persons[~np.isin(persons, self._machines)]
        named = persons[persons != BLANK]
        return frozenset((named if len(named) else persons).tolist())

    def _counted(self, tickets: np.ndarray) -> frozenset[int]:
        parties, counts = np.unique(self._party[tickets], return_counts=True)
        return frozenset(-STAND_INS * (party + 2) - i for party, count in zip(parties.tolist(), counts.tolist())
                         for i in range(min(self._headcount.get(party, 1), count)))


class Tickets(People):
    """Stand-ins where the log names nobody at all: the figures about the whole log are judged by their tickets."""

    def __init__(self, tickets: int):
        super().__init__("tickets", None, np.zeros(tickets, dtype=np.int32), {})

    def behind(self, tickets: np.ndarray) -> frozenset[int]:
        """One stand-in a ticket."""
        return frozenset(np.flatnonzero(tickets).tolist() if tickets.dtype == bool else np.unique(tickets).tolist())
