# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For packaging/container/build: what the image holds, and how it runs.
# shellcheck shell=bash disable=SC2154  # store, image, top and private_dir are the caller's
# Needs: run.sh.

setting() { buildah "${store[@]}" inspect --type image --format "$1" "$image"; }

check_settings() {
  [ "$(setting '{{.OCIv1.Config.User}}')" = 65532:65532 ] || fail "the image does not run as user 65532"
  [ "$(setting '{{.Docker.Config.StopSignal}}')" = SIGTERM ] || fail "the image is not stopped by SIGTERM"
  [[ "$(setting '{{.Docker.Config.Healthcheck}}')" == *"chatmet-server health"* ]] || fail "the image has no health check"
}

check_files() {
  local container mounted strangers
  container=$(buildah "${store[@]}" from --pull-never "$image")
  mounted=$(buildah "${store[@]}" mount "$container")
  strangers=$(find "$mounted" -type f -perm /111 -not -name chatmet-server -not -name '*.so*')
  [ -z "$strangers" ] || fail "more to run than the server: $strangers"
  strangers=$(find "$mounted" -type f -perm /6000)
  [ -z "$strangers" ] || fail "set-user-id files: $strangers"
  say "the image holds $(find "$mounted" -type f | wc -l) files, $(du -sm "$mounted" | cut -f1) MiB, one program, no shell"
  buildah "${store[@]}" rm "$container" >/dev/null
}

# crun, podman's first choice, refuses machines that still mix both generations of cgroups; runc does not.
runtime=crun
[ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ] || runtime=runc
podman_is() { podman "${store[@]}" --runtime "$runtime" --cgroup-manager=cgroupfs --events-backend=none "$@"; }
ready() { podman_is logs chatmet 2>/dev/null | grep -E '^ready wss://' >/dev/null || gone_container; }
gone_container() { [ "$(podman_is inspect --format '{{.State.Running}}' chatmet 2>/dev/null)" != true ]; }

# However the script ends, the container ends before its files are removed.
remember_container() { trap 'podman_is rm --force --time 2 chatmet >/dev/null 2>&1 || true; end_everything' EXIT; }

# Everything that is advised in packaging/README.md for running it.
try_image() {
  local status processes check
  check_settings
  check_files
  command -v podman >/dev/null || { say "podman is missing: the image was not run"; return; }
  install -D -m 644 "$top/packaging/container/chatmet-server.toml" "$private_dir/settings/chatmet-server.toml"
  # Limits low enough for machines that may not raise them; the timer of the health check would need systemd.
  podman_is run --detach --name chatmet --pull=never --read-only --read-only-tmpfs=false --cap-drop=ALL --security-opt=no-new-privileges \
    --tmpfs /run/chatmet-server:rw,noexec,nosuid,nodev,size=64k,mode=0700,U --network=none --no-healthcheck \
    --ulimit nofile=4096:4096 --ulimit nproc=1000:1000 --ulimit core=0 --volume "$private_dir/settings:/etc/chatmet:ro" \
    "$image" >/dev/null || fail "podman could not run the image"
  remember_container
  await 30 "the ready line" ready
  say "the container says: $(podman_is logs chatmet 2>/dev/null | grep -m1 -E '^ready wss://[^ ]+ sha256:[0-9a-f]{64}$')"
  processes=$(podman_is top chatmet pid user comm | tail -n +2 | tr -s ' ')
  [[ $processes == "1 "*" chatmet-server" && $processes != *$'\n'* ]] || fail "expected the server alone, as process 1: $processes"
  # As the image has it: "CMD" and the command, a line each.
  mapfile -t check < <(setting '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}' | grep .)
  [ "${check[0]}" = CMD ] || fail "the health check is no plain command: ${check[*]}"
  podman_is exec chatmet "${check[@]:1}" || fail "the container does not call itself healthy"
  say "the container is healthy"
  podman_is stop --time 15 chatmet >/dev/null
  status=$(podman_is inspect --format '{{.State.ExitCode}}' chatmet)
  [ "$status" -eq 0 ] || fail "SIGTERM ended the container with status $status"
  podman_is rm chatmet >/dev/null
  say "the container ran read-only and without capabilities, and SIGTERM ended it with status 0"
}
