# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's haproxy, nginx and tor: where they are, installed or unpacked (packaging/install-dependencies), and what the server's
page says to write into their files."""

import os
import pathlib
import re

CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
UNPACKED = pathlib.Path(CACHE, "chatmet/services")
PAGE = pathlib.Path(__file__).resolve().parent.parent.parent.parent / "server/README.md"


def place(path):
    """Of a file of theirs: the unpacked one, or the system's, which may not be there either."""
    unpacked = UNPACKED / path.lstrip("/")
    return str(unpacked) if unpacked.exists() else path


def environment():
    """What they run with: libraries that came with them."""
    folders = [str(folder) for folder in UNPACKED.glob("usr/lib/*-linux-gnu*")]
    return {**os.environ, "LD_LIBRARY_PATH": ":".join(folders)} if folders else None


def block(start):
    """The only block of code of the page whose first line is this one."""
    found = [code for code in re.findall(r"^```\w*\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
             if code.startswith(start)]
    if len(found) != 1:
        raise AssertionError(f"{len(found)} blocks of {PAGE.name} begin with {start!r}")
    return found[0]


def replaced(text, changes):
    """The text with each key, which has to stand in it exactly once, as its value: ports and folders of a test."""
    for old, new in changes.items():
        if text.count(old) != 1:
            raise AssertionError(f"{old!r} stands {text.count(old)} times in {text!r}")
        text = text.replace(old, new)
    return text
