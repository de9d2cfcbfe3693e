"""A demo that was interrupted while it was loaded is loaded anew; one that was whole is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.interrupted import whole_or_anew


def load(var_dir: Path, act: Callable[[Path], object]) -> Path:
    """Load a demo in that folder; the file of its database."""
    file = var_dir / "demo.db"
    with whole_or_anew({"VAR_DIR": str(var_dir), "DATABASE_URL": f"sqlite:///{file}"}):
        act(file)
    return file


def interrupt(file: Path) -> None:
    """Ctrl-C, when half of it is there."""
    file.write_text("half")
    file.with_name("demo.db-wal").write_text("half")
    raise KeyboardInterrupt


def test_after_an_interruption_the_next_start_finds_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        load(tmp_path, interrupt)

    load(tmp_path, lambda file: file.write_text("" if file.exists() else "whole"))

    assert [file.read_text() for file in tmp_path.iterdir()] == ["whole"]


def test_a_whole_demo_outlives_an_interrupted_second_start(tmp_path: Path) -> None:
    file = load(tmp_path, lambda file: file.write_text("whole"))

    with pytest.raises(KeyboardInterrupt):
        load(tmp_path, lambda _file: interrupt(tmp_path / "other.db"))
    load(tmp_path, lambda _file: None)

    assert file.read_text() == "whole"


def test_another_kind_of_database_is_left_alone(tmp_path: Path) -> None:
    settings = {"VAR_DIR": str(tmp_path), "DATABASE_URL": "postgresql:///hall"}

    with whole_or_anew(settings):
        noted = list(tmp_path.iterdir())

    assert noted == []
