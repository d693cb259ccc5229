# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chatmet-server for fish.
set -l commands check mkcert invite health top bans ban unban notice reload log
set -l logs show export preserve release
set -l none "not __fish_seen_subcommand_from $commands"
set -l runs "not __fish_seen_subcommand_from mkcert invite health top bans ban unban notice reload log"
set -l log '__fish_seen_subcommand_from log'
set -l selects '__fish_seen_subcommand_from log; and __fish_seen_subcommand_from export preserve'

complete -c chatmet-server -f
complete -c chatmet-server -s h -l help -d 'Show the options'
complete -c chatmet-server -n "$none" -l version -d 'Show the version'
complete -c chatmet-server -n "$none" -l print-config -d 'Print every setting as it would be used'

complete -c chatmet-server -n "$none" -a check -d 'Say what is wrong with settings, certificate, ports, folders'
complete -c chatmet-server -n "$none" -a mkcert -d 'Make a lasting certificate'
complete -c chatmet-server -n "$none" -a invite -d 'Print the link that people paste'
complete -c chatmet-server -n "$none" -a health -d 'Ask the running server how it is'
complete -c chatmet-server -n "$none" -a top -d 'Watch the running server'
complete -c chatmet-server -n "$none" -a bans -d 'List the addresses that are banned'
complete -c chatmet-server -n "$none" -a ban -d 'Ban an address for a time'
complete -c chatmet-server -n "$none" -a unban -d 'End a ban'
complete -c chatmet-server -n "$none" -a notice -d 'Show everybody a line'
complete -c chatmet-server -n "$none" -a reload -d 'Read the settings again'
complete -c chatmet-server -n "$none" -a log -d 'Look at the access log'

complete -c chatmet-server -n "$runs; or __fish_seen_subcommand_from invite log" -l config -r -F -d 'Read settings from a TOML file'
complete -c chatmet-server -n "$runs; or __fish_seen_subcommand_from mkcert invite" -l certificate -r -F -d 'PEM certificate'
complete -c chatmet-server -n "$runs; or __fish_seen_subcommand_from mkcert" -l key -r -F -d 'PEM key'
complete -c chatmet-server -n "$runs; or $log" -l access-log -x -a '(__fish_complete_directories)' -d 'Folder of the access log'
complete -c chatmet-server -n "$runs" -l listen -x -d 'ADDRESS:PORT to listen on'
complete -c chatmet-server -n "$runs" -l threads -x -d 'Threads, 1 to 64'
complete -c chatmet-server -n "$runs" -l resume-window -x -d 'Seconds that a dropped line may be taken up again'
complete -c chatmet-server -n "$runs" -l retention-days -x -d 'Days that the access log is kept'
complete -c chatmet-server -n "$runs" -l metrics -x -d 'ADDRESS:PORT to serve metrics on'
complete -c chatmet-server -n "$runs; or __fish_seen_subcommand_from health top bans ban unban notice reload" -l control -r -F -d 'Control socket'

complete -c chatmet-server -n '__fish_seen_subcommand_from mkcert invite' -l host -x -d 'Host that people connect to'
complete -c chatmet-server -n '__fish_seen_subcommand_from mkcert' -l days -x -d 'Days that the certificate lasts'
complete -c chatmet-server -n '__fish_seen_subcommand_from ban notice' -l for -x -a '10m 2h 1d' -d 'How long'
complete -c chatmet-server -n '__fish_seen_subcommand_from ban' -l why -x -d 'Why'

complete -c chatmet-server -n "$log; and not __fish_seen_subcommand_from $logs" -a "$logs"
complete -c chatmet-server -n "$selects" -l since -x -d 'First day or minute, UTC'
complete -c chatmet-server -n "$selects" -l until -x -d 'Last day or minute, UTC'
complete -c chatmet-server -n "$selects" -l address -x -d 'Only this address or block'
complete -c chatmet-server -n "$log; and __fish_seen_subcommand_from export" -l format -x -a 'csv json' -d 'Form of the output'
complete -c chatmet-server -n "$log; and __fish_seen_subcommand_from preserve" -l reason -x -d 'Why, for the list'
