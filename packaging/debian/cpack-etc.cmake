# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack before it packs: below the prefix /usr the settings were put into usr/etc, and every system has them in /etc.
# What lintian is told is for .deb packages alone.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  file(GLOB chatmet_overrides "${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/lintian" "${CPACK_TEMPORARY_DIRECTORY}/usr/share/lintian")
  if(chatmet_overrides)
    file(REMOVE_RECURSE ${chatmet_overrides})
  endif()
endif()
file(GLOB chatmet_etcs "${CPACK_TEMPORARY_DIRECTORY}/*/usr/etc")
foreach(chatmet_etc IN LISTS chatmet_etcs)
  cmake_path(GET chatmet_etc PARENT_PATH chatmet_usr)
  cmake_path(GET chatmet_usr PARENT_PATH chatmet_top)
  file(RENAME "${chatmet_etc}" "${chatmet_top}/etc")
endforeach()
