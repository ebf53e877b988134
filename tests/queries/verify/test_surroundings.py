"""Files and roles: what `verify` says about them, and how its command ends."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from pytest_django import Settings

from articles.queries import verify
from tests.owner import as_owner
from tests.queries.verify import scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _scene(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    scene.build()


def found() -> list[str]:
    return [str(finding) for finding in verify.findings()]


def test_files_that_are_gone_or_other_ones(capsys: pytest.CaptureFixture[str]) -> None:
    default_storage.delete("renditions/a.webp")
    (Path(default_storage.path("images/a.png"))).write_bytes(b"other")
    assert found() == [
        "media: picture 1: images/a.png has other bytes",
        "media: picture 1: renditions/a.webp is missing",
    ]
    default_storage.delete("images/a.png")
    with pytest.raises(SystemExit) as ended:
        call_command("verify")
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "media: picture 1: images/a.png is missing",
        "media: picture 1: renditions/a.webp is missing",
    ]
    assert lines[2].endswith(": 2 findings.")


def test_the_rights_of_a_named_role_are_checked() -> None:
    as_owner("CREATE ROLE verify_reader", "GRANT SELECT ON articles_revision TO verify_reader")
    told = [str(finding) for finding in verify.findings("verify_reader")]
    assert told == [
        "schema: function isnad_erase: isnad_owner or verify_reader cannot use it",
        "rights: role verify_reader: it may not INSERT articles_revision",
        *(
            f"rights: role verify_reader: it may not {right} {table}"
            for table in ("articles_change", "articles_auditentry", "articles_original")
            for right in ("SELECT", "INSERT")
        ),
    ]
    owner = as_owner("SELECT current_user")[0][0]
    assert list(verify.findings(owner)) == []
