"""The same as desk.c, in Python: ticket events in, decisions back, and nothing lost when the process dies.

    desk.py CONTRACT FEED FOLDER [--sync-every N] [--snapshot-every N] [--crash-in EVENT]

The folder is that of store.h, so a run that C began can be ended here, and the other way round. README.md leads through it.
"""

import argparse
import csv
import os
import pathlib
import signal
import struct
import sys

import numpy as np

import entente

HEADER = struct.Struct("<qqq")  # event, size of the journal's bytes, size of the rows


class Store:
    """Snapshot, journal and decisions in a folder (see store.h)."""

    def __init__(self, folder, sync_every, crash_in):
        self.folder, self.sync_every, self.crash_in = pathlib.Path(folder), sync_every, crash_in
        self.folder.mkdir(exist_ok=True)
        self.event = self.snapshot = 0
        self.journal = self.decisions = None

    def open(self):
        """The scheduler as it stood after self.event, or None where the folder is new."""
        state = self.folder / "state"
        saved = state.read_bytes() if state.exists() else b""
        if saved:
            self.event = self.snapshot = int.from_bytes(saved[:8], "little")
        self._cut_decisions(bool(saved))
        if not saved:
            return None
        scheduler = entente.Scheduler.restore(saved[8:])
        self._play_frames(scheduler)
        self.save(scheduler)  # a cut frame goes with the old journal
        return scheduler

    def _cut_decisions(self, has_snapshot):
        """decisions.csv as it was at the snapshot, empty without one; the rows of later events are written again, from their frames."""
        path = self.folder / "decisions.csv"
        kept = b""
        for line in path.read_bytes().splitlines(keepends=True) if has_snapshot and path.exists() else ():
            number = line.split(b",")[0]
            if not line.endswith(b"\n") or (number.isdigit() and int(number) > self.snapshot):
                break
            kept += line
        self.decisions = open(path, "ab")
        self.decisions.truncate(len(kept))

    def _play_frames(self, scheduler):
        path = self.folder / f"journal-{self.snapshot}"
        frames = path.read_bytes() if path.exists() else b""
        journal, at, operations = b"", 0, 0
        while at + HEADER.size <= len(frames):
            event, size, rows = HEADER.unpack_from(frames, at)
            end = at + HEADER.size + size + rows
            if size < 0 or rows < 0 or end > len(frames):
                break  # cut by the crash: it never happened
            journal += frames[at + HEADER.size : end - rows]
            self.decisions.write(frames[end - rows : end])
            self.event, at = event, end
        if journal:
            operations, _ = scheduler.replay(journal)
        print(f"recovered: snapshot of event {self.snapshot}, {operations} operations replayed up to event {self.event}", file=sys.stderr)

    def save(self, scheduler):
        """A snapshot; the journal begins anew."""
        self._sync(self.decisions)  # before the frames that could write them again go
        fresh = self.folder / "state.new"
        with open(fresh, "wb") as file:
            file.write(self.event.to_bytes(8, "little") + scheduler.snapshot())
            self._sync(file)
        os.replace(fresh, self.folder / "state")
        folder = os.open(self.folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        if self.journal is not None:
            self.journal.close()
        if self.snapshot != self.event:
            (self.folder / f"journal-{self.snapshot}").unlink(missing_ok=True)
        self.snapshot = self.event
        self.journal = open(self.folder / f"journal-{self.event}", "wb")
        scheduler.stop_journal()
        scheduler.start_journal()

    def write(self, scheduler, event, rows):
        """One event: first the frame, then its rows to decisions.csv."""
        journal = scheduler.take_journal()
        self.journal.write(HEADER.pack(event, len(journal), len(rows)) + journal + rows)
        self.journal.flush()
        if event % self.sync_every == 0:
            self._sync(self.journal)
        if event == self.crash_in:
            os.kill(os.getpid(), signal.SIGKILL)
        self.event = event
        self.decisions.write(rows)
        self.decisions.flush()

    @staticmethod
    def _sync(file):
        file.flush()
        os.fsync(file.fileno())

    def close(self):
        self.journal.close()
        self.decisions.close()


class Desk:
    """The host: its queue, its clock, what each agent has in hand."""

    def __init__(self, contract, store):
        self.calendar, self.store = contract.calendar("office"), store
        self.scheduler = store.open()
        if self.scheduler is None:
            self.scheduler = entente.Scheduler(contract)
            store.decisions.write(b"event,what,ticket,agent,rule,due_us,why\n")
            store.save(self.scheduler)
        store.decisions.flush()
        self.ticket_of = {}  # read back from the decisions, as a host reads its own database
        with open(store.folder / "decisions.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["agent"]:
                    self.ticket_of[int(row["agent"])] = int(row["ticket"]) if row["what"] == "started" else None

    def handle(self, event, now_us):
        """One event of the host into the scheduler; what has to go back to the host."""
        what, rows = event["event"], []
        ticket = int(event["ticket"] or 0)
        if what == "agent":
            self.scheduler.add_agent("")
        elif what == "opened":
            department = self.scheduler.department_id(event["department"])
            _, refusal = self.scheduler.submit(now_us, ticket, department, back=event["urgent"] == "1")
            self._refused(rows, event, refusal)
        elif what == "asked":
            refusal = self._apply(now_us, entente.Operation.ASK, ticket)
            if refusal is None:
                for agent, has in self.ticket_of.items():
                    if has == ticket:
                        self.ticket_of[agent] = None
                        rows.append(f"{event['number']},waits,{ticket},{agent},,,\n")
            self._refused(rows, event, refusal)
        elif what == "answered":
            self._refused(rows, event, self._apply(now_us, entente.Operation.ANSWER, ticket))
        elif what == "next":
            self._next(rows, event, now_us)
        else:
            raise SystemExit(f"event {event['number']}: '{what}' is none")
        return "".join(rows).encode()

    def _next(self, rows, event, now_us):
        """The agent is done with what it has and asks for more."""
        agent = int(event["agent"])
        has = self.ticket_of.get(agent)
        if has is not None:
            self._apply(now_us, entente.Operation.COMPLETE, has)
            rows.append(f"{event['number']},done,{has},{agent},,,\n")
        decision = self.scheduler.next(now_us, agent)
        self.ticket_of[agent] = None if decision is None else decision.key
        if decision is not None:
            due = "" if decision.due_us is None else decision.due_us
            rows.append(f"{event['number']},started,{decision.key},{agent},{decision.rule},{due},\n")

    def _apply(self, now_us, operation, ticket):
        """An operation on the ticket itself: the host's own number names it. None or the refusal."""
        none = np.zeros(1, np.int32)
        _, refusal, status = self.scheduler.apply(np.array([operation], np.int32), np.array([now_us]), np.array([ticket]),
                                                  np.array([entente.NO_VALUE_INT32], np.int32), none, none, np.zeros(1, np.int64))
        if status[0] != 0:
            raise SystemExit(f"ticket {ticket}: {operation.name}: status {status[0]}")
        return entente.refusal_name(int(refusal[0])) if refusal[0] else None

    @staticmethod
    def _refused(rows, event, refusal):
        if refusal is not None:  # no failure: the host tells its user why
            rows.append(f"{event['number']},refused,{event['ticket'] or 0},,,,{refusal}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("contract", "feed", "folder"):
        parser.add_argument(name)
    parser.add_argument("--sync-every", type=int, default=1)
    parser.add_argument("--snapshot-every", type=int, default=1000)
    parser.add_argument("--crash-in", type=int, default=0)
    args = parser.parse_args()
    if args.sync_every < 1 or args.snapshot_every < 1 or args.crash_in < 0:
        parser.error("numbers from 1 on were expected")
    store = Store(args.folder, args.sync_every, args.crash_in)
    desk = Desk(entente.Contract(pathlib.Path(args.contract).read_bytes()), store)
    origin_us, last = None, 0
    with open(args.feed, encoding="utf-8", newline="") as file:
        for event in csv.DictReader(file):
            number, at_us = int(event["number"]), int(event["at_us"])
            if number != last + 1:
                raise SystemExit(f"{args.feed}: after event {last}: no event with the next number")
            origin_us, last = at_us if origin_us is None else origin_us, number
            if number <= store.event:
                continue  # known already
            rows = desk.handle(event, desk.calendar.between(origin_us, at_us))
            store.write(desk.scheduler, number, rows)
            if number % args.snapshot_every == 0:
                store.save(desk.scheduler)
    print(f"{store.event} events, digest {desk.scheduler.digest() % 2**64:016x}")
    store.close()


if __name__ == "__main__":
    main()
