// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Turns whatever the person chose, dropped or pasted into what is sent: pixels, re-encoded, with nothing else
// in the file.

#include "client/picture/PictureDecoder.h"
#include "client/picture/PictureWorkers.h"

#include <functional>

namespace chatmet::client {

/// Used in the GUI thread. PictureGate::inspect(source, PictureOrigin::Source) tells beforehand what would be
/// refused, and whether a source is animated.
class PictureCleaner
{
public:
    /// workers outlives this. decoder: where the source is decoded; the default is this process.
    explicit PictureCleaner(PictureWorkers& workers, PictureDecoder decoder = decodePicture);

    /// source: a file's bytes, within the limits of PictureLimits.h. done: called in this thread, later,
    /// once, unless context is destroyed before. Errors: every PictureError.
    void clean(QByteArray source, QObject* context, std::function<void(CleanResult)> done);

    /// The same for an image, as the clipboard gives it: at most decodedPixelsMax. A null one is NotAPicture.
    void clean(QImage source, QObject* context, std::function<void(CleanResult)> done);

private:
    PictureWorkers& m_workers;
    PictureDecoder m_decoder;
};

/// What clean() runs on a worker; blocking, any thread, does not throw.
CleanResult cleanSource(const QByteArray& source, const PictureDecoder& decoder);
CleanResult cleanImage(QImage source);

} // namespace chatmet::client
