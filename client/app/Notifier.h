// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The desktop's notifications, of which this program shows one at a time.

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>

namespace chatmet::client {

/// GUI thread. Never waits for the desktop.
class Notifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// In place of what it has shown before. words: go to another process, which may keep them: never a name,
    /// a text, a room. sound: the desktop's own for a message, where it has one. shown() or failed() follows,
    /// once for the last of several in a row.
    virtual void show(const QString& words, bool sound) = 0;
    /// Takes it back, also one that is on its way.
    virtual void withdraw() = 0;

Q_SIGNALS:
    /// The desktop took it. sounds: it plays a sound where one was asked for.
    void shown(bool sounds);
    /// There is nobody who shows it.
    void failed();
    /// The person clicked it. activation: lets the window come to the front where the desktop demands a token
    /// for that; may be empty.
    void clicked(const QByteArray& activation);
};

/// As this system has them. Linux: org.freedesktop.Notifications on the session bus, inside a Flatpak the
/// portal. Windows, macOS: nobody, so that the tray's message is taken. Connects to nothing before show().
[[nodiscard]] std::unique_ptr<Notifier> systemNotifier();

} // namespace chatmet::client
