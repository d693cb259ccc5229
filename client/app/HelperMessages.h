// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What passes between the program and its helper, the process that kept the right to write: three requests,
// each a head of fixed size, a name and a body.

#include "client/app/Settings.h"
#include "common/protocol/Limits.h"

#include <cstddef>
#include <cstdint>

namespace chatmet::client {

enum class HelperRequest : std::uint32_t
{
    WriteSettings = 1, ///< body: as written() makes them
    CreatePicture = 2, ///< name: an absolute path where there is nothing yet; body: a JPEG, PNG or WebP file
    OpenLink = 3       ///< name: an http or https address, ASCII
};

enum class HelperOutcome : std::uint32_t
{
    Done,
    Refused,   ///< not one of the three things, or not in the right form
    Exists,    ///< there is a file of that name; nothing was written
    NoPlace,   ///< no such folder, or nothing may be written there
    Full,      ///< the disk is full, or a limit on it is reached; nothing is left
    NoBrowser, ///< nothing on this computer opens links
    TooLate,   ///< it took longer than its time; nothing is left
    Failed,    ///< whatever else
    Gone       ///< never sent: there is no helper (any more)
};

struct HelperRequestHead
{
    std::uint32_t magic{0x0148'6d43};
    std::uint32_t request{0};
    std::uint32_t nameBytes{0};
    std::uint32_t bodyBytes{0};
};

struct HelperAnswer
{
    std::uint32_t magic{0x0141'6d43};
    std::uint32_t outcome{0};
};

inline constexpr std::size_t pathBytesMax = 4'095; ///< PATH_MAX of Linux, without the zero at the end
inline constexpr std::size_t linkBytesMax = 2'048; ///< longer than what servers take

/// Whether a head is one that the program sends. Everything is bounded before anything of it is read.
[[nodiscard]] constexpr bool isAcceptable(const HelperRequestHead& head)
{
    if (head.magic != HelperRequestHead().magic)
        return false;
    switch (static_cast<HelperRequest>(head.request)) {
    case HelperRequest::WriteSettings: return head.nameBytes == 0 && head.bodyBytes <= settingsBytesMax;
    case HelperRequest::CreatePicture:
        return head.nameBytes <= pathBytesMax && head.bodyBytes <= limits::pictureBytesMax;
    case HelperRequest::OpenLink: return head.nameBytes <= linkBytesMax && head.bodyBytes == 0;
    }
    return false;
}

} // namespace chatmet::client
