"""A table while it is still open which of its figures may be shown."""

from dataclasses import dataclass, field

from .figures import Beside, Figure, Figures, Share
from .table import SMALL_CELL, Cell, Column, Table, ratio

DraftCell = Cell | Figure | Share | Beside


@dataclass(frozen=True)
class Counted:
    """A figure in words: "4 promises", or promises without their number."""

    figure: Figure
    noun: str


Words = tuple[str | Counted, ...]


@dataclass(frozen=True)
class Draft:
    """What a table will be once `Figures.close` has decided."""

    name: str
    title: str
    population: Words
    columns: tuple[Column, ...]
    rows: list[list[DraftCell]] = field(default_factory=list)
    note: str = ""

    def finish(self, figures: Figures, as_of: str) -> Table:
        """The table with what may be shown."""
        rows = [[shown(cell, figures) for cell in row] for row in self.rows]
        return Table(self.name, self.title, in_words(self.population, figures), self.columns, rows, self.note, as_of)


def shown(cell: DraftCell, figures: Figures) -> Cell:
    """The cell, or SMALL_CELL."""
    if isinstance(cell, Figure):
        return cell.value if figures.is_shown(cell) else SMALL_CELL
    if isinstance(cell, Share):
        whole = sum(figure.value for figure in cell.whole)
        return ratio(cell.part.value, whole) if figures.is_shown(cell.part, *cell.whole) else SMALL_CELL
    if isinstance(cell, Beside):
        return cell.value if cell.is_large and figures.is_shown(*cell.figures) else SMALL_CELL
    return cell


def in_words(words: Words, figures: Figures) -> str:
    """The words with the numbers that may be shown."""
    return "".join(word if isinstance(word, str) else _counted(word, figures) for word in words)


def _counted(word: Counted, figures: Figures) -> str:
    plural = f"{word.noun}s"
    if not figures.is_shown(word.figure):
        return f"{plural} (their number is a small cell)"
    return f"{word.figure.value:,} {word.noun if word.figure.value == 1 else plural}"
