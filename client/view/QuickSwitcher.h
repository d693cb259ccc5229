// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ctrl+K: a few letters of where one wants to go, and Enter.

#include "client/view/Overlay.h"

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace chatmet::client {

class PlainLabel;
class Sidebar;

class QuickSwitcher : public Overlay
{
    Q_OBJECT

public:
    QuickSwitcher(const Theme& theme, QWidget* parent);

    /// Offers its conversations, home and the privacy page. conversations: outlives this.
    void openFor(const Sidebar* conversations);

Q_SIGNALS:
    void homeRequested();
    void privacyRequested();
    /// row: of the sidebar.
    void conversationRequested(int row);
    /// Another place is marked, or none is left; to be spoken, as the focus stays in the field.
    void marked(const QString& words);

protected:
    QWidget* firstFocus() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void add(const QString& title, const QString& spoken, int place);
    void say();
    void go();
    /// The names of others.
    void forget();

    const Sidebar* m_conversations{nullptr};
    QLineEdit* m_field;
    QListView* m_list;
    QStandardItemModel* m_places;
    PlainLabel* m_nothing;
};

} // namespace chatmet::client
