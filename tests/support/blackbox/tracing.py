# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program opened or made with a right to write, and whom it called, as strace saw it."""

import re
import shutil


CALLS = ("open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,"
         "truncate,memfd_create")
# open, openat, openat2 with a right to write; and the calls that make something without opening it.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d*\s*(?!open)[a-z_0-9]+\(")


def watched(trace, calls):
    """-D: the program is our child and strace looks on, so signals reach the program."""
    return ("strace", "-D", "-f", "-qq", "-y", "--seccomp-bpf", "-s", "300", "-e", f"trace={calls}", "-o", trace)


def wrapper(trace):
    """What to put before a command to have what it opens in the trace."""
    return watched(trace, CALLS)


def installed():
    return shutil.which("strace") is not None


def whole_lines(trace):
    """One line a call: where another process came between, strace writes its beginning and its end apart."""
    begun = {}
    with open(trace, encoding="utf-8", errors="replace") as lines:
        for line in lines.read().splitlines():
            process = line.split(" ", 1)[0]
            if line.endswith(" <unfinished ...>"):
                begun[process] = line.removesuffix(" <unfinished ...>")
            elif resumed := re.match(r"\d+\s+<\.\.\. \w+ resumed>(.*)", line):
                yield begun.pop(process, process + " ") + resumed.group(1)
            else:
                yield line
    yield from begun.values()  # of processes that ended in the middle of it


def calls(trace):
    """Every call that succeeded."""
    return [line for line in whole_lines(trace) if " = -1 " not in line]


def writes(trace):
    return [call for call in calls(trace) if WRITES.search(call) and '"/dev/null"' not in call]


# ---- who is called

ADDRESS = re.compile(r'sa_family=AF_INET, sin_port=htons\((?P<port>\d+)\), sin_addr=inet_addr\("(?P<v4>[^"]+)"\)|'
                     r'sa_family=AF_INET6, sin6_port=htons\((?P<port6>\d+)\).*?inet_pton\(AF_INET6, "(?P<v6>[^"]+)"|'
                     r'sa_family=AF_UNIX, sun_path=(?P<path>@?"[^"]*")')


def whole_wrapper(trace):
    """As wrapper, with what tells whose calls they are and whom they called on this computer."""
    return watched(trace, CALLS + ",execve,connect")


def network_wrapper(trace):
    """As wrapper, for the calls of the network instead of those of files."""
    return watched(trace, "%network")


def named(trace, names):
    """Calls of these names, those that failed included: who was called and was not there was called."""
    with open(trace, encoding="utf-8", errors="replace") as lines:
        found = []
        for line in lines:
            call = re.match(r"\d+\s+(\w+)\(", line)
            if call and call.group(1) in names:
                found.append(line.rstrip("\n"))
        return found


def destinations(trace):
    """(kind, address or path, port) of everybody that was connected to or sent a datagram."""
    found = set()
    for call in named(trace, ("connect", "sendto", "sendmsg", "sendmmsg")):
        for match in ADDRESS.finditer(call):
            if match["v4"]:
                found.add(("inet", match["v4"], int(match["port"])))
            elif match["v6"]:
                found.add(("inet6", match["v6"], int(match["port6"])))
            else:
                found.add(("unix", match["path"].replace('"', ""), 0))
    return found
