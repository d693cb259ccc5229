# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chatmet for fish.
complete -c chatmet -f
complete -c chatmet -l server -x -a 'wss://' -d 'Fill in this server'
complete -c chatmet -l fingerprint -x -d 'Accept the server by this fingerprint'
complete -c chatmet -l username -x -d 'Fill in this name'
complete -c chatmet -l meet -d 'Start chatting and meet someone at once'
complete -c chatmet -l no-settings -d 'Read no settings and write nothing at all'
complete -c chatmet -l separate -d 'Open a window of its own'
complete -c chatmet -s h -l help -d 'Show the options'
complete -c chatmet -s v -l version -d 'Show the version'
