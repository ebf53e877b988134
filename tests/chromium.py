"""Where the browser for the browser tests is; as a program: installs Debian's where it may.

`ISNAD_CHROMIUM` names another browser of the family, or says `no` for none.
"""

import os
import platform
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")


def chromium() -> str | None:
    """The path of the browser; None where there is none, or none is wanted."""
    given = os.environ.get("ISNAD_CHROMIUM", "").strip()
    if given:
        return None if given == "no" else shutil.which(given)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Debian's package as root on Debian; elsewhere, and if that fails, do nothing."""
    if chromium() or os.environ.get("ISNAD_CHROMIUM") or not _may_install():
        return
    print("Installing Debian's chromium for the browser tests ...", flush=True)
    if not _runs(INSTALL) and _runs(("apt-get", "update")):
        _runs(INSTALL)


def _may_install() -> bool:
    """Ubuntu's package of that name is an empty one that asks for snap."""
    try:
        debian = platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False
    return debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _runs(command: tuple[str, ...]) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print((done.stderr.strip().splitlines() or ["apt-get failed"])[-1], file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    install()
