"""The desk at work: free agents take what is called most urgent, help a friend now and then, and are away sometimes."""

from __future__ import annotations

import heapq
from collections.abc import Callable

from desk.clock import DAY, END, WorkingTime
from desk.organisation import AGENTS, Agent
from desk.random_source import RandomSource
from desk.ticket import ACTIVE, AWAITING_REQUESTER, CLOSED, NEW, RESOLVED, Ticket

CLOSES_AFTER = 3 * DAY  # wall time after the resolution, by the system itself


class Desk:
    """A discrete simulation in minutes; whatever would happen after the end of the log never happens."""

    def __init__(self, random: RandomSource, tickets: list[Ticket]) -> None:
        self._random = random
        self._office = WorkingTime()
        self._working = {agent.number: WorkingTime(agent.absent) for agent in AGENTS}
        self._idle = {agent.number: 0 for agent in AGENTS}  # since when
        self._queue: list[Ticket] = []
        self._agenda: list[tuple[int, int, Callable[[int], None]]] = []
        self._scheduled = 0
        for opening in self._office.openings:
            self._at(opening, lambda now: None)
        for ticket in tickets:
            self._at(ticket.opened, self._bound(self._arrive, ticket))

    def run(self) -> None:
        while self._agenda:
            now = self._agenda[0][0]
            while self._agenda and self._agenda[0][0] == now:
                heapq.heappop(self._agenda)[2](now)
            self._dispatch(now)

    def _at(self, minute: int, action: Callable[[int], None]) -> None:
        if minute <= END:
            self._scheduled += 1
            heapq.heappush(self._agenda, (minute, self._scheduled, action))

    @staticmethod
    def _bound(step: Callable[[int, Ticket], None], ticket: Ticket) -> Callable[[int], None]:
        return lambda now: step(now, ticket)

    def _arrive(self, now: int, ticket: Ticket) -> None:
        ticket.move(now, NEW, ticket.caller, "")
        self._queue.append(ticket)

    def _dispatch(self, now: int) -> None:
        for number in sorted(self._idle, key=lambda idle: (self._idle[idle], idle)):
            if not self._working[number].works_at(now):
                continue
            agent = AGENTS[number - 1]
            mine = [ticket for ticket in self._queue if self._can_treat(agent, ticket)]
            if mine:
                self._start(now, agent, self._choose(agent, mine))

    @staticmethod
    def _can_treat(agent: Agent, ticket: Ticket) -> bool:
        if ticket.assignee:
            return ticket.assignee == agent.name
        if ticket.waits_for_group:
            return agent.group == ticket.group
        return agent.number in ticket.service.experts

    def _choose(self, agent: Agent, tickets: list[Ticket]) -> Ticket:
        friends = [ticket for ticket in tickets if ticket.department.name == agent.friend]
        if friends and self._random.chance(18):
            return friends[0]
        if self._random.chance(22):
            return min(tickets, key=lambda ticket: ticket.opened)
        return min(tickets, key=lambda ticket: (ticket.priority, ticket.opened))

    def _start(self, now: int, agent: Agent, ticket: Ticket) -> None:
        self._queue.remove(ticket)
        del self._idle[agent.number]
        if ticket.assignee != agent.name:
            ticket.move(now, ACTIVE, agent.name, agent.name)
        working = self._working[agent.number]
        effort = ticket.triage if ticket.waits_for_group else ticket.efforts.pop(0)
        self._at(working.after(now, effort), lambda at: self._finish(at, agent, ticket))

    def _finish(self, now: int, agent: Agent, ticket: Ticket) -> None:
        self._idle[agent.number] = now
        if ticket.waits_for_group:
            ticket.group = ticket.service.group
            ticket.move(now, ACTIVE, agent.name, "")
            self._queue.append(ticket)
        elif ticket.efforts:
            self._wait(now, agent, ticket)
        else:
            self._resolve(now, agent, ticket)

    def _wait(self, now: int, agent: Agent, ticket: Ticket) -> None:
        state, length = ticket.waits.pop(0)
        ticket.move(now, state, agent.name, agent.name)
        until = self._office.after(now, length) if state == AWAITING_REQUESTER else self._office.after(now + length, 1)
        self._at(until, self._bound(self._continue, ticket))

    def _continue(self, now: int, ticket: Ticket) -> None:
        actor = ticket.caller if ticket.state == AWAITING_REQUESTER else ticket.assignee
        ticket.move(now, ACTIVE, actor, ticket.assignee)
        self._queue.append(ticket)

    def _resolve(self, now: int, agent: Agent, ticket: Ticket) -> None:
        ticket.move(now, RESOLVED, agent.name, agent.name)
        ticket.resolved = now
        if ticket.reopens_after and not ticket.reopens:
            self._at(now + ticket.reopens_after, self._bound(self._reopen, ticket))
        else:
            self._at(now + CLOSES_AFTER, self._bound(self._close, ticket))

    def _reopen(self, now: int, ticket: Ticket) -> None:
        ticket.reopens += 1
        ticket.efforts = [ticket.rework]
        ticket.move(now, ACTIVE, ticket.caller, ticket.assignee)
        ticket.resolved = None
        self._queue.append(ticket)

    def _close(self, now: int, ticket: Ticket) -> None:
        ticket.move(now, CLOSED, "System", ticket.assignee)
        ticket.closed = now
