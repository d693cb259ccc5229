// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/picture/PictureReader.h"

#include <utility>

namespace chatmet::client {

PictureReader::PictureReader(PictureWorkers& workers, PictureDecoder decoder)
    : m_workers(workers), m_decoder(std::move(decoder))
{
}

void PictureReader::decode(QByteArray bytes, QSize largest, QObject* context,
                           std::function<void(PictureResult)> done)
{
    PictureRequest request{std::move(bytes), PictureOrigin::Received, largest};
    m_workers.run<PictureResult>(
        context, [decoder = m_decoder, request = std::move(request)] { return decoder(request); },
        std::move(done), {PictureError::Busy, {}, {}, false});
}

} // namespace chatmet::client
