// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The icon in the desktop's tray: whether something waits, and a way back to the window. It hides nothing:
// closing the window ends the program.

#include <QObject>
#include <QString>

#include <memory>

class QIcon;
class QMenu;
class QSystemTrayIcon;

namespace chatmet::client {

/// What stands beside the icon when it is pointed at; it goes to another process, so it names nobody.
/// unread: 0..; of all conversations.
[[nodiscard]] QString trayWords(int unread);

/// The mark in a colour that is seen on light and dark panels, with a disc and the number at its corner where
/// something is unread; a plus sign for more than nine.
[[nodiscard]] QIcon trayIcon(int unread);

/// GUI thread. A desktop without a tray shows nothing, and nothing else is different there.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(QObject* parent = nullptr);
    ~TrayIcon() override;

    /// From false to true it is made, which asks the desktop: after the first paint.
    void setShown(bool shown);
    void setUnread(int unread);
    /// As a notification for desktops that have no other; false: the tray can't. words: as Notifier::show().
    bool showMessage(const QString& words);

Q_SIGNALS:
    void showRequested();
    void panicRequested();
    void quitRequested();
    /// The message of showMessage() was clicked.
    void messageClicked();

private:
    void make();
    void update();

    std::unique_ptr<QMenu> m_menu; ///< outlives the icon
    std::unique_ptr<QSystemTrayIcon> m_icon;
    int m_unread{0};
};

} // namespace chatmet::client
