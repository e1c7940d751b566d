"""Story A, "who really missed?": the verdict that the log records against the computed one, and the misses by cause."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import entente

from .compliance import priorities_of
from .contract_terms import Terms
from .cycle_rows import CycleRows, countable
from .draft import Counted, Draft, DraftCell, Words
from .evaluation import Evaluation
from .figures import Figure, Figures, Share
from .people import People
from .table import Cell, Column, Table
from .ticket_log import TicketLog

CAUSES = (entente.Cause.CLOSING, entente.Cause.REQUESTER, entente.Cause.THIRD_PARTY)
ORDERS = {"closing first": CAUSES,
          "requester first": (entente.Cause.REQUESTER, entente.Cause.CLOSING, entente.Cause.THIRD_PARTY)}
MET, BREACHED = int(entente.CycleState.MET), int(entente.CycleState.BREACHED)
OPEN = -1


@dataclass(frozen=True)
class Verdicts:
    """Tables of story A."""

    note: str         # what the recorded verdict measures
    agreement: Draft  # recorded against the rule that reproduces it
    causes: Draft     # recorded misses by cause, in both orders of removal
    promises: Draft   # recorded against the contract's own promises, pauses left out


def verdicts(terms: Terms, log: TicketLog, evaluation: Evaluation, people: tuple[People, ...],
             figures: Figures) -> Verdicts | None:
    """Story A at the end of the log, or None where the contract reads no recorded verdict."""
    block = terms.verdict
    if block is None:
        return None
    recorded = _recorded(log, block)
    found = {order: entente.reconcile(evaluation.log, evaluation.end_us, recorded, log.tickets.closed_us, causes)
             for order, causes in ORDERS.items()}
    rule = countable(evaluation.final, terms.rule, len(log.tickets.ids), evaluation.end_us)
    rule = rule.only(np.isin(rule.rows, next(iter(found.values()))["row"]))  # one rule a ticket
    rule = rule.only(recorded[rule.ticket] != entente.Verdict.NONE)
    recorded_met = recorded[rule.ticket] == entente.Verdict.MET
    computed = np.where(rule.state == MET, MET, np.where(rule.state == BREACHED, BREACHED, OPEN))
    own = _own_verdict(terms, log, evaluation)[rule.ticket]
    counted = _Counted(log, rule, people, figures)
    return Verdicts(block.get("note", ""), counted.table(
        "recorded_verdict", "The recorded verdict and the rule that reproduces it", AGREEMENT,
        lambda mask: _agreement(counted, mask, recorded_met, computed)), counted.table(
        "misses_by_cause", "Recorded misses by cause", CAUSE_COLUMNS,
        *[_causes(counted, order, each["cause"][rule.ticket], ~recorded_met) for order, each in found.items()]),
        counted.table(
        "recorded_and_promised", "The recorded verdict beside the promises that leave pauses out", PROMISES,
        lambda mask: _promises(counted, mask, recorded_met, own)))


def _recorded(log: TicketLog, block: dict[str, Any]) -> np.ndarray:
    """What the log says of each ticket: an entente.Verdict."""
    column = log.tickets.columns[block["column"]]
    said = [entente.Verdict.MET if value in block["met"] else entente.Verdict.MISSED for value in column.names]
    return np.array([*said, entente.Verdict.NONE], dtype=np.int32)[column.codes]  # code -1, blank, is the last one


AGREEMENT = (Column("tickets", "Tickets"), Column("recorded_met", "Recorded as met"),
             Column("share_recorded_met", "Share", "share"), Column("agree", "Rule agrees"),
             Column("share_agree", "Share", "share"), Column("rule_met_recorded_missed", "Rule: met, recorded: missed"),
             Column("rule_missed_recorded_met", "Rule: missed, recorded: met"), Column("rule_open", "Still open"))
CAUSE_COLUMNS = (Column("order", "Order of removal", "text"), Column("recorded_missed", "Recorded misses"),
                 Column("rule_met", "Rule: met"), Column("closing", "Closing wait"),
                 Column("requester", "Waiting for the requester"), Column("third_party", "Vendor, problem, evidence"),
                 Column("provider", "Provider"), Column("unknown", "No rule verdict"),
                 Column("share_provider", "Provider's share", "share"))
PROMISES = (Column("tickets", "Tickets"), Column("both_met", "Both: met"),
            Column("only_promise_met", "Recorded missed, promise kept"),
            Column("only_recorded_met", "Recorded met, promise missed"), Column("both_missed", "Both: missed"),
            Column("promise_open", "No own verdict"), Column("share_recorded_met", "Recorded as met", "share"),
            Column("share_promise_met", "Promises kept", "share"))
ALL_CAUSES = (entente.Cause.RULE_MET, *CAUSES, entente.Cause.PROVIDER, entente.Cause.UNKNOWN)


def totals_by_order(causes: Table) -> list[list[Cell]]:
    """The row of all tickets in each order of removal: the last one of its order, whatever priorities are called."""
    return list({row[1]: row for row in causes.rows}.values())


class _Counted:
    """Tickets with a recorded verdict by priority, and all together."""

    def __init__(self, log: TicketLog, rule: CycleRows, people: tuple[People, ...], figures: Figures):
        self.rule, self.people, self.figures = rule, people, figures
        priorities, code = priorities_of(log)
        code = code[rule.ticket]
        named = range(len(priorities) - 1) if log.tickets.column("priority") is not None else []
        masks = [(priorities[p], code == p) for p in sorted(named, key=lambda p: priorities[p])]
        masks.append(("unknown", code == len(named)))
        self._masks = [(name, mask) for name, mask in masks if mask.any()] if named else []
        self._tie_to_tickets(log)
        self._population: Words = (
            Counted(self.count(np.ones(len(rule.rows), dtype=bool)), "ticket"), " with a recorded verdict and a rule",
            *rule.left_out(figures, people))

    def count(self, mask: np.ndarray, is_printed: bool = True) -> Figure:
        """How many tickets of a selection of the rows."""
        return self.figures.count(self.rule.ticket[mask], self.people, is_printed)

    def _tie_to_tickets(self, log: TicketLog) -> None:
        """Those with a verdict are all tickets of a priority but for a remainder."""
        priorities, code = priorities_of(log)
        judged = np.zeros(len(code), dtype=bool)
        judged[self.rule.ticket] = True
        for mine in [np.ones(len(code), dtype=bool), *[code == p for p in range(len(priorities))]]:
            parts = [self.figures.count(mine & part, self.people, is_printed=False) for part in (judged, ~judged)]
            self.figures.sum(self.figures.count(mine, self.people, is_printed=False), parts)

    def table(self, name: str, title: str, columns: tuple[Column, ...],
              *compute: Callable[[np.ndarray], list[DraftCell]]) -> Draft:
        rows: list[list[DraftCell]] = []
        everything = np.ones(len(self.rule.rows), dtype=bool)
        for each in compute:
            parts = [each(mask) for _, mask in self._masks]
            total = each(everything)
            for cells in zip(total, *parts):
                counts = [cell for cell in cells if isinstance(cell, Figure)]
                if len(counts) == len(cells) > 1:
                    self.figures.sum(counts[0], counts[1:])
            rows += [[label, *cells] for (label, _), cells in zip(self._masks, parts)]
            rows.append(["all", *total])
        return Draft(name, title, self._population, (Column("priority", "Priority", "text"), *columns), rows)


def _agreement(counted: _Counted, mask: np.ndarray, recorded_met: np.ndarray, computed: np.ndarray) -> list[DraftCell]:
    met, missed, is_open = (mask & (computed == state) for state in (MET, BREACHED, OPEN))
    tickets, recorded = counted.count(mask), counted.count(mask & recorded_met)
    agree = counted.count((met & recorded_met) | (missed & ~recorded_met))
    rule_met, rule_missed, still = (counted.count(part) for part in (met & ~recorded_met, missed & recorded_met, is_open))
    both_met, both_missed, open_met, open_missed = (counted.count(part, is_printed=False) for part in (
        met & recorded_met, missed & ~recorded_met, is_open & recorded_met, is_open & ~recorded_met))
    recorded_missed = counted.count(mask & ~recorded_met, is_printed=False)
    add = counted.figures.sum
    add(tickets, [agree, rule_met, rule_missed, still])
    add(tickets, [recorded, recorded_missed])
    add(agree, [both_met, both_missed])
    add(still, [open_met, open_missed])
    add(recorded, [both_met, rule_missed, open_met])
    add(recorded_missed, [both_missed, rule_met, open_missed])
    return [tickets, recorded, Share(recorded, (tickets,)), agree, Share(agree, (tickets,)), rule_met, rule_missed, still]


def _causes(counted: _Counted, order: str, cause: np.ndarray,
            recorded_missed: np.ndarray) -> Callable[[np.ndarray], list[DraftCell]]:
    def cells(mask: np.ndarray) -> list[DraftCell]:
        total = counted.count(mask & recorded_missed)
        parts = {each: counted.count(mask & recorded_missed & (cause == each)) for each in ALL_CAUSES}
        counted.figures.sum(total, list(parts.values()))
        return [order, total, *parts.values(), Share(parts[entente.Cause.PROVIDER], (total,))]

    return cells


def _promises(counted: _Counted, mask: np.ndarray, recorded_met: np.ndarray, own: np.ndarray) -> list[DraftCell]:
    met, missed, is_open = (mask & (own == state) for state in (MET, BREACHED, OPEN))
    tickets, recorded, kept, broken = (counted.count(part) for part in (mask, mask & recorded_met, met, missed))
    cells = [counted.count(part) for part in (
        met & recorded_met, met & ~recorded_met, missed & recorded_met, missed & ~recorded_met, is_open)]
    open_met, open_missed = (counted.count(is_open & part, is_printed=False) for part in (recorded_met, ~recorded_met))
    add = counted.figures.sum
    add(tickets, cells)
    add(kept, cells[0:2])
    add(broken, cells[2:4])
    add(cells[4], [open_met, open_missed])
    add(recorded, [cells[0], cells[2], open_met])
    return [tickets, *cells, Share(recorded, (tickets,)), Share(kept, (kept, broken))]


def _own_verdict(terms: Terms, log: TicketLog, evaluation: Evaluation) -> np.ndarray:
    """For each ticket: MET where all its resolution promises are met, BREACHED where one is missed, else OPEN."""
    targets = terms.document["targets"]
    chosen = tuple(i for i in terms.promises if targets[i]["metric"] == "resolution")
    rows = countable(evaluation.final, chosen, len(log.tickets.ids), evaluation.end_us)
    verdict = np.full(len(log.tickets.ids), OPEN, dtype=np.int32)
    is_open = np.zeros(len(verdict), dtype=bool)
    is_open[rows.ticket[~np.isin(rows.state, (MET, BREACHED))]] = True
    verdict[rows.ticket[rows.state == MET]] = MET
    verdict[is_open] = OPEN
    verdict[rows.ticket[rows.state == BREACHED]] = BREACHED
    return verdict
