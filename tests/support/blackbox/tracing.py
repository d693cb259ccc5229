# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program opened or made with a right to write, as strace saw it."""

import re
import shutil

from tests.support.blackbox.programs import require_all

CALLS = ("open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,"
         "truncate,memfd_create")
# open, openat, openat2 with a right to write; and the calls that make something without opening it.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d*\s*(?!open)[a-z_0-9]+\(")


def wrapper(trace):
    """What to put before a command. -D: the program is our child and strace looks on, so signals reach the program."""
    return ("strace", "-D", "-f", "-qq", "-e", f"trace={CALLS}", "-o", trace)


def require_strace(test):
    if shutil.which("strace") is not None:
        return
    if require_all():
        test.fail("CHATMET_REQUIRE_ALL is set and strace is not installed")
    test.skipTest("strace is not installed")


def calls(trace):
    """Every call that succeeded."""
    with open(trace, encoding="utf-8", errors="replace") as lines:
        return [line for line in lines.read().splitlines() if " = -1 " not in line]


def writes(trace):
    return [call for call in calls(trace) if WRITES.search(call) and '"/dev/null"' not in call]
