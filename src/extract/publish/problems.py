"""What can go wrong with the output as a whole; each says in one sentence what to do."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.ENOSPC: ("the disk is full", "Free some space and run again"),
    errno.EDQUOT: ("the quota is used up", "Free some space and run again"),
    errno.EROFS: ("the file system is read-only", "Choose another folder with --output"),
    errno.EACCES: ("permission denied", "Change its permissions or choose another folder with --output"),
    errno.EPERM: ("permission denied", "Change its permissions or choose another folder with --output"),
    errno.ENOTDIR: ("it is no folder", "Choose another folder with --output"),
    errno.EEXIST: ("a file of that name is in the way", "Choose another folder with --output"),
}


class OutputProblem(Exception):
    """The output cannot be used; ``str()`` is one sentence for people. What was published stays as it is."""


class OutputBusy(OutputProblem):
    """Another run holds the output."""


class DamagedOutput(OutputProblem):
    """A file read back differs from what was written, or a snapshot lacks files it names."""


class UnknownSnapshot(OutputProblem):
    """There is no snapshot of that name."""


def cannot_write(output: object, error: OSError) -> OutputProblem:
    """The problem behind an error of the operating system while writing."""
    cause, advice = _CAUSES.get(
        error.errno or 0, ((error.strerror or str(error)).lower(), "Choose another folder with --output")
    )
    return OutputProblem(
        f"{output}: the results cannot be written: {cause}. {advice}; what was published before is unchanged."
    )
