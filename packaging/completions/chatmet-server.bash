# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chatmet-server for bash.
# shellcheck shell=bash

# The options of a command; of none, and of "log" with what follows it, too.
_chatmet_server_options() {
  local run='--config --listen --certificate --key --access-log --threads --resume-window --retention-days --control --metrics'
  local selection='--since --until --address'
  case $1 in
    '') echo "$run --print-config --help -h --version" ;;
    check) echo "$run --help -h" ;;
    mkcert) echo '--certificate --key --host --days --help -h' ;;
    invite) echo '--config --certificate --host --help -h' ;;
    health | top | bans | unban | reload) echo '--control --help -h' ;;
    ban) echo '--for --why --control --help -h' ;;
    notice) echo '--for --control --help -h' ;;
    'log export') echo "--config --access-log $selection --format --help -h" ;;
    'log preserve') echo "--config --access-log $selection --reason --help -h" ;;
    log*) echo '--config --access-log --help -h' ;;
  esac
}

# The command that the words begin, or the command and the word after "log"; empty for none.
_chatmet_server_command() {
  local word command=''
  for word in "$@"; do
    case $command:$word in
      log:show | log:export | log:preserve | log:release) echo "log $word"; return ;;
      :check | :mkcert | :invite | :health | :top | :bans | :ban | :unban | :notice | :reload | :log) command=$word ;;
    esac
  done
  echo "$command"
}

_chatmet_server() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command words
  COMPREPLY=()
  case $before in
    --config | --certificate | --key | --control) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --access-log) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'csv json' -- "$current"); return ;;
    --for) mapfile -t COMPREPLY < <(compgen -W '10m 2h 1d' -- "$current"); return ;;
    --listen | --threads | --resume-window | --retention-days | --metrics | --host | --days | --why | --since | --until | --address | --reason) return ;;
  esac
  command=$(_chatmet_server_command "${COMP_WORDS[@]:1:COMP_CWORD-1}")
  words=$(_chatmet_server_options "$command")
  case $command in
    '') words+=' check mkcert invite health top bans ban unban notice reload log' ;;
    log) words+=' show export preserve release' ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _chatmet_server chatmet-server
