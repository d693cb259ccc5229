# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the programs under test and ends exactly what it started."""

import functools
import os
import re
import secrets
import select
import signal
import subprocess
import time

from tests.support.blackbox import tracing

READY = re.compile(r"^ready wss://(?P<address>[^ ]+):(?P<port>[0-9]+) sha256:(?P<fingerprint>[0-9a-f]{64})$")
UNLIMITED = ("--config", os.path.join(os.path.dirname(os.path.abspath(__file__)), "unlimited.toml"))  # of a server
END_SECONDS = 20
START_SECONDS = 20  # these machines are noisy; a start takes well below one


def program(name):
    """Path of a program of the build under test, from the environment that CTest sets."""
    variable = "CHATMET_" + name.upper().replace("-", "_")
    path = os.environ.get(variable)
    if not path:
        raise RuntimeError(f"{variable} is not set: run these tests through ctest")
    return path


# What every sanitized server says at its start: an interposed malloc and a sanitizer's exclude each other.
NOT_WIPING = "chatmet-server: freed memory is not overwritten: this build leaves that out\n"


def sanitized():
    """True where the programs are those of a sanitizer's build."""
    return os.environ.get("CHATMET_SANITIZED") == "1"


def require_all():
    """True where a test that can't run is an error instead of a skip."""
    return os.environ.get("CHATMET_REQUIRE_ALL") == "1"


# The server never writes: it always runs here with its working directory and /tmp read-only, where a mount namespace
# of our own may be had (root, or user namespaces).
READ_ONLY = """
for folder in /tmp "$PWD"; do
  mount --bind "$folder" "$folder" && mount -o remount,ro,bind "$folder" || exit 77
done
cd "$PWD" || exit 77
( : > "$PWD/probe" ) 2>/dev/null && exit 77
( : > /tmp/probe ) 2>/dev/null && exit 77
exec "$@"
"""


@functools.cache
def read_only_wrapper():
    """What to put before a command to run it read-only; empty where the system does not let us."""
    wrapper = ("unshare", "--mount", "--propagation", "private", "sh", "-c", READ_ONLY, "sh")
    try:
        done = subprocess.run([*wrapper, "true"], capture_output=True, timeout=10, check=False)
    except OSError:
        done = None
    if done is not None and done.returncode == 0:
        return wrapper
    if require_all():
        raise AssertionError("CHATMET_REQUIRE_ALL is set and a read-only mount namespace can't be had")
    return ()


def plain_user():
    """What to put before a command so that a file's mode means something to it, also where the tests run as root."""
    return ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


def watcher(command):
    """What to put before a command so that what it writes is summed up after the run (written.py)."""
    folder = os.environ.get("CHATMET_TRACES")
    if not folder or not tracing.installed() or "strace" in command:
        return ()
    os.makedirs(folder, exist_ok=True)
    return tracing.whole_wrapper(os.path.join(folder, f"{os.getpid()}-{secrets.token_hex(4)}.trace"))


class Process:
    """A child with its output kept; killed by its own id when the test is over. watched: by strace, for the sum of
    what all programs of all tests wrote, where CHATMET_TRACES is set; nothing is watched twice."""

    def __init__(self, command, watched=True, **options):
        names = [os.path.basename(part) for part in command]
        self.name = next((name for name in names if name.startswith("chatmet")), names[0])
        if watched and self.name.startswith("chatmet"):
            command = [*watcher(command), *command]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.pid = self.child.pid
        self.rest = [b"", b""]  # of stdout and stderr, once it has ended

    def line(self, seconds):
        """The next line of its stdout; an AssertionError with its stderr where none comes in time."""
        return self._line(self.child.stdout, seconds)

    def error_line(self, seconds):
        """The next line of its stderr; the same."""
        line = self._line(self.child.stderr, seconds)
        return self.error_line(seconds) if sanitized() and line + "\n" == NOT_WIPING else line

    def _line(self, stream, seconds):
        deadline = time.monotonic() + seconds
        line = b""
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            readable, _, _ = select.select([stream], [], [], max(left, 0))
            piece = os.read(stream.fileno(), 1) if readable else b""
            if not piece:
                raise AssertionError(f"no line within {seconds} s: {line!r}, stderr {self.stop()[1]!r}")
            line += piece
        return line.decode().rstrip("\n")

    def stop(self, sig=signal.SIGTERM, seconds=15):
        """Ends it; (status, rest of stderr). Kills it where it does not end in time, and that is a failure."""
        if self.child.poll() is None:
            self.child.send_signal(sig)
        try:
            self._collect(seconds)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self._collect()
            raise AssertionError(f"did not end within {seconds} s: {self.rest[1]!r}") from None
        errors = self.rest[1].decode(errors="replace")
        return self.child.returncode, errors.replace(NOT_WIPING, "") if sanitized() else errors

    def kill(self):
        if self.child.poll() is None:
            self.child.kill()
        try:
            self._collect(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.child.stdout.close()
            self.child.stderr.close()
            raise AssertionError(f"{self.name} was killed, and something that it started still holds its output") from None

    def _collect(self, seconds=None):
        if not self.child.stdout.closed:
            self.rest = list(self.child.communicate(timeout=seconds))

    def said(self):
        """What it wrote that nobody has read, stdout and stderr; after its end."""
        return b"".join(self.rest)


class Server(Process):
    """chatmet-server on a free port of this computer. resume_window: seconds that it waits for a line that dropped; most
    tests are about what happens then, and don't wait."""

    def __init__(self, *options, wrapper=(), writable=False, resume_window=0, ready_at="127.0.0.1", **popen):
        command = [*(() if writable else read_only_wrapper()), *wrapper, program("server"), "--listen", "127.0.0.1:0",
                   "--resume-window", str(resume_window), *options]
        super().__init__(command, **popen)
        ready = READY.match(self.line(START_SECONDS))
        if ready is None:
            raise AssertionError(f"no ready line: {self.stop()[1]}")
        if ready["address"] != ready_at:
            raise AssertionError(f"ready at {ready['address']} and not at {ready_at}")
        self.port = int(ready["port"])
        self.fingerprint = ready["fingerprint"]
        self.url = f"wss://127.0.0.1:{self.port}"
