"""Which database does a test run on? A fresh copy of one migrated template, of both kinds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import psycopg
import pytest
from psycopg.rows import TupleRow

from tests.house import postgresql
from tests.house.installation import a_settings, installed
from tests.house.shared import locked

# Rows that the migrations themselves put in; each test finds them as they were.
KEEP_SEEDS = """
CREATE SCHEMA seeds;
DO $$ DECLARE t record; filled boolean; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t.tablename) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE seeds.%I AS TABLE public.%I', t.tablename, t.tablename);
    END IF;
  END LOOP;
END $$
"""
# Deleting from some forty small tables takes 3 ms, truncating them 70 ms. As a replica, the
# session fires no triggers and checks no foreign keys on the way.
EMPTY = """
SET LOCAL lock_timeout = '5s';
SET LOCAL session_replication_role = replica;
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM public.%I', t.tablename);
  END LOOP;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'seeds' LOOP
    EXECUTE format('INSERT INTO public.%I SELECT * FROM seeds.%I', t.tablename, t.tablename);
  END LOOP;
END $$
"""


def migrate(database_url: str, var_dir: Path) -> None:
    """Bring an empty database to today's shape, with the migrations an operator runs."""
    settings = a_settings(database_url=database_url, var_dir=var_dir)
    with installed(settings) as app, app.app_context():
        flask_migrate.upgrade()


@pytest.fixture(scope="session")
def sqlite_template(shared_folder: Path) -> Path:
    """An SQLite file in today's shape, made once per session; copy it, never open it."""
    template = shared_folder / "template.db"
    with locked(shared_folder):
        if not template.exists():
            fresh = shared_folder / "migrating.db"
            fresh.unlink(missing_ok=True)
            migrate(f"sqlite:///{fresh}", shared_folder)
            fresh.rename(template)
    return template


@pytest.fixture(scope="session")
def postgresql_home(shared_folder: Path) -> Path:
    """A running PostgreSQL server with a migrated database named ``template``."""
    binaries = postgresql.programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with locked(shared_folder):
        home = postgresql.start(shared_folder, binaries)
        if not (shared_folder / "template.ready").exists():
            postgresql.drop(home, "template")  # the half of one, where migrating failed before
            migrate(postgresql.create(home, "template"), shared_folder)
            (shared_folder / "template.ready").touch()
    return home


@pytest.fixture(scope="session")
def postgresql_database(postgresql_home: Path, worker_name: str) -> str:
    """This worker's own database; ``database_url`` empties it before each test."""
    url = postgresql.create(postgresql_home, f"test_{worker_name}", template="template")
    with psycopg.connect(url) as connection:
        connection.execute(KEEP_SEEDS.encode())
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database of this test alone."""
    shutil.copy(sqlite_template, tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(scope="session")
def postgresql_broom(postgresql_database: str) -> Iterator[psycopg.Connection[TupleRow]]:
    """The connection that empties this worker's database: a warm one does it in 2 ms, not 14."""
    with psycopg.connect(postgresql_database) as connection:
        yield connection


@pytest.fixture
def postgresql_url(postgresql_database: str, postgresql_broom: psycopg.Connection[TupleRow]) -> str:
    """This worker's PostgreSQL database, as empty as after the migrations."""
    with postgresql_broom.transaction():
        postgresql_broom.execute(EMPTY.encode())
    return postgresql_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database in today's shape; the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
