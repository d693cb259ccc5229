# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chatmet for bash.
# shellcheck shell=bash

_chatmet() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  case $before in
    --server) mapfile -t COMPREPLY < <(compgen -W 'wss://' -- "$current"); compopt -o nospace; return ;;
    --fingerprint | --username) return ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W '--server --fingerprint --username --meet --no-settings --separate --help --version -h -v' -- "$current")
}
complete -F _chatmet chatmet
