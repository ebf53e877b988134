"""Message catalogues: compiled when they changed, gaps and errors found."""

import gettext
import os
from pathlib import Path

import pytest

from newsroom.messages import catalogues, compile_catalogue, gaps
from newsroom.problems import StartupProblem
from tests.newsroom.site import ROOT

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "app" / "locale" / "ar" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + 'msgid "Article"\nmsgstr "مادة"\n', encoding="utf-8")
    return path


def test_compiled_when_newer(source: Path, tmp_path: Path) -> None:
    assert catalogues(tmp_path) == [source]
    assert compile_catalogue(source) is True
    assert compile_catalogue(source) is False
    assert compile_catalogue(source, always=True) is True
    target = source.with_suffix(".mo")
    later = target.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_catalogue(source) is True
    with target.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Article") == "مادة"
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_gaps(source: Path) -> None:
    source.write_text(
        HEAD
        + 'msgid "Whole"\nmsgstr "تام"\n\n'
        + '#, fuzzy\nmsgid "Unsure"\nmsgstr "لعله"\n\n'
        + 'msgid "Missing"\nmsgstr ""\n\n'
        + '#, python-format\nmsgid "%(count)s left"\nmsgstr "بقي %(number)s"\n',
        encoding="utf-8",
    )
    found = [line.removeprefix(f"{source}:") for line in gaps(source)]
    assert found[0].endswith(": fuzzy: 'Unsure'")
    assert found[1].endswith(": untranslated: 'Missing'")
    assert "'%(count)s left'" in found[2]
    assert len(found) == 3


def test_no_catalogue(source: Path) -> None:
    source.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(StartupProblem) as caught:
        compile_catalogue(source)
    assert str(caught.value).startswith(f"{source} is not a valid catalogue: ")


def test_ours_are_whole() -> None:
    sources = catalogues(ROOT)
    assert sources
    assert [line for source in sources for line in gaps(source)] == []
