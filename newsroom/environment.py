"""Reads the settings that come from the environment; what is wrong is said in one line."""

import os
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from newsroom.problems import StartupProblem

# What a public site must be told; a local one has a default for each.
NEEDED_IN_PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL")


def in_production() -> bool:
    """True where `ISNAD_ENV` is `production`. Raises `StartupProblem` for an unknown value."""
    value = os.environ.get("ISNAD_ENV", "local")
    if value not in ("local", "production"):
        raise StartupProblem(f"ISNAD_ENV is '{value}': it must be 'local' or 'production'.")
    return value == "production"


def require_production_settings() -> None:
    """Raise `StartupProblem` naming every setting of a public site that is missing."""
    missing = [name for name in NEEDED_IN_PRODUCTION if not os.environ.get(name)]
    if missing:
        raise StartupProblem(
            f"ISNAD_ENV is 'production', but {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not set: see README, Deploying."
        )
    if len(os.environ["SECRET_KEY"]) < 50:
        raise StartupProblem("SECRET_KEY is too short: it needs 50 characters or more.")


def flag(name: str, default: bool = False) -> bool:
    """A yes-or-no variable: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise StartupProblem(f"{name} is '{value}': it must be 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """A list of values, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number that is not negative."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise StartupProblem(f"{name} is '{value}': it must be a whole number.")
    return int(value)


def time_zone(name: str, default: str) -> str:
    """A time zone's name that this machine knows."""
    value = os.environ.get(name, default)
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        raise StartupProblem(f"{name} is '{value}', which is not a known time zone.") from error
    return value


def local_secret(path: Path) -> str:
    """The secret key of a local site, made on first use and readable by its owner only."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(64)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(key)
        except FileExistsError:  # another command was first
            return path.read_text(encoding="ascii").strip()
        return key
    except PermissionError as error:
        raise StartupProblem(f"{path} belongs to another user and cannot be read.") from error
