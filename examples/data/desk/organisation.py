"""Who asks and who treats: departments and their temper, services, groups, agents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Department:
    name: str
    share: int  # of all requests, relative
    callers: int
    inflation: int  # percent of requests called urgent or high whatever they are
    answer: int  # typical working minutes until it answers a question
    services: tuple[tuple[str, int], ...]  # what it asks for besides the common services


@dataclass(frozen=True)
class Service:
    name: str
    group: str
    effort: int  # typical working minutes
    experts: tuple[int, ...]  # agents who can treat it
    vendor: int  # percent of requests that need the vendor


@dataclass(frozen=True)
class Agent:
    number: int
    group: str
    friend: str  # the department whose people come straight to this agent's desk
    absent: frozenset[date]

    @property
    def name(self) -> str:
        return f"Agent {self.number}"


def _week(monday: date) -> frozenset[date]:
    return frozenset(monday + timedelta(days=i) for i in range(5))


FIRST_LINE = "First line"

DEPARTMENTS = (
    Department("Accounting", 16, 22, 42, 240, (("ERP", 30), ("Payroll", 6), ("Document archive", 12))),
    Department("Sales", 22, 40, 64, 900, (("CRM", 42), ("Telephony", 12))),
    Department("Production", 28, 60, 50, 420, (("ERP", 16), ("Warehouse system", 8), ("Wi-Fi", 14))),
    Department("Logistics", 15, 26, 34, 300, (("Warehouse system", 30), ("ERP", 8), ("Telephony", 6))),
    Department("Research", 8, 14, 10, 180, (("Laboratory software", 50), ("Document archive", 10))),
    Department("Human Resources", 11, 12, 28, 1300, (("Payroll", 34), ("Document archive", 14))),
)

COMMON_SERVICES = (("Password", 16), ("E-mail", 14), ("Shared folders", 9), ("Laptop", 13), ("Printer", 9), ("VPN", 11))

SERVICES = {
    service.name: service
    for service in (
        Service("Password", FIRST_LINE, 50, (1, 2, 3, 4), 0),
        Service("E-mail", FIRST_LINE, 105, (1, 2, 3, 4), 2),
        Service("Shared folders", FIRST_LINE, 115, (1, 2, 3), 0),
        Service("ERP", "Applications", 175, (5, 6), 16),
        Service("CRM", "Applications", 160, (5, 7), 10),
        Service("Payroll", "Applications", 175, (7,), 12),
        Service("Warehouse system", "Applications", 190, (6,), 18),
        Service("Laboratory software", "Applications", 200, (8,), 22),
        Service("Document archive", "Applications", 160, (5, 8), 4),
        Service("VPN", "Network", 150, (9, 10), 4),
        Service("Wi-Fi", "Network", 160, (9, 10), 3),
        Service("Telephony", "Network", 190, (10,), 14),
        Service("Laptop", "Workplace", 165, (11, 12), 8),
        Service("Printer", "Workplace", 125, (11, 12), 6),
    )
}

AGENTS = (
    Agent(1, FIRST_LINE, "Sales", frozenset()),
    Agent(2, FIRST_LINE, "Production", _week(date(2026, 2, 23))),
    Agent(3, FIRST_LINE, "Accounting", frozenset()),
    Agent(4, FIRST_LINE, "Production", frozenset()),
    Agent(5, "Applications", "Accounting", _week(date(2026, 2, 9))),
    Agent(6, "Applications", "Logistics", _week(date(2026, 3, 9)) | _week(date(2026, 3, 16))),
    Agent(7, "Applications", "Sales", frozenset()),
    Agent(8, "Applications", "Research", frozenset()),
    Agent(9, "Network", "Production", _week(date(2026, 2, 16))),
    Agent(10, "Network", "Sales", frozenset()),
    Agent(11, "Workplace", "Production", frozenset()),
    Agent(12, "Workplace", "Human Resources", _week(date(2026, 3, 2))),
)

PRIORITIES = {1: "1 - Urgent", 2: "2 - High", 3: "3 - Moderate", 4: "4 - Low"}
