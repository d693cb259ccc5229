// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program is started again by the same person: the window that is there comes forward, and takes the
// link.

#include "client/process/InstancePlace.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>
#include <string>

class QLocalSocket;
class QSocketNotifier;

namespace chatmet::client {

/// Of the program on the desktop where this one was started: on another one (a second screen of the same
/// person, say) it opens a window there.
[[nodiscard]] std::string instanceName();

/// The program that runs already takes it from here; false: there is none, or it does not answer in time, and
/// this start is to go on as a program of its own. link: may be empty. Needs no QCoreApplication. Waits for
/// otherStartMsMax at most.
[[nodiscard]] bool handToRunning(const InstancePlace& place, const QString& link);

/// Hears of other starts. GUI thread; needs an event loop.
class OtherStarts : public QObject
{
    Q_OBJECT

public:
    /// How long a start waits for an answer, and how long whoever comes may take to say what it wants.
    static constexpr int otherStartMsMax = 2'000;

    /// Listens at once; where another program does already, as soon as that one no longer does.
    explicit OtherStarts(InstancePlace place, QObject* parent = nullptr);
    ~OtherStarts() override;

    [[nodiscard]] bool isListening() const { return m_listening >= 0; }

Q_SIGNALS:
    /// link: as it was given, not looked at; may be empty. activation: lets the window come to the front
    /// where the desktop demands a token for that (Wayland); may be empty.
    void startedAgain(const QString& link, const QByteArray& activation);

private:
    void listen();
    void accept();
    void read(QLocalSocket* socket);

    const InstancePlace m_place;
    int m_listening{-1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace chatmet::client
