"""The one exception that stops a command with a clear line instead of a traceback."""


class StartupProblem(Exception):
    """Something outside the code keeps the site from running; the message is one line for people.

    `manage.py` prints the message to standard error and exits with status 1.
    """

    def __init__(self, message: str) -> None:
        """Keep `message`, with any line breaks in it folded into spaces."""
        super().__init__(" ".join(message.split()))
