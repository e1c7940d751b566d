"""Reading a text file strictly: gzip told by content, UTF-8 or a clear refusal with the line."""

import gzip
import io
import zlib
from pathlib import Path

GZIP_MAGIC = b"\x1f\x8b"
LARGEST_TEXT_BYTES = 2 << 30  # unpacked; a small archive must not be able to fill the memory


class InputFailure(Exception):
    """Input that stops a command, with a message for the person who ran it; exit status 1."""


def read_text(path: Path) -> str:
    """The text of a file, as `text_of` its bytes. Raises InputFailure for a file that cannot be read, too."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputFailure(f"{path}: cannot be read: {error.strerror or error}") from None
    return text_of(data, str(path))


def text_of(data: bytes, path: str) -> str:
    """Text, unpacked where it is gzip (by its content, not its name), without a byte order mark.

    path: for messages. Raises InputFailure where the text is empty, damaged, too large or not UTF-8.
    """
    if data.startswith(GZIP_MAGIC):
        data = _unpack(path, data)
    if not data.strip():
        raise InputFailure(f"{path}: the file is empty")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputFailure(f"{path}:{line}: not UTF-8 (byte 0x{data[error.start]:02x})") from None


def _unpack(path: str, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as archive:
            text = archive.read(LARGEST_TEXT_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputFailure(f"{path}: damaged gzip file: {error}") from None
    if len(text) > LARGEST_TEXT_BYTES:
        raise InputFailure(f"{path}: more than {LARGEST_TEXT_BYTES} bytes unpacked")
    return text
