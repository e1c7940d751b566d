"""Writing all files of a report or none."""

import os
import shutil
import tempfile
from pathlib import Path

from .failure import ReportFailure


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Writes `files` (name: content) into a folder, made where it does not exist.

    All of them are written to a folder beside it first and moved in one by one at the end; on a failure before that
    nothing has changed. Other files of the folder are left alone.
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
        for name in files:
            os.replace(temporary / name, folder / name)
    except OSError as error:
        raise ReportFailure(f"{folder}: cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
