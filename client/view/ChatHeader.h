// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who one talks to, how sealed that is, and the ways out.

#include <QFrame>
#include <QStringList>

class QPushButton;
class QToolButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class ChatHeader : public QFrame
{
    Q_OBJECT

public:
    explicit ChatHeader(const Theme& theme, QWidget* parent = nullptr);

    /// Plain text, checked by the model.
    void setPartner(const QString& name, const QStringList& sharedTopics);
    /// An ended page has no way out but its own card.
    void setEnded(bool ended);
    /// The button for the menu, shown where there is no sidebar.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

Q_SIGNALS:
    void leaveRequested();
    void nextRequested();

private:
    QToolButton* m_menu;
    PlainLabel* m_name;
    PlainLabel* m_about;
    PlainLabel* m_chip;
    QPushButton* m_leave;
    QPushButton* m_next;
};

} // namespace chatmet::client
