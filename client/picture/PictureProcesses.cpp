// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program's side of its picture processes.
#include "client/picture/PictureProcess.h"

#include <utility>

namespace chatmet::client {

namespace {

using std::chrono::seconds;

/// Less than the half minute after which one ends by itself, so that none is asked while it does.
constexpr auto restMax = seconds(25);

PictureResult without(PictureError error)
{
    return {error, {}, {}, false};
}

} // namespace

PictureProcesses::PictureProcesses(std::string program, std::vector<std::string> arguments,
                                   std::chrono::milliseconds startMax, std::chrono::milliseconds decodeMax)
    : m_program(std::move(program)),
      m_arguments(std::move(arguments)),
      m_startMax(startMax),
      m_decodeMax(decodeMax)
{
}

PictureProcesses::~PictureProcesses() = default;

PictureResult PictureProcesses::decode(const PictureRequest& request)
{
    if (!isApart())
        return decodePicture(request);
    // What is too large for the socket is too large anyway.
    if (!requestOf(headOf(request)))
        return without(PictureError::TooManyBytes);
    auto child = take();
    if (!child)
        return without(PictureError::OutOfMemory);
    auto result = ask(child->process.socket(), request);
    if (!result)
        return without(PictureError::Damaged); // and the child ends here
    giveBack(std::move(*child));
    return std::move(*result);
}

std::optional<PictureResult> PictureProcesses::ask(ChildSocket& socket, const PictureRequest& request) const
{
    const auto until = ChildSocket::Clock::now() + m_decodeMax;
    const auto bytes = std::as_bytes(std::span(request.bytes.constData(), size_t(request.bytes.size())));
    PictureAnswerHead head;
    if (!socket.send(bytesOf(headOf(request)), until) || !socket.send(bytes, until) ||
        !socket.receive(bytesOf(head), until))
        return std::nullopt;
    auto result = resultOf(head, request);
    if (!result || result->image.isNull())
        return result;
    if (!socket.receive(pixelsOf(result->image), until))
        return std::nullopt;
    makePlausible(result->image);
    return result;
}

std::optional<PictureProcesses::Child> PictureProcesses::take()
{
    reap();
    int generation = 0;
    std::vector<Child> stale; // end after the lock
    {
        const std::lock_guard lock(m_mutex);
        generation = m_generation;
        const auto now = ChildSocket::Clock::now();
        while (!m_resting.empty()) {
            Child child = std::move(m_resting.back());
            m_resting.pop_back();
            // One that has something to say unasked has ended, or is no longer what it was.
            if (now - child.restedSince < restMax && !child.process.socket().waitForBytes(now))
                return child;
            stale.push_back(std::move(child));
        }
    }
    auto fresh = start(generation);
    const std::lock_guard lock(m_mutex);
    m_lastConfinement = fresh ? std::optional(fresh->confinement) : std::nullopt;
    return fresh;
}

std::optional<PictureProcesses::Child> PictureProcesses::start(int generation)
{
    auto process = ChildProcess::start(m_program, m_arguments);
    PictureHello hello;
    hello.magic = 0;
    if (!process || !process->socket().receive(bytesOf(hello), ChildSocket::Clock::now() + m_startMax) ||
        hello.magic != PictureHello().magic)
        return std::nullopt;
    return Child{std::move(*process), PictureConfinement::of(hello.confinement), generation, {}};
}

std::optional<PictureConfinement> PictureProcesses::lastConfinement()
{
    const std::lock_guard lock(m_mutex);
    return m_lastConfinement;
}

void PictureProcesses::giveBack(Child child)
{
    const std::lock_guard lock(m_mutex);
    child.restedSince = ChildSocket::Clock::now();
    if (child.generation == m_generation)
        m_resting.push_back(std::move(child));
}

bool PictureProcesses::forget()
{
    const std::lock_guard lock(m_mutex);
    ++m_generation;
    for (Child& child : m_resting) {
        child.process.kill();
        m_killed.push_back(std::move(child));
    }
    m_resting.clear();
    return !m_killed.empty();
}

void PictureProcesses::reap()
{
    std::vector<Child> ending; // after the lock
    const std::lock_guard lock(m_mutex);
    ending.swap(m_killed);
}

std::optional<PictureConfinement> PictureProcesses::confinement()
{
    if (!isApart())
        return std::nullopt;
    auto child = take();
    if (!child)
        return std::nullopt;
    const PictureConfinement known = child->confinement;
    giveBack(std::move(*child));
    return known;
}

} // namespace chatmet::client
