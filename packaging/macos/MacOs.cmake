# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# macOS: chatmet as a bundle with its Info.plist and icon, Qt inside it when it is installed, a disk image by cpack.
# Unverified: written from the manuals of CMake and Apple; nobody has run it on a Mac yet.

if(TARGET chatmet)
  set(icon "${CMAKE_CURRENT_LIST_DIR}/chatmet.icns")
  target_sources(chatmet PRIVATE "${icon}")
  set_source_files_properties("${icon}" TARGET_DIRECTORY chatmet PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
  set_target_properties(chatmet PROPERTIES
    MACOSX_BUNDLE ON
    MACOSX_BUNDLE_INFO_PLIST "${CMAKE_CURRENT_LIST_DIR}/Info.plist.in"
    MACOSX_BUNDLE_BUNDLE_NAME ChatMet
    MACOSX_BUNDLE_GUI_IDENTIFIER org.chatmet.ChatMet
    MACOSX_BUNDLE_ICON_FILE chatmet.icns
    MACOSX_BUNDLE_BUNDLE_VERSION "${PROJECT_VERSION}"
    MACOSX_BUNDLE_SHORT_VERSION_STRING "${PROJECT_VERSION}")
endif()

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGING_INSTALL_PREFIX "")
