# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: a Debian root with nothing in it but Debian's minimum, and commands run inside it.
# shellcheck shell=bash
# Needs: run.sh, root, debootstrap. Packages come from where this machine's own apt gets them.

release=bookworm   # or another one, set before make_bare_root
cache=${CHATMET_ROOT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/chatmet}

# This machine's own Debian sources of a release, as "URI SUITE" lines; the main archive first.
sources_of() {
  # shellcheck disable=SC2016  # apt-get fills these in
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' |
    awk -v release="$1" '$3 == "main" && $4 == "Debian" && $2 ~ "^" release { print $1, $2 }' | sort -u -k2,2
}

# Those of the release that is asked for; of one that this machine has no sources of, what its own archive has of it.
debian_sources() {
  local own codename
  own=$(sources_of "$release")
  if [ -z "$own" ]; then
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    own=$(sources_of "$codename" | awk -v own="$codename" -v release="$release" '$2 == own { print $1, release }')
  fi
  echo "$own"
}

make_minimal_archive() {
  local mirror=$1 archive=$2 folder
  folder="$private_dir/minimal"
  say "making a minimal Debian ($release); it is kept in $cache for the next time"
  timeout --foreground 900 debootstrap --variant=minbase "$release" "$folder" "$mirror" >"$private_dir/debootstrap.log" 2>&1 || {
    tail -n 20 "$private_dir/debootstrap.log" >&2
    fail "debootstrap did not succeed; its last words stand above"
  }
  mkdir -p "$cache"
  tar -C "$folder" --numeric-owner -cf "$archive.part" . && mv "$archive.part" "$archive"
  rm -rf --one-file-system "$folder"
}

# make_bare_root: sets bare_root, a fresh folder inside the private one, with this machine's sources and name resolution.
make_bare_root() {
  local archive sources proxy
  [ "$(id -u)" -eq 0 ] || fail "this needs root, for debootstrap and chroot"
  command -v debootstrap >/dev/null || fail "debootstrap is missing; packaging/install-dependencies packages"
  sources=$(debian_sources)
  [ -n "$sources" ] || fail "this machine's apt has no sources of Debian $release, nor others that could have them"
  archive="$cache/$release-$(dpkg --print-architecture).tar"
  [ -s "$archive" ] || make_minimal_archive "$(awk -v release="$release" '$2 == release { print $1 }' <<<"$sources")" "$archive"
  bare_root="$private_dir/root"
  mkdir "$bare_root"
  tar -C "$bare_root" --numeric-owner -xf "$archive"
  awk '{ print "deb", $1, $2, "main" }' <<<"$sources" >"$bare_root/etc/apt/sources.list"
  cp -L /etc/resolv.conf /etc/hosts "$bare_root/etc/"
  proxy=$(apt-config dump Acquire::http::Proxy)
  [ -z "$proxy" ] || echo "$proxy" >"$bare_root/etc/apt/apt.conf.d/90proxy"
}

# in_bare_root SECONDS COMMAND...: runs it inside, with processes and mounts of its own that end with it.
in_bare_root() {
  local limit=$1
  shift
  # shellcheck disable=SC2016  # for the inner shell
  timeout --foreground --kill-after=10 "$limit" unshare --mount --pid --fork --kill-child bash -c '
    set -e
    mount -t proc proc "$0/proc"
    mount --rbind /dev "$0/dev"
    exec chroot "$0" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"' "$bare_root" "$@" </dev/null
}
