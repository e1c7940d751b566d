"""A text column as small integers."""

from collections.abc import Callable

import numpy as np

BLANK = -1


class Category:
    """Codes 0 .. count-1 in order of first appearance; BLANK for an empty cell."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {"": BLANK}
        self._rows: list[int] = []

    def append(self, text: str) -> None:
        code = self._codes.get(text)
        if code is None:
            code = self._codes[text] = len(self.names)
            self.names.append(text)
        self._rows.append(code)

    def renamed(self, rename: Callable[[str], str]) -> "Category":
        """The column with every value replaced, each by one of its own."""
        part = Category()
        part.names, part._rows = [rename(name) for name in self.names], self._rows
        part._codes |= {name: code for code, name in enumerate(part.names)}
        return part

    def of_rows(self, rows: np.ndarray) -> "Category":
        """The column of these rows only, with the codes and names of all."""
        part = Category()
        part.names, part._codes = self.names, self._codes
        part._rows = self.codes[rows].tolist()
        return part

    @property
    def codes(self) -> np.ndarray:
        """One int32 a row."""
        return np.array(self._rows, dtype=np.int32)

    @property
    def is_blank(self) -> bool:
        """True where no row has a value."""
        return not self.names

    def texts(self) -> list[str]:
        """The text of each row."""
        return [self.names[code] if code != BLANK else "" for code in self._rows]
