# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages: without a fault of form, and with every option, command and setting that there is, and no other."""

import pathlib
import re
import shlex
import tempfile
import tomllib
import unittest

from tests.packaging.tools import PACKAGING, TOP, help_of, need, options_in, run, server_commands
from tests.support.blackbox.programs import program

PAGES = sorted((PACKAGING / "man").glob("*.[0-9]"))
KEYS_LEAST = 30
RATE = re.compile(r"^\.TP\n\.B ([a-z_]+_per_(?:address|session))\n.*?: ([0-9, ]+)\.$", re.M)


def page(name):
    """Without what only groff needs."""
    return (PACKAGING / "man" / name).read_text(encoding="utf-8").replace("\\-", "-")


def keys_of_the_program():
    """What the server takes in its file, from the source that takes it; tables are keys as well."""
    text = "".join(file.read_text(encoding="utf-8") for file in sorted((TOP / "server/ops").glob("ConfigFile*.cpp")))
    return set(re.findall(r"(?:setters\[|\{)\"([a-z_]+)\"[],]", text))


def keys_of_the_page():
    """The bold word after each .TP, and the names of the sections that are tables."""
    text = page("chatmet-server.toml.5")
    return set(re.findall(r"^\.TP\n\.B ([a-z_]+)$", text, re.M)) | {name.lower() for name in re.findall(r"^\.SH TABLE (\w+)$", text, re.M)}


def example():
    """The example with everything switched on."""
    text = (PACKAGING / "linux/chatmet-server.toml").read_text(encoding="utf-8")
    return tomllib.loads(re.sub(r"(^|\n)#(?! )", r"\1", text))


def keys_within(table):
    found = set()
    for name, value in table.items():
        found |= {name} | (keys_within(value) if isinstance(value, dict) else set())
    return found


def examples(name):
    """The blocks of code under EXAMPLES."""
    section = re.search(r"(?s)^\.SH EXAMPLES\n(.*?)^\.SH ", page(name), re.M)[1]
    return re.findall(r"(?s)^\.nf\n(.*?)^\.fi$", section, re.M)


def reloaded_by_the_program():
    """The keys whose values a reload takes over, from the source that does."""
    source = (TOP / "server/app/Operations.cpp").read_text(encoding="utf-8")
    body = re.search(r"(?s)^void takeOver\(.*?^}$", source, re.M)[0]
    members = re.findall(r"\bnow\.(\w+) = ", body) + re.findall(r"\bm_parts\.config\.(\w+) = next\.", source)
    example_keys = example()
    found = set()
    for member in members:
        name = re.sub(r"(?<=[a-z])([A-Z])", r"_\1", member).lower()
        name = re.sub(r"_ms$|^(certificate|key)(?:_file)$", r"\1", name)
        if name == "operator_card":
            found |= set(example_keys["operator"])
        elif name in ("per_address", "per_session"):
            found |= {key for key in example_keys["limits"] if key.endswith(name)}
        else:
            found.add(name)
    return found


def reloaded_by_the_page():
    """Keys with "Reload" of their own, and those of a table of which all are."""
    found = set()
    for section in re.split(r"^\.SH ", page("chatmet-server.toml.5"), flags=re.M):
        keys = {key: words for key, words in re.findall(r"(?s)^\.TP\n\.B (\w+)\n(.*?)(?=^\.(?:TP|SS|PP)\b|\Z)", section, re.M)}
        every = re.search(r"All of them(?: but\n\.B (\w+)\n| )are\n\.IR reload \.", section)
        tables = {"puzzle_from", "refuse_from", "per_minute", "burst"}  # in the tables
        found |= set(keys) - {every[1]} - tables if every else {key for key, words in keys.items() if "\n.IR Reload " in words}
    return found


