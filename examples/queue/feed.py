"""Writes the feed of an existing queue, made of the bundled log: who opened what, who waits for whom, and who asks for work.

    python3 examples/queue/feed.py > feed.csv

One row an event: number, at_us (microseconds UTC), event, ticket, department, urgent, agent.
  agent      somebody joins the desk; agents are numbered in this order
  opened     a ticket of a department; urgent: the requester spends a unit on it
  asked      the ticket waits for its requester
  answered   the requester answered
  next       an agent is done with what it had, and asks what to do next
An agent asks whenever it resolved a ticket in the log. What it gets is the scheduler's choice, not the log's.
"""

import csv
import datetime
import pathlib
import sys

DATA = pathlib.Path(__file__).resolve().parents[1] / "data"
URGENT = ("1 - Urgent", "2 - High")


def instant_us(text):
    return int(datetime.datetime.fromisoformat(text).timestamp()) * 1_000_000


def rows_of(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main():
    tickets, events = rows_of("tickets.csv"), rows_of("events.csv")
    number = {ticket["ticket_id"]: i for i, ticket in enumerate(tickets, 1)}
    opened = {ticket["ticket_id"]: instant_us(ticket["opened_at"]) for ticket in tickets}
    agents = sorted({ticket["assignee"] for ticket in tickets if ticket["assignee"]})
    first_us = min(opened.values())
    feed = [(first_us, 0, "agent", "", "", "", i) for i in range(len(agents))]
    feed += [(opened[ticket["ticket_id"]], 1, "opened", number[ticket["ticket_id"]], ticket["requester_group"],
              int(ticket["priority"] in URGENT), "") for ticket in tickets]
    feed += [(first_us, 2, "next", "", "", "", i) for i in range(len(agents))]
    for event in events:
        at_us, ticket = max(instant_us(event["at"]), opened[event["ticket_id"]]), number[event["ticket_id"]]
        if event["to_state"] == "Awaiting requester":
            feed.append((at_us, 3, "asked", ticket, "", "", ""))
        elif event["from_state"] == "Awaiting requester":
            feed.append((at_us, 4, "answered", ticket, "", "", ""))
        elif event["to_state"] == "Resolved" and event["assignee"]:
            feed.append((at_us, 5, "next", "", "", "", agents.index(event["assignee"])))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["number", "at_us", "event", "ticket", "department", "urgent", "agent"])
    for place, (at_us, _, *event) in enumerate(sorted(feed, key=lambda row: row[:2]), 1):
        writer.writerow([place, at_us, *event])


if __name__ == "__main__":
    main()
