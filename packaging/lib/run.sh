# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: saying and failing, waiting for conditions with a limit, and ending by id whatever was started.
# shellcheck shell=bash

script_name=$(basename "$0")
say() { printf '%s: %s\n' "$script_name" "$*"; }
fail() { printf '%s: %s\n' "$script_name" "$*" >&2; exit 1; }

started=()      # process ids, oldest first
private_dir=""  # a folder of this run alone, removed at the end

# remember PID: end this process when the script ends, however it ends.
remember() { started+=("$1"); }

make_private_dir() { private_dir=$(mktemp -d "${TMPDIR:-/tmp}/chatmet-run.XXXXXXXX"); }

# await SECONDS WHAT COMMAND...: runs COMMAND until it succeeds; fails the script after SECONDS, naming WHAT.
await() {
  local limit=$1 what=$2 end
  shift 2
  end=$((SECONDS + limit))
  until "$@"; do
    if [ "$SECONDS" -ge "$end" ]; then
      declare -F on_failure >/dev/null && on_failure
      fail "gave up after $limit s waiting for: $what"
    fi
    sleep 0.1
  done
}

alive() { kill -0 "$1" 2>/dev/null; }
gone() { ! alive "$1"; }

# end_process PID SECONDS: asks it to end, and insists after SECONDS. Its exit status is left for wait.
end_process() {
  local pid=$1 end=$((SECONDS + $2))
  kill -TERM "$pid" 2>/dev/null || return 0
  while alive "$pid" && [ "$SECONDS" -lt "$end" ]; do sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
}

# What was started last is ended first, so that windows go before their server and their display.
end_everything() {
  local index
  for ((index = ${#started[@]} - 1; index >= 0; index--)); do
    end_process "${started[index]}" 5
    wait "${started[index]}" 2>/dev/null || true
  done
  started=()
  [ -z "$private_dir" ] || rm -rf -- "$private_dir"
  private_dir=""
}

trap end_everything EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