class ManualTest(unittest.TestCase):
    maxDiff = None

    def test_form_hasNoFault(self):
        need(self, "mandoc", "mandoc")
        self.assertGreater(len(PAGES), 2)
        for file in PAGES:
            self.assertEqual(run("mandoc", "-T", "lint", "-W", "warning", str(file)), (0, ""))

    def test_groff_warnsOfNothing(self):
        need(self, "man", "man-db")
        for file in PAGES:
            status, text = run("sh", "-c", 'LC_ALL=C.UTF-8 MANROFFSEQ= MANWIDTH=80 man --warnings --encoding=utf8 --local-file "$1" >/dev/null', "sh", str(file))
            self.assertEqual((status, text), (0, ""))

    def test_settings_areAllThere(self):
        program = keys_of_the_program()
        self.assertGreater(len(program), KEYS_LEAST, "the keys are not found in the source any more")
        self.assertEqual(keys_of_the_page(), program)

    def test_example_hasEverySetting(self):
        self.assertEqual(keys_within(example()), keys_of_the_program())

    def test_numbers_areThoseOfTheExample(self):
        limits = example()["limits"]
        stated = {name: [int(number) for number in numbers.split(",")] for name, numbers in RATE.findall(page("chatmet-server.toml.5"))}
        self.assertEqual(stated, {name: list(value.values()) for name, value in limits.items() if isinstance(value, dict)})
        for name, default in (("threads", 1), ("resume_window", 20), ("drain_window", 5), ("retention_days", 30)):
            self.assertEqual(example()[name], default)
            self.assertRegex(page("chatmet-server.toml.5"), rf"(?s)\n\.B {name}\n(?:(?!\n\.TP).)*Default: {default}\b")

    def test_reload_isMarkedWhereTheProgramTakesItOver(self):
        self.assertEqual(reloaded_by_the_page(), reloaded_by_the_program())

    def test_control_isForWhomTheSocketIs(self):
        for name in ("chatmet-server.toml.5", "chatmet-server.8"):
            self.assertIn("Its mode is 0600: only", page(name))
        self.assertIn("perms::owner_read | perms::owner_write", (TOP / "server/ops/ControlPlace_linux.cpp").read_text(encoding="utf-8"))

    def test_bansFile_hasTheFormOfThePage(self):
        line = re.search(r'such as "(203[^"]+)"', page("chatmet-server.toml.5"))[1]
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "bans")
            file.write_text(f"# said\n\n{line}\n2001:db8::/64\n", encoding="utf-8")
            pathlib.Path(folder, "server.toml").write_text(f'bans_file = "{file}"\nlisten = "127.0.0.1:0"\n', encoding="utf-8")
            status, text = run(program("server"), "check", "--config", f"{folder}/server.toml")
            self.assertEqual((status, re.findall("bans: 2 in", text)), (0, ["bans: 2 in"]), text)

    def test_examples_areGoodForAStart(self):
        """As they stand, but for where the files lie and a port that may be taken here."""
        for name in ("chatmet-server.toml.5", "chatmet-server.8"):
            blocks = examples(name)
            self.assertTrue(blocks, name)
            settings, = [block for block in blocks if "[operator]" in block]
            commands = [line for block in blocks if block is not settings for line in block.splitlines()]
            with tempfile.TemporaryDirectory() as folder:
                settings = re.sub(r'^listen = "(0\.0\.0\.0|\[::\]):8443"$', 'listen = "0.0.0.0:0"', settings, flags=re.M)
                self.assertIn("0.0.0.0:0", settings)
                settings = re.sub(r'"/(etc/chatmet/tls|var/log)/', f'"{folder}/', settings)
                chain, key = (re.search(rf'^{kind} = "(.+)"$', settings, re.M)[1] for kind in ("certificate", "key"))
                pathlib.Path(folder, "server.toml").write_text(settings, encoding="utf-8")
                pathlib.Path(folder, "chatmet-server").mkdir(0o700)
                commands = commands or [f"chatmet-server mkcert --certificate {chain} --key {key}", "chatmet-server check --config server.toml"]
                for command in commands:
                    words = shlex.split(command)[1:]
                    if not words[0].startswith("--"):  # else it would stay
                        status, text = run(program("server"), *words, cwd=folder)
                        self.assertEqual(status, 0, f"{name}: {command}: {text}")

    def test_server_everyOptionAndCommandIsThere(self):
        text = page("chatmet-server.8")
        for command, listed in server_commands().items():
            for word in options_in(listed) | set(command):
                self.assertRegex(text, rf"(?<![\w-]){word}(?![\w-])", f"{' '.join(command)} {word}")

    def test_client_everyOptionIsThere(self):
        for option in options_in(help_of("client")):
            self.assertRegex(page("chatmet.1"), rf"(?<![\w-]){option}(?![\w-])")


if __name__ == "__main__":
    unittest.main()
