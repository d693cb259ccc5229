# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs as black boxes: started, talked to, ended. Standard library only."""
