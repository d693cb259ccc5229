# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: packages and sources through lintian, whose warnings are failures.
# shellcheck shell=bash

# Not heard, where this lintian knows it: AppStream 1.0 misses a home page, and the project has no address on the web yet.
lintian_unheard=appstream-metadata-validation-failed

# check_with_lintian FILE...: fails the script where lintian finds something, or does not come to an end in 15 minutes. Needs run.sh
# and $top.
check_with_lintian() {
  local options=(--fail-on "error,warning") status=0
  [ "$(id -u)" -ne 0 ] || options+=(--allow-root)
  # An older lintian takes a tag that it does not know for a mistake.
  if lintian-explain-tags "$lintian_unheard" >/dev/null 2>&1; then
    options+=(--suppress-tags "$lintian_unheard")
    # What else it passes on is heard here.
    appstreamcli validate --no-net --override=url-homepage-missing=info "$top/packaging/linux/org.chatmet.ChatMet.metainfo.xml" ||
      fail "the metainfo is not valid; see above"
  fi
  timeout --foreground 900 lintian "${options[@]}" "$@" || status=$?
  case $status in
    0) ;;
    124) fail "lintian did not come to an end within 15 minutes" ;;
    *) fail "lintian found faults in the packages; see above" ;;
  esac
}
