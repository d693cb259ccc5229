// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What of one's own pictures is on its way, in all conversations together: the server bounds the sum.

#include <cstdint>
#include <vector>

namespace chatmet::client {

class PictureSending;

/// GUI thread. Outlives those that are in it.
class PictureWindow
{
public:
    void add(PictureSending* sending);
    void remove(PictureSending* sending);

    /// Sends chunk by chunk, of each conversation in turn, while limits::pictureInFlightBytesMax lasts.
    void pump();

private:
    [[nodiscard]] bool hasRoom() const;

    std::vector<PictureSending*> m_all;
};

} // namespace chatmet::client
