"""The functions of entente.h, the checked-in symbol list and what the library exports are the same set."""

import subprocess
import sys

from header import functions


def main(header, symbols, library):
    declared = functions(open(header, encoding="utf-8").read())
    listed = open(symbols, encoding="utf-8").read().split()
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    exported = sorted(line.split()[-1].split("@")[0] for line in lines.splitlines() if " A " not in line)
    if not declared:
        sys.exit("no function found in " + header)
    problems = 0
    for name, others, what in (
        ("entente.symbols", listed, "list"), ("the library", exported, "export")
    ):
        for symbol in sorted(set(declared) - set(others)):
            print(f"{symbol} is declared, but {name} does not {what} it")
            problems += 1
        for symbol in sorted(set(others) - set(declared)):
            print(f"{symbol} is not declared, but {name} does {what} it")
            problems += 1
    if listed != sorted(listed):
        print("entente.symbols is not sorted")
        problems += 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
