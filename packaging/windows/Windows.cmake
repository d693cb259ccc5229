# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Windows: icon and version in the programs, UTF-8 in the server's, Qt beside chatmet.exe when it is installed, and `cpack` (its External generator) makes the
# installers of packaging/windows of that. Only for Windows; tests/packaging/windows_test.py tries it with a stand-in.

foreach(program chatmet chatmet-server)
  if(TARGET ${program})
    set(resources "${CMAKE_CURRENT_LIST_DIR}/${program}.rc")
    target_sources(${program} PRIVATE "${resources}")
    set_source_files_properties("${resources}" TARGET_DIRECTORY ${program} PROPERTIES COMPILE_DEFINITIONS
      "CHATMET_VERSION_MAJOR=${PROJECT_VERSION_MAJOR};CHATMET_VERSION_MINOR=${PROJECT_VERSION_MINOR};CHATMET_VERSION_PATCH=${PROJECT_VERSION_PATCH}")
  endif()
endforeach()
if(TARGET chatmet)
  find_package(Python3 3.11 COMPONENTS Interpreter)
endif()

set(CPACK_COMPONENTS_ALL client) # the server is not packaged here
set(CPACK_GENERATOR External)
set(CPACK_PACKAGING_INSTALL_PREFIX "")
set(CPACK_EXTERNAL_ENABLE_STAGING ON)
set(CPACK_EXTERNAL_PACKAGE_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/PackPayload.cmake")
set(CPACK_CHATMET_PYTHON "${Python3_EXECUTABLE}")
