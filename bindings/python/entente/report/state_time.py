"""How long tickets stood in each state."""

import entente

from .contract_terms import Terms
from .table import Cell, Column, Table, seconds


def state_time(terms: Terms, log: entente.Log) -> Table:
    """Wall time in each state of the clock map. A state holds from its event to the ticket's next event; the last event
    of a ticket is an entry without an interval."""
    times = log.state_time()
    totals = [None if total == entente.NO_VALUE else seconds(total) for total in times["total_us"].tolist()]
    rows: list[list[Cell]] = [[state, int(times["entries"][i]), int(times["intervals"][i]), totals[i]]
                              for i, state in enumerate(terms.contract.states)]
    return Table("state_time", "Time in each state", f"{log.figures['events']:,} events of {log.figures['tickets']:,} "
                 "tickets, the whole log; wall time", (Column("state", "State", "text"), Column("entries", "Entries"),
                 Column("intervals", "Intervals"), Column("total_seconds", "Total, seconds", "seconds")), rows)
