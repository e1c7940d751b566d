"""Story A, "who really missed?": the verdict that the log records against the computed one, and the misses by cause."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

import entente

from .contract_terms import Terms
from .cycle_rows import CycleRows, countable
from .evaluation import Evaluation
from .people import People
from .small_cells import hide_in_lists
from .table import SMALL_CELL, Cell, Column, Table, ratio
from .ticket_log import TicketLog

CAUSES = ("closing", "requester", "third_party")
ORDERS = {"closing first": CAUSES, "requester first": ("requester", "closing", "third_party")}
MET, BREACHED = int(entente.CycleState.MET), int(entente.CycleState.BREACHED)
OPEN = -1


@dataclass(frozen=True)
class Verdicts:
    """Tables of story A."""

    note: str         # what the recorded verdict measures
    agreement: Table  # recorded against the rule that reproduces it
    causes: Table     # recorded misses by cause, in both orders of removal
    promises: Table   # recorded against the contract's own promises, pauses left out


def verdicts(terms: Terms, log: TicketLog, evaluation: Evaluation, people: People, min_group: int,
             promises: list[list[frozenset[int]]]) -> Verdicts | None:
    """Story A at the end of the log, or None where the contract reads no recorded verdict. promises: the people behind
    the rows of each table of promises; where their total is hidden, so is the one here, which may be the same."""
    block = terms.verdict
    if block is None:
        return None
    rule = countable(evaluation.final, terms.rule, log, evaluation.end_us)
    first = np.unique(rule.ticket, return_index=True)[1]  # one rule a ticket: the first that applies
    rule = CycleRows(rule.cycles, rule.rows[first], rule.incomplete_tickets, rule.without_due, rule.not_yet_open)
    column = log.tickets.columns[block["column"]]
    met_codes = [code for code, value in enumerate(column.names) if value in block["met"]]
    known = column.codes[rule.ticket] >= 0
    rule = CycleRows(rule.cycles, rule.rows[known], rule.incomplete_tickets, rule.without_due, rule.not_yet_open)
    recorded_met = np.isin(column.codes[rule.ticket], met_codes)
    groups = _Groups(log, rule, people, min_group, promises)
    computed = np.where(rule.state == MET, MET, np.where(rule.state == BREACHED, BREACHED, OPEN))
    late_us = _late_closing_us(terms, log, rule)
    own = _own_verdict(terms, log, evaluation)[rule.ticket]
    return Verdicts(block.get("note", ""), groups.table(
        "recorded_verdict", "The recorded verdict and the rule that reproduces it", AGREEMENT,
        lambda mask: _agreement(recorded_met[mask], computed[mask])), groups.table(
        "misses_by_cause", "Recorded misses by cause", CAUSE_COLUMNS,
        *[partial(_causes, terms, order, rule, late_us, ~recorded_met) for order in ORDERS]), groups.table(
        "recorded_and_promised", "The recorded verdict beside the promises that leave pauses out", PROMISES,
        lambda mask: _promises(recorded_met[mask], own[mask])))


AGREEMENT = (Column("tickets", "Tickets"), Column("recorded_met", "Recorded as met"),
             Column("share_recorded_met", "Share", "share"), Column("agree", "Rule agrees"),
             Column("share_agree", "Share", "share"), Column("rule_met_recorded_missed", "Rule: met, recorded: missed"),
             Column("rule_missed_recorded_met", "Rule: missed, recorded: met"), Column("rule_open", "Still open"))
CAUSE_COLUMNS = (Column("order", "Order of removal", "text"), Column("recorded_missed", "Recorded misses"),
                 Column("rule_met", "Rule: met"), Column("closing", "Closing wait"),
                 Column("requester", "Waiting for the requester"), Column("third_party", "Vendor, problem, evidence"),
                 Column("provider", "Provider"), Column("share_provider", "Provider's share", "share"))
PROMISES = (Column("tickets", "Tickets"), Column("both_met", "Both: met"),
            Column("only_promise_met", "Recorded missed, promise kept"),
            Column("only_recorded_met", "Recorded met, promise missed"), Column("both_missed", "Both: missed"),
            Column("promise_open", "No own verdict"), Column("share_recorded_met", "Recorded as met", "share"),
            Column("share_promise_met", "Promises kept", "share"))


def totals_by_order(causes: Table) -> list[list[Cell]]:
    """The row of all tickets in each order of removal: the last one of its order, whatever priorities are called."""
    return list({row[1]: row for row in causes.rows}.values())


class _Groups:
    """Tickets with a recorded verdict by priority, and all together."""

    def __init__(self, log: TicketLog, rule: CycleRows, people: People, min_group: int,
                 promises: list[list[frozenset[int]]]):
        priority = log.tickets.column("priority")
        self._rows = len(rule.rows)
        masks: list[tuple[str, np.ndarray]] = []
        if priority is not None:
            codes = priority.codes[rule.ticket]
            masks = [(name, codes == priority.names.index(name)) for name in sorted(priority.names)]
            masks.append(("unknown", codes < 0))
        self._masks = [(name, mask) for name, mask in masks if mask.any()]
        behind = [people.behind(rule.ticket[mask]) for _, mask in self._masks]
        self._hidden, self._total_hidden = hide_in_lists([behind, *promises], min_group)[0] if behind else ([], False)
        counted = "tickets, whose number is a small cell," if self._total_hidden else f"{self._rows:,} tickets"
        self._population = f"{counted} with a recorded verdict and a rule{rule.left_out()}"

    def table(self, name: str, title: str, columns: tuple[Column, ...],
              *figures: Callable[[np.ndarray], list[Cell]]) -> Table:
        rows: list[list[Cell]] = []
        groups = [*self._masks, ("all", np.ones(self._rows, dtype=bool))]
        for compute in figures:
            for (label, mask), hidden in zip(groups, [*self._hidden, self._total_hidden]):
                values = compute(mask)
                rows.append([label, *([cell if isinstance(cell, str) else SMALL_CELL for cell in values]
                                      if hidden else values)])
        return Table(name, title, self._population, (Column("priority", "Priority", "text"), *columns), rows)


def _agreement(recorded_met: np.ndarray, computed: np.ndarray) -> list[Cell]:
    met, missed = computed == MET, computed == BREACHED
    agree = int((recorded_met & met).sum() + (~recorded_met & missed).sum())
    tickets, recorded = len(computed), int(recorded_met.sum())
    return [tickets, recorded, ratio(recorded, tickets), agree, ratio(agree, tickets), int((~recorded_met & met).sum()),
            int((recorded_met & missed).sum()), int((computed == OPEN).sum())]


def _causes(terms: Terms, order: str, rule: CycleRows, late_us: np.ndarray, recorded_missed: np.ndarray,
            group: np.ndarray) -> list[Cell]:
    """Each recorded miss has one cause: the first stretch of time without which the rule's target would be met.

    At stake is all calendar time from the opening to the closing that the log records: what the rule counts, and the
    closing waits beyond (`_late_closing_us`, and stop states before a reopening). A cause whose states all stand still
    under the rule takes nothing away.
    """
    missed = recorded_missed & group
    rule_met = missed & (rule.state == MET)
    left = missed & ~rule_met
    remaining = rule.column("elapsed_us") + rule.column("settled_us") + late_us
    found = {}
    for cause in ORDERS[order]:
        counted = np.array([_counts(terms, target, cause) for target in range(len(terms.contract.targets))], dtype=bool)
        removed = rule.column(f"{cause}_us") + (late_us if cause == "closing" else 0)
        remaining = remaining - np.where(counted[rule.target], removed, 0)
        cured = left & (remaining <= rule.column("target_us"))
        found[cause] = int(cured.sum())
        left &= ~cured
    total, provider = int(missed.sum()), int(left.sum())
    return [order, total, int(rule_met.sum()), *[found[cause] for cause in CAUSES], provider, ratio(provider, total)]


def _late_closing_us(terms: Terms, log: TicketLog, rule: CycleRows) -> np.ndarray:
    """Calendar time between the stop of the rule's clock and the last closing that the log records (`closed_at`): some
    tickets are closed twice."""
    result = np.zeros(len(rule.rows), dtype=np.int64)
    closed_us, stopped_us = log.tickets.closed_us[rule.ticket], rule.column("stopped_us")
    later = (closed_us != entente.NO_VALUE) & (stopped_us != entente.NO_VALUE) & (closed_us > stopped_us)
    for target in np.unique(rule.target[later]).tolist():
        chosen = np.flatnonzero(later & (rule.target == target))
        calendar = terms.contract.calendar(terms.document["targets"][target]["calendar"])
        result[chosen] = calendar.between(np.ascontiguousarray(stopped_us[chosen]),
                                          np.ascontiguousarray(closed_us[chosen]))
    return result


def _counts(terms: Terms, target: int, cause: str) -> bool:
    """Whether time of this cause can be part of what a target measures."""
    if cause == "closing":
        return True
    clocks = terms.target_clocks(target)
    return any(clock == "run" for clock, whom in zip(clocks, terms.waits_for) if whom == cause)


def _promises(recorded_met: np.ndarray, own: np.ndarray) -> list[Cell]:
    met, missed = own == MET, own == BREACHED
    return [len(own), int((recorded_met & met).sum()), int((~recorded_met & met).sum()),
            int((recorded_met & missed).sum()), int((~recorded_met & missed).sum()), int((own == OPEN).sum()),
            ratio(int(recorded_met.sum()), len(own)), ratio(int(met.sum()), int((met | missed).sum()))]


def _own_verdict(terms: Terms, log: TicketLog, evaluation: Evaluation) -> np.ndarray:
    """For each ticket: MET where all its resolution promises are met, BREACHED where one is missed, else OPEN."""
    targets = terms.document["targets"]
    chosen = tuple(i for i in terms.promises if targets[i]["metric"] == "resolution")
    rows = countable(evaluation.final, chosen, log, evaluation.end_us)
    verdict = np.full(len(log.tickets.ids), OPEN, dtype=np.int32)
    is_open = np.zeros(len(verdict), dtype=bool)
    is_open[rows.ticket[~np.isin(rows.state, (MET, BREACHED))]] = True
    verdict[rows.ticket[rows.state == MET]] = MET
    verdict[is_open] = OPEN
    verdict[rows.ticket[rows.state == BREACHED]] = BREACHED
    return verdict
