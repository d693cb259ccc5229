// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Decodes pictures that came from a partner, off the GUI thread.

#include "client/picture/PictureDecoder.h"
#include "client/picture/PictureWorkers.h"

#include <functional>

namespace chatmet::client {

/// Used in the GUI thread.
class PictureReader
{
public:
    /// workers outlives this. decoder: where the work is done; the default is this process.
    explicit PictureReader(PictureWorkers& workers, PictureDecoder decoder = decodePicture);

    /// bytes: JPEG, PNG or WebP as received. largest: pixels of the screen to fit into, empty for the whole
    /// picture; a small one makes a large JPEG four times as fast. done: called in this thread, later, once,
    /// unless context is destroyed before (which also drops the bytes, if they still wait). Errors: every
    /// PictureError.
    void decode(QByteArray bytes, QSize largest, QObject* context, std::function<void(PictureResult)> done);

private:
    PictureWorkers& m_workers;
    PictureDecoder m_decoder;
};

} // namespace chatmet::client
