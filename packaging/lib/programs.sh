# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: building the two programs, starting a server on a free port, and starting clients on it.
# shellcheck shell=bash
# Needs: run.sh, and $top, the root of the tree.

# build_programs PRESET: configures once and builds chatmet and chatmet-server; seconds when nothing changed.
build_programs() {
  local preset=$1 begin=$SECONDS
  build_dir="$top/build/$preset"
  server_program="$build_dir/server/app/chatmet-server"
  client_program="$build_dir/client/app/chatmet"
  if [ ! -f "$build_dir/build.ninja" ]; then
    say "configuring ($preset)"
    (cd "$top" && timeout --foreground 300 cmake --preset "$preset" >"$private_dir/cmake.log" 2>&1) || {
      tail -n 40 "$private_dir/cmake.log" >&2
      fail "CMake could not configure the tree; its last words stand above"
    }
  fi
  say "building chatmet and chatmet-server (a first build takes minutes)"
  NINJA_STATUS='[%f of %t, %e s] ' timeout --foreground 2400 ninja -C "$build_dir" chatmet chatmet-server || fail "the build failed; see above"
  say "built in $((SECONDS - begin)) s"
}

ready_line_read() { grep -q '^ready wss://' "$private_dir/server.out" || gone "$server_pid"; }

# start_server [arguments]: on a free port of this computer. Sets server_pid, server_url, server_fingerprint.
start_server() {
  local word url print
  : >"$private_dir/server.out"
  "$server_program" --listen 127.0.0.1:0 "$@" >"$private_dir/server.out" 2>"$private_dir/server.err" &
  server_pid=$!
  remember "$server_pid"
  await 20 "the server's ready line" ready_line_read
  if ! read -r word url print < <(grep -m 1 '^ready wss://' "$private_dir/server.out"); then
    cat "$private_dir/server.err" >&2
    fail "chatmet-server did not start; its words stand above"
  fi
  [ "$word" = ready ] || fail "the server's ready line is not understood"
  server_url=$url
  server_fingerprint=${print#sha256:}
  [[ $server_fingerprint =~ ^[0-9a-f]{64}$ ]] || fail "the server's ready line has no fingerprint of 64 hex digits"
  say "server at $server_url"
}

# start_client LOG [arguments]: sets client_pid. What it says on stderr goes to LOG in the private folder.
start_client() {
  local log=$1
  shift
  "$client_program" --server "$server_url" --fingerprint "$server_fingerprint" "$@" >"$private_dir/$log" 2>&1 &
  client_pid=$!
  remember "$client_pid"
}

# stop_server: SIGTERM must end it within 10 s with status 0.
stop_server() {
  local status=0
  kill -TERM "$server_pid"
  await 10 "the server to end after SIGTERM" gone "$server_pid"
  wait "$server_pid" || status=$?
  [ "$status" -eq 0 ] || fail "chatmet-server ended with status $status"
}
