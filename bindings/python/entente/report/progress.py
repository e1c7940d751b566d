"""Progress on standard error, and only where that is a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars


class Progress:
    """Named stages one after the other, each timed; a bar is drawn where somebody can see it."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._visible = sys.stderr.isatty() and console.is_terminal
        self._bars = Bars(TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                          console=console, transient=True, disable=not self._visible)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, total: int = 1) -> Iterator[Callable[[int], None]]:
        """One stage; the function it gives takes how much of `total` is done."""
        started = time.perf_counter()
        task = self._bars.add_task(name, total=total)
        with self._bars:
            yield lambda done: self._bars.update(task, completed=done)
            self._bars.update(task, completed=total)
        self._bars.remove_task(task)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started
