// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What passes between the program and its picture process: heads of fixed size, then bytes or pixels. Neither
// side believes the other.

#include "client/picture/PictureTypes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace chatmet::client {

/// The first thing that the picture process says.
struct PictureHello
{
    std::uint32_t magic{0x0143'6d43}; ///< with the revision of these structures
    std::uint32_t confinement{0};     ///< PictureConfinement, as bits
};

/// What the picture process has given up before it saw a picture.
struct PictureConfinement
{
    bool calls{false};  ///< no file, no socket, no program: a filter of system calls
    bool files{false};  ///< no file at all, by Landlock besides
    bool limits{false}; ///< memory, processor time, core

    [[nodiscard]] std::uint32_t bits() const;
    [[nodiscard]] static PictureConfinement of(std::uint32_t bits);
    [[nodiscard]] bool whole() const { return calls && files && limits; }
};

/// Before a picture's bytes.
struct PictureRequestHead
{
    std::uint32_t magic{0x0251'6d43};
    std::uint32_t origin{0}; ///< PictureOrigin
    std::int32_t width{-1};  ///< PictureRequest::largest
    std::int32_t height{-1};
    std::uint32_t bytes{0}; ///< that follow
};

/// Before the pixels: width x height of four bytes each, without gaps between the rows; none with an error.
struct PictureAnswerHead
{
    std::uint32_t magic{0x0341'6d43};
    std::uint32_t error{0}; ///< PictureError
    std::uint32_t animated{0};
    std::int32_t claimedWidth{0};
    std::int32_t claimedHeight{0};
    std::uint32_t format{0}; ///< QImage::Format: RGB32, ARGB32 or ARGB32_Premultiplied
    std::int32_t width{0};
    std::int32_t height{0};
};

[[nodiscard]] PictureRequestHead headOf(const PictureRequest& request);
/// The request without its bytes; nothing for a head that this program does not write.
[[nodiscard]] std::optional<PictureRequest> requestOf(const PictureRequestHead& head);

[[nodiscard]] PictureAnswerHead headOf(const PictureResult& result);
/// The answer with an image of unset pixels; nothing for a head that no decoder may give to this request:
/// unknown values, more pixels than the limits or the request allow, an error with pixels or none without.
/// Where there is no memory for the pixels: OutOfMemory.
[[nodiscard]] std::optional<PictureResult> resultOf(const PictureAnswerHead& head,
                                                    const PictureRequest& request);

/// The bytes of an image's pixels, for the socket.
[[nodiscard]] std::span<const std::byte> pixelsOf(const QImage& image);
[[nodiscard]] std::span<std::byte> pixelsOf(QImage& image);

/// Makes what came over the socket what its format says: opaque, or no colour stronger than its alpha. Qt's
/// own blending relies on it.
void makePlausible(QImage& image);

} // namespace chatmet::client
