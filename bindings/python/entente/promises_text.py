"""The check before signing in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import entente
from entente.duration import duration_text
from entente.nesting import instant_text

SECOND_US = 1_000_000
MOST_EVENTS = 40  # of a counter-example, on the terminal
_WARNINGS = {
    "start_at_once_or_refund": "start_within and grace are 0: whoever comes while all are busy gets the unit back",
    "visit_longer_than_promise": "a visit may take longer than start_within and grace: no number of people is enough",
    "no_pace": "spacing is 0: units may be spent all at once, so no bound exists for anybody",
    "pace_slower_than_quota": "due dates of a full quota do not fit into the period (spacing x quota > period)",
    "nothing_promised": "no quota: the proofs of the others hold as long as no units are transferred to it",
}
_VERDICTS = {"proved": "yes, proved for every sequence of requests",
             "refused": "no, and the requests that break it are below",
             "not_proved": "not proved: the bound exceeds what is tolerated, and no requests were found that break it"}
_REASONS = {"not_reached": "quotas or the ordinary floor keep the arrivals that were tried from reaching the bound",
            "too_long": "a counter-example would take more requests, or a longer search, than are tried"}


def promise_lines(found: dict[str, Any], when: Callable[[int], str]) -> Iterator[str]:
    """The report, line by line. `when` says an offset of working time in words."""
    serving = "" if found["expedite"] == 0 else f", {found['expedite']} of them kept for incidents"
    yield (f"Can these promises be kept by {_count(found['servers'], 'person', 'people')}{serving}, a visit taking at most "
           f"{duration_text(found['visit_us'])}? {_VERDICTS[found['verdict']]}.")
    for line in found["lines"]:
        yield ""
        yield from _line(line)
        if line["example"] is not None:
            yield from _example(found["examples"][line["example"]], found, when)
    yield from _ordinary(found)
    yield ""
    yield from _repairs(found)
    yield ""
    yield from _inflation(found)
    if found["skill_chain"] is not None:
        yield ""
        yield _chain(found["skill_chain"])


def when_from(contract: entente.Contract, from_us: int) -> Callable[[int], str]:
    """Offsets of working time, with the local time in the pool's calendar where the contract names one."""
    name = (contract.document.get("quotas") or {}).get("calendar")
    zone = contract.document["zone"]
    if not name:
        return lambda offset_us: "+" + duration_text(offset_us)
    calendar = contract.calendar(name)
    try:
        first_us = calendar.next_open(from_us)
    except entente.Error:
        return lambda offset_us: "+" + duration_text(offset_us)

    def when(offset_us: int) -> str:
        try:
            return f"+{duration_text(offset_us)} ({instant_text(calendar.add(first_us, offset_us), zone)})"
        except entente.Error:  # beyond the supported instants
            return "+" + duration_text(offset_us)

    return when


def _line(line: dict[str, Any]) -> Iterator[str]:
    verdict = {"proved": "proved", "refused": "REFUSED", "not_proved": "NOT PROVED", "none": "nothing promised"}
    yield (f"{line['party']}: {verdict[line['promise']]}. {line['quota']} each {duration_text(line['period_us'])}, the first started "
           f"within {duration_text(line['start_within_us'])}, the next ones every {duration_text(line['spacing_us'])}.")
    for warning in line["warnings"]:
        yield f"  warning: {_WARNINGS[warning]}"
    if line["promise"] == "none":
        return
    if line["lateness_us"] is None:
        yield "  bound: none, more work is promised than this team can do"
    else:
        yield (f"  bound: {duration_text(line['at_us'])} after a burst begins, {_count(line['demand'], 'request is', 'requests are')} due, "
               f"the last of them started by {duration_text(line['started_by_us'])}: at most {duration_text(line['lateness_us'])} late, "
               f"{duration_text(line['grace_us'])} tolerated")
        if line["at_most_us"] != line["lateness_us"]:
            most = "unknown" if line["at_most_us"] is None else duration_text(line["at_most_us"])
            yield f"  the load is so close to the limit that this is only the latest found; the safe bound is {most}"
    if line["promise"] == "not_proved":
        yield f"  no counter-example: {_REASONS[line['no_example']]}"


def _example(example: dict[str, Any], found: dict[str, Any], when: Callable[[int], str]) -> Iterator[str]:
    requests = example["requests"]
    size = "none with fewer exists" if example["is_fewest"] else (
        "none of them can be left out" if example["is_minimal"] else "perhaps not the fewest")
    yield (f"  counter-example with {_count(len(requests), 'request', 'requests')} ({size}), each visit taking "
           f"{duration_text(found['visit_us'])}" + (f", beside {_count(found['expedite'], 'person who has', 'people who have')} incidents "
                                                      "without a gap" if found["expedite"] else "") + ":")
    events = list(_events(example))
    for at_us, words in events[:MOST_EVENTS]:
        yield f"    {when(at_us)}: {words}"
    if len(events) > MOST_EVENTS:
        yield f"    ... and {len(events) - MOST_EVENTS} more (all of them: --json)"
    late_us = example["starts_us"] - example["due_us"]
    yield (f"    So a request of {example['party']} due at +{duration_text(example['due_us'])} starts at "
           f"+{duration_text(example['starts_us'])}, {duration_text(late_us)} late.")


