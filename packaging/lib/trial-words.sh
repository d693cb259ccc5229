# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For packaging/test-deb and packaging/test-rpm: what their trials in a clean root begin with, as scripts that are run there.
# shellcheck shell=bash

# What all begin with.
trial_words() {
  cat <<'TEXT'
set -euo pipefail
cd /packages
export PYTHONPATH=/packages PYTHONDONTWRITEBYTECODE=1
step() { echo "in the clean root: $*"; }
# told WORDS COMMAND...: says what the command said, and ends where it fails.
told() {
  local words=$1 out
  shift
  out=$("$@")
  step "$words: $out"
}
apt() { apt-get -q -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" >/tmp/apt.log 2>&1 || { tail -n 30 /tmp/apt.log; exit 1; }; }

# await SECONDS WHAT COMMAND...
await() {
  local limit=$1 what=$2 end
  shift 2
  end=$((SECONDS + limit))
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || { step "gave up after $limit s waiting for: $what"; exit 1; }
    sleep 0.1
  done
}

nothing_left() {
  local left
  left=$(find / -xdev -name '*chatmet*' -not -path '/packages*' -not -path '/proc/*' -not -path '/var/lib/apt/*' -not -path '/var/cache/*')
  [ -z "$left" ] || { step "left behind after removal: $left"; exit 1; }
  step "removed without a trace"
}

purge() {
  apt purge -y $(dpkg-query -W -f '${Package}\n' 'chatmet*' 2>/dev/null)
  nothing_left
}
TEXT
}

# What those have besides that run the service.
service_words() {
  cat <<'TEXT'
words() { journalctl --namespace=chatmet --no-pager -n 30; }
shown() { systemctl show --value -p "$1" chatmet-server; }
ready() { words 2>/dev/null | grep 'ready wss://127\.0\.0\.1:8443' >/dev/null; }
TEXT
}
