"""Turns the JSON files of the benchmark binaries into build/bench/report.md: every figure per item, the ratio to its
floor in the same run, and peers measured here and now."""

import datetime
import json
import pathlib
import platform
import sys

import peers

GRAPH_FLOORS = {"betweenness": "floor/bfs", "influence_wc": "floor/rr_sets", "influence_p01": "floor/rr_sets_p01",
                "coverage_repair": "floor/pairs"}


def graph_floor(name):
    measure, _, graph = name.partition("/")
    return f"{GRAPH_FLOORS[measure]}/{graph}" if measure in GRAPH_FLOORS else None


# Benchmark name (or its beginning) -> the floor it is held against, in the same binary.
FLOORS = {
    "calendar_bench": lambda name: "floor/stream",
    "sla_bench": lambda name: "floor/scan/" + name.rsplit("/", 1)[-1],
    "scheduler_bench": lambda name: "floor/winner_tree/departments:" + name.rsplit("departments:", 1)[-1]
    if "departments:" in name else None,
    "graph_bench": graph_floor,
}


def nanoseconds_per_item(folder, binary):
    """{name: nanoseconds an item}, the median where there are repetitions."""
    figures = {}
    for row in json.loads((folder / f"{binary}.json").read_text(encoding="utf-8"))["benchmarks"]:
        if row.get("aggregate_name", "median") != "median" or "items_per_second" not in row:
            continue
        figures[row["run_name"]] = 1e9 / row["items_per_second"]
    return figures


def table(title, rows, head):
    lines = [f"## {title}", "", "| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return lines + [""]


def main(folder):
    folder = pathlib.Path(folder)
    lines = ["# Benchmarks", "", f"{datetime.date.today()}, {platform.machine()}, {platform.platform()}. "
             "Absolute times hold for this machine and hour only; ratios are within one run.", ""]
    figures = {}
    for binary, floor_of in FLOORS.items():
        figures[binary] = nanoseconds_per_item(folder, binary)
        rows = []
        for name, ns in figures[binary].items():
            floor = figures[binary].get(floor_of(name) or "")
            ratio = f"{ns / floor:.2f}" if floor and not name.startswith("floor/") else ""
            rows.append([name, f"{ns:.2f}", ratio])
        lines += table(binary, rows, ["benchmark", "ns an item", "x floor"])
    rows = [[name, f"{ours:.4g}", f"{theirs:.4g}", f"{theirs / ours:.1f}"]
            for name, ours, theirs in peers.measure(figures)]
    lines += table("Peers, same machine, same run", rows, ["what", "Entente, ns an item", "peer, ns an item", "times faster"])
    (folder / "report.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
