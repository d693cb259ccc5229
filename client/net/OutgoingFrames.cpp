// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/OutgoingFrames.h"

#include "client/net/CurrentLine.h"
#include "client/net/HeldFrames.h"
#include "client/net/ResumableSession.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Numbering.h"

#include <utility>

namespace chatmet::client {

namespace {

/// At most one for each conversation, and one for a session. They have room whatever else waits, or the
/// server would go on for somebody who believes that he has left.
bool endsSomething(const protocol::ClientKind& kind)
{
    return std::holds_alternative<protocol::Leave>(kind) || std::holds_alternative<protocol::Goodbye>(kind);
}

} // namespace

OutgoingFrames::OutgoingFrames(CurrentLine& line, ResumableSession& session, HeldFrames& held,
                               const LineSettings& settings, std::function<bool()> isOnline)
    : m_line(line),
      m_session(session),
      m_held(held),
      m_acknowledgeAfterMs(settings.acknowledgeAfterMs),
      m_acknowledgeAfterFrames(settings.acknowledgeAfterFrames),
      m_isOnline(std::move(isOnline))
{
    m_acknowledging.setSingleShot(true);
    m_acknowledging.callOnTimeout([this] { acknowledge(); });
}

bool OutgoingFrames::isWritable() const
{
    return m_isOnline() && m_line.isThere() && !m_line.isDropping();
}

bool OutgoingFrames::send(protocol::ClientKind kind, const SharedBytes& body)
{
    Q_ASSERT(body.size() <= limits::bodyBytesMax);
    const bool counts = protocol::numberingOf(kind) == protocol::Numbering::Reliable;
    const bool online = isWritable();
    const bool isKept = counts && m_session.isResumable();
    const bool hasRoom =
        (!isKept || m_session.kept.fits(body.size())) && (!m_held.isOn() || m_held.fits(body.size()));
    if ((!online && !isKept) || (!counts && m_held.isOn()) || (!hasRoom && !endsSomething(kind)))
        return false;
    if (online && !m_held.isOn())
        sendHeld(); // numbers rise
    protocol::ClientFrame frame = m_session.numbers.numbered(std::move(kind));
    frame.body = body;
    if (online && m_held.isOn())
        m_held.keepOutgoing(frame);
    else if (online)
        write(frame);
    if (isKept)
        m_session.kept.keep(std::move(frame));
    return true;
}

void OutgoingFrames::sendUnnumbered(protocol::ClientKind kind)
{
    protocol::ClientFrame frame;
    frame.kind = std::move(kind);
    write(frame);
}

void OutgoingFrames::sendAgain()
{
    writeAgain(m_session.kept);
    if (!m_session.kept.frames().empty())
        return;
    protocol::ClientFrame frame;
    frame.acknowledged = m_session.numbers.acknowledgeTaken();
    frame.kind = protocol::Acknowledgement{};
    write(frame);
}

void OutgoingFrames::sendHeld()
{
    if (m_held.hasOutgoing())
        writeAgain(m_held.takeOutgoing());
}

void OutgoingFrames::acknowledgeSoon()
{
    const auto waiting = m_session.numbers.unacknowledged();
    if (waiting >= m_acknowledgeAfterFrames)
        acknowledge();
    else if (waiting > 0 && !m_acknowledging.isActive())
        m_acknowledging.start(m_acknowledgeAfterMs);
}

void OutgoingFrames::write(const protocol::ClientFrame& frame)
{
    m_acknowledging.stop();
    m_line.write(frame);
}

/// As they were, but for the acknowledgement.
void OutgoingFrames::writeAgain(const KeptFrames& frames)
{
    for (protocol::ClientFrame frame : frames.frames()) {
        frame.acknowledged = m_session.numbers.acknowledgeTaken();
        write(frame);
    }
}

void OutgoingFrames::acknowledge()
{
    if (isWritable() && !m_held.isOn() && m_session.numbers.unacknowledged() > 0)
        static_cast<void>(send(protocol::Acknowledgement{})); // or with the next frame
}

} // namespace chatmet::client
