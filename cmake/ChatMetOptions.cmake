# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# One home for every compiler and linker flag: targets link chatmet_options and nothing sets flags elsewhere.

add_library(chatmet_options INTERFACE)
target_compile_features(chatmet_options INTERFACE cxx_std_20)
target_include_directories(chatmet_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

find_program(CHATMET_CCACHE ccache)
if(CHATMET_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # ccache looks into precompiled headers only when told that times and macros in them may differ. It believes the compiler's own
  # list of what was included: to preprocess first, as it does otherwise, makes a build with an empty cache 1.6 times as long.
  # Two folders share what was built in one: names below this folder are handed on relative, and the folder itself is left out.
  # That is why precompiled headers are named as <folder/Header.h>: CMake would write any other name with its folder.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_DEPEND=1 "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CHATMET_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

if(WIN32)
  # Windows 10 and later; without its macros min and max, and without the first version of its sockets.
  target_compile_definitions(chatmet_options INTERFACE _WIN32_WINNT=0x0A00 NOMINMAX WIN32_LEAN_AND_MEAN)
endif()

if(MSVC)
  target_compile_options(chatmet_options INTERFACE /W4 /permissive- /utf-8)
  if(CHATMET_WERROR)
    target_compile_options(chatmet_options INTERFACE /WX)
  endif()
else()
  target_compile_options(chatmet_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wnon-virtual-dtor>
    $<$<NOT:$<BOOL:${WIN32}>>:-fno-plt> -fstack-protector-strong $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 sees uninitialised strings in every moved std::variant (GCC bug 105562 and its kin), and, optimising more,
    # overlapping copies where a literal stands before a string (GCC bug 105651).
    target_compile_options(chatmet_options INTERFACE -Wno-maybe-uninitialized
      "$<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CONFIG:Release,RelWithDebInfo,MinSizeRel>>:-Wno-restrict>")
  endif()
  if(CHATMET_WERROR)
    target_compile_options(chatmet_options INTERFACE -Werror)
  endif()
endif()

if(MINGW)
  # What the protector calls stands in a library of its own there.
  target_link_options(chatmet_options INTERFACE -fstack-protector-strong)
endif()

if(CHATMET_SANITIZE)
  target_compile_options(chatmet_options INTERFACE -fsanitize=${CHATMET_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(chatmet_options INTERFACE -fsanitize=${CHATMET_SANITIZE})
  if(CHATMET_SANITIZE MATCHES "undefined")
    # By default UBSan prints a line and goes on, and the test passes.
    target_compile_options(chatmet_options INTERFACE -fno-sanitize-recover=undefined)
  endif()
  if(CHATMET_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC warns of std::atomic_thread_fence in Asio's headers, which TSan does not model.
    target_compile_options(chatmet_options INTERFACE -Wno-tsan)
  endif()
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT CHATMET_SANITIZE)
  # Some 250 tests are linked, each in a fifth of the time. What people get is linked by the system's own linker.
  find_program(CHATMET_LLD ld.lld)
  if(CHATMET_LLD)
    target_link_options(chatmet_options INTERFACE -fuse-ld=lld)
  endif()
endif()

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  # Everything bound at load: lazy binding spills vector registers, and with them text, to the stack.
  target_link_options(chatmet_options INTERFACE -Wl,-z,relro,-z,now)
  # As people get them: libc's checks of buffer sizes, and no path of the build machine inside the programs, so that the same
  # source gives the same bytes in any folder (packaging/test-reproducible). Of the maps that fit, the last one counts. Builds of
  # developers have no maps: ccache would then share nothing between their folders.
  target_compile_options(chatmet_options INTERFACE
    "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2;-fstack-clash-protection;-Werror=date-time>"
    "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.;-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=;-ffile-prefix-map=${PROJECT_BINARY_DIR}=build>")
  # Static libraries without times, owners and rights of their members.
  foreach(language C CXX)
    set(CMAKE_${language}_ARCHIVE_CREATE "<CMAKE_AR> qcD <TARGET> <LINK_FLAGS> <OBJECTS>")
    set(CMAKE_${language}_ARCHIVE_APPEND "<CMAKE_AR> qD <TARGET> <LINK_FLAGS> <OBJECTS>")
    set(CMAKE_${language}_ARCHIVE_FINISH "<CMAKE_RANLIB> -D <TARGET>")
  endforeach()
endif()

# chatmet_add_library(NAME sources...): a static library of one folder, with our flags and an alias.
function(chatmet_add_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC chatmet_options)
endfunction()

# chatmet_unity(TARGET): with CHATMET_UNITY, eight of its sources at a time, which then read their headers once. For libraries
# of many small sources in which no two name a helper alike, and whose precompiled header has most of what they include.
function(chatmet_unity name)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${CHATMET_UNITY})
endfunction()

# chatmet_qt_defines(TARGET): the Qt definitions of every client target (no implicit text casts, no keywords).
function(chatmet_qt_defines name)
  target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS)
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()
