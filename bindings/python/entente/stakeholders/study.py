"""What every decision is computed from: one log, under one contract, at one instant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

import numpy as np

from entente.report.contract_terms import Terms
from entente.report.figures import Figures
from entente.report.privacy import Privacy
from entente.report.side import Sides
from entente.report.ticket_log import TicketLog

from .contacts import Contacts
from .meetings import ProjectMeetings
from .roster import Roster


@dataclass(frozen=True)
class Efforts:
    """What the host states about work, where no log can tell."""

    hours_per_ticket: float = 1.0   # of two people on one ticket, when one learns a group from the other
    new_groups: int = 2             # most groups that one person gets to know in one plan
    absence_days: int = 14
    capacity: int | None = None     # open tickets that a person can have in hand; None: twice the team's median
    ambassadors: int = 12
    change: tuple[str, ...] = ()    # departments and support groups that a change begins with


@dataclass(frozen=True)
class Study:
    """The inputs of all decisions, and the register of their figures."""

    terms: Terms
    log: TicketLog               # complete tickets only
    zone: ZoneInfo
    privacy: Privacy
    sides: Sides
    figures: Figures
    at_us: int                   # "now"
    efforts: Efforts = field(default_factory=Efforts)
    roster: Roster | None = None
    contacts: Contacts | None = None
    projects: ProjectMeetings | None = None

    @property
    def rules(self) -> dict[str, int]:
        """The contract's block `coverage`."""
        return dict(self.terms.document["coverage"])

    def until(self) -> TicketLog:
        """The log as it was known at `at_us`: tickets that were open by then, and their events up to then."""
        return log_until(self.log, self.at_us)


def log_until(log: TicketLog, at_us: int) -> TicketLog:
    """The log without what happened after an instant."""
    late = TicketLog(log.tickets, log.events, log.tickets.opened_us > at_us, 0, 0, log.automation, log.headcount,
                     log.has_pseudonyms).complete()
    events, kept = late.events, late.events.at_us <= at_us
    return replace(late, events=replace(
        events, ticket=events.ticket[kept], at_us=events.at_us[kept], state=events.state[kept],
        columns={name: column.of_rows(np.flatnonzero(kept)) for name, column in events.columns.items()}))


def rows_until(log: TicketLog, at_us: int) -> np.ndarray:
    """The row in the whole log of each ticket of `log_until`."""
    return np.flatnonzero(log.tickets.opened_us <= at_us)
