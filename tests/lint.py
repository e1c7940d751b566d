"""Rules of the house that a compiler does not check. Prints each breach with its place; exit status 1 if any."""

import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent

# Who may include whom (see ARCHITECTURE.md).
MAY_KNOW = {
    "base": set(),
    "calendar": {"base"},
    "contract": {"base", "calendar"},
    "ical": {"base", "calendar"},
    "sla": {"base", "calendar", "contract"},
    "quota": {"base", "contract"},
    "scheduler": {"base", "contract", "quota"},
    "simulation": {"base", "calendar", "contract", "quota", "scheduler"},
    "graph": {"base"},
    "analysis": {"base", "graph"},
    "assignment": {"base", "scheduler", "analysis"},
}
# Which library stays in which module.
LIBRARY_ROOMS = {
    "cctz/": {"calendar"},
    "libical/": {"ical"},
    "boost/date_time": {"calendar"},
    "boost/graph": {"graph", "analysis"},
    "Eigen/": {"analysis", "scheduler"},
    "nlohmann/": {"base"},
}
FORBIDDEN_IN_CORE = r"\b(std::chrono::(system|steady)_clock|getenv|std::random_device|setlocale|std::cout|printf\s*\()"


def module_of(path):
    parts = path.relative_to(TOP).parts
    return parts[2] if parts[0] == "include" else parts[1] if parts[0] == "src" else None


def sources(*folders):
    for folder in folders:
        for pattern in ("*.hpp", "*.cpp", "*.h", "*.c", "*.py"):
            yield from sorted((TOP / folder).rglob(pattern))


def check_includes(path, number, line):
    module = module_of(path)
    include = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
    if not include or module not in MAY_KNOW:
        return
    target = include.group(1)
    parts = target.split("/")
    other = parts[1] if parts[0] == "entente" else parts[0]
    if other in MAY_KNOW and other != module and other not in MAY_KNOW[module]:
        yield f"{module} may not know {other} ({target})"
    for prefix, rooms in LIBRARY_ROOMS.items():
        if target.startswith(prefix) and module not in rooms:
            yield f"{prefix} belongs in {', '.join(sorted(rooms))} only"
    if path.relative_to(TOP).parts[0] == "include" and re.match(r"boost|Eigen|unsupported|cctz|nlohmann", target):
        yield f"{target} in a public header"
    if target.startswith(("capi", "entente.h")) and not target.startswith("entente/"):
        yield "the engine may not know the C API"


def main():
    problems = []
    for path in sources("include", "src", "capi", "bindings/python", "bench", "tests", "examples"):
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(TOP)
        if len(lines) > 400 and str(name) != "capi/entente.h":
            problems.append(f"{name}: {len(lines)} lines, at most 400")
        for number, line in enumerate(lines, 1):
            for problem in check_includes(path, number, line):
                problems.append(f"{name}:{number}: {problem}")
            if name.parts[0] in ("include", "src") and re.search(FORBIDDEN_IN_CORE, line):
                problems.append(f"{name}:{number}: the core reads no clock, environment or locale and prints nothing")
            macro = re.match(r"\s*#\s*define\s+(\w+)", line)
            if macro and name.parts[0] in ("include", "src", "capi") and not macro.group(1).startswith("ENTENTE_"):
                problems.append(f"{name}:{number}: macro {macro.group(1)} without ENTENTE_")
    for source in sorted((TOP / "src").rglob("*.cpp")):
        relative = source.relative_to(TOP / "src")
        listed = (source.parent / "CMakeLists.txt").read_text(encoding="utf-8") if relative.parent.name != "base" else (
            TOP / "src/CMakeLists.txt").read_text(encoding="utf-8")
        if source.name not in listed:
            problems.append(f"src/{relative} is not in a CMakeLists.txt")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
