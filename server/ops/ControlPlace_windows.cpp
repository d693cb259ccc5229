// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows 10 1803 and later: the socket is a file with a reparse tag of its own, and its access list says who
// may connect. Compiled; wine has no such sockets, so it has not run yet.
#include "server/ops/ControlPlace.h"

#include <filesystem>
#include <windows.h>
// After windows.h, whose types it uses.
#include <sddl.h>

namespace chatmet::server {

namespace {

constexpr DWORD socketTag = 0x80000023; ///< IO_REPARSE_TAG_AF_UNIX

/// Owner and system, and nothing that the folder hands down.
constexpr const wchar_t* accessList = L"D:P(A;;FA;;;S-1-3-4)(A;;FA;;;SY)";

} // namespace

ControlPlace lookAtControlPlace(const std::string& path)
{
    WIN32_FIND_DATAW about{};
    const HANDLE found = ::FindFirstFileW(std::filesystem::path(path).c_str(), &about);
    if (found == INVALID_HANDLE_VALUE) {
        const DWORD number = ::GetLastError();
        return number == ERROR_FILE_NOT_FOUND || number == ERROR_PATH_NOT_FOUND ? ControlPlace::Free
                                                                                : ControlPlace::SomethingElse;
    }
    ::FindClose(found);
    const bool isSocket =
        (about.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 && about.dwReserved0 == socketTag;
    return isSocket ? ControlPlace::Socket : ControlPlace::SomethingElse;
}

std::error_code keepToOwner(const std::string& path)
{
    PSECURITY_DESCRIPTOR list = nullptr;
    bool done = ::ConvertStringSecurityDescriptorToSecurityDescriptorW(accessList, SDDL_REVISION_1, &list,
                                                                       nullptr) != 0;
    done = done &&
           ::SetFileSecurityW(std::filesystem::path(path).c_str(),
                              DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, list) != 0;
    const auto number = static_cast<int>(::GetLastError());
    ::LocalFree(list);
    return done ? std::error_code() : std::error_code(number, std::system_category());
}

} // namespace chatmet::server
