"""The demo sets itself up, and what the operator says wins."""

import stat
from pathlib import Path

from tools.demo import demo_settings


def test_without_any_setting_the_demo_has_all_of_them(tmp_path: Path) -> None:
    settings = demo_settings({"VAR_DIR": str(tmp_path / "var")})

    assert settings["DATABASE_URL"] == f"sqlite:///{tmp_path / 'var' / 'demo.db'}"
    assert settings["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert settings["DEMO"] == "1"
    assert settings["THREADS"] == "1"


def test_the_public_address_follows_the_port(tmp_path: Path) -> None:
    settings = demo_settings({"VAR_DIR": str(tmp_path), "PORT": "8123"})

    assert settings["PUBLIC_URL"] == "http://127.0.0.1:8123"


def test_what_is_given_wins(tmp_path: Path) -> None:
    given = {"DATABASE_URL": "postgresql://x/y", "PUBLIC_URL": "http://hall", "SECRET_KEY": "s"}

    settings = demo_settings({**given, "VAR_DIR": str(tmp_path)})

    assert {name: settings[name] for name in given} == given
    assert settings["THREADS"] == "4"


def test_the_secret_is_random_long_and_for_its_owner_alone(tmp_path: Path) -> None:
    here, there = (demo_settings({"VAR_DIR": str(tmp_path / one)}) for one in ("a", "b"))

    assert here["SECRET_KEY"] != there["SECRET_KEY"]
    assert len(here["SECRET_KEY"]) >= 32
    assert stat.S_IMODE((tmp_path / "a" / "demo-secret").stat().st_mode) == 0o600


def test_the_secret_stays_the_same_at_the_next_start(tmp_path: Path) -> None:
    first, second = (demo_settings({"VAR_DIR": str(tmp_path)}) for _ in range(2))

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
