# SPDX-FileCopyrightText: ChatMet contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# CMake toolchain: 64-bit Windows by Debian's mingw-w64, with C++ threads of winpthreads. -DCHATMET_WINDOWS_LIBRARIES=FOLDER names
# what packaging/windows/cross-build has built for Windows; nothing of this machine's own libraries is looked at.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static") # the compiler's own libraries inside the program, not beside it
set(CMAKE_EXE_LINKER_FLAGS_RELEASE_INIT "-s") # without the libraries' symbols, which name folders of this machine

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CHATMET_WINDOWS_LIBRARIES)
set(CMAKE_FIND_ROOT_PATH "${CHATMET_WINDOWS_LIBRARIES}" /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER) # protoc and ccache run here
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} "${CHATMET_WINDOWS_LIBRARIES}/lib/pkgconfig")
set(OPENSSL_USE_STATIC_LIBS ON)
set(Protobuf_USE_STATIC_LIBS ON)
# The lite library is all that is built of protobuf, and FindProtobuf asks for the whole one.
set(Protobuf_LIBRARY "${CHATMET_WINDOWS_LIBRARIES}/lib/libprotobuf-lite.a" CACHE FILEPATH "")
