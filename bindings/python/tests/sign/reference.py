"""A second answer to the story: the trust contract's queue and order of arrival, written from the words of the rules.

Plain lists and no code of the engine. One pool; agents with one visit at a time; a request is served in one visit.
"""

import heapq

SCALE = 720720


class Department:
    """One quota line: units, due dates of its slots, its requests in both queues."""

    def __init__(self, quota, period, start_within, spacing, weight):
        self.quota, self.period, self.start_within, self.spacing, self.weight = quota, period, start_within, spacing, weight
        self.available, self.boundary = quota, period
        self.slots, self.backed, self.ordinary, self.last_used, self.finish = [], [], [], None, 0

    def roll(self, now):
        """Each period grants the quota anew; nothing is carried."""
        while self.boundary <= now:
            self.available, self.boundary = self.quota, self.boundary + self.period

    def submit(self, now, request, wants_unit):
        """True where a unit was spent on it."""
        if not wants_unit or self.available == 0:
            self.ordinary.append(request)
            return False
        self.available -= 1
        last = self.slots[-1] if self.slots else self.last_used
        self.slots.append(now + self.start_within if last is None else max(now + self.start_within, last + self.spacing))
        self.backed.append(request)
        return True


class Queue:
    """The ordering rule of one pool."""

    def __init__(self, departments, floor):
        self.departments, self.floor, self.virtual, self.base = departments, floor, 0, 0

    def submit(self, now, request, number, wants_unit):
        none_waited = not any(department.ordinary for department in self.departments)
        is_backed = self.departments[number].submit(now, request, wants_unit)
        if not is_backed and none_waited:
            self.base = now
        return is_backed

    def take(self, now):
        """(request, due date or None) that a free agent gets, or None."""
        slots = [(each.slots[0], each.backed[0], i) for i, each in enumerate(self.departments) if each.slots]
        tags = [(max(self.virtual, each.finish), i) for i, each in enumerate(self.departments) if each.ordinary]
        floor_due = self.base + self.floor if self.floor and tags else None
        first = min(slots) if slots else None
        if first is not None and not (floor_due is not None and floor_due <= now and floor_due < first[0]):
            department = self.departments[first[2]]
            department.last_used = department.slots.pop(0)
            return department.backed.pop(0), first[0]
        if not tags:
            return None
        tag, number = min(tags)
        department = self.departments[number]
        self.virtual, department.finish, self.base = tag, tag + SCALE // department.weight, now
        return department.ordinary.pop(0), None


def play_trust(departments, floor, servers, arrivals, asks_after_each=False):
    """arrivals: (instant, work, department, wants a unit) in order. Starts and due dates (None: no promise). Of
    requests that arrive in one instant all come before an agent asks, or agents ask after each."""
    queue = Queue(departments, floor)
    start, due = [None] * len(arrivals), [None] * len(arrivals)
    busy, i = [], 0

    def ask(now):
        while len(busy) < servers and (taken := queue.take(now)) is not None:
            request, due[taken[0]] = taken
            start[request] = now
            heapq.heappush(busy, now + arrivals[request][1])

    while i < len(arrivals) or busy:
        now = min(([arrivals[i][0]] if i < len(arrivals) else []) + ([busy[0]] if busy else []))
        for each in departments:
            each.roll(now)
        while busy and busy[0] == now:
            heapq.heappop(busy)
        while i < len(arrivals) and arrivals[i][0] == now:
            queue.submit(now, i, arrivals[i][2], arrivals[i][3])
            i += 1
            if asks_after_each:
                ask(now)
        ask(now)
    return start, due


def play_fifo(servers, arrivals):
    """Starts in order of arrival."""
    free, start = [0] * servers, []
    for at, work, *_ in arrivals:
        begins = max(at, heapq.heappop(free))
        start.append(begins)
        heapq.heappush(free, begins + work)
    return start


def worst_lateness(lines, floor, servers, visit, at_least, until, step):
    """max over t = at_least, at_least + step, ... below until of h(t) - t: every instant looked at, nothing clever."""
    worst = 0
    for t in range(at_least, until, step):
        n = sum((t - start) // spacing + 1 for start, spacing in lines if t >= start) + (t // floor + 1 if floor else 0)
        worst = max(worst, visit * -(-n // servers) - t)
    return worst


def nearest_rank(values, share):
    """The smallest value that at least `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-round(share * 1000) * len(ordered) // 1000) - 1)]
