"""The notes that a host hands to its data protection officer and works council."""

import json
import pathlib
import re

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDER = TOP / "examples/privacy"
README = (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["impact-assessment", "works-council"])
def test_each_note_stands_in_both_languages_with_the_same_sections_and_blanks(name):
    english, french = ((FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8") for language in ("en", "fr"))
    for pattern in (r"^#+ ", r"^\|", r"^- "):
        assert len(re.findall(pattern, english, re.M)) == len(re.findall(pattern, french, re.M)) , pattern
    for word in ("[viewers]", "[person_level]", "[min_group]", "[retention_days]"):
        assert word in english and word in french
    assert "L2312-38" in english + README and "L2312-38" in french + README


def test_every_linked_note_exists_and_the_house_links_to_them():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (FOLDER / target).exists(), target
    for page in ("README.md", "bindings/python/README.md"):
        assert "examples/privacy/README.md" in (TOP / page).read_text(encoding="utf-8")


def test_the_privacy_block_of_the_readme_is_one_that_a_contract_may_have():
    import entente
    block = json.loads("{" + re.search(r"```json\n(.*?)```", README, re.S).group(1) + "}")
    contract = json.loads((TOP / "examples/contracts/departments.json").read_text(encoding="utf-8")) | block
    assert entente.Contract(json.dumps(contract)).document["privacy"] == block["privacy"]
