"""What tests of files share: device nodes of their own, so that no fault can harm those of the machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest


def make_device(path: Path, major: int, minor: int) -> Path:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(major, minor))
        path.open("wb").close()
    except (AttributeError, PermissionError) as error:
        pytest.skip(f"only root makes device nodes, on a file system that allows them: {error}")
    return path


@pytest.fixture
def null_device(tmp_path) -> Path:
    """A node of the device that /dev/null is one of."""
    return make_device(tmp_path / "null.json", 1, 3)


@pytest.fixture
def full_device(tmp_path) -> Path:
    """A node of the device that /dev/full is one of."""
    return make_device(tmp_path / "full.json", 1, 7)
