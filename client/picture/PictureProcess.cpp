// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The side of the picture process itself.
#include "client/picture/PictureProcess.h"

#include "client/picture/PictureConfinement.h"
#include "common/memory/ProcessHardening.h"
#include "common/memory/StackWipe.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>

#include <cstdio>
#include <ctime>

namespace chatmet::client {

namespace {

using std::chrono::seconds;

constexpr auto idleMax = seconds(30);
constexpr auto passMax = seconds(10); ///< for bytes and pixels to pass
/// After this much it makes room for a fresh one, well before its limit of processor time.
constexpr double processorSecondsEnough = 60;
constexpr std::size_t stackWipedBytes = 256 * 1024; // decoders keep rows and tables on it

ChildSocket::Deadline in(seconds time)
{
    return ChildSocket::Clock::now() + time;
}

/// Decodes a picture of each kind, so that Qt has loaded everything it takes a file for.
void loadDecoders()
{
    QImage small(8, 8, QImage::Format_ARGB32);
    small.fill(QColor(10, 120, 200, 100));
    small.setColorSpace(QColorSpace::DisplayP3); // the tables of colour profiles as well
    for (const char* format : {"png", "jpeg", "webp"}) {
        PictureRequest request;
        QBuffer file(&request.bytes);
        if (QImageWriter(&file, format).write(small))
            static_cast<void>(decodePicture(request));
    }
    static constexpr char gif[] = "GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377,\0\0\0\0\1\0\1\0\0\2\1D\0;";
    static_cast<void>(decodePicture({QByteArray(gif, sizeof(gif) - 1), PictureOrigin::Source, {}}));
}

bool receiveRequest(ChildSocket& socket, PictureRequest& request)
{
    PictureRequestHead head;
    if (!socket.receive(bytesOf(head), in(passMax)))
        return false;
    auto read = requestOf(head);
    if (!read)
        return false;
    request = std::move(*read);
    request.bytes.resize(static_cast<qsizetype>(head.bytes));
    return socket.receive(std::as_writable_bytes(std::span(request.bytes.data(), head.bytes)), in(passMax));
}

bool answerOne(ChildSocket& socket)
{
    PictureRequest request;
    if (!receiveRequest(socket, request))
        return false;
    const PictureResult result = decodePicture(std::exchange(request, {}));
    return socket.send(bytesOf(headOf(result)), in(passMax)) &&
           socket.send(pixelsOf(result.image), in(passMax));
}

double processorSeconds()
{
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec);
}

} // namespace

int runPictureProcess()
{
    auto socket = ChildSocket::inherited();
    if (!socket) {
        std::fputs("chatmet: a picture process is started by the program itself\n", stderr);
        return 2;
    }
    static_cast<void>(hardenProcess());
    loadDecoders();
    wipeStack(); // the first call asks where the stack lies, in a file
    PictureHello hello;
    hello.confinement = confinePictureProcess().bits();
    if (!socket->send(bytesOf(hello), in(passMax)))
        return 0;
    while (processorSeconds() < processorSecondsEnough && socket->waitForBytes(in(idleMax))) {
        if (!answerOne(*socket))
            break;
        wipeStack(stackWipedBytes);
    }
    return 0;
}

} // namespace chatmet::client
