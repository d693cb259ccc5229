// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The ways into rooms, on the home page: open one, or come in with an invite.

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class RoomsCard : public QFrame
{
    Q_OBJECT

public:
    explicit RoomsCard(const Theme& theme, QWidget* parent = nullptr);

    /// Off while the line is down.
    void setOnline(bool online);
    /// Below the field that it is about; empty takes it away.
    void showOpenProblem(const QString& words);
    void showJoinProblem(const QString& words);
    void forgetProblems();
    /// It has worked: nothing stays in the fields.
    void clear();
    void focusInvite();
    /// Fills it in; joining is still the person's to press.
    void setInvite(const QString& invite);

Q_SIGNALS:
    /// title: as typed, may be empty.
    void openRequested(const QString& title);
    /// invite: as pasted, not empty.
    void joinRequested(const QString& invite);

private:
    void join();

    QLineEdit* m_title;
    QPushButton* m_open;
    PlainLabel* m_openProblem;
    QLineEdit* m_invite;
    QPushButton* m_join;
    PlainLabel* m_joinProblem;
};

} // namespace chatmet::client
