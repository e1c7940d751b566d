"""Documents for the tests of the contract language: valid ones, and for each rule one that breaks it."""

import copy
import json
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = json.loads((SOURCE / "examples/contracts/uci-servicenow.json").read_text(encoding="utf-8"))

MINIMAL = {"entente": 1, "name": "n", "zone": "Etc/UTC"}

FULL = {
    "entente": 1,
    "name": "Tout, \u00e9crit",
    "zone": "Europe/Paris",
    "calendars": {
        "day": {
            "zone": "Asia/Tokyo",
            "weekly": {"mon": [["09:00", "12:00"], ["13:00:30", "24:00"]], "sun": [["22:00", "06:00"]], "tue": []},
            "holidays": [
                "2026-12-25", {"date": "2026-05-15", "name": "Pont"}, "2024-02-29", "1970-01-01", "2099-12-31",
                {"yearly": "02-29", "from": 1970, "until": 1970}, {"easter": -2, "name": "Vendredi saint", "until": 2030},
                {"weekday": "mon", "nth": 5, "month": 12, "observed": "none"}, {"orthodox_easter": 366},
                {"yearly": "12-26", "observed": "next_weekday", "from": 1871},
                {"weekday": "sun", "nth": "last", "month": 1, "observed": "nearest_weekday"},
            ],
            "exceptions": {"2026-12-24": [["09:00", "12:00"]], "2026-12-31": []},
            "breaks": {"2026-12-23": [["10:00", "10:15"]]},
        },
        "both": {"intersection": ["day", "a/b~c", "either"]},
        "a/b~c": {},
        "always": {"weekly": "24x7", "holidays": [{"date": "1970-01-01"}]},
        "either": {"union": ["day", "a/b~c"]},
        "less": {"difference": ["always", "both"]},
    },
    "parties": [
        {"id": "Sales", "kind": "requester", "name": "Ventes", "values": ["sales", ""], "others": False},
        {"id": "Rest", "kind": "requester", "others": True},
        {"id": "IT", "kind": "provider", "values": ["sales"]},
    ],
    "clock_map": {
        "New": "run", "Wait": {"clock": "pause", "waits_for": "third_party"}, "Ask": {"clock": "pause"}, "Done": "stop"
    },
    "targets": [
        {"id": "t1", "metric": "resolution", "duration": "1h1m1s1us", "calendar": "day", "reopen": "ignore",
         "when": {"priority": ["1", "2"], "kind": [""]}, "close_lands_on": "next_open", "clock_map": {"Done": "run"}},
        {"id": "t2", "metric": "first_response", "duration": "90s", "calendar": "a/b~c", "reopen": "ignore",
         "responded_in": ["Wait"], "when": {"priority": ["3", "1"]}},
        {"id": "t3", "metric": "resolution", "duration": "1139568h", "calendar": "day", "when": {}},
    ],
    "recorded_verdict": {"column": "ok", "met": ["yes", ""], "targets": ["t3", "t1"], "note": ""},
    "quotas": {
        "calendar": "day", "backed_when": {"kind": ["urgent"]}, "started_in": ["New", "Wait"], "ordinary_floor": "0us",
        "lines": [
            {"party": "Sales", "quota": 3, "period": "10h", "start_within": "0m", "answer_within": "2h", "weight": 16,
             "spacing": "1h", "carry_cap": 2, "carry_num": 1, "carry_den": 2, "overdraft": 1, "grace": "5m",
             "anchor": "3h"},
            {"party": "Rest", "quota": 0, "period": "1us", "start_within": "1h"},
        ],
    },
    "coverage": {"knowers": 3, "tickets_to_know": 1, "smallest_population": 0},
    "privacy": {"purpose": "p", "viewers": ["cio", "heads"], "retention_days": 0, "min_group": 1,
                "person_level": ["heads"]},
}

VALID = {"minimal": MINIMAL, "full": FULL, "example": EXAMPLE}

REMOVE = object()


def changed(path, value, base=FULL):
    """A copy of a document with the value at this path put in, or removed."""
    document = copy.deepcopy(base)
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is REMOVE:
        del place[path[-1]]
    elif path[-1] == "+":
        place.append(value)
    else:
        place[path[-1]] = value
    return document


H = ("calendars", "day", "holidays")
T1, T2, L0 = ("targets", 0), ("targets", 1), ("quotas", "lines", 0)

