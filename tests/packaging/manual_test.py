# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages: without a fault of form, and with every option, command and setting that there is, and no other."""

import re
import tomllib
import unittest

from tests.packaging.tools import PACKAGING, TOP, help_of, need, options_in, run, server_commands

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
