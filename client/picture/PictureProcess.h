// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Decodes pictures in a process of its own, which can reach no file, no network and no other program: a fault
// of a decoder, and whoever uses it, ends there.

#include "client/picture/PictureDecoder.h"
#include "client/picture/PictureMessages.h"
#include "client/process/ChildProcess.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace chatmet::client {

/// argv[1] of a picture process.
inline constexpr const char* pictureProcessArgument = "--picture-process";

/// What main does for that argument, and nothing else before: answers requests until the socket ends or
/// nothing was asked for half a minute. Returns the process's status.
int runPictureProcess();

/// Starts picture processes when they are needed, at most one for each thread that asks, and keeps them for
/// the next picture. Where the system has none (ChildProcess.h), it decodes in this process, and isApart()
/// says so.
class PictureProcesses
{
public:
    /// program: this one, but for tests, whose own children misbehave. Both times are for one picture, longer
    /// than any takes that passes the gate; a slow machine included.
    explicit PictureProcesses(std::string program = ChildProcess::ownProgram(),
                              std::vector<std::string> arguments = {pictureProcessArgument},
                              std::chrono::milliseconds startMax = std::chrono::seconds(10),
                              std::chrono::milliseconds decodeMax = std::chrono::seconds(15));
    ~PictureProcesses();
    PictureProcesses(const PictureProcesses&) = delete;
    PictureProcesses& operator=(const PictureProcesses&) = delete;

    /// A PictureDecoder: blocking, any thread. A process that crashes, hangs or lies is ended, and its
    /// picture is Damaged; the next one gets a fresh process. OutOfMemory where none can be started.
    PictureResult decode(const PictureRequest& request);

    /// What is at rest is killed now, what works as soon as it has answered: nothing of earlier pictures is
    /// left anywhere. Waits for none of them. True where there is something to reap().
    bool forget();
    /// Waits until those that were killed have ended: half a second for each at most, mostly none at all. Any
    /// thread; decode() and the destructor do the same.
    void reap();

    /// Whether pictures are decoded apart from this process.
    [[nodiscard]] static bool isApart() { return ChildProcess::isAvailable(); }
    /// What a picture process has given up, as one of them says after having done so; starts one where none
    /// is there yet, which takes a tenth of a second. Nothing where there is none.
    [[nodiscard]] std::optional<PictureConfinement> confinement();
    /// The same of the one that was started last, without starting any. Nothing before the first, or where
    /// the last one could not be started.
    [[nodiscard]] std::optional<PictureConfinement> lastConfinement();

private:
    struct Child
    {
        ChildProcess process;
        PictureConfinement confinement;
        int generation; ///< of m_generation when it was taken
        ChildSocket::Deadline restedSince;
    };

    std::optional<Child> take();
    std::optional<Child> start(int generation);
    void giveBack(Child child);
    std::optional<PictureResult> ask(ChildSocket& socket, const PictureRequest& request) const;

    const std::string m_program;
    const std::vector<std::string> m_arguments;
    const std::chrono::milliseconds m_startMax;
    const std::chrono::milliseconds m_decodeMax;
    std::mutex m_mutex; ///< guards what follows
    std::vector<Child> m_resting;
    std::vector<Child> m_killed; ///< and not reaped
    int m_generation{0};         ///< counts forget()
    std::optional<PictureConfinement> m_lastConfinement;
};

} // namespace chatmet::client
