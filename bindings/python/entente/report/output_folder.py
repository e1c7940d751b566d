"""Writing all files of a report or none."""

import csv
import os
import re
import shutil
import tempfile
from pathlib import Path

from .failure import ReportFailure

ABOUT = ["file", "title", "rows", "population"]  # how the header of a report's about.csv begins
TABLE_NAME = re.compile(r"[a-z_]+\.csv")


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Writes `files` (name: content) into a folder, made where it does not exist.

    All of them are written to a folder beside it first and moved in one by one at the end; on a failure before that
    nothing has changed. Tables of a former report that `files` does not have, by its own about.csv, are removed at the
    end: they would pass for parts of this one. Other files of the folder are left alone.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise ReportFailure(f"{folder}: is not a folder")
    blocked = [name for name in files if (folder / name).is_dir()]
    if blocked:
        raise ReportFailure(f"{folder / blocked[0]}: a folder stands where a file of the report belongs")
    temporary = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        for name, content in files.items():
            (temporary / name).write_bytes(content)
        folder.mkdir(exist_ok=True)
        stale = _former_tables(folder) - files.keys()
        for name in files:
            os.replace(temporary / name, folder / name)
        for name in sorted(stale):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise ReportFailure(f"{folder}: cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _former_tables(folder: Path) -> set[str]:
    """The tables that the about.csv of a former report lists and that are files of this very folder."""
    try:
        with (folder / "about.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, ValueError, csv.Error):
        return set()
    if not rows or rows[0][:4] != ABOUT:
        return set()
    names = {row[0] for row in rows[1:] if row and TABLE_NAME.fullmatch(row[0])}
    return {name for name in names if (folder / name).is_file()}
