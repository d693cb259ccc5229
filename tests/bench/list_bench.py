# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The message list at 10,000 and 100,000 rows beside what was set as goals: list_bench.py BENCH-MESSAGE-LIST"""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from tests.bench.goals import row  # noqa: E402

GOALS = {"append": (8, 16), "scroll by a notch of the wheel": (8, 8), "scroll by a page": (8, 8), "width": (50, 120)}
SECONDS = 300


def main(program):
    for at, rows in enumerate((10_000, 100_000)):
        done = subprocess.run([program, str(rows)], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS)
        for line in done.stdout.splitlines():
            figure = json.loads(line)
            goal = GOALS[figure["figure"]][at] if figure["figure"] in GOALS else None
            row(f"{figure['figure']}, {rows:,} rows, p99", "ms", figure["p99_ms"], goal, f"median {figure['median_ms']:.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
