"""What `make run` and `make dev` start: prepares the site and serves it, without loading Django.

Run as `python -m newsroom.start [--dev]`.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

BASE_DIR = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Serve until a signal; returns the exit status, after one line where the site cannot run."""
    from newsroom.address import address_from_environment
    from newsroom.parent import die_with_parent_if_asked
    from newsroom.problems import StartupProblem
    from newsroom.serve import serve

    die_with_parent_if_asked()
    signal.signal(signal.SIGTERM, _interrupt)
    dev = "--dev" in arguments
    if dev:
        os.environ |= {"DEBUG": "1", "DEBUG_TOOLBAR": "1"}
    try:
        return serve(BASE_DIR, address_from_environment(), prepare=True, dev=dev)
    except StartupProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"{error.filename} belongs to another user: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # while the site was being prepared
        return 130


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
