"""The engine's answers on a log: one evaluation for now and one for the end of the log."""

import time
from dataclasses import dataclass

import numpy as np

import entente

from .contract_terms import Terms
from .ticket_log import TicketLog


@dataclass(frozen=True)
class Evaluation:
    """Clocks of a log under a contract."""

    log: entente.Log
    at_us: int                # the clocks of `cycles` are judged at this instant
    cycles: entente.Cycles
    end_us: int               # the last instant of the log
    final: entente.Cycles     # judged at the end of the log
    seconds: float            # spent in entente.Log and entente.evaluate


def evaluate(terms: Terms, source: TicketLog, at_us: int | None) -> Evaluation:
    """Judges every clock at `at_us` (None: the end of the log) and at the end of the log."""
    attributes = attribute_codes(terms.contract, source)
    started = time.perf_counter()
    log = entente.Log(terms.contract, source.tickets.opened_us, attributes, source.events.ticket, source.events.at_us,
                      source.events.state)
    final = entente.evaluate(log, source.last_us)
    cycles = final if at_us is None else entente.evaluate(log, at_us)
    spent = time.perf_counter() - started
    return Evaluation(log, source.last_us if at_us is None else at_us, cycles, source.last_us, final, spent)


def attribute_codes(contract: entente.Contract, source: TicketLog) -> np.ndarray | None:
    """Value codes of the attributes that the contract's conditions name: one row an attribute, one column a ticket."""
    if not contract.attributes:
        return None
    rows = []
    for attribute, name in enumerate(contract.attributes):
        column = source.tickets.columns[name]
        codes = [contract.value_id(attribute, value) for value in column.names] + [contract.value_id(attribute, "")]
        rows.append(np.array(codes, dtype=np.int32)[column.codes])  # code -1, blank, is the last one
    return np.ascontiguousarray(np.vstack(rows))
