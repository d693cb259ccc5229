// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PictureStream.h"

namespace chatmet::client {

protocol::PictureFormat wireFormat(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg: return protocol::PictureFormat::Jpeg;
    case PictureFormat::Png: return protocol::PictureFormat::Png;
    case PictureFormat::WebP: return protocol::PictureFormat::WebP;
    case PictureFormat::Gif: break;
    }
    return protocol::PictureFormat::Unknown;
}

QString PictureStreamWords::badTransfer()
{
    return tr("The picture did not come through.");
}

QString PictureStreamWords::serverRefused()
{
    return tr("The server did not take the picture.");
}

QString PictureStreamWords::gone()
{
    return tr("The picture is no longer there.");
}

QString PictureStreamWords::endedBefore()
{
    return tr("The conversation ended before the picture had passed.");
}

QString PictureStreamWords::of(PictureError error)
{
    switch (error) {
    case PictureError::None: return {};
    case PictureError::NotAPicture: return tr("This is not a picture.");
    case PictureError::UnsupportedFormat: return tr("Pictures of this kind are not shown.");
    case PictureError::TooManyBytes:
    case PictureError::TooLarge: return tr("The picture is larger than is taken.");
    case PictureError::Damaged: return tr("The picture is damaged.");
    case PictureError::OutOfMemory: return tr("This computer has no memory left for the picture.");
    case PictureError::Busy: return tr("Too many pictures are being read at the moment.");
    }
    return tr("The picture is damaged.");
}

} // namespace chatmet::client
