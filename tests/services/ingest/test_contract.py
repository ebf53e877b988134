"""`ingest_many` leaves the rows that `ingest` leaves, one by one, for every kind of item."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import models, transaction
from django.utils import timezone

from articles.importers.records import Item
from articles.models import (
    Article,
    AuditEntry,
    Change,
    Citation,
    ImportBatch,
    ImportRecord,
    Original,
    Revision,
)
from articles.services.actors import COMMAND, Actor
from articles.services.ingest import Filing, Ingested, ingest, ingest_many, open_batch
from articles.services.ingest.many import PORTION
from tests import factories
from tests.services.ingest.items import credited, record, refused

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TABLES: list[type[models.Model]] = [
    Original, Article, Revision, Citation, ImportBatch, ImportRecord, Change, AuditEntry,
]  # fmt: skip


def items() -> list[Item]:
    """One of each kind, in one input."""
    return [
        record(1, standfirst="مقدمة", dated="2019-06", byline=("سلمى", "عمر"), url="https://e.example/1"),
        credited(2),
        credited(3, footer="المصدر: موقع KNOWN.EXAMPLE + وكالات"),
        record(4, key="jsonl:1", raw=b"other bytes"),  # duplicate id
        record(5, key="jsonl:2", raw=credited(2).raw),  # the same once more
        record(6, key="jsonl:6", raw=record(1).raw),  # bytes that another item has
        refused(7),
        refused(8, "missing-id", raw=b"", key="jsonl:8"),
        record(9, title="ع" * 501),  # does not fit
        record(10, body_html="<script>1</script>", body_text=""),  # no text is left
        record(11, publisher_name="ن" * 201, url="javascript:alert(1)", category="ثقافة"),
        record(12, key="jsonl:bad\x00"),
        record(13, dated="2019-06-18T10:00:00+03:00", cleaned=("bidi-override",), language="und"),
        record(14, body_html='<p>"ق" \\ \t<br>نص</p>', footer="سطر\nسطر", prompt="اترك تعليقا"),
    ]  # fmt: skip


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, list[dict[str, Any]]]:
    """All rows, with ranks for ids, and without the times that the database itself takes."""
    ranks = {
        table: {pk: rank for rank, pk in enumerate(table._default_manager.order_by("pk").values_list("pk", flat=True))}
        for table in TABLES
    }  # fmt: skip
    by_name = {table._meta.model_name: table for table in TABLES}
    kept: dict[str, list[dict[str, Any]]] = {}
    for table in TABLES:
        kept[table.__name__] = []
        for row in table._default_manager.order_by("pk"):
            values = {}
            for field in table._meta.concrete_fields:
                value = getattr(row, field.attname)
                if field.primary_key:
                    value = ranks[table][value]
                elif field.related_model in ranks and value is not None:
                    value = ranks[field.related_model][value]  # type: ignore[index]
                elif isinstance(field, models.BinaryField):
                    value = bytes(value)
                values[field.name] = value
            if table is Change:
                del values["at"]
            if table is AuditEntry and row.object_type in by_name:
                values["object_id"] = ranks[by_name[row.object_type]][row.object_id]
            kept[table.__name__].append(values)
    # The audit's order within one call is no promise: by citation there, by item here.
    kept["AuditEntry"] = sorted(
        (
            {**row, "detail": _ranked(row["detail"], ranks), "id": None}
            for row in kept["AuditEntry"]
        ),
        key=repr,
    )
    return kept


def _ranked(
    detail: dict[str, Any], ranks: dict[type[models.Model], dict[int, int]]
) -> dict[str, Any]:
    tables = {"article": Article, "original": Original}
    return {
        key: ranks[tables[key]][value] if key in tables and value is not None else value
        for key, value in detail.items()
    }


@pytest.fixture(params=["whole batch", "no batch", "published", "by an editor"])
def way(request: pytest.FixtureRequest) -> dict[str, Any]:
    by: Actor = factories.user("editor") if request.param == "by an editor" else COMMAND
    section = factories.section("ثقافة", slug="culture")
    known = factories.source("Known", label="معروف")
    known.domains.create(domain="known.example")
    publish = request.param == "published"
    return {
        "by": by,
        "publish": publish,
        "batch": request.param != "no batch",
        "filing": Filing({"ثقافة": section}),
    }


def test_bulk_and_one_by_one_leave_the_same(
    way: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with_batch = way.pop("batch")

    def run(store: Callable[..., Any]) -> tuple[dict[str, Any], Any]:
        with undone():
            batch = None
            if with_batch:
                batch = open_batch(
                    by=way["by"], origin="f.jsonl", sha256="0" * 64, format="jsonl", publish=way["publish"]
                )  # fmt: skip
            told = store(batch)
            return rows(), told

    single, told = run(lambda batch: [ingest(item, batch=batch, **way) for item in items()])
    bulk, tally = run(lambda batch: ingest_many(items(), batch=batch, **way))
    parts, _ = run(lambda batch: _in_parts(batch, way))
    for table in single:
        assert bulk[table] == single[table], table
        assert parts[table] == single[table], table
    assert tally.outcomes == {"created": 7, "unchanged": 1, "rejected": 6}
    assert _outcomes(told) == tally.outcomes
    assert tally.rejected == {
        "duplicate-id": 1, "bad-json": 1, "missing-id": 1, "invalid": 2, "bad-id": 1,
    }  # fmt: skip
    assert tally.cleaned == {"too-long": 1, "bad-url": 1, "bidi-override": 1}
    assert len(single["Change"]) == 1 + (7 if way["publish"] else 0)  # one is the source's


def _in_parts(batch: ImportBatch | None, way: dict[str, Any]) -> None:
    """The same items in two calls, as after a kill."""
    ingest_many(items()[:6], batch=batch, **way)
    ingest_many(items()[6:], batch=batch, start=6 if batch else 0, **way)


def _outcomes(told: list[Ingested]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in told:
        counts[one.outcome.value] = counts.get(one.outcome.value, 0) + 1
    return counts


def test_portions_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with undone():
        ingest_many(items(), by=COMMAND)
        whole = rows()
    assert len(items()) < PORTION
    monkeypatch.setattr("articles.services.ingest.many.PORTION", 3)
    with undone():
        ingest_many(items(), by=COMMAND)
        assert rows() == whole
