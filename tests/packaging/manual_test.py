# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages: without a fault of form, and with every option, command and setting that there is, and no other."""

import errno
import os
import pathlib
import re
import resource
import shlex
import tempfile
import tomllib
import unittest
import urllib.request

from tests.packaging.tools import PACKAGING, TOP, help_of, need, options_in, run, server_commands
from tests.support.blackbox.programs import Server, program

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


def words_of_the_example():
    """Key -> the words that stand above it, up to an empty line."""
    words, found = "", {}
    for line in (PACKAGING / "linux/chatmet-server.toml").read_text(encoding="utf-8").splitlines():
        key = re.match(r"#([a-z_]+) = ", line)
        if key:
            found[key[1]] = words
        elif line.startswith("# "):
            words += line[1:]
        elif not line:
            words = ""
    return found


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
    source = "".join((TOP / "server" / name).read_text(encoding="utf-8") for name in ("ops/ConfigReload.cpp", "app/Operations.cpp"))
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

    def status_of(self, text, command="--print-config"):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "server.toml").write_text(text, encoding="utf-8")
            return run(program("server"), *command.split(), "--config", f"{folder}/server.toml")[0]

    def assert_bounds(self, setting, low, high):
        """setting: with {} for the number, of which these two are the last that the server takes."""
        for number, status in ((low - 1, 2), (low, 0), (high, 0), (high + 1, 2)):
            self.assertEqual(self.status_of(setting.replace("{}", str(number))), status, setting.replace("{}", str(number)))

    def test_example_rangesAreThoseOfTheServer(self):
        described = words_of_the_example()
        top, limits = example(), example()["limits"]

        def bounds(key):
            found = re.search(r"\b(\d+)(?: \(\w+\))? to (\d+)\b", described[key])
            self.assertIsNotNone(found, f"no range of {key} is said")
            return int(found[1]), int(found[2])

        for key, value in (*top.items(), *limits.items()):
            head = "[limits]\n" if key in limits else ""
            if isinstance(value, dict) and key not in top:
                for name in value:
                    low, high = bounds(key)
                    if name == "per_minute":
                        self.assertIn("per_minute is 1 at least", described[key])
                        many = next(other for other in ("refuse_from", "burst") if other in value)
                        self.assertEqual(self.status_of(f"{head}{key} = {{ {many} = 0, per_minute = {low} }}\n"), 0, key)
                        low = 1
                    self.assert_bounds(f"{head}{key} = {{ {name} = {{}} }}\n", low, high)
            elif type(value) is int:
                self.assert_bounds(f"{head}{key} = {{}}\n", *bounds(key))
        for key in ("listen", "metrics"):
            low, high = bounds(key)
            self.assert_bounds(f'{key} = "127.0.0.1:{{}}"\n', low, high)
        with_basis = int(re.search(r"or to (\d+) with a legal_basis", described["retention_days"])[1])
        self.assert_bounds('legal_basis = "a law"\nretention_days = {}\n', 0, with_basis)
        self.assertEqual([self.status_of(f"truncate_addresses = {value}\n") for value in ("true", "false", "0")], [0, 0, 2])

    def test_example_lengthsAreThoseOfTheServer(self):
        described = words_of_the_example()
        most = {key: int(found[1]) for key, words in described.items() if (found := re.search(r"[Aa]t most (\d+)\b", words))}
        self.assertEqual(set(most), {"legal_basis", "control", "bans_file", "name", "contact", "rules", "country"})
        for key in ("legal_basis", "name", "contact", "rules", "country"):
            head = "" if key == "legal_basis" else "[operator]\n"
            for more, status in ((0, 0), (1, 2)):
                self.assertEqual(self.status_of(f'{head}{key} = "{"x" * (most[key] + more)}"\n'), status, key)
        with tempfile.TemporaryDirectory() as folder:
            for more in (0, 1):
                path = f"{folder}/".ljust(most["control"] + more, "x")
                self.assertEqual(self.status_of(f'listen = "127.0.0.1:0"\ncontrol = "{path}"\n', "check"), more)
                pathlib.Path(folder, "bans").write_text("203.0.113.7\n" * (most["bans_file"] + more), encoding="utf-8")
                self.assertEqual(self.status_of(f'listen = "127.0.0.1:0"\nbans_file = "{folder}/bans"\n', "check"), more)

    def test_example_defaultsAreThoseOfTheServer(self):
        described = words_of_the_example()
        status, text = run(program("server"), "--print-config")
        self.assertEqual(status, 0, text)
        printed = tomllib.loads(text)
        for table, defaults in ((example(), printed), (example()["limits"], printed["limits"]), (example()["operator"], printed["operator"])):
            for key, value in table.items():
                if key not in ("limits", "operator"):
                    unset = defaults.get(key) in (None, [])
                    self.assertEqual("Not set:" in described[key], unset, key)
                    self.assertTrue(unset or defaults[key] == value, key)

    def test_example_saysWhatZeroStandsFor(self):
        described = words_of_the_example()
        files = 1_000
        server = Server("--metrics", "127.0.0.1:0", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)))
        self.addCleanup(server.kill)
        where = re.fullmatch(r"chatmet-server: metrics on (\S+) port (\d+)", server.error_line(20))
        with urllib.request.urlopen(f"http://{where[1]}:{where[2]}/metrics", timeout=20) as answer:
            values = dict(re.findall(r"^(\w+) (\d+)$", answer.read().decode(), re.M))
        self.assertIn(f" 0: {values['chatmet_sessions_max']}.", described["sessions_max"])
        self.assertIn(f" 0: {int(values['chatmet_budget_bytes']) >> 20}.", described["memory_mib_max"])
        less = int(re.search(r"0: as many as the limit of open files \(LimitNOFILE\) less (\d+)", described["connections_max"])[1])
        self.assertEqual(int(values["chatmet_connections_max"]), files - less)

    def test_notice_isAsLongAsThePageSays(self):
        bytes_most, hindi = map(int, re.search(r"at most (\d+) bytes of UTF-8: \1 letters of English, about (\d+) of Hindi", page("chatmet-server.8")).groups())
        self.assertIn(f"at most {bytes_most} bytes of UTF-8: {bytes_most} letters of English, about {hindi} of Hindi",
                      (TOP / "server/README.md").read_text(encoding="utf-8"))
        for text, status in (("x" * bytes_most, 1), ("x" * (bytes_most + 1), 2), ("न" * hindi, 1), ("न" * (hindi + 1), 2)):  # 1: nobody is there
            self.assertEqual(run(program("server"), "notice", text, "--control", "/nonexistent/control")[0], status, text)

    def test_symptoms_areWordsThatTheServerPrints(self):
        """What the table of server/README.md quotes as seen; "..." stands for anything, and the system has words of its own."""
        section = (TOP / "server/README.md").read_text(encoding="utf-8").split("## When something is wrong")[1].split("\n## ")[0]
        seen = [quoted for row in re.findall(r"^\| (.*?) \|", section, re.M)[1:] for quoted in re.findall(r"`([^`]+)`|\"([^\"]+)\"", row)]
        words = {part for quoted in seen for part in "".join(quoted).split(" ... ")}
        self.assertGreater(len(words), 6)
        sources = [file for top in ("server", "common") for file in (TOP / top).rglob("*") if file.suffix in (".cpp", ".h")]
        printed = "\n".join(re.sub(r'"\s+"', "", file.read_text(encoding="utf-8")) for file in sources)
        strings = "\n".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', printed)) + "\n" + "\n".join(map(os.strerror, errno.errorcode))
        self.assertEqual([part for part in sorted(words) if part not in strings], [])

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
