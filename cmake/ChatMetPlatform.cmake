# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# chatmet_platform_source(VARIABLE STEM): STEM_linux.cpp, STEM_windows.cpp or STEM_macos.cpp; all three must exist.

if(WIN32)
  set(CHATMET_PLATFORM windows)
elseif(APPLE)
  set(CHATMET_PLATFORM macos)
elseif(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  set(CHATMET_PLATFORM linux)
else()
  message(FATAL_ERROR "ChatMet knows Linux, Windows and macOS; this is ${CMAKE_SYSTEM_NAME}")
endif()

function(chatmet_platform_source variable stem)
  foreach(system linux windows macos)
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${stem}_${system}.cpp")
      message(FATAL_ERROR "${stem}_${system}.cpp is missing: each system states its own way or its fallback")
    endif()
  endforeach()
  set(${variable} "${stem}_${CHATMET_PLATFORM}.cpp" PARENT_SCOPE)
endfunction()
