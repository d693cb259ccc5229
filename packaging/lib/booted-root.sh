# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: the bare root as a running system, with systemd as its first process, and commands run inside it.
# shellcheck shell=bash
# Needs: run.sh, bare-root.sh, root, a kernel with cgroup2. Of a network it has the loopback alone, whose ports are all free.

# boot_bare_root: sets booted_pid, systemd's. It ends with the script, and everything in it.
boot_bare_root() {
  # shellcheck disable=SC2016  # for the inner shell
  unshare --mount --propagation private --pid --cgroup --uts --ipc --net --fork --kill-child bash -c '
    set -e
    mount --bind "$0" "$0"
    cd "$0"
    mount -t proc proc proc
    mount -t sysfs -o ro sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    mount -t tmpfs -o mode=755 tmpfs run
    mount -t tmpfs -o mode=755 tmpfs dev
    cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty dev/
    mkdir dev/pts dev/shm run/old-root
    ln -s pts/ptmx dev/ptmx
    ln -s /proc/self/fd dev/fd
    pivot_root . run/old-root
    umount -l /run/old-root
    rmdir /run/old-root
    # Credentials reach a service through a mount that is made beside it.
    mount --make-rshared /
    exec env -i container=chatmet-test PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system' "$bare_root" \
    </dev/null >"$private_dir/boot.log" 2>&1 &
  booting_pid=$!
  remember "$booting_pid"
  await 60 "systemd in the clean root" booted_or_gone
  alive "$booting_pid" || { cat "$private_dir/boot.log" >&2; fail "systemd does not start in a root of its own here"; }
}
booting_pid=""
booted_pid=""

booted_or_gone() {
  gone "$booting_pid" && return 0
  booted_pid=$(pgrep -P "$booting_pid" | head -n 1)
  [ -n "$booted_pid" ] && [ "$(cat "/proc/$booted_pid/comm" 2>/dev/null)" = systemd ] || return 1
  case "$(in_booted_root 5 systemctl is-system-running 2>/dev/null)" in
    running|degraded) return 0 ;;
    *) return 1 ;;
  esac
}

# in_booted_root SECONDS COMMAND...
in_booted_root() {
  local limit=$1
  shift
  timeout --foreground --kill-after=10 "$limit" nsenter --target "$booted_pid" --mount --pid --ipc --uts --cgroup --net --root --wd -- \
    /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive "$@" </dev/null
}
