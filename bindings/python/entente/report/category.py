"""A text column as small integers."""

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