# (what is wrong, document, code that must be among the problems)
INVALID = [
    ("version 2", changed(("entente",), 2), "version"),
    ("version as text", changed(("entente",), "1"), "wrong_type"),
    ("no version", changed(("entente",), REMOVE), "missing_key"),
    ("no name", changed(("name",), REMOVE), "missing_key"),
    ("no zone", changed(("zone",), REMOVE), "missing_key"),
    ("empty name", changed(("name",), ""), "bad_value"),
    ("NUL in a name", changed(("name",), "a\0b"), "nul_character"),
    ("unknown key", changed(("calendar",), {}), "unknown_key"),
    ("not an object", [], "wrong_type"),
    ("zone with a blank", changed(("zone",), "Europe/ Paris"), "bad_value"),
    ("zone of dots", changed(("zone",), "../etc"), "bad_value"),
    ("zone longer than any", changed(("zone",), "A" * 65), "bad_value"),
    ("weekday unknown", changed(("calendars", "day", "weekly", "monday"), []), "unknown_key"),
    ("24:00 as a start", changed(("calendars", "day", "weekly", "mon"), [["24:00", "24:00"]]), "bad_value"),
    ("24:00:00", changed(("calendars", "day", "weekly", "mon"), [["09:00", "24:00:00"]]), "bad_value"),
    ("time without a zero", changed(("calendars", "day", "weekly", "mon"), [["9:00", "10:00"]]), "bad_value"),
    ("minute 60", changed(("calendars", "day", "weekly", "mon"), [["09:60", "10:00"]]), "bad_value"),
    ("interval of one", changed(("calendars", "day", "weekly", "mon"), [["09:00"]]), "bad_value"),
    ("interval of three", changed(("calendars", "day", "weekly", "mon"), [["09:00"] * 3]), "bad_value"),
    ("49 intervals", changed(("calendars", "day", "weekly", "mon"), [["09:00", "10:00"]] * 49), "limit"),
    ("holiday as a number", changed(("calendars", "day", "holidays"), [20261225]), "wrong_type"),
    ("holiday of 1969", changed(("calendars", "day", "holidays"), ["1969-12-31"]), "bad_value"),
    ("holiday of 2100", changed(("calendars", "day", "holidays"), ["2100-01-01"]), "bad_value"),
    ("holiday as null", changed(H, [None]), "wrong_type"),
    ("holiday without a rule", changed(H, [{"name": "x"}]), "missing_key"),
    ("holiday of two rules", changed(H, [{"yearly": "12-25", "easter": 1}]), "forbidden_key"),
    ("holiday with a name that is empty", changed(H, [{"yearly": "12-25", "name": ""}]), "bad_value"),
    ("holiday with an unknown key", changed(H, [{"yearly": "12-25", "title": "x"}]), "unknown_key"),
    ("yearly with a year", changed(H, [{"yearly": "2026-12-25"}]), "bad_value"),
    ("yearly of month 13", changed(H, [{"yearly": "13-01"}]), "bad_value"),
    ("yearly of a number", changed(H, [{"yearly": 1225}]), "wrong_type"),
    ("weekday without nth", changed(H, [{"weekday": "mon", "month": 1}]), "missing_key"),
    ("weekday without a month", changed(H, [{"weekday": "mon", "nth": 1}]), "missing_key"),
    ("weekday in full", changed(H, [{"weekday": "monday", "nth": 1, "month": 1}]), "bad_value"),
    ("6th weekday", changed(H, [{"weekday": "mon", "nth": 6, "month": 1}]), "out_of_range"),
    ("0th weekday", changed(H, [{"weekday": "mon", "nth": 0, "month": 1}]), "out_of_range"),
    ("first weekday in words", changed(H, [{"weekday": "mon", "nth": "first", "month": 1}]), "bad_value"),
    ("weekday of month 0", changed(H, [{"weekday": "mon", "nth": 1, "month": 0}]), "out_of_range"),
    ("nth from Easter", changed(H, [{"easter": 1, "nth": 1}]), "forbidden_key"),
    ("367 days from Easter", changed(H, [{"easter": 367}]), "out_of_range"),
    ("Easter of a text", changed(H, [{"easter": "1"}]), "wrong_type"),
    ("half a day from Easter", changed(H, [{"orthodox_easter": 0.5}]), "not_an_integer"),
    ("observed somewhere", changed(H, [{"easter": 1, "observed": "monday"}]), "bad_value"),
    ("date that is observed", changed(H, [{"date": "2026-12-25", "observed": "none"}]), "forbidden_key"),
    ("date from a year on", changed(H, [{"date": "2026-12-25", "from": 2026}]), "forbidden_key"),
    ("from year 0", changed(H, [{"easter": 1, "from": 0}]), "out_of_range"),
    ("until year 10000", changed(H, [{"easter": 1, "until": 10000}]), "out_of_range"),
    ("1001 rules", changed(H, [{"easter": 1}] * 1001), "limit"),
    ("weekly of a word", changed(("calendars", "day", "weekly"), "always"), "bad_value"),
    ("weekly of a list", changed(("calendars", "day", "weekly"), []), "wrong_type"),
    ("union of one", changed(("calendars", "either"), {"union": ["day"]}), "bad_value"),
    ("union of a text", changed(("calendars", "either"), {"union": "day"}), "wrong_type"),
    ("union of a number", changed(("calendars", "either"), {"union": ["day", 1]}), "wrong_type"),
    ("union of the same", changed(("calendars", "either"), {"union": ["day", "day"]}), "duplicate_value"),
    ("difference of three", changed(("calendars", "less"), {"difference": ["day", "both", "always"]}), "bad_value"),
    ("union and intersection", changed(("calendars", "either", "intersection"), ["day", "always"]), "forbidden_key"),
    ("union with a zone", changed(("calendars", "either", "zone"), "UTC"), "forbidden_key"),
    ("union with a title", changed(("calendars", "either", "title"), "x"), "unknown_key"),
    ("month 13", changed(("calendars", "day", "exceptions", "2026-13-01"), []), "bad_value"),
    ("day 0", changed(("calendars", "day", "breaks", "2026-01-00"), []), "bad_value"),
    ("65 calendars", {**MINIMAL, "calendars": {f"c{i}": {} for i in range(65)}}, "limit"),
    ("party without a kind", changed(("parties", 0, "kind"), REMOVE), "missing_key"),
    ("party of another kind", changed(("parties", 0, "kind"), "vendor"), "bad_value"),
    ("party value twice", changed(("parties", 0, "values"), ["x", "x"]), "duplicate_value"),
    ("others as a text", changed(("parties", 0, "others"), "yes"), "wrong_type"),
    ("clock unknown", changed(("clock_map", "New"), "go"), "bad_value"),
    ("state without a clock", changed(("clock_map", "New"), {"waits_for": "provider"}), "missing_key"),
    ("waits for nobody", changed(("clock_map", "New"), {"clock": "run", "waits_for": "nobody"}), "bad_value"),
    ("state as a number", changed(("clock_map", "New"), 1), "wrong_type"),
    ("state without a name", changed(("clock_map", ""), "run"), "bad_value"),
    ("target without a duration", changed(T1 + ("duration",), REMOVE), "missing_key"),
    ("duration of days", changed(T1 + ("duration",), "2d"), "bad_value"),
    ("duration out of order", changed(T1 + ("duration",), "3m2h"), "bad_value"),
    ("duration 0", changed(T1 + ("duration",), "0h"), "bad_value"),
    ("duration empty", changed(T1 + ("duration",), ""), "bad_value"),
    ("duration of a fraction", changed(T1 + ("duration",), "1.5h"), "bad_value"),
    ("duration of 8 digits of hours", changed(T1 + ("duration",), "00000001h"), "bad_value"),
    ("duration below 0", changed(T1 + ("duration",), "-1h"), "bad_value"),
    ("duration with a line end", changed(T1 + ("duration",), "1h\n"), "bad_value"),
    ("duration as a number", changed(T1 + ("duration",), 8), "wrong_type"),
    ("metric unknown", changed(T1 + ("metric",), "response"), "bad_value"),
    ("response without states", changed(T2 + ("responded_in",), REMOVE), "missing_key"),
    ("response in no state", changed(T2 + ("responded_in",), []), "bad_value"),
    ("resolution with responded_in", changed(T1 + ("responded_in",), ["Wait"]), "forbidden_key"),
    ("response that resumes", changed(T2 + ("reopen",), "resume"), "bad_value"),
    ("condition without values", changed(T1 + ("when",), {"priority": []}), "bad_value"),
    ("condition twice the same", changed(T1 + ("when",), {"priority": ["1", "1"]}), "duplicate_value"),
    ("condition as a text", changed(T1 + ("when",), {"priority": "1"}), "wrong_type"),
    ("verdict without targets", changed(("recorded_verdict", "targets"), []), "bad_value"),
    ("verdict without met", changed(("recorded_verdict", "met"), REMOVE), "missing_key"),
    ("quotas without lines", changed(("quotas", "lines"), REMOVE), "missing_key"),
    ("quota below 0", changed(L0 + ("quota",), -1), "out_of_range"),
    ("quota above a billion", changed(L0 + ("quota",), 10**9 + 1), "out_of_range"),
    ("quota of a half", changed(L0 + ("quota",), 0.5), "not_an_integer"),
    ("quota of null", changed(L0 + ("quota",), None), "wrong_type"),
    ("period 0", changed(L0 + ("period",), "0us"), "bad_value"),
    ("weight 0", changed(L0 + ("weight",), 0), "out_of_range"),
    ("weight 17", changed(L0 + ("weight",), 17), "out_of_range"),
    ("carry_den 0", changed(L0 + ("carry_den",), 0), "out_of_range"),
    ("knowers 0", changed(("coverage", "knowers"), 0), "out_of_range"),
    ("privacy without a purpose", changed(("privacy", "purpose"), REMOVE), "missing_key"),
    ("purpose empty", changed(("privacy", "purpose"), ""), "bad_value"),
    ("min_group 0", changed(("privacy", "min_group"), 0), "out_of_range"),
]

