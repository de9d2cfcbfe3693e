"""How does a test stand behind the nginx sample? The very file, with ports and paths of its own."""

import ipaddress
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.house.running import ROOT, free_port

SAMPLE = ROOT / "deploy" / "nginx" / "chuangping.conf"
STARTS_WITHIN = 10.0
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/chuangping.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """Where nginx listens."""

    https: int
    http: int
    folder: Path


def program() -> str:
    """Where nginx is installed; without it the test is skipped."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if found is None:
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")
    return found


def written(folder: Path, upstream: str, changes: dict[str, str] | None = None) -> Front:
    """The sample in that folder, in front of that server; ``changes`` plant a defect."""
    front = Front(free_port(), free_port(), folder)
    make_certificate(folder)
    text = replaced(
        SAMPLE.read_text(encoding="utf-8"),
        {
            "listen 80;": f"listen 127.0.0.1:{front.http};",
            "listen 443 ssl": f"listen 127.0.0.1:{front.https} ssl",
            "server 127.0.0.1:8000;": f"server {urlsplit(upstream).netloc};",
            "/etc/ssl/chuangping": str(folder),
            "/var/log/chuangping": str(folder),
            **(changes or {}),
        },
    )
    (folder / "chuangping.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    return front


def replaced(text: str, changes: dict[str, str]) -> str:
    """The text with every change made; a change that finds nothing is an error of the test."""
    for old, new in changes.items():
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new)
    return text


@contextmanager
def behind_nginx(
    upstream: str, folder: Path, changes: dict[str, str] | None = None
) -> Iterator[Front]:
    """nginx runs with the sample in front of that server."""
    nginx = program()
    front = written(folder, upstream, changes)
    process = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not (folder / "nginx.pid").exists() and time.monotonic() < until:
            time.sleep(0.02)
        yield front
    finally:
        process.terminate()
        process.wait(10)


def make_certificate(folder: Path) -> None:
    """A certificate for this machine that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(alternative, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "privkey.pem").write_bytes(private)
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
