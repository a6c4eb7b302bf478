# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Decisions: what a rule cites is on record, and every choice of the model is cited where it was made."""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
# Choices about the nation itself. The others are about the engine, its libraries and its files.
OF_THE_MODEL = {"0007", "0009", "0012", "0013", "0014", "0018", "0020", "0023", "0028"}


def cited():
    """Record number -> files that cite it."""
    found = {}
    for path in (ROOT / "model").rglob("*"):
        if path.suffix in {".h", ".cpp"}:
            for number in re.findall(r"CHOICE (\d{4})", path.read_text()):
                found.setdefault(number, set()).add(path.name)
    return found


def records():
    return {path.name[:4]: path for path in DECISIONS.glob("0*.md")}


def test_what_is_cited_is_on_record():
    assert set(cited()) <= set(records())


def test_every_choice_of_the_model_is_cited_where_it_was_made():
    assert OF_THE_MODEL <= set(cited())


def test_a_record_that_is_replaced_is_cited_no_longer():
    replaced = set(re.findall(r"^Replaces \[(\d{4})\]", "\n".join(
        path.read_text() for path in records().values()), re.M))
    assert replaced and not replaced & set(cited())


def test_every_record_is_in_the_list_and_says_context_choice_and_consequence():
    listed = re.findall(r"^\| \[(\d{4})\]\((\S+)\)", (DECISIONS / "README.md").read_text(), re.M)
    assert sorted(name for _, name in listed) == sorted(path.name for path in records().values())
    for number, path in records().items():
        text = path.read_text()
        assert text.startswith(f"# {number} "), path
        assert "**Context.**" in text and "**Choice.**" in text, path
