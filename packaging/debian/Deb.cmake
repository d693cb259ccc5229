# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# How cpack -G DEB makes chatmet and chatmet-server: one package for each component, dependencies read from the programs.

# With a summary of the project in place, cpack would put that before both descriptions.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${CHATMET_PACKAGE_CONTACT}")
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_CLIENT_PACKAGE_NAME chatmet)
set(CPACK_DEBIAN_CLIENT_DESCRIPTION "anonymous chat that forgets
Start it, type a temporary name, and talk to a stranger or share a picture.
There is no account and no history: words and pictures are kept in memory
while the conversation lasts, and are overwritten when it ends.")
# WebP pictures, letters that the system's first font lacks (Devanagari and many more, emoji), and opening links.
set(CPACK_DEBIAN_CLIENT_PACKAGE_RECOMMENDS "qt6-image-formats-plugins, fonts-noto-core, fonts-noto-color-emoji, xdg-utils")
set(CPACK_DEBIAN_CLIENT_PACKAGE_SUGGESTS qt6-wayland)

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME chatmet-server)
set(CPACK_DEBIAN_SERVER_DESCRIPTION "server of ChatMet, anonymous chat that forgets
Brings strangers together and passes on what they write, without reading it.
Messages and pictures are held in memory for as long as their conversation
lasts and never written anywhere.
.
Installed, it serves this computer alone, on port 8443, as a systemd service
with a user of its own and nearly no rights.")
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "procps, systemd (>= 252)")

# What debhelper would write: the service is enabled and started, the settings are the administrator's from then on.
set(chatmet_deb_control "${CMAKE_CURRENT_BINARY_DIR}/deb-control")
foreach(script IN ITEMS prerm postrm)
  file(READ "${CMAKE_CURRENT_LIST_DIR}/chatmet-server.${script}" chatmet_deb_script)
  file(READ "${CMAKE_CURRENT_LIST_DIR}/cpack-scripts/${script}" chatmet_deb_systemd)
  string(REPLACE "#DEBHELPER#" "${chatmet_deb_systemd}" chatmet_deb_script "${chatmet_deb_script}")
  file(CONFIGURE OUTPUT "${chatmet_deb_control}/${script}" CONTENT "${chatmet_deb_script}" @ONLY)
endforeach()
file(CONFIGURE OUTPUT "${chatmet_deb_control}/conffiles" CONTENT "/etc/chatmet/chatmet-server.toml\n" @ONLY)
configure_file("${CMAKE_CURRENT_LIST_DIR}/cpack-scripts/postinst" "${chatmet_deb_control}/postinst" COPYONLY)
foreach(script IN ITEMS postinst prerm postrm conffiles)
  list(APPEND CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA "${chatmet_deb_control}/${script}")
endforeach()
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/cpack-etc.cmake")

# The top entry of a Debian changelog carries the version of the package.
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/changelog" chatmet_deb_top LIMIT_COUNT 1)
if(NOT chatmet_deb_top MATCHES "^chatmet \\(${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}\\) ")
  message(WARNING "packaging/debian/changelog begins with another version than ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
endif()
