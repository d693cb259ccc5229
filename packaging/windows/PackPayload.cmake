# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack -G External: makes the installers of the client that it has staged.

file(GLOB_RECURSE program "${CPACK_TEMPORARY_DIRECTORY}/chatmet.exe")
list(LENGTH program count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "one chatmet.exe was expected among what is installed, and there are ${count}")
endif()
if(NOT CPACK_CHATMET_PYTHON)
  message(FATAL_ERROR "the installers are made by packaging/windows/make-installers, which needs Python 3.9")
endif()
cmake_path(GET program PARENT_PATH payload)
if(payload MATCHES "/bin$") # with Qt's plugins beside that folder
  cmake_path(GET payload PARENT_PATH payload)
endif()
# Where there is no wixl, the .exe is made all the same; what is missing is said.
execute_process(COMMAND "${CPACK_CHATMET_PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/make-installers" --allow-missing
    --version "${CPACK_PACKAGE_VERSION}" "${payload}" "${CPACK_PACKAGE_DIRECTORY}"
  COMMAND_ERROR_IS_FATAL ANY)
