"""Whatever happens to the folder of the index, the site goes on and the index heals by itself."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.models import IndexGeneration
from articles.queries import index_state
from articles.search import folders, reading
from articles.search.engine import IndexProblem
from articles.search.nodes import Everything
from articles.search.tantivy_files import looked_through
from articles.services import indexing_keeper
from articles.services.actors import COMMAND
from articles.services.erasure import erase_article
from articles.services.indexing_keeper import IDLE, Keeper, bring_up_to_date
from articles.text.analyser import analyse_text
from tests import factories

pytestmark = pytest.mark.django_db
Up = Callable[[], None]


@pytest.fixture
def folder(search_index: Up, settings: Settings) -> Path:
    """That of an index of two articles."""
    factories.article("السفينة")
    factories.draft("القطار")
    search_index()
    return Path(settings.SEARCH_DIR)


def files(folder: Path) -> Path:
    return folders.place(folder, folders.current(folder))


def total() -> int | None:
    """How many articles a search could find now; None while the index is being rebuilt."""
    state = index_state.current()
    return state.opened.index.count(Everything()) if state.opened else None


@pytest.mark.parametrize("what", ["all", "generation", "pointer", "meta", "segment"])
def test_what_is_removed_is_built_again(folder: Path, what: str) -> None:
    assert total() == 2
    term = next(files(folder).glob("*.term"))
    meta = files(folder) / "meta.json"
    victims = {"all": folder, "generation": files(folder), "pointer": folder / "current"}
    victim = {**victims, "meta": meta, "segment": term}[what]
    shutil.rmtree(victim) if victim.is_dir() else victim.unlink()
    # Files that are open already are still read: then nothing is missed.
    assert total() in ([2] if what == "segment" else [None])
    assert bring_up_to_date(folder) == 2
    assert total() == 2
    list(looked_through(files(folder)))
    assert IndexGeneration.objects.filter(pk=folders.current(folder), built=True).exists()


@pytest.mark.parametrize("name", ["meta.json", "*.term", "*.idx", "*.pos", "*.fast", "*.fieldnorm"])
@pytest.mark.parametrize("how", ["garbage", "cut", "flipped", "emptied"])
def test_what_is_damaged_is_built_again(folder: Path, name: str, how: str) -> None:
    before = folders.current(folder)
    path = next(files(folder).glob(name))
    whole = path.read_bytes()
    middle = len(whole) // 2
    # Replaced, as an open file that is cut takes the process with it.
    path.unlink()
    path.write_bytes(
        {
            "garbage": b"\x00\xff" * len(whole),
            "cut": whole[:middle],
            "flipped": whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :],
            "emptied": b"",
        }[how]
    )
    if name != "meta.json":
        with pytest.raises(IndexProblem, match="damaged"):
            list(looked_through(files(folder)))
    assert bring_up_to_date(folder) == 2
    assert folders.current(folder) != before
    list(looked_through(files(folder)))
    assert total() == 2


def test_a_file_that_is_cut_while_it_is_open_is_not_read(folder: Path) -> None:
    assert total() == 2
    path = next(files(folder).glob("*.idx"))
    os.truncate(path, 10)
    assert total() is None
    assert (folder / folders.SUSPECT).exists()
    assert bring_up_to_date(folder) == 2
    assert total() == 2


def test_a_reader_of_garbage_has_the_worker_look(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(files(folder).glob("*.idx"))
    whole = path.read_bytes()
    monkeypatch.setattr(indexing_keeper, "LOOK", 0.0)
    with Keeping(folder) as keeper:
        keeper.until_idle()
        path.unlink()
        path.write_bytes(bytes([whole[0] ^ 0xFF]) + whole[1:])
        before = folders.current(folder)
        keeper.until_idle()
        assert folders.current(folder) == before
        opened = reading.opened()
        assert opened is not None
        reading.report(opened, IndexProblem("nonsense"))
        keeper.until_idle()
        assert folders.current(folder) != before
        assert total() == 2
        assert not (folder / folders.SUSPECT).exists()


def test_an_index_of_another_shape_is_not_asked_and_built_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    IndexGeneration.objects.update(shape="0|text")
    before = folders.current(folder)
    assert index_state.current() == index_state.REBUILDING
    assert bring_up_to_date(folder) == 2
    assert folders.current(folder) != before
    assert total() == 2


def test_the_index_of_an_older_analyser_serves_until_the_new_one_is_there(folder: Path) -> None:
    IndexGeneration.objects.update(analyser=0)
    before = folders.current(folder)
    with Keeping(folder) as keeper:
        keeper.round()
        assert keeper.building is not None
        factories.article("الطائرة")
        assert total() == 2
        keeper.until_idle()
    assert folders.current(folder) != before
    assert total() == 3
    assert index_state.current().behind is False


def test_a_full_disk_is_said_once_and_heals(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = folders.current(folder)
    with Keeping(folder) as keeper, monkeypatch.context() as patched:
        keeper.until_idle()
        article = factories.article("الطائرة")

        def full(self: object) -> None:
            raise IndexProblem("The search index cannot be used: No space left on device")

        patched.setattr("articles.search.tantivy_index.TantivyIndex.commit", full)
        assert [keeper.round(), keeper.round(), keeper.round()] == [1.0, 2.0, 4.0]
        assert IndexGeneration.objects.get().problem.endswith("No space left on device")
        state = index_state.current()
        assert (state.state, state.changed, total()) == ("ready", (article.pk,), 2)
        patched.undo()
        keeper.until_idle()
    assert total() == 3
    assert IndexGeneration.objects.get().problem == ""
    assert folders.current(folder) == before
    said = [line for line in caplog.messages if "No space left" in line]
    assert len(said) == 1


def test_erased_words_are_in_no_file(
    search_index: Up, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = "زنزبارية"
    article = factories.article("السفينة", body=f"<p>{word}</p>")
    draft = factories.draft("القطار", body=f"<p>{word}</p>")
    others = [factories.article() for _ in range(3)]
    search_index()
    folder = Path(settings.SEARCH_DIR)
    monkeypatch.setattr(indexing_keeper, "LOOK", 0.0)
    assert written(word) == 2
    with Keeping(folder) as keeper:
        erase_article(by=COMMAND, article_id=article.pk, reason="court")
        keeper.round()
        # Taken out, but not yet gone from the disk.
        assert (total(), written(word)) == (4, 2)
        keeper.until_idle()
        assert (total(), written(word)) == (4, 1)
        erase_article(by=COMMAND, article_id=draft.pk, reason="court")
        keeper.until_idle()
    assert (total(), written(word)) == (len(others), 0)
    assert not (folder / folders.REBUILD).exists()


def test_a_rebuilding_for_erasure_outlives_a_kill(search_index: Up, settings: Settings) -> None:
    word = "زنزبارية"
    article = factories.article("السفينة", body=f"<p>{word}</p>")
    factories.article("القطار")
    search_index()
    folder = Path(settings.SEARCH_DIR)
    with Keeping(folder) as keeper:
        erase_article(by=COMMAND, article_id=article.pk, reason="court")
        keeper.round()
        keeper.round()
        assert (total(), written(word)) == (1, 1)
    search_index()
    assert (total(), written(word)) == (1, 0)


def test_a_second_worker_leaves_the_folder_alone(folder: Path) -> None:
    factories.article()
    with folders.locked(folder, folders.WRITER) as held:
        assert held
        assert bring_up_to_date(folder) is None
        assert total() == 2
    assert bring_up_to_date(folder) == 3


def written(word: str) -> int:
    """How many articles have the word in the files that are read, deleted ones too."""
    index = reading.reader()
    assert index is not None
    return index.doc_freq("text", analyse_text(word)[0].stem)


class Keeping:
    """A keeper that holds its lock, without its waits."""

    def __init__(self, folder: Path) -> None:
        self._lock = folders.locked(folder, folders.WRITER)
        self._folder = folder

    def __enter__(self) -> "Keeping":
        assert self._lock.__enter__()
        self._keeper = Keeper(self._folder, processes=0)
        self.round = self._keeper.round
        return self

    def __exit__(self, *error: object) -> None:
        self._keeper.close()
        self._lock.__exit__(None, None, None)

    @property
    def building(self) -> object:
        return self._keeper.building

    def until_idle(self) -> None:
        while self._keeper.round() != IDLE:
            pass
