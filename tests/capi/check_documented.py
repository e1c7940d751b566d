"""Every group of declarations in entente.h stands under a comment, and every function that can fail says how."""

import re
import sys


def main(header):
    text = open(header, encoding="utf-8").read()
    problems = []
    group = ""  # the comment that speaks for all operations below it, until the next handle
    for match in re.finditer(r"(/\*.*?\*/)|^typedef struct \w+ \w+;|^(ENTENTE_API[^;]*;)", text, flags=re.S | re.M):
        comment_text, declaration = match.groups()
        if comment_text is not None:
            comment = comment_text
            group = comment if comment.startswith("/* Operations. ") else group
        elif declaration is None:
            group = ""
        else:
            name = re.search(r"\b(entente_\w+)\s*\(", declaration).group(1)
            if "entente_error **err" in declaration and "Errors:" not in comment + group:
                problems.append(f"{name}: the comment before it does not say which errors it gives")
            if declaration.count("(") > 1:
                problems.append(f"{name}: function pointers do not belong in the header")
    if text.count("Since 0.") < 10:
        problems.append("too few `Since` notes")
    for line in problems:
        print(line)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
