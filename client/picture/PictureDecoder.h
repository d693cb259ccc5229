// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Decodes one picture, here and now: what PictureReader and PictureCleaner run on their workers.

#include "client/picture/PictureTypes.h"

#include <functional>

namespace chatmet::client {

/// Blocking; called on a worker thread, on two at once. Neither throws nor keeps anything of the request.
/// Behind this a process of its own, without rights, can stand: request and result are values.
using PictureDecoder = std::function<PictureResult(const PictureRequest&)>;

/// The decoder inside this process: gate, Qt's handler of just that format with detection off, then plain
/// upright pixels. Sets QImageReader's process-global allocation limit to decodedMegabytesMax. Takes up to
/// about 1 s and 400 MB at the limits of a source, 0.3 s and 200 MB at those of a received picture. Errors:
/// all but Busy; UnsupportedFormat also for a missing Qt plugin.
PictureResult decodePicture(const PictureRequest& request);

} // namespace chatmet::client
