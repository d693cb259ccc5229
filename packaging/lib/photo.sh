# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# For our scripts: a picture that looks like a photo (hills behind each other at sunset), made here and always the same.
# shellcheck shell=bash
# Needs: display.sh for $magick_convert.

# ridge HEIGHT ROUGHNESS PHASE: the outline of one row of hills on 1280x853, as a polygon for -draw.
ridge() {
  awk -v base="$1" -v rough="$2" -v phase="$3" 'BEGIN {
    printf "polygon 0,853 "
    for (x = 0; x <= 1280; x += 4) {
      y = base - rough * (sin(x / 210 + phase) + 0.5 * sin(x / 83 + 2.1 * phase) + 0.22 * sin(x / 31 + 3.7 * phase) + 0.1 * sin(x / 11 + phase))
      printf "%d,%.1f ", x, y
    }
    print "1280,853"
  }'
}

# make_photo FILE
make_photo() {
  timeout 60 "$magick_convert" -seed 7 -size 1280x853 gradient:'#2c4f8c'-'#f9c48d' \
    \( -size 320x213 plasma:black-white -colorspace gray -blur 0x3 -resize '1280x853!' -level 20%,75% -motion-blur 0x24+8 \) \
    -compose soft-light -composite -compose over \
    -fill '#fff3cf' -draw 'circle 880,470 880,438' -blur 0x1.2 \
    -fill '#a98aa6' -draw "$(ridge 560 44 0.4)" -blur 0x2 \
    -fill '#77688f' -draw "$(ridge 640 40 1.9)" -blur 0x1.4 \
    -fill '#49506f' -draw "$(ridge 715 34 3.3)" -blur 0x1 \
    -fill '#26323f' -draw "$(ridge 790 26 5.2)" \
    \( -size 1280x853 plasma:grey40-grey60 -colorspace gray -blur 0x0.6 \) -compose soft-light -composite \
    -attenuate 0.25 +noise Gaussian -depth 8 -strip "$1"
}
