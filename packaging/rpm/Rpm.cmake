# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# How cpack -G RPM makes chatmet and chatmet-server: one package for each component. What they require is read from the
# programs by rpm itself, so a package fits the distribution that it was built on.

set(CPACK_RPM_COMPONENT_INSTALL ON)
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_GROUP Applications/Internet)
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
set(CPACK_RPM_PACKAGE_RELOCATABLE OFF)
set(CPACK_PACKAGE_RELOCATABLE OFF)
set(CPACK_RPM_COMPRESSION_TYPE xz)
# These folders belong to other packages; one that claims them conflicts with those.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
  /usr/lib/systemd /usr/lib/systemd/system /usr/lib/sysusers.d /usr/lib/tmpfiles.d /usr/lib/systemd/journald@.conf.d
  /usr/share/applications /usr/share/metainfo /usr/share/man /usr/share/man/man1 /usr/share/man/man5 /usr/share/man/man8 /usr/share/icons
  /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps
  /usr/share/icons/hicolor/symbolic /usr/share/icons/hicolor/symbolic/apps
  /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/zsh /usr/share/zsh/site-functions
  /usr/share/zsh/vendor-completions /usr/share/fish /usr/share/fish/vendor_completions.d)

set(CPACK_RPM_CLIENT_PACKAGE_NAME chatmet)
set(CPACK_RPM_CLIENT_PACKAGE_SUMMARY "Anonymous chat that forgets")
set(CPACK_RPM_CLIENT_PACKAGE_DESCRIPTION "Start it, type a temporary name, and talk to a stranger or share a picture.
There is no account and no history: words and pictures are kept in memory
while the conversation lasts, and are overwritten when it ends.")

set(CPACK_RPM_SERVER_PACKAGE_NAME chatmet-server)
set(CPACK_RPM_SERVER_PACKAGE_SUMMARY "Server of ChatMet, anonymous chat that forgets")
set(CPACK_RPM_SERVER_PACKAGE_DESCRIPTION "Brings strangers together and passes on what they write, without reading it.
Messages and pictures are held in memory for as long as their conversation
lasts and never written anywhere.")
# An upgrade keeps the settings of whoever runs it, and puts new ones beside them as .rpmnew.
set(CPACK_RPM_SERVER_USER_FILELIST "%config(noreplace) /etc/chatmet/chatmet-server.toml")
set(CPACK_RPM_SERVER_POST_INSTALL_SCRIPT_FILE "${CMAKE_CURRENT_LIST_DIR}/scripts/post")
set(CPACK_RPM_SERVER_PRE_UNINSTALL_SCRIPT_FILE "${CMAKE_CURRENT_LIST_DIR}/scripts/preun")
set(CPACK_RPM_SERVER_POST_UNINSTALL_SCRIPT_FILE "${CMAKE_CURRENT_LIST_DIR}/scripts/postun")

# Nothing of the build machine or its clock in the package (with SOURCE_DATE_EPOCH set), and no links to build ids. CPack
# has no word for Recommends: WebP pictures, letters that the first font lacks, and opening links; named as Fedora | openSUSE.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _buildhost chatmet
%define _build_id_links none
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%if \\\"%{name}\\\" == \\\"chatmet\\\"
Recommends: (qt6-qtimageformats or qt6-imageformats)
Recommends: (google-noto-sans-devanagari-fonts or google-noto-fonts)
Recommends: (google-noto-color-emoji-fonts or google-noto-emoji-color-fonts)
Recommends: xdg-utils
Suggests: (qt6-qtwayland or qt6-wayland)
%endif")
