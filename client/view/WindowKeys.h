// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How one gets about in the window by keys, and hears what happens in it.

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace chatmet::client {

class MainWindow;
class WindowMenu;

class WindowKeys : public QObject
{
    Q_OBJECT

public:
    /// window: complete; its parent.
    WindowKeys(MainWindow* window, WindowMenu* menu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void onFocus(QWidget* old, QWidget* now);
    void stepPane(int step);
    [[nodiscard]] QList<QWidget*> panes() const;

    MainWindow* m_window;
    QAction* m_switch;
};

} // namespace chatmet::client
