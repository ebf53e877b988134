"""In which language a command speaks to whoever started it."""

import os

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts (POSIX)


def language() -> str:
    """The code of the terminal's language, as far as the program speaks it: Arabic, or English."""
    given = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    return "ar" if given.lower().startswith("ar") else "en"
