"""Settings from the environment: their defaults, their forms, and one line for what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom import environment as env
from newsroom.problems import StartupProblem

KEY = "k" * 50


def problem(call: Callable[[], object]) -> str:
    with pytest.raises(StartupProblem) as caught:
        call()
    return str(caught.value)


def test_local_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ISNAD_ENV", raising=False)
    assert env.in_production() is False
    monkeypatch.setenv("ISNAD_ENV", "production")
    assert env.in_production() is True
    monkeypatch.setenv("ISNAD_ENV", "prod")
    assert problem(env.in_production) == (
        "ISNAD_ENV is 'prod': it must be 'local' or 'production'."
    )


def test_what_production_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in env.NEEDED_IN_PRODUCTION:
        monkeypatch.delenv(name, raising=False)
    assert problem(env.require_production_settings) == (
        "ISNAD_ENV is 'production', but SECRET_KEY, ALLOWED_HOSTS, SITE_URL are not set:"
        " see README, Deploying."
    )
    monkeypatch.setenv("SECRET_KEY", KEY[1:])
    monkeypatch.setenv("ALLOWED_HOSTS", "news.example")
    assert problem(env.require_production_settings) == (
        "ISNAD_ENV is 'production', but SITE_URL is not set: see README, Deploying."
    )
    monkeypatch.setenv("SITE_URL", "https://news.example")
    assert problem(env.require_production_settings) == (
        "SECRET_KEY is too short: it needs 50 characters or more."
    )
    monkeypatch.setenv("SECRET_KEY", KEY)
    env.require_production_settings()


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("TRUE", True), ("on", True), ("0", False), ("No", False), ("off", False)],
)
def test_flag(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("A_FLAG", value)
    assert env.flag("A_FLAG", default=not expected) is expected


def test_flag_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", " ")
    assert env.flag("A_FLAG", default=True) is True
    monkeypatch.setenv("A_FLAG", "maybe")
    assert problem(lambda: env.flag("A_FLAG")) == "A_FLAG is 'maybe': it must be 1 or 0."


def test_words_and_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", " a, ,b ,")
    assert env.words("SOME") == ["a", "b"]
    assert env.words("NONE_OF_THAT", "x,y") == ["x", "y"]
    monkeypatch.setenv("SOME", " 12 ")
    assert env.number("SOME", 3) == 12
    assert env.number("NONE_OF_THAT", 3) == 3
    monkeypatch.setenv("SOME", "-1")
    assert problem(lambda: env.number("SOME", 3)) == "SOME is '-1': it must be a whole number."


def test_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZONE", "Asia/Qatar")
    assert env.time_zone("ZONE", "UTC") == "Asia/Qatar"
    for wrong in ("Asia/Nowhere", "../etc/passwd", ""):
        monkeypatch.setenv("ZONE", wrong)
        assert problem(lambda: env.time_zone("ZONE", "UTC")).startswith("ZONE is '")


def test_local_secret_is_made_once_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = env.local_secret(path)
    assert len(key) == 86
    assert env.local_secret(path) == key
    assert path.stat().st_mode & 0o777 == 0o600


def test_problems_are_one_line() -> None:
    assert str(StartupProblem("Something\n   is\twrong.")) == "Something is wrong."
