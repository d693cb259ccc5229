// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Keeps the program's windows out of recordings of the screen, where the system lets a program ask for that.

#include <QObject>
#include <QString>
#include <QtGui/qwindowdefs.h>

namespace chatmet::client {

enum class CaptureReach
{
    Nowhere,   ///< the system has no such thing
    SomeTools, ///< it has, and some recorders don't heed it
    AllTools
};

/// GUI thread. CaptureShield_linux.cpp, CaptureShield_windows.cpp, CaptureShield_macos.cpp.
[[nodiscard]] CaptureReach captureReach();
/// window: of this program, with a native handle. False: the system did not take it.
[[nodiscard]] bool hideFromCapture(WId window, bool hidden);

/// GUI thread, with a QApplication.
class CaptureShield : public QObject
{
    Q_OBJECT

public:
    explicit CaptureShield(QObject* parent = nullptr);

    /// Every window of the program, those that are opened later as well. Nothing where the reach is Nowhere.
    void setHidden(bool hidden);
    /// It was asked for, and the system took it for every window so far.
    [[nodiscard]] bool isHidden() const { return m_hidden && m_taken; }

    /// What the switch can and cannot do here, in a sentence.
    [[nodiscard]] static QString words();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_hidden{false};
    bool m_taken{true};
};

} // namespace chatmet::client
