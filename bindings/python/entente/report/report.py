"""All figures of one report, computed in one place."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import entente

from .backlog import Flow, backlog, flow_of
from .compliance import Compliance
from .contract_terms import Terms
from .coverage import coverage
from .cycle_rows import countable
from .done_within import done_within
from .draft import Draft
from .duties import duties
from .evaluation import Evaluation, evaluate
from .failure import ReportFailure, UsageFailure
from .figures import Figures
from .instant import local_text
from .load import weekly_loads
from .precedence import precedence
from .privacy import Privacy
from .progress import Progress
from .queue_replay import balances, replay, upcoming
from .reading import reading, refused_rows
from .side import Sides, sides_of
from .state_time import state_time
from .table import Table
from .ticket_log import TicketLog
from .ticket_time import ticket_time
from .verdict import Verdicts, verdicts


AT_THE_CLOCKS = ("compliance", "compliance_by_department", "compliance_by_team", "ticket_time")
AT_THE_QUEUE = ("balances", "next", "precedence")  # every other table is about the whole log


@dataclass(frozen=True)
class Report:
    """Tables by their file names, and what stands beside them."""

    name: str                     # of the contract
    zone: ZoneInfo
    privacy: Privacy
    has_pseudonyms: bool          # the names of people were replaced while reading
    people: tuple[str, ...]       # how the people of each side were counted, where the log does not name them
    tables: dict[str, Table]
    verdict_note: str | None      # what the recorded verdict measures; None: the contract reads none
    clocks_at: str                # local time at which running clocks are judged
    at: str                       # local time of what is open and next
    open_tickets: int | None      # at that instant; None: about too few people
    largest: bool                 # that instant is that of the largest backlog
    evaluation_seconds: float

    def exports(self) -> list[Table]:
        """The tables that become files."""
        return list(self.tables.values())


def compute(terms: Terms, source: TicketLog, privacy: Privacy, zone: ZoneInfo, at_us: int | None,
            progress: Progress, ticket_times: bool = False) -> Report:
    """Computes everything. at_us: "now"; None: the end of the log for clocks, the largest backlog for the queue.

    ticket_times: one row a ticket too. Counting those rows gives back what small cells hide.
    """
    log = source.complete()
    if not log.tickets.ids:
        raise ReportFailure("every ticket lost an event row that was refused: nothing is left to measure")
    if at_us is not None and at_us < log.first_us:
        raise UsageFailure(f"--at {local_text(at_us, zone)}: before the first instant of the log, "
                            f"{local_text(log.first_us, zone)}")
    with progress.stage("clocks"):
        evaluation = evaluate(terms, log, at_us)
    sides, figures = sides_of(terms, log), Figures(privacy.min_group)
    with progress.stage("figures"):
        flow = flow_of(terms, log)
        largest_us = flow.largest()
        queue_us = largest_us if at_us is None else at_us
        open_tickets = figures.count(next(flow.open_at([queue_us + 1])), sides.everyone)
        drafts, found = _drafts(terms, log, privacy, zone, evaluation, flow, sides, figures)
        if ticket_times:
            drafts.append(ticket_time(terms, log, evaluation, zone))
    if terms.quotas:
        with progress.stage("queue"):
            drafts += _queue_drafts(terms, log, sides, zone, queue_us, figures)
    drafts += [reading(source, log, flow, evaluation.log, terms.stops, figures, sides.everyone, at_us),
               refused_rows(source, privacy)]
    with progress.stage("small cells"):
        figures.close()
    clocks_at, queue_at = local_text(evaluation.at_us, zone), local_text(queue_us, zone)
    instants = dict.fromkeys(AT_THE_CLOCKS, clocks_at) | dict.fromkeys(AT_THE_QUEUE, queue_at)
    end = f"{local_text(evaluation.end_us, zone)}, the end of the log"
    return Report(terms.document["name"], zone, privacy, log.has_pseudonyms, sides.how_counted(),
                  {draft.name: draft.finish(figures, instants.get(draft.name, end)) for draft in drafts},
                  None if found is None else found.note, clocks_at, queue_at,
                  open_tickets.value if figures.is_shown(open_tickets) else None, queue_us == largest_us,
                  evaluation.seconds)


def _drafts(terms: Terms, log: TicketLog, privacy: Privacy, zone: ZoneInfo, evaluation: Evaluation,
            flow: Flow, sides: Sides, figures: Figures) -> tuple[list[Draft], Verdicts | None]:
    rows = countable(evaluation.cycles, terms.promises, len(log.tickets.ids), evaluation.at_us)
    drafts = Compliance(rows, log, sides, figures, terms.contract.targets).tables
    found = verdicts(terms, log, evaluation, sides.everyone, figures)
    drafts += [found.agreement, found.causes, found.promises] if found else []
    drafts += [backlog(flow, log, zone, figures, sides.everyone), *weekly_loads(flow, sides, zone, figures),
               *coverage(log, terms.document["coverage"], sides, privacy, figures),
               state_time(terms, evaluation.log, log, figures, sides.everyone)]
    return drafts, found


def _queue_drafts(terms: Terms, log: TicketLog, sides: Sides, zone: ZoneInfo, at_us: int,
                  figures: Figures) -> list[Draft]:
    try:
        played = replay(terms, log, at_us)
    except entente.Error as error:
        raise ReportFailure(f"the log cannot be played through the queue: {error}") from None
    accounts = balances(played, terms, log, sides, zone, figures)
    beside = [duties(terms, log, sides, figures), precedence(terms, log, played, sides, figures),
              done_within(terms, log, sides, figures)]
    return [accounts, *beside, upcoming(played, terms, log, sides.departments, zone, figures)]
