"""A ticket, what it will take, and what happens to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk.organisation import FIRST_LINE, PRIORITIES, Department, Service

NEW = "New"
ACTIVE = "Active"
AWAITING_REQUESTER = "Awaiting requester"
AWAITING_VENDOR = "Awaiting vendor"
RESOLVED = "Resolved"
CLOSED = "Closed"


@dataclass(frozen=True)
class Event:
    at: int
    from_state: str
    to_state: str
    actor: str
    group: str
    assignee: str


@dataclass
class Ticket:
    id: str
    opened: int
    department: Department
    caller: str
    service: Service
    priority: int  # as called by the caller
    group: str  # that has it now
    triage: int  # working minutes at the first line before it is handed over; 0: none
    efforts: list[int]  # working minutes of each stretch of work; between two of them it waits
    waits: list[tuple[str, int]]  # state and minutes: of the requester working ones, of the vendor any
    reopens_after: int  # minutes after the resolution; 0: never
    rework: int
    recorded_late: int = 0  # minutes by which opened_at was typed in after the first event
    state: str = NEW
    assignee: str = ""
    reopens: int = 0
    resolved: int | None = None
    closed: int | None = None
    events: list[Event] = field(default_factory=list)

    @property
    def opened_at(self) -> int:
        return self.opened + self.recorded_late

    @property
    def waits_for_group(self) -> bool:
        """Still at the first line, to be handed over."""
        return self.group == FIRST_LINE and self.service.group != FIRST_LINE

    @property
    def priority_name(self) -> str:
        return PRIORITIES[self.priority]

    def move(self, at: int, state: str, actor: str, assignee: str) -> None:
        from_state = self.state if self.events else ""
        self.events.append(Event(at, from_state, state, actor, self.group, assignee))
        self.state = state
        self.assignee = assignee
