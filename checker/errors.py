"""What can go wrong for a user, each message with advice.

Every message is one line: it names the file or option, says what was expected, and what to do.
"""

from __future__ import annotations


class CheckerError(Exception):
    """A mistake the user can mend. The command prints the message and exits with status 2."""


class NothingReadable(CheckerError):
    """No report could be read from what was named."""


class BadSetting(CheckerError):
    """A setting or option has a value that cannot be used."""


class CannotWrite(CheckerError):
    """The report folder cannot be written."""


class ModelUnavailable(CheckerError):
    """A model is missing, or is not the one it should be."""
