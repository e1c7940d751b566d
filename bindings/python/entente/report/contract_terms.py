"""What the report needs of a contract document beyond the engine: parties, clock map, the role of each target."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import entente
from entente.contract_file import contract_of
from entente.input_file import InputFailure

from .category import Category

TOTALS = ("all", "all departments", "all teams", "no party of the contract")  # rows of the report, not names of parties


@dataclass(frozen=True)
class Side:
    """The parties of one kind and how the log writes them."""

    names: tuple[str, ...]         # for people, in the order of the document
    ids: tuple[str, ...]
    of_value: dict[str, int]       # value in the log -> party
    others: int | None             # the party that takes every other value

    def of_tickets(self, column: Category | None, tickets: int) -> np.ndarray:
        """The party of each ticket (int32), -1 where none takes it. A blank cell goes where the others go."""
        rest = -1 if self.others is None else self.others
        if column is None:
            return np.full(tickets, rest, dtype=np.int32)
        party = np.array([self.of_value.get(name, rest) for name in column.names] + [rest], dtype=np.int32)
        return np.asarray(party[column.codes])  # code -1, blank, is the last one


@dataclass(frozen=True)
class Terms:
    """A contract with the parts of its document that the report reads."""

    contract: entente.Contract
    document: dict[str, Any]
    departments: Side              # parties of kind requester
    teams: Side                    # parties of kind provider
    clocks: tuple[str, ...]        # a state: run, pause or stop
    waits_for: tuple[str, ...]     # a state: provider, requester, third_party or closing
    promises: tuple[int, ...]      # targets that are promises
    rule: tuple[int, ...]          # targets that only reproduce the recorded verdict

    @property
    def stops(self) -> np.ndarray:
        """Bool a state: the clock stops in it."""
        return np.array([clock == "stop" for clock in self.clocks], dtype=bool)

    @property
    def asks(self) -> np.ndarray:
        """Bool a state: a pause that waits for the requester."""
        return np.array([clock == "pause" and whom == "requester"
                         for clock, whom in zip(self.clocks, self.waits_for)], dtype=bool)

    def target_clocks(self, target: int) -> tuple[str, ...]:
        """What each state does to the clock of one target."""
        overrides = self.document["targets"][target]["clock_map"]
        return tuple(overrides.get(name, clock) for name, clock in zip(self.contract.states, self.clocks))

    @property
    def verdict(self) -> dict[str, Any] | None:
        """The block `recorded_verdict`, or None."""
        return self.document.get("recorded_verdict")

    @property
    def quotas(self) -> dict[str, Any] | None:
        """The block `quotas`, or None."""
        return self.document.get("quotas")

    def required_columns(self) -> tuple[str, ...]:
        """Ticket columns without which this contract cannot be applied to a log."""
        columns = list(self.contract.attributes)
        if self.verdict:
            columns.append(self.verdict["column"])
        if self.quotas:
            columns.append("requester_group")
        return tuple(dict.fromkeys(columns))


def read_terms(path: Path, zoneinfo: Path | None) -> Terms:
    """Reads a contract. Raises InputFailure with every problem, each with its place in the file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputFailure(f"{path}: cannot be read: {error.strerror or error}") from None
    return terms_of(contract_of(data, str(path), None if zoneinfo is None else str(zoneinfo)))


def terms_of(contract: entente.Contract) -> Terms:
    document = contract.document
    states = [document["clock_map"][name] for name in contract.states]
    verdict = document.get("recorded_verdict")
    rule = tuple(contract.targets.index(name) for name in verdict["targets"]) if verdict else ()
    return Terms(contract, document, _side(document, "requester"), _side(document, "provider"),
                 tuple(state["clock"] for state in states), tuple(state["waits_for"] for state in states),
                 tuple(i for i in range(len(contract.targets)) if i not in rule), rule)


def _side(document: dict[str, Any], kind: str) -> Side:
    parties = [party for party in document["parties"] if party["kind"] == kind]
    of_value = {value: i for i, party in enumerate(parties) for value in party["values"]}
    others = [i for i, party in enumerate(parties) if party["others"]]
    return Side(_unique_names(parties), tuple(party["id"] for party in parties),
                of_value, others[0] if others else None)


def _unique_names(parties: list[dict[str, Any]]) -> tuple[str, ...]:
    """Display names; one that occurs twice, or that a row of the report has, is followed by the party's id."""
    names = [str(party["name"]) for party in parties]
    for _ in parties:
        if len(set(names)) == len(names) and not set(names) & set(TOTALS):
            break
        names = [f"{name} ({party['id']})" if names.count(name) > 1 or name in TOTALS else name
                 for name, party in zip(names, parties)]
    return tuple(names)
