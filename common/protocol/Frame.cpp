// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Frame.h"

#include "common/protocol/Limits.h"

#include <google/protobuf/stubs/common.h>
#if GOOGLE_PROTOBUF_VERSION < 4022000
#include <google/protobuf/stubs/logging.h>
#endif

#include <cassert>

namespace chatmet::protocol {

void keepParserQuiet()
{
#if GOOGLE_PROTOBUF_VERSION < 4022000
    // Later ones log through Abseil, whose threshold is the program's to set.
    static const bool quiet = (google::protobuf::SetLogHandler(nullptr), true);
    static_cast<void>(quiet);
#endif
}

Result<FrameParts> splitFrame(const SharedBytes& frame)
{
    keepParserQuiet();
    const auto bytes = frame.span();
    if (bytes.size() < limits::headerLengthBytes)
        return Errc::BadFrame;
    const std::size_t headerBytes = (std::size_t{bytes[0]} << 8) | bytes[1];
    if (headerBytes > limits::headerBytesMax)
        return Errc::HeaderTooLong;
    if (headerBytes == 0 || limits::headerLengthBytes + headerBytes > bytes.size())
        return Errc::BadFrame;
    return FrameParts{bytes.subspan(limits::headerLengthBytes, headerBytes),
                      frame.from(limits::headerLengthBytes + headerBytes)};
}

WipedBytes joinFrame(std::string_view header, std::span<const std::uint8_t> body)
{
    assert(!header.empty() && header.size() <= limits::headerBytesMax);
    WipedBytes frame;
    frame.reserve(limits::headerLengthBytes + header.size() + body.size());
    frame.push_back(static_cast<std::uint8_t>(header.size() >> 8));
    frame.push_back(static_cast<std::uint8_t>(header.size() & 0xff));
    frame.insert(frame.end(), header.begin(), header.end());
    frame.insert(frame.end(), body.begin(), body.end());
    return frame;
}

} // namespace chatmet::protocol
