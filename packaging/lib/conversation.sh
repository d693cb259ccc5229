# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# A whole conversation between two windows on the virtual display, by keys alone, with a picture of the screen at each stage.
# shellcheck shell=bash
# Needs: run.sh, programs.sh, display.sh, photo.sh, and a started server.
# What a window's title says is what is waited for: "ChatMet", "NAME – ChatMet" (online), "NAME with PARTNER – ChatMet",
# "PARTNER has left – ChatMet", and "(n) " before it while n messages are unread.

photo_colours=3000   # a window with a photo in it shows more different colours than this, one without far fewer
first_name=Marigold

on_failure() {
  picture_of root "$pictures/failed.png" 2>/dev/null && say "what the screen shows: $pictures/failed.png"
  tail -n 20 "$private_dir"/client*.log >&2 2>/dev/null || true
}

# stage NAME WINDOW...: a picture of the whole screen, once these windows stand still.
stage() {
  local name=$1 window
  shift
  for window in "$@"; do settle "$window"; done
  stage_number=$((stage_number + 1))
  local file
  file=$(printf '%s/%02d-%s.png' "$pictures" "$stage_number" "$name")
  picture_of root "$file" || fail "could not take a picture of the screen"
  say "$name"
}

# place WINDOW X: one half of the screen.
place() {
  timeout 5 xdotool windowsize "$1" 680 720
  timeout 5 xdotool windowmove "$1" "$2" 36
}

# say_from WINDOW TEXT LISTENER: pastes and sends, and waits until the listener's title counts it as unread.
say_from() {
  focus "$1"
  paste_text "$2"
  press Return
  await_title "$3" '^\([0-9]+\) '
}

open_windows() {
  await_new_window start_client client1.log --username "$first_name"
  first=$window
  first_pid=$client_pid
  await_new_window start_client client2.log
  second=$window
  second_pid=$client_pid
  place "$first" 10
  place "$second" 710
  await_title "$first" '^ChatMet$'
  await_title "$second" '^ChatMet$'
  stage welcome "$first" "$second"
}

# Enter on the welcome page goes to what is missing, the tick for being 18 or older; Space ticks it, Enter goes on.
start_chatting() {
  focus "$1"
  press Return
  press space
  press Return
}

go_online() {
  start_chatting "$first"
  await_title "$first" "^$first_name – ChatMet\$"
  start_chatting "$second"
  await_title "$second" '^.+ – ChatMet$'
  second_name=$(title "$second")
  second_name=${second_name% – ChatMet}
  stage home "$first" "$second"
}

meet() {
  focus "$first"
  press ctrl+n
  stage waiting "$first"
  focus "$second"
  press ctrl+n
  await_title "$first" "^(\\([0-9]+\\) )?$first_name with .+ – ChatMet\$" 30
  await_title "$second" "^(\\([0-9]+\\) )?.+ with $first_name – ChatMet\$" 30
  stage paired "$first" "$second"
}

talk() {
  say_from "$first" 'Hello! Are you anywhere near the sea?' "$second"
  say_from "$second" 'नमस्ते! नहीं, पहाड़ों के पास। आज शाम बहुत सुंदर है।' "$first"
  say_from "$first" 'Lucky you 🏔️🌅 I only see a car park 😅' "$second"
  focus "$second"
  remember_look "$first"
  # For longer than the 3 s within which a client says "typing" only once (xdotool waits half of its delay).
  timeout 30 xdotool type --delay 240 'Wait, I will show you what I can see.'
  await 10 "the word that $second_name is typing" looks_different "$first"
  stage typing "$first"
  press Return
  await_title "$first" '^\([0-9]+\) '
  stage talk "$first" "$second"
}

share_photo() {
  local photo="$private_dir/photo.png"
  make_photo "$photo"
  focus "$second"
  paste_picture "$photo"
  await 20 "the photo shown before it is sent" screen_shows_photo
  stage photo-to-send "$second"
  press Return
  await_title "$first" '^\([0-9]+\) ' 30
  stage photo-offered "$first" "$second"
  focus "$first"
  press ctrl+shift+o
  await 30 "the photo in the window of $first_name" shows_photo "$first" "$photo_colours"
  stage photo-seen "$first" "$second"
  say_from "$first" 'Beautiful. Thank you! 💛' "$second"
}
screen_shows_photo() { shows_photo root "$photo_colours"; }

part() {
  focus "$second"
  press ctrl+shift+n
  await_title "$first" "^$second_name has left – ChatMet\$" 30
  stage ended "$first"
  await 60 "the page of the ended conversation to erase itself" photo_gone "$first"
  stage erased "$first"
}
photo_gone() { ! shows_photo "$1" "$photo_colours"; }

# Closing a window ends its program, in words that the window manager has for it.
close_windows() {
  focus "$second"
  press alt+F4
  await 10 "the window of $second_name to close" gone "$second_pid"
  focus "$first"
  press alt+F4
  await 10 "the window of $first_name to close" gone "$first_pid"
}

# hold_conversation FOLDER: pictures of it go into FOLDER, which is emptied first.
hold_conversation() {
  pictures=$1
  stage_number=0
  mkdir -p "$pictures"
  rm -f -- "$pictures"/*.png
  # One language, one encoding and no preferences, whatever the person's own are.
  export LC_ALL=C.UTF-8 LANGUAGE=en XDG_CONFIG_HOME="$private_dir/config" XDG_RUNTIME_DIR="$private_dir/runtime"
  mkdir -m 700 "$XDG_CONFIG_HOME" "$XDG_RUNTIME_DIR"
  start_display 1400x780
  open_windows
  go_online
  meet
  talk
  share_photo
  part
  close_windows
}
