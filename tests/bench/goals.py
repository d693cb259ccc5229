# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of the client's table: figure, value, the goal beside it, and whether it was met."""


def row(figure, unit, value, goal, remark=""):
    """goal: at most so much; None: none was set."""
    met = "" if goal is None else "met" if value <= goal else "MISSED"
    wanted = "" if goal is None else f"{goal:g}"
    print(f"{figure:44} {value:8.2f} {unit:3} {wanted:>6} {met:6} {remark}", flush=True)


def head(words):
    print(f"{words:44} {'value':>8} {'':3} {'goal':>6}")
