# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: a virtual display with a window manager, and windows on it driven by keys and watched by their titles.
# shellcheck shell=bash
# Needs: run.sh; xvfb, xauth, openbox, xdotool, xclip, x11-utils, imagemagick.

# ImageMagick's own program where the system puts other names in front of it.
magick_convert=$(command -v convert-im6.q16 || command -v convert || true)
magick_import=$(command -v import-im6.q16 || command -v import || true)
magick_identify=$(command -v identify-im6.q16 || command -v identify || true)

display_number_read() { [ -s "$private_dir/display" ] || ! alive "$display_pid"; }
window_manager_ready() { xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; }

# start_display WIDTHxHEIGHT: an X server on a free number, open to this script's cookie only, and openbox on it.
start_display() {
  local cookie number
  cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  touch "$private_dir/xauth.server" "$private_dir/xauth"
  xauth -q -f "$private_dir/xauth.server" add :0 . "$cookie" 2>/dev/null
  : >"$private_dir/display"
  Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -auth "$private_dir/xauth.server" -dpi 96 \
    3>"$private_dir/display" >"$private_dir/xvfb.log" 2>&1 &
  display_pid=$!
  remember "$display_pid"
  await 20 "the virtual display" display_number_read
  number=$(cat "$private_dir/display")
  [ -n "$number" ] || { cat "$private_dir/xvfb.log" >&2; fail "Xvfb did not start; its words stand above"; }
  xauth -q -f "$private_dir/xauth" add ":$number" . "$cookie" 2>/dev/null
  export DISPLAY=":$number" XAUTHORITY="$private_dir/xauth"
  unset WAYLAND_DISPLAY
  openbox --sm-disable >"$private_dir/openbox.log" 2>&1 &
  remember $!
  await 20 "the window manager" window_manager_ready
}

windows() { { xprop -root _NET_CLIENT_LIST 2>/dev/null | grep -o '0x[0-9a-f]*' || true; } | sort; }

new_window_listed() {
  window=$(comm -13 "$private_dir/windows.before" <(windows) | head -n 1)
  [ -n "$window" ]
}

# await_new_window COMMAND...: runs COMMAND and sets window to the id of the one that it opens.
await_new_window() {
  windows >"$private_dir/windows.before"
  "$@"
  await 30 "a window of process $client_pid" new_window_listed_or_dead
  [ -n "$window" ] || { cat "$private_dir"/client*.log >&2; fail "chatmet ended before it showed a window; its words stand above"; }
}
new_window_listed_or_dead() { new_window_listed || gone "$client_pid"; }

title() { timeout 5 xdotool getwindowname "$1" 2>/dev/null; }
title_matches() { [[ $(title "$1") =~ $2 ]]; }

# await_title WINDOW REGEX [SECONDS]
await_title() { await "${3:-20}" "a title like \"$2\", now \"$(title "$1")\"" title_matches "$1" "$2"; }

focused() { [ "$(timeout 5 xdotool getactivewindow 2>/dev/null)" = "$((${1}))" ]; }

# focus WINDOW: gives it the keyboard, as a click on its title bar would.
focus() {
  timeout 5 xdotool windowactivate "$1" || true
  await 10 "the keyboard in window $1" focused "$1"
  # Qt tells the window that lost the keyboard 100 ms later, and nothing outside shows when it has.
  sleep 0.3
}

# press KEYS...: to the window that has the keyboard.
press() { timeout 10 xdotool key --clearmodifiers "$@"; }

clipboard_holds() { [ "$(timeout 5 xclip -selection clipboard -out -target TARGETS 2>/dev/null | grep -c -x -- "$1")" -gt 0 ]; }

# paste_text TEXT: through the clipboard, since a keyboard has no key for each of the world's letters.
paste_text() {
  printf '%s' "$1" | timeout 10 xclip -selection clipboard -in >/dev/null 2>&1
  await 10 "the clipboard to hold text" clipboard_holds UTF8_STRING
  press ctrl+v
}

# paste_picture FILE: a PNG, through the clipboard.
paste_picture() {
  timeout 10 xclip -selection clipboard -in -target image/png "$1" >/dev/null 2>&1
  await 10 "the clipboard to hold a picture" clipboard_holds image/png
  press ctrl+v
}

# picture_of WINDOW FILE: WINDOW may be root.
picture_of() { timeout 20 "$magick_import" -silent -window "$1" "$2"; }

look_of() { timeout 20 "$magick_import" -silent -window "$1" -depth 8 rgb:- | sha256sum; }
look_settled() {
  local before=$look
  look=$(look_of "$1")
  [ "$look" = "$before" ]
}

# settle WINDOW: until two looks at it are the same, at most 3 s (a blinking cursor may never rest).
settle() {
  local end=$((SECONDS + 3))
  look=""
  until look_settled "$1"; do
    [ "$SECONDS" -lt "$end" ] || return 0
  done
}

remember_look() { look=$(look_of "$1"); }
looks_different() { [ "$(look_of "$1")" != "$look" ]; }

# colours_of WINDOW: how many different colours it shows. Interfaces have hundreds, a photo has thousands.
colours_of() {
  timeout 20 "$magick_import" -silent -window "$1" "$private_dir/look.png" && "$magick_identify" -format %k "$private_dir/look.png"
}
shows_photo() { [ "$(colours_of "$1")" -gt "$2" ]; }
