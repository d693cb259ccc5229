# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searches a live program's memory for what must be gone (tests/support/residue)."""

import json
import subprocess

from tests.support.blackbox.programs import program

SCAN_SECONDS = 60


class NotSearched(Exception):
    """The system does not let us look into the process."""


def search(pid, needles, fragments=16):
    """Hits by label. needles: label -> str (searched in every encoding) or bytes; runs of `fragments` bytes count."""
    lines = "\n".join(json.dumps({"label": label, "text": value} if isinstance(value, str) else
                                 {"label": label, "hex": value.hex()}) for label, value in needles.items())
    # Windows at every 8th byte find each run of fragments + 7 bytes and keep the search quick for pictures.
    done = subprocess.run([program("residue-scan"), "--encodings", "--fragments", str(fragments), "--fragment-step", "8",
                           str(pid)], input=lines.encode(), capture_output=True, timeout=SCAN_SECONDS, check=False)
    if done.returncode == 2:
        raise NotSearched(done.stderr.decode(errors="replace").strip())
    hits = {}
    for line in done.stdout.decode().splitlines():
        hit = json.loads(line)
        if "label" in hit:
            hits.setdefault(hit["label"], []).append(f"{hit['encoding']} x{hit['count']} in {hit['mapping']}")
    return hits
