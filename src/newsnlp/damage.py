"""What is wrong with a file of a pipeline at first sight; files get lost, cut off, or were never fetched."""

from __future__ import annotations

from pathlib import Path

# What Git leaves in the place of a large file that it has not fetched.
LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def fault_of(path: Path) -> str | None:
    """Return what is wrong with a file, None where nothing is that its first bytes would tell."""
    try:
        with path.open("rb") as file:
            head = file.read(len(LFS_POINTER))
    except FileNotFoundError:
        return "it is not there"
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"
    if not head:
        return "it is empty"
    if head == LFS_POINTER:
        return "it is a Git LFS pointer, not the file that it stands for: run `git lfs pull` in the repository first"
    return None


def faults_in(folder: Path) -> list[str]:
    """Return the files of a folder and of those below it that have a fault, each with what it is."""
    found = ((path.relative_to(folder), fault_of(path)) for path in sorted(folder.rglob("*")) if not path.is_dir())
    return [f"{name}: {fault}" for name, fault in found if fault]
