"""What the page and the terminal say in words: three numbers, one decision."""

from __future__ import annotations

from dataclasses import dataclass

from entente.duration import duration_text
from entente.promises import Team
from entente.report.headline import Headline
from entente.report.table import SmallCell, Table, for_people

from .checked import WORDS, Checked, example_words, repairs_of
from .replayed import total, worst_department


@dataclass(frozen=True)
class Story:
    """Both checks, the replay as tables, and the team."""

    asked: Checked
    offered: Checked
    team: Team
    kept: Table
    policies: Table
    longer: str  # what the log says of visits longer than the bound; empty where none is

    @property
    def name(self) -> str:
        return str(self.offered.terms.document["name"])


def headlines(story: Story) -> list[Headline]:
    """Asked, offered, replayed."""
    promises, kept = total(story.kept, "promises"), total(story.kept, "kept")
    number = f"{for_people(kept, 'count')} of {for_people(promises, 'count')}"
    if isinstance(promises, SmallCell) or isinstance(kept, SmallCell):
        number = str(SmallCell())
    return [Headline(f"Asked: {story.asked.quota_words}", _verdict(story.asked), verdict_words(story.asked, story.team)),
            Headline(f"Offered: {story.offered.quota_words}", _verdict(story.offered), verdict_words(story.offered, story.team)),
            Headline("Promises kept in the replay", number, replay_words(story))]


def _verdict(each: Checked) -> str:
    return WORDS[each.found["verdict"]]


def verdict_words(each: Checked, team: Team) -> str:
    """Why the check says what it says."""
    verdict = each.found["verdict"]
    if verdict == "refused" and each.smallest is not None:
        return example_words(each.smallest)
    if verdict == "proved":
        return (f"Whatever arrives, {team.servers} people start every backed request by its date, as long as no visit takes more than "
                f"{duration_text(team.visit_us)}.")
    if verdict == "none":
        return "No line has units, so nothing is promised."
    return "The bound exceeds what is tolerated, and no requests were found that break it."


def replay_words(story: Story) -> str:
    """What the replay says, in one sentence or two."""
    worst = worst_department(story.kept)
    price, unused = total(story.kept, "ordinary_price_h"), total(story.kept, "units_unused")
    words = "The log played again with the offered contract."
    waits = [total(story.kept, column) for column in ("promised_p50_h", "promised_p90_h", "others_p50_h", "others_p90_h")]
    if all(isinstance(wait, str) for wait in waits):
        words += (f" Half of the promised requests wait at most {waits[0]} h and nine in ten at most {waits[1]} h; of the others "
                  f"{waits[2]} h and {waits[3]} h.")
    if worst is not None:
        words += f" {worst} waits longest."
    if isinstance(price, str) and isinstance(unused, str):
        words += f" Ordinary requests pay {price} h each on average; {unused} units are left unused."
    return words


def decision(story: Story) -> str:
    """One decision."""
    asked, offered = story.asked.found["verdict"], story.offered.found["verdict"]
    if asked == "proved":
        return f"Both sides can sign what was asked: {story.asked.quota_words} is proved with this team."
    if offered == "proved":
        repairs = [repair for repair in repairs_of(story.asked) if repair.change is not None]
        words = f"Sign {story.offered.quota_words}. "
        if repairs:
            words += (f"The cheapest way to what was asked: {repairs[0].what} {repairs[0].then} instead of {repairs[0].now} "
                      f"({for_people(repairs[0].change, 'share')} change).")
        else:
            words += "No single change makes what was asked provable."
        return words
    return "Sign neither as it stands: what is offered is not proved with this team."
