"""A table of results: one shape for the terminal, the CSV files and the page."""

from dataclasses import dataclass, field


class SmallCell:
    """Stands where a figure would be about too few people."""

    def __str__(self) -> str:
        return "small cell"


SMALL_CELL = SmallCell()
Cell = str | int | float | SmallCell | None


@dataclass(frozen=True)
class Column:
    """name: in CSV files, with its unit; title: for people; kind: text, count, share (0 to 1), hours, seconds, percent."""

    name: str
    title: str
    kind: str = "count"

    @property
    def is_text(self) -> bool:
        return self.kind == "text"


@dataclass(frozen=True)
class Table:
    name: str            # file name without its ending
    title: str
    population: str      # what was counted, and what was left out
    columns: tuple[Column, ...]
    rows: list[list[Cell]] = field(default_factory=list)
    note: str = ""
    as_of: str = ""      # local time at which the figures stand; empty where they are of no instant

    def values(self, name: str) -> list[Cell]:
        """One column."""
        position = [column.name for column in self.columns].index(name)
        return [row[position] for row in self.rows]


def for_people(cell: Cell, kind: str) -> str:
    """How a cell is written where people read it."""
    if cell is None:
        return "–"
    if isinstance(cell, (str, SmallCell)):
        return str(cell)
    if kind == "share":
        return f"{100 * cell:.1f} %"
    if kind == "hours":
        return f"{cell:,.1f}"
    if kind == "seconds":
        return f"{cell:,.6f}".rstrip("0").rstrip(".") if isinstance(cell, float) else f"{cell:,}"
    return f"{cell:,}"


def for_csv(cell: Cell, kind: str) -> str:
    """How a cell is written where programs read it: blank where there is none, no separators, six digits of a share."""
    if cell is None:
        return ""
    if isinstance(cell, (str, SmallCell)):
        return str(cell)
    if kind == "share":
        return f"{cell:.6f}"
    if kind == "hours":
        return f"{cell:.4f}"
    return str(cell)


def seconds(amount_us: int) -> int | str:
    """Microseconds as seconds, exactly."""
    whole, rest = divmod(abs(int(amount_us)), 1_000_000)
    sign = "-" if amount_us < 0 else ""
    return int(f"{sign}{whole}") if rest == 0 else f"{sign}{whole}.{rest:06d}".rstrip("0")


def ratio(part: int, whole: int) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None


def printable(text: str) -> str:
    """Text without control characters: a log must not be able to steer a terminal or break a page."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
