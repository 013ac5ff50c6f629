"""What can go wrong: a file cannot be read, or it says something that Keras 3 cannot say."""

from __future__ import annotations

import errno


class UnreadableFile(OSError):
    """The file is broken, unsafe or of a format that is not known. The message names the file and ends with a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}\nHint: {hint}")


class Refused(ValueError):
    """The file holds something that has no exact form in Keras 3.

    Attributes:
        code: ``"K2C201 time_major"``, the page of the guide, or empty.
        where: The layer or the part of the file, ``"layer 'lstm_1' (LSTM)"``.
    """

    def __init__(self, what: str, hint: str, code: str = "", where: str = "") -> None:
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{what}{f' [{code}]' if code else ''}\nHint: {hint}")
        self.what, self.hint, self.code, self.where = what, hint, code, where

    def at(self, where: str) -> Refused:
        """The same refusal with its place, unless it has one."""
        return self if self.where else type(self)(self.what, self.hint, self.code, where)


def of_the_disk(error: BaseException) -> bool:
    """Whether an error is that of a file that is opened or written: it names the file, or says that there is no room."""
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return isinstance(error, OSError) and (error.filename is not None or error.errno in full)
