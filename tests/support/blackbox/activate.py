# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: activate.py DESCRIPTOR COMMAND...: runs the command in this process, with the descriptor as systemd would give it."""

import os
import sys

descriptor = int(sys.argv[1])
os.dup2(descriptor, 3, inheritable=True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.argv[2], sys.argv[2:])
