"""How many people stand behind a figure."""

import numpy as np

from .category import BLANK, Category


class People:
    """The persons of one side, ticket by ticket.

    Where the log names nobody of that side, its tickets stand in for them: a group of fewer tickets than the smallest
    group has fewer people too.
    """

    def __init__(self, column: Category | None, tickets: int):
        self.are_named = column is not None
        self._person = np.arange(tickets, dtype=np.int32) if column is None else column.codes

    def behind(self, tickets: np.ndarray) -> frozenset[int]:
        """The persons of these tickets (row numbers or a mask). Tickets of nobody who is named are one person's."""
        persons = np.unique(self._person[tickets])
        named = persons[persons != BLANK]
        return frozenset((named if len(named) else persons).tolist())

    def of(self, ticket: int) -> int:
        """The person of one ticket, or BLANK."""
        return int(self._person[ticket])
