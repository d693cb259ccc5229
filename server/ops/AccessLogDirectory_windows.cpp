// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log's folder on Windows. Files get the folder's own rights: the operator restricts the folder,
// since Windows has no mode 0600. A reparse point in place of a file is opened itself and refused, never
// followed. Not built or tested here.
#include "server/ops/AccessLogDirectory.h"

#include <array>
#include <filesystem>
#include <system_error>
#include <windows.h>

namespace chatmet::server {

namespace {

Error systemError(DWORD number)
{
    return Error{Errc::Unavailable, std::system_category().message(static_cast<int>(number))};
}

constexpr std::int64_t ticksPerMs = 10'000;                  ///< FILETIME counts 100 ns
constexpr std::int64_t epochTicks = 116'444'736'000'000'000; ///< 1970 in FILETIME's time

/// Opens a regular file; null with the reason in GetLastError. Closed by ::CloseHandle.
HANDLE openRegular(const std::filesystem::path& path, DWORD access, DWORD creation)
{
    HANDLE file = ::CreateFileW(path.c_str(), access | FILE_READ_ATTRIBUTES,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, creation,
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

bool isMissing(DWORD number)
{
    return number == ERROR_FILE_NOT_FOUND || number == ERROR_PATH_NOT_FOUND;
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

/// The path is looked up at each call, so there is nothing to follow.
Result<Done> AccessLogDirectory::follow()
{
    std::error_code error;
    return m_state && std::filesystem::is_directory(m_state->directory, error)
               ? Result<Done>(Done{})
               : Result<Done>(systemError(ERROR_PATH_NOT_FOUND));
}

/// Not looked at: the operator restricts the folder (README.md).
Result<std::string> AccessLogDirectory::checkRights() const
{
    return m_state ? Result<std::string>(std::string())
                   : Result<std::string>(systemError(ERROR_INVALID_HANDLE));
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

Result<std::optional<std::int64_t>> AccessLogDirectory::modified(const std::string& name) const
{
    using Time = std::optional<std::int64_t>;
    if (!m_state) {
        return systemError(ERROR_INVALID_HANDLE);
    }
    WIN32_FILE_ATTRIBUTE_DATA about{};
    if (::GetFileAttributesExW((m_state->directory / name).c_str(), GetFileExInfoStandard, &about) == 0) {
        return isMissing(::GetLastError()) ? Result<Time>(Time()) : systemError(::GetLastError());
    }
    const ULARGE_INTEGER ticks{{about.ftLastWriteTime.dwLowDateTime, about.ftLastWriteTime.dwHighDateTime}};
    return Time((static_cast<std::int64_t>(ticks.QuadPart) - epochTicks) / ticksPerMs);
}

Result<Done> AccessLogDirectory::setModified(const std::string& name, std::int64_t utcMs)
{
    HANDLE file =
        m_state ? openRegular(m_state->directory / name, FILE_WRITE_ATTRIBUTES, OPEN_EXISTING) : nullptr;
    if (file == nullptr) {
        const DWORD number = m_state ? ::GetLastError() : ERROR_INVALID_HANDLE;
        return isMissing(number) ? Result<Done>(Done{}) : systemError(number);
    }
    ULARGE_INTEGER ticks{};
    ticks.QuadPart = static_cast<ULONGLONG>(utcMs * ticksPerMs + epochTicks);
    const FILETIME time{ticks.LowPart, ticks.HighPart};
    const DWORD number = ::SetFileTime(file, nullptr, nullptr, &time) != 0 ? ERROR_SUCCESS : ::GetLastError();
    ::CloseHandle(file);
    return number == ERROR_SUCCESS ? Result<Done>(Done{}) : Result<Done>(systemError(number));
}

/// Opened anew each time: lines are rare, and a file that is not held open can be deleted by name.
Result<Done> AccessLogDirectory::append(const std::string& name, std::string_view lines)
{
    if (!m_state) {
        return systemError(ERROR_INVALID_HANDLE);
    }
    HANDLE file = openRegular(m_state->directory / name, FILE_APPEND_DATA, OPEN_ALWAYS);
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

/// A move that replaces nothing and returns once it is on the disk.
Result<bool> AccessLogDirectory::publish(const std::string& temporary, const std::string& name,
                                         std::uint64_t bytes)
{
    if (!m_state) {
        return systemError(ERROR_INVALID_HANDLE);
    }
    std::error_code error;
    if (std::filesystem::file_size(m_state->directory / temporary, error) != bytes || error) {
        return Error{Errc::Unavailable, "somebody removed it meanwhile"};
    }
    if (::MoveFileExW((m_state->directory / temporary).c_str(), (m_state->directory / name).c_str(),
                      MOVEFILE_WRITE_THROUGH) != 0) {
        return true;
    }
    const DWORD number = ::GetLastError();
    return number == ERROR_ALREADY_EXISTS || number == ERROR_FILE_EXISTS ? Result<bool>(false)
                                                                         : systemError(number);
}

Result<bool> AccessLogDirectory::read(const std::string& name, const Piece& piece) const
{
    HANDLE file = m_state ? openRegular(m_state->directory / name, FILE_READ_DATA, OPEN_EXISTING) : nullptr;
    if (file == nullptr) {
        const DWORD number = m_state ? ::GetLastError() : ERROR_INVALID_HANDLE;
        return isMissing(number) ? Result<bool>(false) : systemError(number);
    }
    std::array<char, 65'536> buffer;
    DWORD got = 0;
    BOOL good = TRUE;
    while ((good = ::ReadFile(file, buffer.data(), static_cast<DWORD>(buffer.size()), &got, nullptr)) != 0 &&
           got > 0 && piece(std::string_view(buffer.data(), got))) {
    }
    const DWORD number = ::GetLastError();
    ::CloseHandle(file);
    return good != 0 ? Result<bool>(true) : systemError(number);
}

} // namespace chatmet::server
