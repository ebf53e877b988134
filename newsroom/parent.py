"""Ending together with the process that started this one, even where that was killed."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Set for processes that must not outlive their parent, and inherited by their own children.
VARIABLE = "STOP_WITH_PARENT"


def die_with_parent() -> None:
    """Ask the kernel to send SIGTERM to this process when its parent dies (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def die_with_parent_if_asked() -> None:
    """The same where the environment has `STOP_WITH_PARENT=1`."""
    if os.environ.get(VARIABLE) == "1":
        die_with_parent()


def leave_if_orphaned(parent: int) -> None:
    """End this new process where `parent` died before the kernel was asked to tell of it."""
    if os.getppid() != parent:
        os._exit(1)
