# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by CPack on what it has put together, before it becomes a package: neither the mask of whoever builds nor the dates of
# the files that were checked out stand in a package. CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS does not reach the folders
# that are made on the way to another one, and rpm only moves dates that are later than SOURCE_DATE_EPOCH.
if(NOT CMAKE_HOST_UNIX)
  return() # neither stands in a package there
endif()
execute_process(COMMAND find "${CPACK_TEMPORARY_DIRECTORY}" -mindepth 1 -type d -exec chmod 755 {} + COMMAND_ERROR_IS_FATAL ANY)
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND find "${CPACK_TEMPORARY_DIRECTORY}" -exec touch -h -d "@$ENV{SOURCE_DATE_EPOCH}" {} + COMMAND_ERROR_IS_FATAL ANY)
endif()
