"""Sizes, offsets and enumerators of entente.h are those of the checked-in layout file (`--write` makes it anew)."""

import pathlib
import subprocess
import sys
import tempfile

from header import enumerators, records


def program(header):
    text = header.read_text(encoding="utf-8")
    lines = [f'#include "{header.resolve()}"', "#include <stdio.h>", "int main(void) {"]
    for enum, name in enumerators(text):
        lines.append(f'  printf("{enum} {name} %d\\n", (int){name});')
    for record, fields in records(text):
        lines.append(f'  printf("{record} %zu\\n", sizeof({record}));')
        for field in fields:
            lines.append(
                f'  printf("{record}.{field} %zu %zu\\n", offsetof({record}, {field}), sizeof((({record} *)0)->{field}));'
            )
    return "\n".join([*lines, "  return 0;", "}", ""])


def measure(header, compiler):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "layout.c")
        source.write_text(program(header), encoding="utf-8")
        binary = pathlib.Path(folder, "layout")
        subprocess.run([compiler, "-std=c99", str(source), "-o", str(binary)], check=True)
        return subprocess.run([str(binary)], check=True, capture_output=True, text=True).stdout


def main(header, layout, compiler, *options):
    measured = measure(pathlib.Path(header), compiler)
    if "--write" in options:
        pathlib.Path(layout).write_text(measured, encoding="utf-8")
        return 0
    expected = pathlib.Path(layout).read_text(encoding="utf-8").splitlines()
    # Within a major version, lines may be added; none may change or go.
    missing = [line for line in expected if line not in measured.splitlines()]
    unlisted = [line for line in measured.splitlines() if line not in expected]
    for line in missing:
        print("changed or gone:", line)
    for line in unlisted:
        print("not in the layout file:", line)
    return 1 if missing or unlisted or not expected else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
