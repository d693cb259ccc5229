# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack before it packs: below the prefix /usr the settings were put into usr/etc, and Debian has them in /etc.
file(GLOB chatmet_etcs "${CPACK_TEMPORARY_DIRECTORY}/*/usr/etc")
foreach(chatmet_etc IN LISTS chatmet_etcs)
  cmake_path(GET chatmet_etc PARENT_PATH chatmet_usr)
  cmake_path(GET chatmet_usr PARENT_PATH chatmet_top)
  file(RENAME "${chatmet_etc}" "${chatmet_top}/etc")
endforeach()
