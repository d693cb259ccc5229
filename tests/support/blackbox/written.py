# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that our programs opened for writing, and every local service that they called, through a whole run of tests.

Each program that a black-box test starts is watched by strace where CHATMET_TRACES names a folder (programs.py); `read`
sums the traces up."""

import collections
import os
import pathlib
import re

from tests.support.blackbox import tracing

TOLD = "told"  # what Save was told, a path a line
CALL = re.compile(r"^(?P<process>\d+)\s+(?P<name>\w+)\((?P<rest>.*)$")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
FOLDER = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>")

# What may be written, by program: the access log and what an order preserves of it; nothing but preferences.
ALLOWED = {
    "chatmet-server": {"the access log": re.compile(r"/access-\d{4}-\d\d-\d\d\.log$"),
                       "lines preserved under an order": re.compile(r"/preserved-[\d-]+\.log(\.part)?$")},
    "chatmet": {"the settings file": re.compile(r"/chatmet/settings\.conf(\.new)?$"),
                "its folder": re.compile(r"/\.config(/chatmet)?$")},
    "chatmet-headless": {},
}
# The display, and what glibc and Qt ask on a desktop.
LOCAL = re.compile(r"\.X11-unix/X|/nscd/socket|/run/user/|/at-spi|/bus")
# At its start: whether another server listens there, or the same person's window on this desktop, which takes over then.
OWN = {"chatmet-server": re.compile(r'/control"$'), "chatmet": re.compile(r'^@"\d+-org\.chatmet\.ChatMet')}


class Written:
    """starts: program -> how often it was watched. files: (program, what) -> how often. wrong: (program, call)."""

    def __init__(self):
        self.starts = collections.Counter()
        self.files = collections.Counter()
        self.wrong = []

    def add(self, program, what, call):
        if what:
            self.files[program, what] += 1
        else:
            self.wrong.append((program, call))


def told(path):
    """Save is told to write there: remembered for the sum."""
    if folder := os.environ.get("CHATMET_TRACES"):
        with open(os.path.join(folder, TOLD), "a", encoding="utf-8") as file:
            file.write(os.path.realpath(path) + "\n")


def read(folder):
    summed = Written()
    try:
        allowed_saves = set(pathlib.Path(folder, TOLD).read_text(encoding="utf-8").splitlines())
    except OSError:
        allowed_saves = set()
    for trace in sorted(pathlib.Path(folder).glob("*.trace")):
        read_one(tracing.whole_lines(trace), summed, allowed_saves)
    return summed


def read_one(lines, summed, allowed_saves):
    """Only from the program's own exec on: what starts it (unshare, sh) is not ours."""
    programs = {}  # process -> program; threads and forks are of the program that ran last
    last = None
    for line in lines:
        call = CALL.match(line)
        if call is None or " = -1 " in line:
            if call is None or call["name"] != "connect":
                continue
        process, name = call["process"], call["name"]
        if name == "execve":
            path = STRING.search(call["rest"])
            last = programs[process] = os.path.basename(path.group(1)) if path else "?"
            summed.starts[last] += last in ALLOWED
            continue
        program = programs.setdefault(process, last)
        if program not in ALLOWED:
            continue
        if name == "connect":
            for match in tracing.ADDRESS.finditer(line):
                own = OWN.get(program)
                if match["path"] and not LOCAL.search(match["path"]) and not (own and own.search(match["path"])):
                    summed.add(program, None, line.strip())
        elif tracing.WRITES.search(line) and '"/dev/null"' not in line:
            summed.add(program, what(program, call["rest"], allowed_saves), line.strip())


def what(program, arguments, allowed_saves):
    """What a path is, in words, if it may be written."""
    strings = STRING.findall(arguments)
    folder = FOLDER.match(arguments)
    path = os.path.realpath(os.path.join(folder.group(1) if folder else "/", strings[0] if strings else ""))
    if path in allowed_saves:
        return "what Save was told"
    return next((words for words, pattern in ALLOWED[program].items() if pattern.search(path)), None)
