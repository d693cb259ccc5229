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
  string(TIMESTAMP when "%Y%m%d%H%M.%S" UTC) # SOURCE_DATE_EPOCH itself, as every system's touch reads it
  execute_process(COMMAND "${CMAKE_COMMAND}" -E env TZ=UTC find "${CPACK_TEMPORARY_DIRECTORY}" -exec touch -h -t "${when}" {} + COMMAND_ERROR_IS_FATAL ANY)
endif()
