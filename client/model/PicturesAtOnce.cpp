// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PicturesAtOnce.h"

#include "client/picture/PictureLimits.h"

#include <QTimer>

#include <utility>

namespace chatmet::client {

namespace {

constexpr qint64 previewBytesMax = 4 * static_cast<qint64>(picturePreviewSide) * picturePreviewSide;

bool isOffered(const Message* row)
{
    return row != nullptr && !row->own && row->kind == MessageKind::Picture &&
           row->picture == PictureState::Offered;
}

bool isOnItsWay(const Message* row)
{
    return row != nullptr && (row->picture == PictureState::Waiting || row->picture == PictureState::Moving ||
                              row->picture == PictureState::Decoding);
}

} // namespace

PicturesAtOnce::PicturesAtOnce(MessageStore& store, std::function<bool(MessageKey)> ask, QObject* parent)
    : QObject(parent), m_store(store), m_ask(std::move(ask))
{
    connect(&store, &MessageStore::changed, this, &PicturesAtOnce::changed);
}

void PicturesAtOnce::setOn(bool on)
{
    m_on = on;
    m_wasFull = false;
    std::deque<MessageKey>().swap(m_waiting);
    for (int row = 0; on && row < m_store.count(); ++row) {
        if (isOffered(&m_store.at(row)))
            m_waiting.push_back(m_store.at(row).key);
    }
    tryAgain();
}

void PicturesAtOnce::offered(MessageKey key)
{
    if (!m_on)
        return;
    // Rows that are gone stand at the front.
    while (!m_waiting.empty() && m_store.find(m_waiting.front()) == nullptr)
        m_waiting.pop_front();
    m_waiting.push_back(key);
    tryAgain();
}

/// Later: what changed a row may not be done with it.
void PicturesAtOnce::tryAgain()
{
    if (!m_on || m_waiting.empty() || std::exchange(m_tryingLater, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_tryingLater = false;
        askNext();
    });
}

void PicturesAtOnce::changed(int row)
{
    const Message& message = m_store.at(row);
    if (!m_on || message.picture == PictureState::Moving || message.kind == MessageKind::Text)
        return;
    // The server would not have it now, and said so: nothing asks again and again.
    if (message.key == m_asked && isOffered(&message))
        std::deque<MessageKey>().swap(m_waiting);
    tryAgain();
}

bool PicturesAtOnce::fits(const Message& offer) const
{
    qint64 held = offer.pictureBytes + previewBytesMax;
    for (int row = 0; row < m_store.count() && held <= heldBytesMax; ++row) {
        const Message& one = m_store.at(row);
        if (one.kind != MessageKind::Picture)
            continue;
        held += one.file.size() + one.preview.sizeInBytes();
        if (!one.own && isOnItsWay(&one))
            held += one.pictureBytes + previewBytesMax;
    }
    return held <= heldBytesMax;
}

void PicturesAtOnce::askNext()
{
    while (m_on && !m_waiting.empty() && !isOnItsWay(m_store.find(m_asked))) {
        const Message* row = m_store.find(m_waiting.front());
        const bool fitting = isOffered(row) && fits(*row);
        const bool tooMuch = isOffered(row) && !fitting;
        if (fitting && !m_ask(row->key))
            return;
        if (fitting)
            m_asked = m_waiting.front();
        m_waiting.pop_front();
        if (tooMuch && !std::exchange(m_wasFull, true))
            Q_EMIT full();
    }
}

} // namespace chatmet::client
