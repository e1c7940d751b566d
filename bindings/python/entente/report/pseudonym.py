"""Keyed pseudonyms: names of people leave this module as codes that only the holder of the key can make again."""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path

from .failure import ReportFailure

SHORTEST_KEY_BYTES = 16
LARGEST_KEY_BYTES = 4096
PERSON_COLUMNS = ("requester", "assignee", "actor")  # the columns of tickets and events that hold people
Pseudonyms = Callable[[str], str]


def pseudonyms_of(path: Path) -> Pseudonyms:
    """HMAC-SHA256 (RFC 2104) of a name under the key in a file, its first 96 bits in hexadecimal: the same name gets the
    same code in every column and on every run with this key. Line ends at the end of the file are not part of the key.

    Whoever has the key and a list of names can tell who is who; without the key nobody can, so erasing it erases the
    people from every result. Raises ReportFailure for a key that cannot be read or is shorter than 16 bytes.
    """
    try:
        with path.open("rb") as file:
            key = file.read(LARGEST_KEY_BYTES + 1).rstrip(b"\r\n")
    except OSError as error:
        raise ReportFailure(f"{path}: cannot be read: {error.strerror or error}") from None
    if not SHORTEST_KEY_BYTES <= len(key) <= LARGEST_KEY_BYTES:
        raise ReportFailure(f"{path}: a key of {SHORTEST_KEY_BYTES} to {LARGEST_KEY_BYTES} bytes was expected, got "
                            f"{'more' if len(key) > LARGEST_KEY_BYTES else len(key)} (openssl rand -hex 32 makes one)")

    def pseudonym(name: str) -> str:
        if not name:
            return ""
        return "p-" + hmac.digest(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:24]

    return pseudonym
