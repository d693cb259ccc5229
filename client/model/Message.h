// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One row of a conversation as the person sees it; plain data, no rules.

#include "common/base/Ids.h"

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

#include <cstdint>

namespace chatmet::client {

/// Names a row for as long as the program runs; given by the MessageStore, never sent.
/// quint64: Qt streams enums of signals, and knows no unsigned long.
enum class MessageKey : quint64
{
};

enum class MessageKind : std::uint8_t
{
    Text,
    Picture,
    Notice,     ///< said by the program, in the middle: "You met NAME at 19:02"
    TakenBack,  ///< was here until its author took it back; nothing of it is left
    Missing,    ///< the server says that its author took it back; the author's own word has not come
    Unsupported ///< a newer client's kind
};

/// Whether somebody said it: it stands in a bubble, and the others are lines of the program's own.
[[nodiscard]] constexpr bool isSaid(MessageKind kind)
{
    return kind == MessageKind::Text || kind == MessageKind::Picture || kind == MessageKind::Unsupported;
}

/// What is known of a message of one's own; product.md, "Every message shows its state honestly".
enum class DeliveryState : std::uint8_t
{
    Received,  ///< not ours
    Sending,   ///< here only
    Sent,      ///< the server has it
    Delivered, ///< the partner's client has it, by its own word
    Failed     ///< not taken; can be sent again
};

enum class PictureState : std::uint8_t
{
    None,
    Offered,   ///< own: the partner was told; other's: waits for a click
    Declined,  ///< other's: "Not now"; can still be shown later
    Waiting,   ///< accepted, nothing has come yet
    Moving,    ///< chunks are passing; see pictureProgress
    Decoding,  ///< other's: all here, being read
    Here,      ///< own: the partner has it; other's: image is set
    Cancelled, ///< either side took it back
    Failed,    ///< refused, damaged or not a picture; see pictureProblem
    NotOpened  ///< the conversation ended before it was fetched
};

struct Message
{
    MessageKey key{};
    MessageKind kind{MessageKind::Text};
    bool own{false};
    MemberId author;               ///< who of a room wrote it; null where it is one's own, and in a pair
    QString authorName;            ///< checked, told apart; empty where author is null
    std::uint64_t number{0};       ///< in the conversation; 0 while sending
    std::uint64_t senderNumber{0}; ///< of one's own, for matching Accepted
    qint64 timeMs{0};              ///< UTC; the server's clock, one's own while sending
    QString text;                  ///< plain text or caption; never markup
    std::uint64_t replyTo{0};      ///< number of the message that this one answers; 0: none
    MessageKey replyKey{};         ///< of its row; MessageKey{0} where there was none. It may be gone since
    DeliveryState delivery{DeliveryState::Received};

    // Only where kind is Picture.
    PictureState picture{PictureState::None};
    StreamId stream;
    QSize pictureSize;      ///< pixels
    qint64 pictureBytes{0}; ///< of the file
    int pictureProgress{0}; ///< 0..1000 of the chunks
    QString pictureProblem; ///< said in words where picture is Failed
    QImage preview;         ///< small, what the list shows; null until there is one
    QByteArray file;        ///< the picture file: own until sent, other's once here; for Save and the viewer
};

} // namespace chatmet::client
