"""The report on the terminal: tables with rich, plain where the output is no terminal."""

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from .headline import headlines, verdict_sentence
from .privacy import Privacy
from .refusal import RefusedRow
from .report import Report
from .table import Table, for_people, printable

PLAIN_WIDTH = 160
MOST_REFUSED = 5
MOST_LISTED = 20
SHOWN = ("reading", "state_time", "compliance", "compliance_by_department", "compliance_by_team", "recorded_verdict",
         "misses_by_cause", "recorded_and_promised", "balances", "next", "duties", "precedence",
         "done_within", "coverage", "needs_second_person")


def print_report(report: Report, refused: list[RefusedRow], console: Console) -> None:
    """Prints every table that fits a terminal; the longer ones are in the files."""
    console.print(_text(report.name, "bold"), _text(f"(clocks at {report.clocks_at}; queue at {report.at}; local time, "
                                                    f"{report.zone.key})"))
    for headline in headlines(report):
        console.print()
        console.print(_text(headline.number, "bold"), _text(headline.label))
        console.print(_text(headline.sentence))
    for name in SHOWN:
        if name in report.tables:
            console.print()
            print_table(report.tables[name], console)
            if name == "reading":
                _print_refused(refused, console)
            if name == "recorded_verdict" and report.verdict_note:
                console.print(_text(f"What the recorded verdict measures: {report.verdict_note}"))
            if name == "misses_by_cause" and (sentence := verdict_sentence(report)):
                console.print(_text(sentence))
    console.print()
    for line in privacy_lines(report):
        console.print(_text(line))


def privacy_lines(report: Report) -> list[str]:
    """Purpose, viewers, retention and the smallest group, as they belong on every page and export."""
    return terms_of_use(report.privacy, report.people, report.has_pseudonyms)


def terms_of_use(privacy: Privacy, people: tuple[str, ...], has_pseudonyms: bool) -> list[str]:
    """The same of any page. people: how the people of each side were counted."""
    lines = [f"Purpose: {privacy.purpose_or_not_stated}.",
             f"Viewers: {', '.join(privacy.viewers) if privacy.viewers else 'not stated in the contract'}.",
             f"Retention: {privacy.retention}.",
             *([f"Figures about fewer than {privacy.min_group} people are a small cell, and so is what would give them "
                "back; people are counted by their names in the log, without automation accounts.", *people]
               if privacy.min_group > 1 else [])]
    if privacy.warning:
        lines.append(f"Warning: {privacy.warning}.")
    if privacy.names_persons:
        lines.append(f"Persons are {'under pseudonyms' if has_pseudonyms else 'named'} for the viewer "
                     f"'{privacy.viewer}', whom the contract allows it, for the purpose above.")
    else:
        lines.append("By team and department only: no person is named.")
    return lines


def print_table(table: Table, console: Console, most: int = MOST_LISTED) -> None:
    """Prints one table; of more rows than `most` the first, the others stand in its file."""
    shown = RichTable(title=_text(table.title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
                      pad_edge=False)
    for column in table.columns:
        shown.add_column(_text(column.title), justify="left" if column.is_text else "right", overflow="fold")
    for row in table.rows[:most]:
        shown.add_row(*[_text(for_people(cell, column.kind)) for cell, column in zip(row, table.columns)])
    console.print(shown)
    if len(table.rows) > most:
        console.print(_text(f"... and {len(table.rows) - most:,} more rows in {table.name}.csv"))
    console.print(_text(f"Population: {table.population}." + (f" As of {table.as_of}." if table.as_of else "")))
    if table.note:
        console.print(_text(table.note))


def _print_refused(refused: list[RefusedRow], console: Console) -> None:
    for row in refused[:MOST_REFUSED]:
        console.print(_text(f"refused: {row}"))
    if len(refused) > MOST_REFUSED:
        console.print(_text(f"... and {len(refused) - MOST_REFUSED:,} more refused rows in refused_rows.csv"))


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style=style)
