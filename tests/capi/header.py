"""What entente.h declares, read from its text."""

import re


def _without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def functions(text):
    """Names of all declared functions, sorted."""
    return sorted(set(re.findall(r"ENTENTE_API[^;]*?\b(entente_\w+)\s*\(", _without_comments(text))))


def enumerators(text):
    """(enum, enumerator) in the order of the header."""
    pairs = []
    for name, body in re.findall(r"enum\s+(\w+)\s*\{(.*?)\}", _without_comments(text), flags=re.S):
        pairs += [(name, word) for word in re.findall(r"\b(ENTENTE_\w+)\b", body)]
    return pairs


def records(text):
    """(struct, [fields]) of every struct whose fields are public."""
    found = []
    for name, body in re.findall(r"typedef struct (\w+)\s*\{(.*?)\}", _without_comments(text), flags=re.S):
        found.append((name, re.findall(r"\b(\w+)\s*;", body)))
    return found
