"""Files appear whole or not at all, keep what they had, and devices stay what they are."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsnlp.errors import NewsnlpError, OutputError
from newsnlp.files import is_streamed, shown, writing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and devices of POSIX")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65534
MOUNT, UNMOUNT = ["/bin/mount", "--bind"], ["/bin/umount"]


def put(path: str | Path, data: bytes = b"new") -> None:
    with writing(path) as stream:
        stream.write(data)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def in_process(code: str) -> str:
    """Return what a program prints that may do to itself what tests may not."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone may enter; those of pytest are for their owner alone."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.fixture
def old(tmp_path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")
    return path


class TestWhole:
    def test_a_new_file_is_there_when_the_block_ends(self, tmp_path):
        path = tmp_path / "new" / "folder" / "out.jsonl"
        with writing(path) as stream:
            stream.write(b"a")
            stream.flush()
            assert not path.exists()
        assert path.read_bytes() == b"a"
        assert names(path.parent) == ["out.jsonl"]

    @pytest.mark.parametrize("fault", [ValueError("no"), KeyboardInterrupt(), NewsnlpError("no")])
    def test_what_fails_leaves_the_old_file_and_nothing_else(self, tmp_path, old, fault):
        def broken() -> None:
            with writing(old) as stream:
                stream.write(b"half")
                raise fault

        with pytest.raises(type(fault)):
            broken()
        assert old.read_bytes() == b"old"
        assert names(tmp_path) == ["out.jsonl"]

    def test_a_disk_that_is_full_half_way_leaves_the_old_file(self, tmp_path, old):
        # The limit of the size of files stands for the disk: the system refuses further bytes in the same way.
        code = f"""
import resource, signal
from newsnlp.files import writing
from newsnlp.errors import OutputError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    with writing({str(old)!r}) as stream:
        for _ in range(100):
            stream.write(b"x" * 1000)
except OutputError as error:
    print(error)
"""
        assert in_process(code) == f"cannot write {old}: File too large\n"
        assert old.read_bytes() == b"old"
        assert names(tmp_path) == ["out.jsonl"]

    def test_of_two_runs_at_once_the_last_to_end_wins(self, tmp_path, old):
        with writing(old) as first:
            first.write(b"first")
            with writing(old) as second:
                second.write(b"second")
            assert old.read_bytes() == b"second"
        assert old.read_bytes() == b"first"
        assert names(tmp_path) == ["out.jsonl"]

    def test_threads_that_write_one_file_do_not_mix(self, tmp_path):
        path = tmp_path / "out.jsonl"

        def put_often(number: int) -> None:
            for _ in range(20):
                put(path, bytes([number]) * 9999)

        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(put_often, range(8))) == [None] * 8
        assert len(path.read_bytes()) == 9999
        assert len(set(path.read_bytes())) == 1
        assert names(tmp_path) == ["out.jsonl"]


