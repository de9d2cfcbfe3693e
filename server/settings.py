"""How is this installation set up? The only place that reads the environment."""

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from server.errors import SettingMissing

PROJECT = Path(__file__).resolve().parent.parent
LEAST_SECRET_BYTES = 32
OUTWARD = (
    *("SMTP_URL", "SMTP_FROM", "WEBHOOK_HOSTS", "WEBHOOK_PRIVATE_HOSTS"),
    *("SMS_URL", "SMS_HEADERS", "SMS_BODY", "SMS_SUCCESS", "OUTWARD_CA_FILE"),
)
WECHAT = (
    *("WECHAT_APPID", "WECHAT_SECRET", "WECHAT_CALLBACK_TOKEN", "WECHAT_AES_KEY"),
    *("WECHAT_API_URL", "WECHAT_ENV_VERSION", "WECHAT_TEMPLATES", "WECHAT_VERIFY_FILES"),
)


@dataclass(frozen=True)
class Settings:
    """Everything an operator decides before the program starts.

    ``public_url`` has no slash at its end. ``secret_key`` has at least 32 bytes and is never
    used itself: every purpose derives its own key, so that no two of them can be joined.
    ``lease_seconds`` is how long a started job may be silent before another node takes it over.
    ``idle_seconds`` and ``session_hours``: how long a sign-in at the console lives, unused and
    altogether. ``password_days``: after how many days a password must be changed, 0 for never.
    ``old_secret_keys`` open what was sealed before ``secret_key`` was changed, until
    ``accounts rotate-key`` has sealed it anew.
    ``outward`` is what SMTP_*, WEBHOOK_*, SMS_* and OUTWARD_CA_FILE say, by their names: which
    channels messages leave by (senders/channels.py reads it).
    ``wechat`` is what WECHAT_* say, by their names; empty where there is no mini-program.
    """

    database_url: str
    secret_key: str
    public_url: str
    var_dir: Path
    is_demo: bool = False
    trusted_proxies: int = 0
    threads: int = 1
    lease_seconds: int = 600
    idle_seconds: int = 600
    session_hours: int = 12
    password_days: int = 0
    old_secret_keys: tuple[str, ...] = ()
    outward: Mapping[str, str] = field(default_factory=dict, repr=False)
    wechat: Mapping[str, str] = field(default_factory=dict, repr=False)

    def key(self, purpose: str) -> bytes:
        """The 32 byte key of one purpose (HMAC-SHA-256 of its name)."""
        return _derived(self.secret_key, purpose)

    def keys(self, purpose: str) -> tuple[bytes, ...]:
        """The key of one purpose and those of the old secrets, newest first: for unsealing."""
        return tuple(
            _derived(secret, purpose) for secret in (self.secret_key, *self.old_secret_keys)
        )

    @property
    def domain(self) -> str:
        """The host that must open when a citizen scans a poster of this installation."""
        return urlsplit(self.public_url).netloc

    @property
    def photo_folder(self) -> Path:
        """Where cleaned photos are kept."""
        return self.var_dir / "photos"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment variables.

    Raises SettingMissing naming the variable when a compulsory one is absent: SECRET_KEY (32
    bytes or more) always, PUBLIC_URL outside the demo. There is no default secret.
    """
    env = os.environ if environment is None else environment
    var_dir = Path(env.get("VAR_DIR", "var")).resolve()
    is_demo = env.get("DEMO") == "1"
    return Settings(
        database_url=env.get("DATABASE_URL") or f"sqlite:///{var_dir / 'chuangping.db'}",
        secret_key=_secret(env),
        public_url=_public_url(env, is_demo=is_demo),
        var_dir=var_dir,
        is_demo=is_demo,
        trusted_proxies=int(env.get("TRUSTED_PROXIES", "0")),
        threads=int(env.get("THREADS", "1")),
        lease_seconds=int(env.get("LEASE_SECONDS", "600")),
        idle_seconds=int(env.get("IDLE_SECONDS", "600")),
        session_hours=int(env.get("SESSION_HOURS", "12")),
        password_days=int(env.get("PASSWORD_DAYS", "0")),
        old_secret_keys=tuple(env.get("OLD_SECRET_KEYS", "").split()),
        outward={name: env[name] for name in OUTWARD if env.get(name)},
        wechat={name: env[name] for name in WECHAT if env.get(name)},
    )


def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"chuangping/{purpose}".encode(), sha256)


def _secret(env: Mapping[str, str]) -> str:
    secret = env.get("SECRET_KEY", "")
    if len(secret.encode()) < LEAST_SECRET_BYTES:
        raise SettingMissing(name="SECRET_KEY")
    return secret


def _public_url(env: Mapping[str, str], *, is_demo: bool) -> str:
    url = env.get("PUBLIC_URL", "")
    if not url and is_demo:
        url = f"http://127.0.0.1:{env.get('PORT', '8000')}"
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
        raise SettingMissing(name="PUBLIC_URL")
    return url.rstrip("/")
