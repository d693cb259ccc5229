# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader gets of a program: the tree of AT-SPI, and what it would speak by itself (as Orca does).

Run as a program by AccessibilityBus, in the system's Python, which has the bindings. It takes a command a line and
answers with a line of JSON: "tree PROGRAM", "spoken", "focused"."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

SECONDS = 30
PYTHON = "/usr/bin/python3"  # of the system: others don't see its bindings
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi, GLib"
# Of these, each has to say what it is.
NAMED = {"push button", "toggle button", "check box", "radio button", "combo box", "list", "list item", "table", "tree",
         "tree table", "table cell", "tree item", "column header", "table column header", "text", "entry", "password text",
         "spin button", "slider", "progress bar", "image", "menu", "menu item", "check menu item", "dialog"}
NO_ROLE = {"unknown", "invalid", "redundant object"}
LAUNCHER = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def missing():
    """What is needed and lacks, in words; empty for nothing."""
    lacking = [name for name in ("dbus-daemon", "gdbus") if shutil.which(name) is None]
    if not any(os.path.exists(file) for file in LAUNCHER):
        lacking.append("at-spi2-core")
    bindings = subprocess.run([PYTHON, "-c", BINDINGS], capture_output=True, check=False) if os.path.exists(PYTHON) else None
    if bindings is None or bindings.returncode != 0:
        lacking.append("python3-pyatspi")
    return ", ".join(lacking)


def words(rows):
    """A tree to be read by people."""
    return "\n".join(f"{'  ' * row['depth']}{row['role']}: {row['name']!r} {row['text']!r}" for row in rows)


def faults(rows):
    """What a tree lacks, in words: names, roles, and where the focus is."""
    found = [f"without a name: {row['role']} {row['text']!r}" for row in rows
             if not row["name"].strip() and (row["role"] in NAMED or (row["focusable"] and row["role"] != "frame"))]
    found += [f"without a role: {row['name']!r}" for row in rows if row["role"] in NO_ROLE]
    if not any(row["focused"] and row["role"] != "frame" for row in rows):
        found.append("nothing has the focus")
    return found


class AccessibilityBus:
    """A session bus of its own with a screen reader on it."""

    def __init__(self, environment):
        # Named as a desktop's own is: where a program calls another socket, the promises' watch says so.
        self.folder = tempfile.TemporaryDirectory()
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address=1",
                                     f"--address=unix:path={self.folder.name}/bus"], stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL, env=environment, text=True)
        self.environment = {**environment, "DBUS_SESSION_BUS_ADDRESS": self.bus.stdout.readline().strip()}
        # What a desktop does when a person switches their screen reader on; programs look for it.
        subprocess.run(["gdbus", "call", "--session", "--timeout", str(SECONDS), "--dest", "org.a11y.Bus", "--object-path",
                        "/org/a11y/bus", "--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled",
                        "<true>"], check=True, env=self.environment, stdout=subprocess.DEVNULL, timeout=SECONDS)
        self.reader = subprocess.Popen([PYTHON, "-W", "ignore", os.path.abspath(__file__)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       env=self.environment, text=True)

    def ask(self, *words):
        self.reader.stdin.write("\t".join(words) + "\n")
        self.reader.stdin.flush()
        answer = self.reader.stdout.readline()
        if not answer:
            raise AssertionError("the screen reader of the test has ended")
        return json.loads(answer)

    def tree(self, program="ChatMet"):
        """All that is shown, as a list: {"role", "name", "text", "description", "states", "depth"}, in order."""
        return self.ask("tree", program)

    def spoken(self):
        """Since the last call."""
        return self.ask("spoken")

    def focused(self):
        """What has got the focus since the last call: {"role", "name"}, in order. A menu that pops up is in no tree."""
        return self.ask("focused")

    def close(self):
        for child in (self.reader, self.bus):
            child.terminate()
            child.wait(10)
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
        self.folder.cleanup()


class Reader:
    """Inside of the system's Python."""

    def __init__(self, atspi, glib):
        self.atspi = atspi
        self.glib = glib
        self.spoken = []
        self.focused = []
        self.focus = atspi.EventListener.new(self.on_focus)
        self.focus.register("object:state-changed:focused")
        self.listener = atspi.EventListener.new(self.on_showing)
        # As Orca does: a program sends what somebody listens to, and the bindings keep what they know until told otherwise.
        self.listener.register("object:state-changed:showing")
        self.changes = atspi.EventListener.new(lambda event: None)
        for what in ("object:children-changed", "object:property-change:accessible-name", "object:state-changed"):
            self.changes.register(what)

    def on_showing(self, event):
        """As Orca's onShowingChanged: a notification that appears is read out, with the labels in it."""
        try:
            if event.detail1 and event.source.get_role() == self.atspi.Role.NOTIFICATION:
                labels = [event.source.get_child_at_index(i) for i in range(event.source.get_child_count())]
                self.spoken.append(" ".join(filter(None, [event.source.get_name(), *(label.get_name() for label in labels)])))
        except self.glib.Error:
            pass  # it is gone already: a tool tip, a row that was redrawn

    def on_focus(self, event):
        try:
            if event.detail1:
                self.focused.append({"role": event.source.get_role_name(), "name": event.source.get_name() or ""})
        except self.glib.Error:
            pass

    def application(self, name):
        desktop = self.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_name() == name:
                return child
        return None

    def walk(self, node, depth, rows):
        try:
            self.look(node, depth, rows)
        except self.glib.Error:
            pass  # gone while it was looked at

    def look(self, node, depth, rows):
        states = node.get_state_set()
        if depth > 1 and not states.contains(self.atspi.StateType.SHOWING):
            return
        text = node.get_text_iface()
        # A chat of thousands of rows has them all here; the tests have few.
        rows.append({"role": node.get_role_name(), "name": node.get_name() or "", "depth": depth,
                     "description": node.get_description() or "",
                     "text": text.get_text(0, text.get_character_count()) if text is not None else "",
                     "focused": states.contains(self.atspi.StateType.FOCUSED),
                     "focusable": states.contains(self.atspi.StateType.FOCUSABLE)})
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                self.walk(child, depth + 1, rows)

    def answer(self, command, *arguments):
        if command == "spoken":
            said, self.spoken = self.spoken, []
            return said
        if command == "focused":
            got, self.focused = self.focused, []
            return got
        rows = []
        program = self.application(arguments[0])
        if program is not None:
            program.clear_cache()
            self.walk(program, 0, rows)
        return rows

    def on_command(self, source, condition):
        line = sys.stdin.readline()
        if not line:
            self.atspi.event_quit()
            return False
        print(json.dumps(self.answer(*line.rstrip("\n").split("\t"))), flush=True)
        return True

    def run(self):
        self.glib.io_add_watch(0, self.glib.IO_IN | self.glib.IO_HUP, self.on_command)
        self.atspi.event_main()


def main():
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
    Atspi.init()
    Reader(Atspi, GLib).run()


if __name__ == "__main__":
    main()
