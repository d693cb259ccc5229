# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One thread of a program that does not go on while the others do: held by ptrace, as by a debugger. No signal stops one alone."""

import contextlib
import os
import subprocess
import sys

from tests.support.blackbox.residue import by_root

SECONDS = 20

# Lets it go as it ends, whatever ends it: what its tracer held goes on without one.
HOLD = """
import ctypes, os, sys
ptrace = ctypes.CDLL(None, use_errno=True).ptrace
ptrace.argtypes, ptrace.restype = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p], ctypes.c_long
seize, interrupt, every_thread = 0x4206, 0x4207, 0x40000000  # PTRACE_SEIZE, PTRACE_INTERRUPT (ptrace(2)); __WALL
thread = int(sys.argv[1])
for request in (seize, interrupt):
    if ptrace(request, thread, None, None) != 0:
        sys.exit(os.strerror(ctypes.get_errno()))
os.waitpid(thread, every_thread)
print("held", flush=True)
sys.stdin.read()
"""


def threads_of(pid):
    """Of a process, the first of them first."""
    return sorted(int(thread) for thread in os.listdir(f"/proc/{pid}/task"))


@contextlib.contextmanager
def stuck(thread):
    """Inside, this thread does nothing. Needs root, since our programs let nobody of the same user look into them."""
    holder = subprocess.Popen([*by_root(), sys.executable, "-c", HOLD, str(thread)], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        if holder.stdout.readline() != "held\n":
            raise AssertionError(f"thread {thread} can't be held: {holder.communicate(timeout=SECONDS)[1]}")
        yield
    finally:
        holder.communicate(timeout=SECONDS)  # closes its stdin, which ends it
