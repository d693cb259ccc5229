// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What seals messages of one's own, whatever the conversation is.

#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/SealedPicture.h"

#include <QObject>

#include <cstdint>
#include <span>

namespace chatmet::client {

/// GUI thread.
class Sealer : public QObject
{
    Q_OBJECT

public:
    struct Sealed
    {
        WipedBytes body;
        seal::PictureSeal picture; ///< of the picture that the content offers
    };

    using QObject::QObject;

    /// Keys are there.
    [[nodiscard]] virtual bool isReady() const = 0;
    /// Only where isReady(). Gives what is owed first; an error where that can't be.
    [[nodiscard]] virtual Result<Sealed> seal(std::span<const std::uint8_t> content) = 0;

    /// Somebody has to get keys before the next message. They open nothing that was sealed before, so they
    /// may not overtake what is on its way and may be refused yet.
    [[nodiscard]] virtual bool owes() const { return false; }
    /// Gives that; only while nothing is on its way.
    virtual void giveOwed() {}
    /// What was given, but had no room on the line or at the server, goes now; false while there is none.
    virtual bool flush() { return true; }
    /// The same, but made anew where the server refused it: messages that were sealed since have passed.
    virtual void remake() {}

Q_SIGNALS:
    void ready();
};

} // namespace chatmet::client
