# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""P5: neither program writes a byte of content to any file; the server runs its whole suite without the right to write."""

import os
import secrets
import signal
import subprocess
import unittest

from tests.promises.promise import Promise, require_strace, skip_or_fail
from tests.support.blackbox import residue, tracing, wire
from tests.support.blackbox.programs import read_only_wrapper
from tests.support.blackbox.wire import Line, field, pair


class NothingIsWritten(Promise):
    def setUp(self):
        super().setUp()
        require_strace(self)
        self.place = self.folder()
        self.trace = os.path.join(self.place, "trace")

    # ---- the server

    def serve(self, *options):
        server = self.server(*options, wrapper=tracing.wrapper(self.trace), writable=True)
        one, other, conversation = pair(server)
        for number in range(1, 20):
            one.send(wire.SEND, field(1, conversation) + field(2, number), body=os.urandom(20_000))
            one.expect(wire.ACCEPTED)
            other.expect(wire.MESSAGE)
        bad = Line(server)
        bad.send_message(b"\x00")
        bad.expect_closed()
        one.send(wire.LEAVE, field(1, conversation))
        for line in (one, other, bad):
            line.close()
        status, errors = server.stop(signal.SIGTERM)
        self.assertEqual((status, errors.count("rror")), (0, 0), errors)

    def test_server_withoutALog_opensNothingForWriting(self):
        """without an access log the server opened no file for writing, from its start through a conversation and bad input to its end"""
        self.serve()
        self.assertTrue(any("openat(" in call for call in tracing.calls(self.trace)), "void: the trace sees nothing")
        self.assertEqual(tracing.writes(self.trace), [])

    def test_server_withALog_writesThatAlone(self):
        """with an access log that was the only file"""
        log = os.path.join(self.place, "log")
        os.mkdir(log)
        self.serve("--access-log", log)
        written = tracing.writes(self.trace)
        self.assertTrue(written, "void: a file that is written is not seen")
        self.assertEqual([call for call in written if "access-" not in call], [])

    def test_server_hasNoRightToWrite(self):
        """the suite runs the server with its folder and /tmp mounted read-only (but where a test needs its access log, a trace of it or its core); it could not write there"""
        if not read_only_wrapper():
            skip_or_fail(self, "this system gives no mount namespace of one's own")
        done = subprocess.run([*read_only_wrapper(), "sh", "-c", 'touch /tmp/probe "$PWD/probe" || echo refused'],
                              capture_output=True, timeout=20, check=False)
        self.assertEqual(done.stdout, b"refused\n")
        server = self.server()
        with open(f"/proc/{server.pid}/mountinfo", encoding="utf-8") as mounts:
            options = {line.split()[4]: line.split()[5].split(",") for line in mounts}
        for place in ("/tmp", os.getcwd()):
            self.assertIn("ro", options[place])
        one, other, conversation = pair(server)
        one.send(wire.SEND, field(1, conversation) + field(2, 1), body=os.urandom(300))
        other.expect(wire.MESSAGE)
        one.close()
        other.close()

    # ---- the client

    def test_window_writesNothing_andEndsInOrder(self):
        """a window that received, showed, wrote and drew opened no file for writing, made no folder, left its home empty, said nothing of it on stderr, and told its partner when it was ended"""
        server = self.server()
        partner = self.headless().client("partner-heron")
        words = {"received": secrets.token_hex(20), "typed": secrets.token_hex(12), "draft": secrets.token_hex(12)}
        window = self.window("--server", server.url, "--fingerprint", server.fingerprint, "--username", "traced-otter",
                             "--meet", wrapper=tracing.wrapper(self.trace))
        partner.arrive(server)
        self.assertEqual(partner.wait("paired")["partner"], "traced-otter")
        window.await_title("with partner-heron")
        window.focus()
        partner.send(words["received"])
        partner.wait("delivered")
        window.type(words["typed"])
        window.press("Return")
        self.assertEqual(partner.message()["text"], words["typed"])
        partner.do("picture", generate={"width": 800, "height": 600, "seed": 3})
        partner.wait("picture-sending")
        window.press("ctrl+shift+o")
        partner.wait("picture-state", own=True, state="here")
        window.type(words["draft"])
        window.child.send_signal(signal.SIGTERM)
        # The server was told: the partner left, its line was not lost.
        self.assertEqual(partner.wait("ended")["cause"], "partner-left")
        self.assertEqual(window.child.wait(15), 0)
        self.assertTrue(tracing.calls(self.trace), "void: the trace sees nothing")
        self.assertEqual(tracing.writes(self.trace), [])
        self.assertEqual(os.listdir(window.home), [])
        self.assert_unsaid({**words, "partner": "partner-heron", "name": "traced-otter"}, window)

    # ---- what the client does write, through its helper

    def start_by_hand(self, window, server):
        """By keys: the server's address, the tick, and the key, which nobody vouches for and the person trusts once."""
        window.focus()
        window.press("Tab", "Tab")
        window.type(server.url)
        window.press("Tab", "space", "Return")
        window.focus()
        window.press("Tab", "space")
        window.await_title("^[^ ]+ – ChatMet$")

    def save_picture(self, window, partner):
        """The partner's picture, seen large and saved as kept.jpg where the chooser offers to; its bytes."""
        partner.do("picture", generate={"width": 800, "height": 600, "seed": 3})
        partner.wait("picture-sending")
        window.focus()
        window.press("ctrl+shift+o")
        partner.wait("picture-state", own=True, state="here")
        window.focus()
        window.press("shift+Tab", "End", "Return")
        window.focus()
        window.press(*["Tab"] * 6, "space", "space", "ctrl+a")
        window.type("kept")
        window.press("Return")
        return self.within(20, "the saved picture", lambda: self.content(os.path.join(window.home, "kept.jpg")))

    @staticmethod
    def content(path):
        """Of a file that is written whole; nothing until it is."""
        try:
            with open(path, "rb") as file:
                content = file.read()
        except FileNotFoundError:
            return None
        return content if content.endswith(b"\xff\xd9") or not path.endswith(".jpg") else None

    @staticmethod
    def helper_of(window):
        with open(f"/proc/{window.pid}/task/{window.pid}/children", encoding="ascii") as children:
            for child in children.read().split():
                with open(f"/proc/{child}/cmdline", "rb") as command:
                    if b"--helper-process" in command.read():
                        return int(child)
        raise AssertionError("void: the window has no helper")

    def talk_and_save(self, window, server):
        partner = self.headless().client("partner-heron")
        partner.arrive(server)
        window.focus()
        window.press("ctrl+n")
        partner.wait("paired")
        window.await_title("with partner-heron")
        partner.send("words-that-nobody-keeps")
        partner.wait("delivered")
        picture = self.save_picture(window, partner)
        needles = {"file": picture[2_000:]}
        self.assert_found(window, needles)
        helper = self.helper_of(window)
        self.within(10, "the helper to have wiped the picture", lambda: not residue.search(helper, needles))
        return helper

    def test_window_writesItsSettingsAndWhatIsSaved(self):
        """a window in which a server was trusted, a picture saved and the size changed wrote, through its helper, its settings and that picture and nothing else; the settings (for their owner alone) name no person, and with them the next window was online after one key; the helper kept nothing of the picture and ended with the window"""
        server = self.server()
        home = self.folder()
        window = self.window(home=home, wrapper=tracing.wrapper(self.trace))
        self.start_by_hand(window, server)
        helper = self.talk_and_save(window, server)
        window.display.ask("xdotool", "windowsize", "--sync", window.id, "900", "580")
        window.focus()
        window.press("Escape", "alt+F4", "alt+F4")  # the first one asks
        self.assertEqual(window.child.wait(15), 0)
        self.within(10, "the helper to end", lambda: residue.ended(helper))

        left = sorted(os.path.relpath(os.path.join(place, name), home) for place, _, names in os.walk(home) for name in names)
        self.assertEqual(left, [".config/chatmet/settings.conf", "kept.jpg"])
        settings = os.path.join(home, left[0])
        self.assertEqual(os.stat(settings).st_mode & 0o777, 0o600)
        self.assertEqual(self.content(settings).decode().splitlines()[1:],
                         ["adult = yes", "typing_hints = yes", "notifications = yes", "sound = no", "tray = yes",
                          "theme = system", "proxy = none", "ended_page_seconds = 30", "hidden_from_capture = no",
                          "fresh_username = no", "window = 900x580",
                          f"server = {server.url} {server.fingerprint}"])
        written = tracing.writes(self.trace)
        self.assertTrue(any('"kept.jpg"' in call for call in written), "void: the trace sees nothing of the helper")
        ours = ('"settings.conf.new"', '"kept.jpg"', f'"{home}/.config"', f'"{home}/.config/chatmet"')
        self.assertEqual([call for call in written if not any(name in call for name in ours)], [])

        again = self.window(home=home)
        again.focus()
        again.press("Return")
        again.await_title("^[^ ]+ – ChatMet$")
        self.assertIn("Geometry: 900x580", again.display.ask("xdotool", "getwindowgeometry", again.id))

    def test_windowWithoutSettings_readsAndWritesNothing(self):
        """with --no-settings a window did not look at the settings file that was there, wrote nothing and left the file as it was"""
        home = self.folder()
        settings = os.path.join(home, ".config/chatmet/settings.conf")
        os.makedirs(os.path.dirname(settings))
        with open(settings, "w", encoding="ascii") as file:
            file.write("adult = yes\nserver = wss://known.example\nwindow = 700x500\n")
        before = os.stat(settings)
        window = self.window("--no-settings", home=home, wrapper=tracing.wrapper(self.trace))
        window.focus()
        self.assertNotIn("700x500", window.display.ask("xdotool", "getwindowgeometry", window.id))
        window.display.ask("xdotool", "windowsize", "--sync", window.id, "900", "580")
        window.press("Tab", "Tab", "Tab", "space", "alt+F4")
        self.assertEqual(window.child.wait(15), 0)
        self.assertTrue(tracing.calls(self.trace), "void: the trace sees nothing")
        self.assertEqual(tracing.writes(self.trace), [])
        self.assertEqual([call for call in tracing.calls(self.trace) if "settings.conf" in call], [])
        after = os.stat(settings)
        self.assertEqual((after.st_mtime_ns, after.st_ino), (before.st_mtime_ns, before.st_ino))


if __name__ == "__main__":
    unittest.main()
