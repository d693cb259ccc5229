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
/// upright pixels. Sets QImageReader's process-global allocation limit to decodedMegabytesMax.
/// Measured on two cores: 16 received megapixels 0.13 s (JPEG) to 0.31 s (PNG) and 130 MB, a JPEG of these to
/// 640 pixels 0.05 s; sources up to 0.9 s and 260 MB. By calculation, many scans add up to 240 MB.
/// Errors: all but Busy; UnsupportedFormat also for a missing Qt plugin. libpng says on stderr what was wrong
/// with a damaged PNG, in fixed words without content.
PictureResult decodePicture(const PictureRequest& request);

} // namespace chatmet::client
