// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: by the file's access list. Run under wine, not on Windows.
#include "server/net/KeyFileRights.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <vector>
#include <windows.h>
// After windows.h, whose types it uses.
#include <sddl.h>

namespace chatmet::server {

namespace {

/// Whoever owns it, administrators and the system; nothing that the folder hands down.
constexpr const wchar_t* ownerAlone = L"D:P(A;;FA;;;S-1-3-4)(A;;FA;;;BA)(A;;FA;;;SY)";

Error failure(DWORD number)
{
    return Error{Errc::Unavailable,
                 number == ERROR_FILE_EXISTS || number == ERROR_ALREADY_EXISTS
                     ? "is there already and is not overwritten"
                     : "can't be written: " + std::system_category().message(static_cast<int>(number))};
}

/// Everyone, whoever has logged on, and the group of all users.
bool meansEverybody(PSID who)
{
    constexpr std::array all{WinWorldSid, WinAuthenticatedUserSid, WinBuiltinUsersSid};
    for (const WELL_KNOWN_SID_TYPE one : all) {
        if (::IsWellKnownSid(who, one) != 0) {
            return true;
        }
    }
    return false;
}

/// lacks: there is none, and everybody may do everything. Null where the system doesn't say. Lives in room.
PACL accessListOf(const std::string& file, std::vector<std::byte>& room, bool& lacks)
{
    const std::filesystem::path path = file;
    DWORD bytes = 0;
    ::GetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, nullptr, 0, &bytes);
    room.resize(bytes);
    BOOL present = FALSE;
    BOOL byDefault = FALSE;
    PACL list = nullptr;
    const bool known =
        bytes > 0 &&
        ::GetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, room.data(), bytes, &bytes) != 0 &&
        ::GetSecurityDescriptorDacl(room.data(), &present, &list, &byDefault) != 0;
    lacks = known && (present == FALSE || list == nullptr);
    return known && present != FALSE ? list : nullptr;
}

} // namespace

bool everybodyCanRead(const std::string& file)
{
    std::vector<std::byte> room;
    bool lacks = false;
    const PACL list = accessListOf(file, room, lacks);
    for (DWORD index = 0; list != nullptr && index < list->AceCount; ++index) {
        void* entry = nullptr;
        if (::GetAce(list, index, &entry) == 0) {
            return false;
        }
        const auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
        if (allowed->Header.AceType == ACCESS_ALLOWED_ACE_TYPE && (allowed->Mask & FILE_READ_DATA) != 0 &&
            meansEverybody(const_cast<DWORD*>(&allowed->SidStart))) {
            return true;
        }
    }
    return lacks;
}

Result<Done> createFile(const std::string& file, std::string_view text, FileFor who)
{
    SECURITY_ATTRIBUTES rights{sizeof rights, nullptr, FALSE};
    if (who == FileFor::OwnerAlone &&
        ::ConvertStringSecurityDescriptorToSecurityDescriptorW(ownerAlone, SDDL_REVISION_1,
                                                               &rights.lpSecurityDescriptor, nullptr) == 0) {
        return failure(::GetLastError());
    }
    const std::filesystem::path path = file;
    const HANDLE made =
        ::CreateFileW(path.c_str(), GENERIC_WRITE, 0, &rights, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    const DWORD refused = ::GetLastError();
    ::LocalFree(rights.lpSecurityDescriptor);
    if (made == INVALID_HANDLE_VALUE) {
        return failure(refused);
    }
    DWORD written = 0;
    const bool whole =
        ::WriteFile(made, text.data(), static_cast<DWORD>(text.size()), &written, nullptr) != 0 &&
        written == text.size() && ::FlushFileBuffers(made) != 0;
    const DWORD number = ::GetLastError();
    ::CloseHandle(made);
    if (!whole) {
        ::DeleteFileW(path.c_str());
        return failure(number);
    }
    return Done{};
}

} // namespace chatmet::server
