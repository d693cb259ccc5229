// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the picture classes exchange: formats, errors, what a header says, and the answers. Plain values, any
// thread.

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace chatmet::client {

/// Known by signature only. Gif is read from a picture that the person chose to send, never from a partner.
enum class PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Gif
};

/// Why there is no picture. Carries no content: the view has the words.
enum class PictureError
{
    None,
    NotAPicture,       ///< no picture signature that we know
    UnsupportedFormat, ///< a picture, of a kind that is not taken here, or whose Qt plugin is missing
    TooManyBytes,      ///< file over the limit, or no form under the wire's limit was found when sending
    TooLarge,          ///< the header claims more pixels, or a longer side, than is taken (see `claimed`)
    Damaged,           ///< cut short, inconsistent, or refused by the decoder
    OutOfMemory,       ///< this computer has no memory for it at the moment
    Busy,              ///< too many pictures wait already; asking again later helps
};

/// Received: from a partner, the wire's limits hold. Source: chosen by the person, to be scaled down before
/// it is sent.
enum class PictureOrigin
{
    Received,
    Source
};

/// What a header says, before anything is decoded.
struct PictureInfo
{
    PictureFormat format = PictureFormat::Jpeg;
    QSize size;             ///< pixels as stored, before the orientation is applied
    int orientation = 1;    ///< EXIF 2.3, tag 0x0112: 1..8, 1 is upright
    int bytesPerPixel = 4;  ///< what Qt will allocate: 8 for PNG with 16 bits a channel
    bool animated = false;  ///< more frames than the first, which is the one that is read
    bool manyScans = false; ///< JPEG whose decoder has to hold the whole picture besides the pixels

    /// Pixels as they are shown.
    [[nodiscard]] QSize uprightSize() const { return orientation >= 5 ? size.transposed() : size; }
};

/// What is asked of a decoder. A value that can cross into a process of its own.
struct PictureRequest
{
    QByteArray bytes;
    PictureOrigin origin = PictureOrigin::Received;
    QSize largest; ///< pixels to fit into, aspect kept, never enlarged; empty: as large as the limits allow
};

/// A decoder's answer: either an error or an image of plain pixels (no text, no colour profile, upright).
struct PictureResult
{
    PictureError error = PictureError::None;
    QSize claimed;         ///< upright pixels of the whole picture as its header states them; may be empty
    QImage image;          ///< RGB32, or with transparency ARGB32_Premultiplied (Received), ARGB32 (Source)
    bool animated = false; ///< the image is the first frame of several
};

/// What is sent: pixels, re-encoded, and nothing else.
struct CleanPicture
{
    QByteArray bytes;
    PictureFormat format = PictureFormat::Jpeg; ///< Jpeg or Png
    QSize size;                                 ///< pixels of `bytes`
    QImage preview;                             ///< at most picturePreviewSide on a side
    bool wasAnimated = false;                   ///< only the first frame is in it
    bool wasScaled = false;                     ///< fewer pixels than the source had
};

struct CleanResult
{
    PictureError error = PictureError::None;
    QSize claimed; ///< upright pixels of the source as its header states them; may be empty
    CleanPicture picture;
};

} // namespace chatmet::client
