# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The completions of the shells know every option and every command that the programs list, and no other."""

import re
import shlex
import unittest

from tests.packaging.tools import PACKAGING, help_of, need, options_in, run, server_commands

FOLDER = PACKAGING / "completions"
COMPLETE = """
source "$1"
COMP_WORDS=("${@:3}")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; }
"$2"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def offered(program, *words):
    """What bash would offer for the last of the words."""
    function = "_" + program.replace("-", "_")
    status, text = run("bash", "-c", COMPLETE, "bash", str(FOLDER / f"{program}.bash"), function, program, *words)
    if status != 0:
        raise AssertionError(text)
    return set(text.split())


def long_options(text, file):
    """Every long option that a file completes, in the form of its shell."""
    if file.endswith(".fish"):
        return {"--" + name for name in re.findall(r"(?m)^complete .*? -l ([a-z-]+)", text)}
    return set(re.findall(r"--[a-z][a-z-]*", text))


class CompletionTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.commands = server_commands()
        cls.client = options_in(help_of("client"))

    def check_offers(self, command, offers, listed):
        """Everything that the command lists, and beyond it only what it takes from those that it stands under."""
        self.assertEqual(listed - offers, set())
        above = [options_in(self.commands[command[:count]]) for count in range(len(command))]
        self.assertEqual(offers - listed - set().union(*above), set())

    def test_bash_server_offersWhatEachCommandLists(self):
        for command, text in self.commands.items():
            with self.subTest(command=command):
                self.check_offers(command, offered("chatmet-server", *command, "-"), options_in(text))

    def test_bash_server_offersEveryCommand(self):
        first = {command[0] for command in self.commands if len(command) == 1}
        self.assertEqual({word for word in offered("chatmet-server", "") if word[0] != "-"}, first)
        log = {command[1] for command in self.commands if command[:1] == ("log",) and len(command) == 2}
        self.assertEqual({word for word in offered("chatmet-server", "log", "") if word[0] != "-"}, log)
        self.assertGreater(len(log), 3)

    def test_bash_client_offersWhatItLists(self):
        self.assertEqual(offered("chatmet", "-"), self.client)
        self.assertGreater(len(self.client), 5)

    def test_bash_value_isNotCompletedWithOptions(self):
        self.assertEqual(offered("chatmet-server", "--threads", "-"), set())
        self.assertEqual(offered("chatmet-server", "log", "export", "--format", ""), {"csv", "json"})

    def test_fishAndZsh_nameEveryLongOptionAndCommand(self):
        server = {option for text in self.commands.values() for option in options_in(text) if option.startswith("--")}
        client = {option for option in self.client if option.startswith("--")}
        for file, wanted in (("chatmet.fish", client), ("_chatmet", client), ("chatmet-server.fish", server), ("_chatmet-server", server)):
            with self.subTest(file=file):
                text = (FOLDER / file).read_text(encoding="utf-8")
                self.assertEqual(long_options(text, file), wanted)
                if wanted is server:
                    for word in {word for command in self.commands for word in command}:
                        self.assertRegex(text, rf"['\s]{word}[:\s)|]", f"{word} is no command in {file}")

    def test_fish_understandsItsFiles(self):
        need(self, "fish", "fish")
        for file in ("chatmet.fish", "chatmet-server.fish"):
            self.assertEqual(run("fish", "--no-config", "--no-execute", str(FOLDER / file)), (0, ""))
        listed = run("fish", "--no-config", "-c", f"source {shlex.quote(str(FOLDER / 'chatmet-server.fish'))}; "
                     "complete --do-complete 'chatmet-server log export --'")
        offers = {line.split("\t")[0] for line in listed[1].splitlines()}
        command = ("log", "export")
        self.check_offers(command, offers, {name for name in options_in(self.commands[command]) if name.startswith("--")})

    def test_zsh_understandsItsFiles(self):
        need(self, "zsh", "zsh")
        for file in ("_chatmet", "_chatmet-server"):
            self.assertEqual(run("zsh", "-f", "-n", str(FOLDER / file)), (0, ""))


if __name__ == "__main__":
    unittest.main()
