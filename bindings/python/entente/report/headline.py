"""The three numbers that matter, with one sentence each."""

from dataclasses import dataclass

from .report import Report
from .table import SMALL_CELL, Cell, Table, for_people, ratio
from .verdict import totals_by_order


@dataclass(frozen=True)
class Headline:
    label: str
    number: str
    sentence: str


def headlines(report: Report) -> list[Headline]:
    """Promises kept, what is open and next, and what hangs on one person."""
    return [_promises(report), _queue(report), _coverage(report)]


def _promises(report: Report) -> Headline:
    table = report.tables["compliance"]
    met, missed = table.values("met")[-1], table.values("missed")[-1]
    share = for_people(table.values("share_met")[-1], "share")
    if not isinstance(met, int) or not isinstance(missed, int):
        return Headline("Promises kept", share, "Too few people stand behind this figure, or behind what it would give back, "
                        "to show it.")
    decided = met + missed
    plural = ("promise that was decided was" if decided == 1 else "promises that were decided were")
    sentence = (f"{met:,} of {decided:,} {plural} kept, counted in the hours of their calendars; what the clock map pauses "
                "does not count.")
    return Headline("Promises kept", share, sentence + _beside_the_record(report))


def _beside_the_record(report: Report) -> str:
    """Promises and the log's own verdict on the same tickets; empty where there are none or too few people."""
    table = report.tables.get("recorded_and_promised")
    if table is None:
        return ""
    counts = [table.values(name)[-1] for name in ("both_met", "only_promise_met", "only_recorded_met", "both_missed")]
    if not all(isinstance(count, int) for count in counts):
        return ""
    both, promise, recorded, neither = [int(str(count)) for count in counts]
    decided = both + promise + recorded + neither
    if not decided:
        return ""
    return (f" Of {decided:,} tickets that have both a recorded verdict and decided resolution promises, "
            f"{for_people(ratio(both + promise, decided), 'share')} kept those promises; the log’s own verdict calls "
            f"{for_people(ratio(both + recorded, decided), 'share')} of them met.")


def _queue(report: Report) -> Headline:
    when = "the largest backlog of the log" if report.largest else "the instant asked about"
    sentence = f"At {report.at}, {when}."
    upcoming = report.tables.get("next")
    if upcoming is not None and upcoming.rows:
        ticket, department, due = (upcoming.values(name)[0] for name in ("ticket_id", "department", "due_at"))
        sentence += f" Next in the queue: {ticket}" + (f" of {department}" if isinstance(department, str) else "")
        if not due:
            sentence += ", an ordinary request."
        elif str(due) < report.at:
            sentence += f", whose start was due by {due}."
        else:
            sentence += f", to be started by {due}."
    elif upcoming is not None:
        sentence += " Nothing waits to be started."
    number = str(SMALL_CELL) if report.open_tickets is None else f"{report.open_tickets:,}"
    return Headline("Open tickets", number, sentence)


def _coverage(report: Report) -> Headline:
    row = coverage_row(report.tables["coverage"])
    if row is None:
        return Headline("On one person", "–", "The log does not say who treated the tickets of which group.")
    kind, groups, needs, tickets, alone = row
    if not groups:
        return Headline("On one person", "–", f"No {kind} has enough tickets to judge who knows it.")
    if not needs:
        whole = f"The only {kind} is" if groups == 1 else f"Each of the {groups:,} {kind}s is"
        return Headline("Tickets on one person each", "0", f"{whole} known by enough people.")
    sentence = (f"{needs:,} of {groups:,} {kind}{'' if groups == 1 else 's'} need{'s' if needs == 1 else ''} a second "
                f"person who knows {'it' if needs == 1 else 'them'}")
    if isinstance(tickets, int):
        sentence += f"; {'it' if needs == 1 else 'they'} received {tickets:,} ticket{'' if tickets == 1 else 's'}"
    if isinstance(alone, int):
        return Headline("Tickets on one person each", for_people(alone, "count"), sentence + ".")
    return Headline(f"{kind.capitalize()}s on one person", f"{needs:,}", sentence + ".")


def coverage_row(table: Table) -> tuple[str, int, int, Cell, Cell] | None:
    """The kind that the page leads with: the first one with a gap, else the first one that the log knows."""
    known = [row for row in table.rows if row[1] is not None]
    if not known:
        return None
    kind, groups, _, needs, tickets, alone = next((row for row in known if row[3]), known[0])
    return str(kind), int(str(groups)), int(str(needs)), tickets, alone


def verdict_sentence(report: Report) -> str | None:
    """Story A in one sentence, or None."""
    table = report.tables.get("misses_by_cause")
    if table is None:
        return None
    figures = dict(zip([column.name for column in table.columns], totals_by_order(table)[0]))
    missed, provider = figures["recorded_missed"], figures["provider"]
    if missed is SMALL_CELL or provider is SMALL_CELL or not missed:
        return None
    if missed == 1:
        return (f"The one recorded miss is {'' if provider else 'not '}left to the provider once waiting for the closing, the "
                "requester and third parties is set aside.")
    return (f"Of {missed:,} recorded misses, {provider:,} ({for_people(figures['share_provider'], 'share')}) "
            f"{'is' if provider == 1 else 'are'} left to the provider once waiting for the closing, the requester and third "
            "parties is set aside.")
