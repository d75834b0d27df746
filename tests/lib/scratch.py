"""Directories for programs that flush every file they write: in memory where there is such a place, or they take minutes."""
import os
import pathlib
import tempfile

MEMORY = "/dev/shm"
LEAST = 256 << 20  # bytes free


def roomy():
    if not os.access(MEMORY, os.W_OK):
        return False
    room = os.statvfs(MEMORY)
    return room.f_bavail * room.f_frsize >= LEAST


def scratch(prefix):
    return pathlib.Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if roomy() else None))
