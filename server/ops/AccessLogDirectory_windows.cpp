// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log's folder on Windows. Files get the folder's own rights: the operator restricts the folder,
// since Windows has no mode 0600. A reparse point in place of a file is opened itself and refused, never
// followed. Not built or tested here.
#include "server/ops/AccessLogDirectory.h"

#include <filesystem>
#include <system_error>
#include <windows.h>

namespace chatmet::server {

namespace {

Error systemError(DWORD number)
{
    return Error{Errc::Unavailable, std::system_category().message(static_cast<int>(number))};
}

/// Opens for appending; null with the reason in GetLastError.
HANDLE openForAppending(const std::filesystem::path& path)
{
    HANDLE file = ::CreateFileW(path.c_str(), FILE_APPEND_DATA | FILE_READ_ATTRIBUTES,
                                FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr, OPEN_ALWAYS,
                                FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        return nullptr;
    }
    BY_HANDLE_FILE_INFORMATION about{};
    constexpr DWORD refused = FILE_ATTRIBUTE_REPARSE_POINT | FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE;
    if (::GetFileInformationByHandle(file, &about) == 0 || (about.dwFileAttributes & refused) != 0) {
        ::CloseHandle(file);
        ::SetLastError(ERROR_ACCESS_DENIED);
        return nullptr;
    }
    return file;
}

} // namespace

struct AccessLogDirectory::State
{
    std::filesystem::path directory;
};

AccessLogDirectory::AccessLogDirectory() = default;
AccessLogDirectory::~AccessLogDirectory() = default;
AccessLogDirectory::AccessLogDirectory(AccessLogDirectory&&) noexcept = default;
AccessLogDirectory& AccessLogDirectory::operator=(AccessLogDirectory&&) noexcept = default;

Result<Done> AccessLogDirectory::open(const std::string& path)
{
    std::error_code error;
    const std::filesystem::path directory = path;
    if (!std::filesystem::is_directory(directory, error)) {
        return systemError(ERROR_PATH_NOT_FOUND);
    }
    m_state = std::make_unique<State>(State{directory});
    return Done{};
}

Result<std::vector<std::string>> AccessLogDirectory::list() const
{
    if (!m_state) {
        return systemError(ERROR_INVALID_HANDLE);
    }
    std::vector<std::string> names;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(m_state->directory, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    return error ? Result<std::vector<std::string>>(systemError(static_cast<DWORD>(error.value())))
                 : Result<std::vector<std::string>>(std::move(names));
}

Result<Done> AccessLogDirectory::remove(const std::string& name)
{
    if (!m_state) {
        return systemError(ERROR_INVALID_HANDLE);
    }
    if (::DeleteFileW((m_state->directory / name).c_str()) == 0 && ::GetLastError() != ERROR_FILE_NOT_FOUND) {
        return systemError(::GetLastError());
    }
    return Done{};
}

/// Opened anew each time: lines are rare, and a file that is not held open can be deleted by name.
Result<Done> AccessLogDirectory::append(const std::string& name, std::string_view lines)
{
    if (!m_state) {
        return systemError(ERROR_INVALID_HANDLE);
    }
    HANDLE file = openForAppending(m_state->directory / name);
    if (file == nullptr) {
        return systemError(::GetLastError());
    }
    DWORD written = 0;
    const BOOL done =
        lines.empty() || ::WriteFile(file, lines.data(), static_cast<DWORD>(lines.size()), &written, nullptr);
    const DWORD number = done && written == lines.size() ? ERROR_SUCCESS : ::GetLastError();
    ::CloseHandle(file);
    return number == ERROR_SUCCESS ? Result<Done>(Done{}) : Result<Done>(systemError(number));
}

} // namespace chatmet::server