def _events(example: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Arrivals and starts in order of time; equal ones at one instant are told together."""
    moments: list[tuple[int, int, str, tuple[Any, ...]]] = []
    for number, request in enumerate(example["requests"]):
        kind = "priority" if request["backed"] else "ordinary"
        due = request["due_us"]
        words = "" if due is None else f"+{duration_text(due)}"
        is_late = ": TOO LATE" if number == example["late"] else ""
        moments.append((request["arrives_us"], 2 * number, "arrives", (request["party"], kind, words)))
        start = request["starts_us"]
        moments.append((start, -1 if start > request["arrives_us"] else 2 * number + 1, "starts",
                        (request["party"], kind, words + is_late)))
    moments.sort(key=lambda moment: moment[:2])
    told: list[tuple[int, str, str, str, list[str]]] = []
    for at_us, _, verb, (party, kind, words) in _blocks(moments):
        if told and told[-1][:4] == (at_us, verb, party, kind):
            told[-1][4].append(words)
        else:
            told.append((at_us, verb, party, kind, [words]))
    for at_us, verb, party, kind, all_words in told:
        count, instants = len(all_words), list(dict.fromkeys(text for text in all_words if text))
        due = f", due {_some(instants)}" if instants else ""
        yield at_us, f"{_count(count, f'{kind} request', f'{kind} requests')} of {party} {verb if count == 1 else verb[:-1]}{due}"


def _some(words: list[str]) -> str:
    """All of a few, the first and the last of many."""
    return ", ".join(words) if len(words) <= 4 else ", ".join([*words[:2], "...", words[-1]])


def _blocks(moments: list[tuple[int, int, str, tuple[Any, ...]]]) -> list[tuple[int, int, str, tuple[Any, ...]]]:
    """Requests that arrive and start at once, one after the other, told as all arriving, then all starting."""
    ordered: list[tuple[int, int, str, tuple[Any, ...]]] = []
    i = 0
    while i < len(moments):
        j = i
        while (j + 1 < len(moments) and moments[j][2] == "arrives" and moments[j + 1][2] == "starts"
               and moments[j][0] == moments[i][0] and moments[j + 1][1] == moments[j][1] + 1):
            j += 2
        if j > i:
            ordered += moments[i:j:2] + moments[i + 1:j:2]
            i = j
        else:
            ordered.append(moments[i])
            i += 1
    return ordered


def _ordinary(found: dict[str, Any]) -> Iterator[str]:
    floor_us = found["ordinary_floor_us"]
    if not floor_us:
        return
    yield ""
    if found["ordinary_at_most_us"] is None:
        yield "Ordinary requests: no bound, although the contract has a floor."
    else:
        yield (f"Ordinary requests: while any waits, one starts within {duration_text(floor_us + found['ordinary_at_most_us'])} of the one "
               f"before (the floor of {duration_text(floor_us)}, {duration_text(found['ordinary_at_most_us'])} late at most).")


def _repairs(found: dict[str, Any]) -> Iterator[str]:
    repairs, proved = found["repairs"], found["verdict"] == "proved"
    yield "What each could be, the rest as it is, with everything proved:" if proved else "What would repair it, one change at a time:"
    people = repairs["servers"]
    yield "  people: " + ("no number is enough" if people is None else f"{people} (there are {found['servers']})")
    visit_us = repairs["visit_us"]
    yield "  visits: " + ("none is short enough" if visit_us is None else
                          f"at most {duration_text(_down(visit_us))} (at most {duration_text(found['visit_us'])} now)")
    permille = repairs["spacing_permille"]
    if permille is None:
        yield "  spacing of all lines: none is wide enough"
    else:
        quotas = ", ".join(f"{line['party']} {line['quota']}" for line in repairs["all_lines"])
        yield f"  spacing of all lines: {permille / 1000:.3f} times as wide; quotas at that pace: {quotas}"
    now = {line["party"]: line for line in found["lines"]}
    for line in repairs["one_line"] or []:
        before = now[line["party"]]
        if line["spacing_us"] is None:
            words = "no spacing is wide enough"
        else:
            spacing_us = _up(line["spacing_us"])
            words = (f"{duration_text(spacing_us)} instead of {duration_text(before['spacing_us'])}, a quota of "
                     f"{before['period_us'] // spacing_us} instead of {before['quota']}")
        yield f"  spacing of {line['party']} alone: {words}"


def _inflation(found: dict[str, Any]) -> Iterator[str]:
    inflation = found["inflation"]
    promised = inflation["promised_load"]
    yield (f"What priority costs at a load of {inflation['load']:.0%}, in mean waits without priority"
           + ("" if promised is None else f" (the promises alone: up to {promised:.0%})") + ":")
    yield "  prioritised   they wait   the others wait"
    for row in inflation["rows"]:
        yield f"  {row['share']:11.0%}   {row['priority']:9.2f}   {row['others']:15.2f}"
    if inflation["waiting"] is not None:
        waiting = inflation["waiting"]
        yield (f"  With random arrivals {waiting['waits']:.0%} of all requests wait at that load, the mean over all is "
               f"{waiting['mean_wait']:.2f} mean visits.")


def _chain(chain: dict[str, Any]) -> str:
    if chain["closed"]:
        return "Skills: one closed chain, help can pass from every pool to every other."
    if chain["from"]:
        return (f"Skills: not a closed chain; one more skill closes it: somebody of {' or '.join(chain['from'])} who learns "
                f"{' or '.join(chain['to'])}.")
    return f"Skills: not a closed chain; it takes {chain['missing']} more skills."


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _up(amount_us: int) -> int:
    return amount_us if amount_us < SECOND_US else -(-amount_us // SECOND_US) * SECOND_US


def _down(amount_us: int) -> int:
    return amount_us if amount_us < SECOND_US else amount_us // SECOND_US * SECOND_US
