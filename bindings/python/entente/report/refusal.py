"""Rows of the log that were refused: never dropped in silence."""

from collections import Counter
from dataclasses import dataclass, field

REASONS = {
    "wrong_cell_count": "a row with more or fewer cells than the header",
    "missing_ticket_id": "no ticket id",
    "duplicate_ticket_id": "a ticket id that an earlier row has; the earlier row stands",
    "unreadable_instant": "a stamp that is no date with a time of day",
    "instant_out_of_range": "a stamp outside 1970-01-01 to 2100-01-01",
    "unreadable_sequence": "a sequence number that is no integer",
    "unknown_ticket": "an event of a ticket that does not exist",
    "ticket_refused": "an event of a ticket whose own row was refused",
    "unknown_state": "a state that the contract's clock map does not know",
    "unknown_person": "a contact of somebody who is not in people.csv",
    "contact_with_oneself": "a contact of a person with themselves",
    "contact_in_the_future": "a contact after both the end of the log and the instant asked about",
    "unreadable_minutes": "minutes that are no whole number from 1 to 10,000",
}
LONGEST_VALUE = 60


@dataclass(frozen=True)
class RefusedRow:
    file: str
    line: int
    reason: str
    ticket_id: str
    value: str

    def __str__(self) -> str:
        """Place and reason; no cell of the row, which may hold a name."""
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass
class RefusedRows:
    """The refused rows of one file, in its order."""

    file: str
    rows: list[RefusedRow] = field(default_factory=list)

    def add(self, line: int, reason: str, ticket_id: str = "", value: str = "") -> None:
        assert reason in REASONS
        self.rows.append(RefusedRow(self.file, line, reason, _short(ticket_id), _short(value)))

    def by_reason(self) -> dict[str, int]:
        """Count per reason, in the order of REASONS."""
        counts = Counter(row.reason for row in self.rows)
        return {reason: counts[reason] for reason in REASONS if counts[reason]}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."
