"""The page about the handling of cases is what the program prints."""

from pathlib import Path

from server.cli.case_table import as_markdown, as_text
from server.rules.cases.steps import STEPS

PAGE = Path(__file__).resolve().parents[2] / "docs/cases.md"


def test_the_page_is_the_print_of_the_table() -> None:
    printed = "\n".join(as_markdown()).rstrip() + "\n"

    assert PAGE.read_text(encoding="utf-8") == printed, (
        "flask --app wsgi cases steps --format md > docs/cases.md"
    )


def test_every_step_stands_in_the_terminals_print_too() -> None:
    printed = "\n".join(as_text())

    assert all(f"\n{step.name}\t" in printed for step in STEPS)
