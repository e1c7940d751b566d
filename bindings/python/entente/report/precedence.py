"""How precedence was used beside the quota: incidents declared, requests reshaped, starts by the host's own will."""

from __future__ import annotations

from typing import Any

import numpy as np

from .contract_terms import Terms
from .draft import Counted, Draft, DraftCell
from .figures import Figures
from .queue_replay import Replay, expedited_tickets, matching_tickets
from .side import Sides
from .table import Column
from .ticket_log import TicketLog


def precedence(terms: Terms, log: TicketLog, played: Replay, sides: Sides, figures: Figures) -> Draft:
    """A row a department with a quota line."""
    side, quotas = sides.departments, terms.quotas or {}
    declared, were = expedited_tickets(terms, log), matching_tickets(log, quotas["incident_when"])
    reshaped = np.array([name in quotas["reshaped_in"] for name in terms.contract.states], dtype=bool)
    was_reshaped = np.zeros(len(log.tickets.ids), dtype=bool)
    was_reshaped[log.events.ticket[reshaped[log.events.state]]] = True
    overridden = np.array(sorted(played.overridden), dtype=np.int64)
    rows: list[list[DraftCell]] = []
    for name in played.scheduler.departments:
        party = terms.departments.ids.index(name)
        mine = side.party == party
        whole = figures.count(mine, (side.people,))
        rows.append([side.names[party], whole, *_incidents(quotas, mine, declared, were, side.people, figures),
                     figures.count(mine & was_reshaped, (side.people,)) if quotas["reshaped_in"] else None,
                     figures.count(overridden[mine[overridden]], (side.people,))])
    everything = figures.count(np.isin(side.party, [terms.departments.ids.index(name) for name in played.scheduler.departments]), sides.everyone)
    return Draft("precedence", "Precedence beside the quota", (Counted(everything, "ticket"), " of departments with a quota line"), (
        Column("department", "Department", "text"), Column("tickets", "Tickets"), Column("expedite_declared", "Incidents declared"),
        Column("expedite_were", "Were one"), Column("expedite_were_not", "Were none"), Column("reshaped", "Reshaped"),
        Column("overrides", "Overrides")), rows,
        "Incidents: declared by expedite_when of the contract, and what they were afterwards by incident_when; an expedite lane is where "
        "inflation goes next. Reshaped: merged, or replaced by root-cause work; the log does not say into what, so the replay leaves their units "
        "where they are. Overrides: starts of the log that were not the queue's own next choice, up to the instant of the queue. – where the "
        "contract does not tell how to know.")


def _incidents(quotas: dict[str, Any], mine: np.ndarray, declared: np.ndarray, were: np.ndarray, people: Any, figures: Figures) -> list[DraftCell]:
    if not quotas["expedite_when"]:
        return [None, None, None]
    whole = figures.count(mine & declared, (people,))
    if not quotas["incident_when"]:
        return [whole, None, None]
    parts = [figures.count(mine & declared & mask, (people,)) for mask in (were, ~were)]
    figures.sum(whole, parts)
    return [whole, *parts]
