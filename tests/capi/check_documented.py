"""Every group of declarations in entente.h stands under a comment, and every function that can fail says how."""

import re
import sys


def main(header):
    text = open(header, encoding="utf-8").read()
    problems = []
    since = text.count("Since 0.")
    for match in re.finditer(r"^(ENTENTE_API[^;]*;)", text, flags=re.S | re.M):
        declaration = match.group(1)
        name = re.search(r"\b(entente_\w+)\s*\(", declaration).group(1)
        if re.search(r"\bint32_t\s+\w+\s*\([^;]*entente_error \*\*err", declaration, flags=re.S):
            before = text[: match.start(1)]
            comment = before[before.rfind("/*") :]
            section = before[before.rfind("/* ---") :]
            if "Errors:" not in comment and "Errors:" not in section:
                problems.append(f"{name}: no comment before it says which errors it gives")
        if not re.search(r"entente_error \*\*err\)\s*;$", declaration) and declaration.count("(") > 1:
            problems.append(f"{name}: function pointers do not belong in the header")
    for line in problems:
        print(line)
    if since < 10:
        problems.append("too few `Since` notes")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
