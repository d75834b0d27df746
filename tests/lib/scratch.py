"""Directories for programs that flush every file they write: in memory where there is such a place, or they take minutes."""
import os
import pathlib
import tempfile

MEMORY = "/dev/shm"


def scratch(prefix):
    return pathlib.Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
