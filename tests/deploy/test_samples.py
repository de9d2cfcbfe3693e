"""Every path, port, command and limit of the samples is one that the program has."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from server.app import MOST_BODY_BYTES
from server.cli import MODULES
from server.gate import Door, door_of
from server.rules.retention import RULES, DataClass
from tests.deploy import nginx
from tests.house.running import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
HOME, DATA, BACKUPS = "/opt/chuangping", "/var/lib/chuangping", "/var/backups/chuangping"
MEGABYTE = 1024 * 1024
# A county hall at its busiest, all of it behind one address: see the sample.
WINDOWS, RATINGS_A_MINUTE, REQUESTS_A_RATING = 60, 15, 7
# systemd's own measure, in tenths: 0 is locked up, 100 is open. Below 20 it calls a unit "OK".
MOST_EXPOSED = 20


def unit(path: Path) -> configparser.ConfigParser:
    """A unit as systemd reads it."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read(path, encoding="utf-8")
    return parser


def nginx_text() -> str:
    """What the nginx sample says, without its comments."""
    return re.sub(r"#.*", "", nginx.SAMPLE.read_text(encoding="utf-8"))


def caddy_text() -> str:
    """What the Caddy sample says, without its comments."""
    return re.sub(r"#.*", "", (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_service_starts_what_there_is_and_writes_where_data_is(path: Path) -> None:
    service = unit(path)["Service"]
    program, *words = shlex.split(service["ExecStart"])

    assert program in {f"{HOME}/.venv/bin/granian", f"{HOME}/.venv/bin/flask"}
    assert words[words.index("--app") + 2] in MODULES if "--app" in words else "wsgi:app" in words
    assert service["WorkingDirectory"] == HOME
    assert set(service["ReadWritePaths"].split()) <= {DATA, BACKUPS}
    assert service["User"] == "chuangping"
    assert service["EnvironmentFile"] == "/etc/chuangping.env"


def test_the_web_server_takes_every_option_that_the_service_gives() -> None:
    granian = shutil.which("granian", path=str(Path(sys.executable).parent)) or ""
    told = subprocess.run([granian, "--help"], capture_output=True, text=True, check=True).stdout
    _, *words = shlex.split(unit(DEPLOY / "systemd/chuangping-web.service")["Service"]["ExecStart"])

    options = [word for word in words if word.startswith("--")]

    assert options
    assert [option for option in options if option not in told] == []


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_understands_a_service_and_finds_it_closed(path: Path, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed (Debian: apt-get install systemd)")
    text = path.read_text(encoding="utf-8").replace(
        f"{HOME}/.venv/bin/", f"{bin_folder(tmp_path)}/"
    )
    (tmp_path / path.name).write_text(text, encoding="utf-8")

    verified = said([analyze, "verify", "--man=no", "--recursive-errors=no", tmp_path / path.name])
    exposed = said(
        [analyze, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", tmp_path / path.name]
    )

    assert verified == (0, "")
    assert exposed[0] == 0, exposed[1]


def bin_folder(tmp_path: Path) -> Path:
    """Programs that are there, for systemd asks only that."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("granian", "flask"):
        (folder / name).touch(mode=0o755)
    return folder


def said(command: list[str | Path]) -> tuple[int, str]:
    """Exit code of a program, and what it complained of, or all of a table that it drew."""
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stderr.strip() or (done.stdout if done.returncode else "")


def test_a_backup_is_made_each_night_and_kept_for_a_month() -> None:
    timer = unit(DEPLOY / "systemd/chuangping-backup.timer")["Timer"]
    service = unit(DEPLOY / "systemd/chuangping-backup.service")["Service"]

    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d:\d\d", timer["OnCalendar"])
    assert timer["Persistent"] == "yes"
    assert f"find {BACKUPS} -name chuangping-*.tar* -mtime +30 -delete" in service["ExecStartPost"]
    assert service["ExecStart"].endswith(f"backup {BACKUPS}")


def test_proxies_lead_to_the_port_that_the_web_service_listens_at() -> None:
    words = shlex.split(unit(DEPLOY / "systemd/chuangping-web.service")["Service"]["ExecStart"])
    place = f"{words[words.index('--host') + 1]}:{words[words.index('--port') + 1]}"

    assert f"server {place};" in nginx_text()
    assert f"reverse_proxy {place}" in caddy_text()


def test_proxies_close_every_address_of_monitoring_and_no_other(app: Flask) -> None:
    with app.test_request_context():
        monitoring = {
            rule.rule
            for rule in app.url_map.iter_rules()
            if door_of(app.view_functions[rule.endpoint]) is Door.OPERATIONS
        }

    (in_nginx,) = re.findall(r"location ~ \^/\(([a-z|]+)\)\$", nginx_text())
    (in_caddy,) = re.findall(r"path ((?:/\w+ ?)+)\n", caddy_text())

    assert {f"/{name}" for name in in_nginx.split("|")} == monitoring
    assert set(in_caddy.split()) == monitoring


def test_proxies_let_through_a_little_more_than_the_program_takes() -> None:
    (in_nginx,) = re.findall(r"client_max_body_size\s+(\d+)m;", nginx_text())
    (in_caddy,) = re.findall(r"max_size (\d+)MB", caddy_text())

    assert MOST_BODY_BYTES < int(in_nginx) * MEGABYTE < MOST_BODY_BYTES * 1.25
    assert MOST_BODY_BYTES < int(in_caddy) * 1_000_000 < MOST_BODY_BYTES * 1.25


def test_the_rate_limit_leaves_a_whole_hall_behind_one_address_its_room() -> None:
    (a_second,) = re.findall(r"rate=(\d+)r/s", nginx_text())
    busiest = WINDOWS * RATINGS_A_MINUTE / 60 * REQUESTS_A_RATING

    assert int(a_second) > 1.5 * busiest


def test_the_proxy_tells_whom_it_speaks_for_instead_of_adding_to_what_a_client_wrote() -> None:
    text = nginx_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "$proxy_add_x_forwarded_for" not in text
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in text
    assert "proxy_request_buffering   on;" in text


def test_access_logs_are_kept_as_long_as_the_law_asks() -> None:
    days = RULES[DataClass.ACCESS_LOG].days
    rotated = (DEPLOY / "logrotate/chuangping").read_text(encoding="utf-8")
    (in_caddy,) = re.findall(r"roll_keep_for (\d+)h", caddy_text())
    (in_journal,) = re.findall(
        r"MaxRetentionSec=(\d+)day", (DEPLOY / "journald/chuangping.conf").read_text("utf-8")
    )

    assert days is not None
    assert f"daily\n    rotate {days}\n" in rotated
    assert int(in_caddy) == days * 24
    assert int(in_journal) >= days
    assert "/var/log/chuangping/*.log" in rotated
    assert "access_log /var/log/chuangping/access.log" in nginx_text()


def test_nginx_understands_its_sample(tmp_path: Path) -> None:
    program = nginx.program()
    nginx.written(tmp_path, "http://127.0.0.1:8000")

    code, told = said([program, "-t", "-q", "-c", tmp_path / "nginx.conf", "-p", tmp_path])

    assert (code, told) == (0, "")


def test_caddy_understands_its_sample(tmp_path: Path) -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("caddy is not installed (Debian: apt-get install caddy)")
    nginx.make_certificate(tmp_path)
    text = (DEPLOY / "caddy/Caddyfile").read_text(encoding="utf-8")
    moved = nginx.replaced(text, {"/etc/ssl/chuangping": str(tmp_path)})
    moved = nginx.replaced(moved, {"/var/log/chuangping": str(tmp_path)})
    (tmp_path / "Caddyfile").write_text(moved, encoding="utf-8")

    code, told = said(
        [caddy, "validate", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"]
    )

    assert code == 0, told


def test_the_short_name_of_the_commands_reads_the_settings_of_the_services() -> None:
    script = (DEPLOY / "chuangping").read_text(encoding="utf-8")

    assert "/etc/chuangping.env" in script
    assert f"exec {HOME}/.venv/bin/flask --app {HOME}/wsgi" in script
    assert (DEPLOY / "chuangping").stat().st_mode & 0o111