# Rules that JSON Schema cannot express: (what is wrong, text or document, the code, which alone is exempt).
BEYOND_SCHEMA = [
    ("zone without data", changed(("zone",), "Europe/Nowhere"), "unknown_zone"),
    ("calendar's zone without data", changed(("calendars", "day", "zone"), "Mars/Base"), "unknown_zone"),
    ("zone of the machine", changed(("zone",), "localtime"), "unknown_zone"),
    ("zone with leap seconds", changed(("calendars", "day", "zone"), "right/Europe/Paris"), "unknown_zone"),
    ("30 February", changed(("calendars", "day", "holidays"), ["2026-02-30"]), "no_such_date"),
    ("29 February 2100 is no key", changed(("calendars", "day", "breaks"), {"2023-02-29": []}), "no_such_date"),
    ("30 February of every year", changed(H, [{"yearly": "02-30"}]), "no_such_date"),
    ("named date that does not exist", changed(H, [{"date": "2026-02-29"}]), "no_such_date"),
    ("until before from", changed(H, [{"easter": 1, "from": 2027, "until": 2026}]), "inconsistent"),
    ("union of an unknown calendar", changed(("calendars", "either"), {"union": ["day", "dya"]}), "unknown_reference"),
    ("calendar of itself", changed(("calendars", "either"), {"union": ["day", "either"]}), "cycle"),
    ("calendars of each other", changed(("calendars", "either"), {"union": ["day", "less"]}), "cycle"),
    ("party twice", changed(("parties", "+"), {"id": "Sales", "kind": "provider"}), "duplicate_id"),
    ("value of two parties", changed(("parties", "+"), {"id": "sales", "kind": "requester"}), "claimed_twice"),
    ("two others", changed(("parties", "+"), {"id": "X", "kind": "requester", "others": True}), "claimed_twice"),
    ("target twice", changed(T2 + ("id",), "t1"), "duplicate_id"),
    ("calendar unknown", changed(T1 + ("calendar",), "dya"), "unknown_reference"),
    ("state unknown in a target", changed(T1 + ("clock_map",), {"Dne": "run"}), "unknown_reference"),
    ("responded in an unknown state", changed(T2 + ("responded_in",), ["Dne"]), "unknown_reference"),
    ("verdict of an unknown target", changed(("recorded_verdict", "targets"), ["t9"]), "unknown_reference"),
    ("quotas' calendar unknown", changed(("quotas", "calendar"), "night"), "unknown_reference"),
    ("started in an unknown state", changed(("quotas", "started_in"), ["x"]), "unknown_reference"),
    ("line of an unknown party", changed(L0 + ("party",), "x"), "unknown_reference"),
    ("line of a provider", changed(L0 + ("party",), "IT"), "unknown_reference"),
    ("line twice", changed(("quotas", "lines", 1, "party"), "Sales"), "duplicate_id"),
    ("carries more than all", changed(L0 + ("carry_num",), 3), "inconsistent"),
    ("person level of no viewer", changed(("privacy", "person_level"), ["x"]), "unknown_reference"),
    ("name of 257 bytes", changed(("name",), "\u00e9" * 128 + "a"), "too_long"),
    ("131 years", changed(T1 + ("duration",), "1148328h"), "out_of_range"),
    ("integer as 1.0", json.dumps(changed(L0 + ("weight",), 9)).replace('"weight": 9', '"weight": 9.0'),
     "not_an_integer"),
    ("duplicate key", '{"entente": 1, "name": "a", "name": "a", "zone": "UTC"}', "duplicate_key"),
]
EXEMPT_CODES = {code for _, _, code in BEYOND_SCHEMA}
