# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of what is packed share: where it stands, programs that may be missing, and what --help lists."""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from tests.support.blackbox.programs import program, require_all

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGING = TOP / "packaging"
SECONDS = 30


def run(*command, **options):
    """(status, what it said on stdout and stderr together)."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False,
                          **{"cwd": TOP, **options})
    return done.returncode, done.stdout.decode(errors="replace")


def need(test, name, package, there=shutil.which):
    """Skips the test where this program is not installed, and fails it where nothing may be skipped. there: whether it is."""
    if not there(name):
        if require_all():
            test.fail(f"{name} is missing (Debian: {package})")
        test.skipTest(f"{name} is missing (Debian: {package})")


def needs(package, *names, there=shutil.which):
    """For a class of tests: the same, before any of them is set up. there: whether a name is to be had."""
    missing = [name for name in names if not there(name)]
    words = f"{', '.join(map(str, missing))}: missing (Debian: {package})"

    def fail(case):
        raise AssertionError(words)

    def decorate(case):
        if not missing:
            return case
        if not require_all():
            return unittest.skip(words)(case)
        case.setUpClass = classmethod(fail)
        return case
    return decorate


def module_is_there(name):
    return importlib.util.find_spec(name) is not None


def help_of(name, *command):
    """The help of a program, or of a command of it, as an empty home would see it."""
    with tempfile.TemporaryDirectory() as home:
        status, text = run(program(name), *command, "--help", stdin=subprocess.DEVNULL,
                           env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
    if status != 0:
        raise AssertionError(f"{name} {' '.join(command)} --help ended with {status}: {text}")
    return text


def options_in(text):
    """The options that a help lists: whatever its lines begin with."""
    listed = [re.match(r"\s+(-[^\s].*?)(?:\s{2,}|$)", line) for line in text.splitlines()]
    return {option for line in listed if line for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line[1])}


def commands_in(text):
    """The commands that a help of CLI11 lists."""
    block = re.search(r"^Subcommands:\n((?:[ ]+.*\n?)+)", text, re.M)
    return re.findall(r"^  ([a-z]+)\b", block[1], re.M) if block else []


def server_commands():
    """Every command of the server as a tuple of words, with its help; () is the program itself."""
    found = {(): help_of("server")}
    for command in commands_in(found[()]):
        found[(command,)] = help_of("server", command)
        for inner in commands_in(found[(command,)]):
            found[(command, inner)] = help_of("server", command, inner)
    return found
