# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searches a live program's memory for what must be gone (tests/support/residue)."""

import functools
import json
import os
import subprocess
import sys

from tests.support.blackbox.programs import program

SCAN_SECONDS = 60

# Of every thread that sleeps in a system call: what stands below its stack pointer (/proc/*/syscall has it last but one).
STACKS = """
import json, os, sys
pid, deep = int(sys.argv[1]), int(sys.argv[2])
for task in os.listdir(f"/proc/{pid}/task"):
    with open(f"/proc/{pid}/task/{task}/syscall") as call, open(f"/proc/{pid}/mem", "rb") as memory:
        words = call.read().split()
        if len(words) < 3:
            continue
        pointer = int(words[-2], 16)
        memory.seek(pointer - deep)
        below = memory.read(deep)
        assert any(memory.read(512)), "void: a stack in use that is empty"
        print(json.dumps({"thread": int(task), "used": deep - len(below) + len(below.lstrip(bytes(1)))}))
"""


class NotSearched(Exception):
    """The system does not let us look into the process."""


@functools.cache
def by_root():
    """What to put before the search so that root makes it: our programs let nobody of the same user look into them."""
    if os.geteuid() == 0:
        return ()
    try:
        done = subprocess.run(["sudo", "-n", "true"], capture_output=True, timeout=10, check=False)
    except OSError:
        return ()
    return ("sudo", "-n") if done.returncode == 0 else ()


def ended(pid):
    """Whether there is no such process any more, or only what its parent has not fetched yet."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True


def family(pid):
    """The process and all that it started, as far as they live."""
    found = [pid]
    for one in found:
        try:
            for thread in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{thread}/children", encoding="ascii") as children:
                    found += [int(child) for child in children.read().split()]
        except OSError:
            pass  # it has ended meanwhile
    return found


def stack_used(pid, deep=192 * 1024):
    """Thread -> how far below its stack pointer the first byte stands that is not zero, bytes; for threads that sleep."""
    done = subprocess.run([*by_root(), sys.executable, "-c", STACKS, str(pid), str(deep)], capture_output=True,
                          timeout=SCAN_SECONDS, check=False)
    if done.returncode != 0:
        raise NotSearched(done.stderr.decode(errors="replace").strip())
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {line["thread"]: line["used"] for line in lines}


def search(pid, needles, fragments=16):
    """Hits by label. needles: label -> str (searched in every encoding) or bytes; runs of `fragments` bytes count."""
    lines = "\n".join(json.dumps({"label": label, "text": value} if isinstance(value, str) else
                                 {"label": label, "hex": value.hex()}) for label, value in needles.items())
    # Windows at every 8th byte find each run of fragments + 7 bytes and keep the search quick for pictures.
    done = subprocess.run([*by_root(), program("residue-scan"), "--encodings", "--fragments", str(fragments), "--fragment-step", "8",
                           str(pid)], input=lines.encode(), capture_output=True, timeout=SCAN_SECONDS, check=False)
    if done.returncode == 2:
        raise NotSearched(done.stderr.decode(errors="replace").strip())
    hits = {}
    for line in done.stdout.decode().splitlines():
        hit = json.loads(line)
        if "label" in hit:
            hits.setdefault(hit["label"], []).append(f"{hit['encoding']} x{hit['count']} in {hit['mapping']}")
    return hits
