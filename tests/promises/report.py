# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes report.md of the results of a run: python3 -m tests.promises.report FOLDER

Status 0: every promise passed, or was skipped for lack of something on this machine. 1: one failed or has no result;
under CHATMET_REQUIRE_ALL=1 also if anything was skipped."""

import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import sys

from tests.support.blackbox import tracing, written

PROMISES = {
    1: "nothing is asked before chatting but a username and the confirmation of age",
    2: "a username is free again at once and, after its session, found nowhere",
    3: "a session token lives in memory only, is useless after the session, and is found nowhere",
    4: "when a pair ends, no message, sealed or not, and no key of it is found in the server's memory, nor in the "
       "clients' once erased",
    5: "neither program writes a byte of content to any file (but a picture that the person saves); the server runs "
       "its whole suite without the right to write",
    6: "a picture in passing is never in a file, and the server's memory falls back after it has passed",
    7: "the access log holds time, address, version, system, and nothing older than the retention (but lines preserved "
       "under a legal order, which are listed)",
    8: "nothing kept links an address to content",
    9: "address-based counters expire to nothing",
    10: "no other data about the machine is sent: a hello's fields are all listed, by revision, and others are refused",
    11: "no location: no such library linked, no outgoing connection by the server but to its own cluster",
    12: "the client connects to its server, its proxy or its resolver and to nobody else, links in messages included",
    13: "two runs share no identifier of ours (TLS tickets, settings, hello); the network address is the network's",
    14: "metrics are totals; no series per person, address or conversation",
    15: "everyone waiting has at most one partner, and two who may meet never both wait beyond 6 s, whoever drops out "
        "when",
    16: "floods, join storms and slow readers within stated loads are refused without hurting those who behave",
    17: "everything works through SOCKS5, and people behind one address are asked for a puzzle, not locked out",
    18: "after a session nothing in the server's memory, log or metrics names with whom it talked",
    19: "a legal disclosure contains time, address, version and system, and nothing else",
    20: "a crash of either program leaves no core, no dump and no content in any log",
}
MISSING, FAILED, SKIPPED, PARTLY, PASSED = "NO RESULT", "FAILED", "skipped", "passed in part", "passed"


def read(folder):
    """Results by promise; of files that cannot be read none."""
    results = {}
    for path in sorted(pathlib.Path(folder).glob("p[0-9][0-9].json")):
        try:
            result = json.loads(path.read_text(encoding="utf-8"))
            results[int(result["promise"])] = result
        except (ValueError, KeyError):
            pass
    return results


def verdict(result):
    outcomes = {test["outcome"] for test in result["tests"]} if result else set()
    if not outcomes:
        return MISSING
    if "failed" in outcomes:
        return FAILED
    if "skipped" not in outcomes:
        return PASSED
    return PARTLY if "passed" in outcomes else SKIPPED


def sentence(words):
    """For a cell of a table: no bars, one line."""
    return " ".join(words.replace("|", "\\|").split()).rstrip(".")


def details(result):
    """What was checked, in plain words, with what did not succeed first."""
    if not result:
        return "no test of it ran"
    parts = []
    for outcome, head in (("failed", "**failed:** "), ("skipped", "not checked: "), ("passed", "")):
        for test in result["tests"]:
            if test["outcome"] == outcome:
                why = f" ({sentence(test['reason'])})" if test["reason"] else ""
                parts.append(head + sentence(test["words"] or test["test"].rsplit(".", 1)[-1]) + why)
    parts += ["*" + sentence(note) + "*" for note in result["not_offered"]]
    return "; ".join(parts)


def output(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def version():
    words = output(os.environ.get("CHATMET_SERVER", "chatmet-server"), "--version")
    number = re.search(r"\d+\.\d+\.\d+", words)
    commit = output("git", "describe", "--always", "--dirty", "--abbrev=10")
    return (number.group(0) if number else "of unknown version") + (f" (commit {commit})" if commit else "")


def system():
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        name = "Linux"
    return f"{name}, {platform.system()} {platform.release()}, {platform.machine()}"


PROGRAMS = {"chatmet-server": "the server", "chatmet": "the window", "chatmet-headless": "the client without windows"}


def add_written(results, folder):
    """To P5: what every program of every test opened for writing, as strace saw it."""
    if 5 not in results:
        return
    summed = written.read(pathlib.Path(folder, "traces"))
    starts = ", ".join(f"{name} {summed.starts[program]} times" for program, name in PROGRAMS.items())
    files = ", ".join(f"{PROGRAMS[program]} {what} ({times} times)" for (program, what), times in sorted(summed.files.items()))
    entry = {"test": "everything written", "reason": "", "outcome": "passed",
             "words": f"through the whole suite, with {starts} watched, this was opened for writing and nothing else: "
                      f"{files or 'nothing'}; no system log or other service of this computer was called but the display, the bus of the desktop and the place where a program of the same kind would listen: a server's control socket, the window's own"}
    if not tracing.installed():
        entry |= {"outcome": "skipped", "reason": "strace is not installed"}
    elif not all(summed.starts[program] for program in PROGRAMS):
        entry |= {"outcome": "failed", "reason": f"a program was never watched: {starts}"}
    elif summed.wrong:
        calls = "; ".join(f"{program}: {call}" for program, call in summed.wrong[:5])
        entry |= {"outcome": "failed", "reason": f"{len(summed.wrong)} calls, among them {calls}"}
    results[5]["tests"].append(entry)


def planted(folder):
    """What is said of the leaks that were planted in other builds."""
    try:
        found = json.loads(pathlib.Path(folder, "planted.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ["No leak was planted in this run to see whether these tests find it."]
    lines = [f"- {one['leak']}: P{one['promise']} failed, as it should" for one in found]
    return ["The same tests were run against builds with a leak planted in them:", "", *lines]


def page(results, extras):
    verdicts = {number: verdict(results.get(number)) for number in PROMISES}
    passed = sum(one == PASSED for one in verdicts.values())
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    lines = ["# What ChatMet promises, and what a run of its tests showed", "",
             f"ChatMet {version()}, {now}, on {system()}: **{passed} of {len(PROMISES)} promises passed.**", "",
             "The programs were the unmodified chatmet-server, chatmet and the client's own network and state without "
             "windows, over real TLS on one computer. Nobody can check a remote server from outside, or stop a partner "
             "from keeping a copy.", "",
             "| | promise | result | what was checked, and *what is not offered yet* |", "|---|---|---|---|"]
    for number, promise in PROMISES.items():
        lines.append(f"| P{number} | {promise} | {verdicts[number]} | {details(results.get(number))} |")
    return verdicts, "\n".join([*lines, "", *extras, ""])


def main(folder):
    results = read(folder)
    add_written(results, folder)
    verdicts, text = page(results, planted(folder))
    path = pathlib.Path(folder, "report.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    bad = {MISSING, FAILED} | ({SKIPPED, PARTLY} if os.environ.get("CHATMET_REQUIRE_ALL") == "1" else set())
    for number, one in verdicts.items():
        if one != PASSED:
            print(f"P{number}: {one}")
    print(f"{sum(one == PASSED for one in verdicts.values())} of {len(PROMISES)} promises passed: {path}")
    return 1 if bad & set(verdicts.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