class TestWhatAFileHad:
    @pytest.mark.parametrize("bits", [0o600, 0o640, 0o644, 0o666, 0o755, 0o200])
    def test_the_mode_stays(self, old, bits):
        old.chmod(bits)
        put(old)
        assert mode(old) == bits
        assert old.stat().st_size == 3

    def test_a_file_that_is_private_is_private_while_it_grows(self, tmp_path, old):
        old.chmod(0o640)
        with writing(old):
            assert [mode(path) for path in tmp_path.iterdir() if path != old] == [0o600]

    @pytest.mark.parametrize(("umask", "bits"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
    def test_a_new_file_has_the_mode_of_every_new_file(self, tmp_path, umask, bits):
        before = os.umask(umask)
        try:
            put(tmp_path / "new.jsonl")
        finally:
            os.umask(before)
        assert mode(tmp_path / "new.jsonl") == bits

    @pytest.mark.skipif(not ROOT, reason="only root gives files away")
    def test_the_owner_stays(self, old):
        os.chown(old, NOBODY, NOBODY)
        put(old)
        assert (old.stat().st_uid, old.stat().st_gid, old.read_bytes()) == (NOBODY, NOBODY, b"new")

    @pytest.mark.skipif(not ROOT, reason="only root becomes somebody else")
    @pytest.mark.parametrize("sticky", [False, True])
    def test_the_owner_stays_where_the_file_is_of_somebody_else(self, open_folder, sticky):
        # Whoever may write into a file of somebody else, but not give files away, writes into that very file.
        open_folder.chmod(0o1777 if sticky else 0o777)
        path = open_folder / "out.jsonl"
        path.write_bytes(b"old, and longer than the new")
        path.chmod(0o666)
        code = f"""
import os
from newsnlp.files import writing
os.setgid({NOBODY})
os.setuid({NOBODY})
with writing({str(path)!r}) as stream:
    stream.write(b"new")
"""
        assert in_process(code) == ""
        assert (path.stat().st_uid, mode(path), path.read_bytes()) == (0, 0o666, b"new")
        assert names(open_folder) == ["out.jsonl"]

    def test_extended_attributes_stay(self, old):
        try:
            os.setxattr(old, "user.source", b"wire")
        except (AttributeError, OSError) as error:
            pytest.skip(f"no extended attributes here: {error}")
        put(old)
        assert os.getxattr(old, "user.source") == b"wire"
        assert old.read_bytes() == b"new"

    def test_a_file_that_is_mounted_is_written_in_place(self, tmp_path, old):
        # As containers have them: no rename can take the place of a mount point.
        point = tmp_path / "point.jsonl"
        point.write_bytes(b"")
        if (
            not (ROOT and Path(MOUNT[0]).exists())
            or subprocess.run([*MOUNT, old, point], capture_output=True).returncode
        ):
            pytest.skip("files cannot be mounted here")
        try:
            put(point)
        finally:
            subprocess.run([*UNMOUNT, point], check=True)
        assert old.read_bytes() == b"new"
        assert names(tmp_path) == ["out.jsonl", "point.jsonl"]


class TestLinks:
    def test_a_link_stays_and_its_target_is_written(self, tmp_path, old):
        (tmp_path / "in").mkdir()
        link, second = tmp_path / "in" / "link.jsonl", tmp_path / "second.jsonl"
        link.symlink_to("../out.jsonl")
        second.symlink_to(link)
        put(second)
        assert (link.is_symlink(), second.is_symlink(), old.is_symlink()) == (True, True, False)
        assert old.read_bytes() == b"new"
        assert names(tmp_path / "in") == ["link.jsonl"]

    def test_a_link_that_leads_nowhere_makes_its_target(self, tmp_path):
        link = tmp_path / "link.jsonl"
        link.symlink_to("new/target.jsonl")
        put(link)
        assert link.is_symlink()
        assert (tmp_path / "new" / "target.jsonl").read_bytes() == b"new"

    def test_links_in_a_ring_are_refused(self, tmp_path):
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        with pytest.raises(OutputError, match=r"cannot write .*a: Too many levels of symbolic links"):
            put(tmp_path / "a")
        assert names(tmp_path) == ["a", "b"]

    def test_other_names_of_a_file_keep_what_they_had(self, tmp_path, old):
        other = tmp_path / "other.jsonl"
        os.link(old, other)
        put(old)
        assert (old.read_bytes(), other.read_bytes()) == (b"new", b"old")


class TestStreams:
    def test_a_device_stays_one(self, tmp_path, null_device):
        put(null_device)
        assert stat.S_ISCHR(null_device.stat().st_mode)
        assert names(tmp_path) == ["null.json"]

    def test_a_link_to_a_device_stays_one(self, tmp_path, null_device):
        link = tmp_path / "link.json"
        link.symlink_to(null_device)
        put(link)
        assert link.is_symlink()
        assert stat.S_ISCHR(null_device.stat().st_mode)

    def test_a_full_device_is_told(self, full_device):
        with pytest.raises(OutputError, match=r"cannot write .*full.json: No space left on device"):
            put(full_device)
        assert stat.S_ISCHR(full_device.stat().st_mode)

    def test_a_named_pipe_carries_what_is_written(self, tmp_path):
        path = tmp_path / "pipe.jsonl"
        os.mkfifo(path)
        read: list[bytes] = []
        reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
        reader.start()
        put(path, b"x" * 200_000)
        reader.join(10)
        assert read == [b"x" * 200_000]
        assert stat.S_ISFIFO(path.stat().st_mode)

    def test_a_pipe_that_nobody_reads_any_more_is_told(self, tmp_path):
        path = tmp_path / "pipe.jsonl"
        os.mkfifo(path)
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

        def lonely() -> None:
            with writing(path) as stream:
                os.close(reader)
                stream.write(b"new")

        with pytest.raises(OutputError, match=r"cannot write .*pipe.jsonl: Broken pipe"):
            lonely()

    @pytest.mark.parametrize("form", ["/dev/fd/{}", "/proc/self/fd/{}", "{link}"])
    def test_an_open_descriptor_goes_on_where_it_is(self, tmp_path, old, form):
        # As `-o /dev/stdout >> out.jsonl`: opened by its name, the file would begin anew.
        link = tmp_path / "link"
        with old.open("ab") as stream:
            link.symlink_to(f"/dev/fd/{stream.fileno()}")
            path = form.format(stream.fileno(), link=link)
            if not os.path.exists(path):
                pytest.skip("descriptors have no names here")
            assert is_streamed(path)
            put(path)
            stream.write(b"!")  # the descriptor is still open
        assert old.read_bytes() == b"oldnew!"

    def test_a_socket_behind_a_descriptor_is_written(self):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            put(f"/dev/fd/{ours.fileno()}")
            assert theirs.recv(10) == b"new"

    def test_a_descriptor_that_would_block_is_waited_for(self):
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        read: list[bytes] = []

        def read_all() -> None:
            with open(reader, "rb") as stream:
                read.append(stream.read())

        thread = threading.Thread(target=read_all)
        thread.start()
        put(f"/dev/fd/{writer}", b"x" * 300_000)
        os.close(writer)
        thread.join(10)
        assert read == [b"x" * 300_000]

    def test_other_sockets_are_refused(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
            with pytest.raises(OutputError, match="cannot write socket: No such device or address"):
                put("socket")

    def test_disks_are_refused(self, tmp_path):
        path = tmp_path / "disk"
        try:
            os.mknod(path, stat.S_IFBLK | 0o600, os.makedev(7, 250))
        except PermissionError:
            pytest.skip("only root makes device nodes")
        with pytest.raises(OutputError, match="it is a block device"):
            put(path)


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("", "cannot write a file without a name"),
            (".", "cannot write .: it is a directory"),
            ("new/", "cannot write new/: it names a directory"),
            ("file/out.jsonl", "cannot write file/out.jsonl: Not a directory"),
            ("n" * 256, "File name too long"),
            ("n/" * 3000 + "n", "File name too long"),
            ("a\0b", "cannot write 'a\\x00b': embedded null"),
            ("a\ud800b", "cannot write 'a\\ud800b': "),
            ("/proc/nosuch/out.jsonl", "cannot write /proc/nosuch/out.jsonl: No such file or directory"),
        ],
    )
    def test_names_that_cannot_be(self, tmp_path, monkeypatch, name, told):
        monkeypatch.chdir(tmp_path)
        Path("file").write_bytes(b"old")
        with pytest.raises(OutputError) as caught:
            put(name)
        assert told in str(caught.value)
        assert "\n" not in str(caught.value)
        assert names(tmp_path) == ["file"]

    @pytest.mark.parametrize(
        "name", [".jsonl", "n" * 255, "è" * 127, "a\nb.jsonl", "\udce8.jsonl", " ", "-o", "a b.jsonl", "..x", "\x1b[1m"]
    )
    def test_names_that_can(self, tmp_path, name):
        put(tmp_path / name)
        put(tmp_path / name, b"newer")
        assert (tmp_path / name).read_bytes() == b"newer"
        assert [os.fsencode(path) for path in names(tmp_path)] == [os.fsencode(name)]
        assert shown(name).isprintable()

    @pytest.mark.skipif(not ROOT, reason="becomes somebody who may do little")
    @pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
    def test_what_one_may_not_write(self, open_folder, file_mode, folder_mode):
        path = open_folder / "out.jsonl"
        path.write_bytes(b"old")
        path.chmod(file_mode)
        open_folder.chmod(folder_mode)
        code = f"""
import os
from newsnlp.errors import OutputError
from newsnlp.files import writing
os.setgid({NOBODY})
os.setuid({NOBODY})
try:
    with writing({str(path)!r}) as stream:
        stream.write(b"new")
except OutputError as error:
    print(error)
"""
        assert in_process(code) == f"cannot write {path}: Permission denied\n"
        assert path.read_bytes() == b"old"
        assert names(open_folder) == ["out.jsonl"]
