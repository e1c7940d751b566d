"""The contract's privacy block, applied: who may see what, and how few people a figure may be about."""

from dataclasses import dataclass
from typing import Any

from entente.contract_file import small_group_warning

from .failure import ReportFailure


DEFAULTS = {"purpose": "", "viewers": [], "retention_days": 0, "min_group": 5, "person_level": []}


@dataclass(frozen=True)
class Privacy:
    """What the contract allows. Without the block: by team and department only, groups of five people or more."""

    purpose: str
    viewers: tuple[str, ...]
    retention_days: int
    min_group: int
    person_level: tuple[str, ...]
    viewer: str | None  # who asked to see single persons; None: nobody, and nobody is named

    @property
    def names_persons(self) -> bool:
        return self.viewer is not None

    @property
    def warning(self) -> str:
        """What is weak about the smallest group; empty where nothing is."""
        return small_group_warning(self.min_group)

    @property
    def retention(self) -> str:
        return f"{self.retention_days} days" if self.retention_days else "not stated in the contract"

    @property
    def purpose_or_not_stated(self) -> str:
        return self.purpose or "not stated in the contract"


def privacy_of(document: dict[str, Any], viewer: str | None) -> Privacy:
    """The privacy rules of a contract document for a viewer.

    Raises ReportFailure (E_REFUSED) where the viewer may not see single persons: such a request is never answered with
    something less without saying so.
    """
    block = DEFAULTS | document.get("privacy", {})
    allowed = tuple(block["person_level"])
    if viewer is not None and viewer not in allowed:
        who = ", ".join(f"'{name}'" for name in allowed) if allowed else "nobody"
        raise ReportFailure(f"E_REFUSED: the contract does not let '{viewer}' see single persons "
                            f"(/privacy/person_level names {who})")
    return Privacy(block["purpose"], tuple(block["viewers"]), block["retention_days"], block["min_group"], allowed,
                   viewer)
