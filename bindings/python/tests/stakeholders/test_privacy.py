"""Names of people leave only for a viewer whom the contract allows; figures about few people not at all."""

import pytest

SECRETS = ("Zoe", "Yan", "Ann", "Bob", "Cid", "Dan", "Mia", "SECRET")
NAMED = ("needs_second_person.csv", "load_by_person.csv", "sensitive_cases.csv", "project_coverage.csv", "second_person_plan.csv",
         "absence.csv", "role_panel.csv", "key_players.csv", "meeting_plan.csv", "relations_to_keep.csv",
         "bypass_pairs.csv", "ambassadors_by_name.csv", "stakeholders.html")


def plant(folder):
    """A secret in every column that nobody asked for."""
    for name in ("tickets", "events", "people", "contacts", "projects"):
        first, *rows = (folder.folder / f"{name}.csv").read_text().splitlines()
        folder.write(name, "\n".join([first + ",notes", *[row + f",SECRET {i}" for i, row in enumerate(rows)]]) + "\n")


def found(text):
    return {secret for secret in SECRETS if secret in text}


def test_no_person_and_no_secret_reaches_any_output_without_a_viewer(folder, capsys):
    plant(folder)
    assert folder.run() == 0
    captured = capsys.readouterr()
    for name, text in [*folder.texts().items(), ("stdout", captured.out), ("stderr", captured.err)]:
        assert not found(text), name


def test_a_row_that_could_not_be_used_does_not_leak_its_cells(folder, capsys):
    folder.write("contacts", (folder.folder / "contacts.csv").read_text() + "Ann,SECRET,2026-03-02T10:00:00+01:00,call,5,\n")
    assert folder.run() == 0
    captured = capsys.readouterr()
    assert not any(found(text) for text in [*folder.texts().values(), captured.out, captured.err])


@pytest.mark.parametrize("person_level", [[], ["keeper"]])
def test_asking_without_being_allowed_is_refused_and_nothing_is_written(folder, capsys, person_level):
    folder.document["privacy"] |= {"viewers": ["head", "keeper"], "person_level": person_level}
    assert folder.run("--viewer", "head") == 1
    assert "E_REFUSED: the contract does not let 'head' see single persons" in capsys.readouterr().err
    assert not folder.out.exists()


def test_without_a_privacy_block_nobody_sees_persons_and_figures_of_few_are_gone(folder, capsys):
    del folder.document["privacy"]
    assert folder.run("--viewer", "head") == 1
    assert folder.run() == 0
    assert folder.table("requests") == [] and folder.table("handovers") == []
    assert {row["tickets"] for row in folder.table("tension_by_team")} <= {"small cell", "0"}
    assert "left out, about too few people: 4 relations" in " ".join(folder.texts()["about.csv"].lower().split())
    assert "<svg" not in folder.texts()["stakeholders.html"]


def test_an_allowed_viewer_sees_persons_in_named_tables_only_and_no_secret_ever(folder, capsys):
    plant(folder)
    assert folder.run("--viewer", "head") == 0
    assert "Persons are named for the viewer 'head'" in capsys.readouterr().out
    for name, text in folder.texts().items():
        assert "SECRET" not in text, name
        if name not in NAMED:
            assert not found(text), name
    assert {row["persons_named_for"] for row in folder.table("about")} == {"head"}


def test_every_export_and_the_page_state_population_purpose_and_retention(folder):
    assert folder.run() == 0
    about = folder.table("about")
    assert {row["file"] for row in about} == set(folder.texts())
    for row in about:
        assert row["population"] and row["purpose"] == "Keep the promises" and row["retention"] == "90 days"
    page = folder.texts()["stakeholders.html"]
    for words in ("Purpose: Keep the promises.", "Viewers: head.", "Retention: 90 days.", "Population: "):
        assert words in page
    assert "nobody is ranked" in page


def test_pseudonyms_replace_every_name_of_a_person_everywhere(folder):
    (folder.folder / "key").write_bytes(b"0123456789abcdef\n")
    assert folder.run("--viewer", "head", "--pseudonym-key", str(folder.folder / "key")) == 0
    for name, text in folder.texts().items():
        assert not found(text), name
    assert "p-" in folder.texts()["load_by_person.csv"] and "under pseudonyms" in folder.texts()["stakeholders.html"]


def test_a_machine_is_nobody_in_any_table(folder):
    (folder.folder / "map.json").write_text('{"automation": ["Zoe"]}')
    assert folder.run("--viewer", "head", "--at", "2026-03-03T16:00:00+01:00") == 0
    assert [row["person"] for row in folder.table("load_by_person")] == ["Yan"]
    assert folder.table("sensitive_cases")[0]["holder"] == ""


def test_the_same_input_gives_the_same_bytes(folder):
    assert folder.run("--viewer", "head") == 0
    first = {path.name: path.read_bytes() for path in folder.out.iterdir()}
    assert folder.run("--viewer", "head") == 0
    assert first == {path.name: path.read_bytes() for path in folder.out.iterdir()}


def test_no_table_orders_people_by_a_figure(folder):
    """Tables that name people go by name."""
    assert folder.run("--viewer", "head") == 0
    people = [row["person"] for row in folder.table("load_by_person")]
    assert people == sorted(people)
