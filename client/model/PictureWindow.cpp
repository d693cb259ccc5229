// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PictureWindow.h"

#include "client/model/PictureSending.h"
#include "common/protocol/Limits.h"

namespace chatmet::client {

void PictureWindow::add(PictureSending* sending)
{
    m_all.push_back(sending);
}

void PictureWindow::remove(PictureSending* sending)
{
    std::erase(m_all, sending);
}

bool PictureWindow::hasRoom() const
{
    std::uint32_t chunks = 0;
    for (const PictureSending* one : m_all)
        chunks += one->inFlight();
    return chunks < limits::pictureInFlightBytesMax / limits::bodyBytesMax;
}

void PictureWindow::pump()
{
    for (bool moved = true; moved;) {
        moved = false;
        for (PictureSending* one : m_all) {
            if (one->sendNext(hasRoom()))
                moved = true;
        }
    }
}

} // namespace chatmet::client
