#!/usr/bin/env python3
"""Makes the example log, tickets.csv and events.csv: a quarter of a simulated helpdesk.

Everything is drawn from one seed and computed in whole numbers with nothing but Python's standard library, so that the
same seed gives the same bytes everywhere.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from desk.arrivals import arrivals  # noqa: E402
from desk.clock import END, HOUR, written  # noqa: E402
from desk.random_source import RandomSource  # noqa: E402
from desk.simulation import Desk  # noqa: E402
from desk.ticket import Ticket  # noqa: E402

SEED = 20260105

# The rule behind made_sla: hours of wall time from opened_at to closed_at, by priority. Nothing is deducted: not the
# nights, not the time spent waiting, not the three days before a resolved ticket is closed.
RECORDED_LIMIT_HOURS = {1: 96, 2: 120, 3: 192, 4: 336}

TICKET_COLUMNS = (
    "ticket_id", "opened_at", "resolved_at", "closed_at", "priority", "category", "requester", "requester_group",
    "assignee", "assignment_group", "reopen_count", "made_sla",
)  # fmt: skip
EVENT_COLUMNS = ("ticket_id", "seq", "at", "from_state", "to_state", "actor", "group", "assignee", "priority")


def simulate(seed: int) -> list[Ticket]:
    """All tickets in order of arrival, with what happened to them until the end of the log."""
    random = RandomSource(seed)
    tickets = arrivals(random)
    Desk(random, tickets).run()
    return tickets


def made_sla(ticket: Ticket) -> str:
    """The recorded verdict: blank while it is still undecided."""
    limit = RECORDED_LIMIT_HOURS[ticket.priority] * HOUR
    if ticket.closed is not None:
        return "true" if ticket.closed - ticket.opened_at <= limit else "false"
    return "false" if END - ticket.opened_at > limit else ""


def ticket_row(ticket: Ticket) -> tuple[str, ...]:
    """One row of tickets.csv."""
    return (
        ticket.id,
        written(ticket.opened_at),
        "" if ticket.resolved is None else written(ticket.resolved),
        "" if ticket.closed is None else written(ticket.closed),
        ticket.priority_name,
        ticket.service.name,
        ticket.caller,
        ticket.department.name,
        ticket.assignee,
        ticket.group,
        str(ticket.reopens),
        made_sla(ticket),
    )


def event_rows(ticket: Ticket) -> list[tuple[str, ...]]:
    """The rows of one ticket in events.csv."""
    return [
        (ticket.id, str(seq), written(event.at), event.from_state, event.to_state, event.actor, event.group,
         event.assignee, str(ticket.priority))
        for seq, event in enumerate(ticket.events)
    ]  # fmt: skip


def write(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A CSV file with a header and Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED, help=f"default: {SEED}, that of the files in the repository")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder to write to")
    args = parser.parse_args()
    tickets = simulate(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / "tickets.csv", TICKET_COLUMNS, [ticket_row(ticket) for ticket in tickets])
    write(args.out / "events.csv", EVENT_COLUMNS, [row for ticket in tickets for row in event_rows(ticket)])


if __name__ == "__main__":
    main()
