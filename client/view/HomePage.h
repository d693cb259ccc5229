// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where somebody is met: topics, one button, and the quiet wait.

#include <QElapsedTimer>
#include <QWidget>

class QFrame;
class QPushButton;
class QTimer;
class QToolButton;

namespace chatmet::client {

class PlainLabel;
class Theme;
class TopicField;

class HomePage : public QWidget
{
    Q_OBJECT

public:
    explicit HomePage(const Theme& theme, QWidget* parent = nullptr);

    void setTopics(const QStringList& topics);
    [[nodiscard]] QStringList topics() const;
    /// Looking for somebody; the page shows it, without moving anything that blinks.
    void setWaiting(bool waiting);
    /// A partner who is left when somebody else is met; empty: none. Plain text.
    void setLeaves(const QString& partner);
    /// Off while the line is down.
    void setOnline(bool online);
    void showProblem(const QString& words);
    /// What the server says about its operator; plain text, may be empty.
    void setServerNote(const QString& note);
    void focusFirst();

    /// The button for the menu, shown where there is no sidebar.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

    /// As if the button had been pressed.
    void meet();

Q_SIGNALS:
    void meetRequested(const QStringList& topics);
    void cancelRequested();
    /// To the conversation that goes on.
    void backRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QFrame* buildCard();
    QFrame* buildWaiting();
    void showElapsed();

    const Theme& m_theme;
    QToolButton* m_menu{nullptr};
    TopicField* m_topics{nullptr};
    PlainLabel* m_problem{nullptr};
    QPushButton* m_meet{nullptr};
    PlainLabel* m_hint{nullptr};
    QPushButton* m_back{nullptr};
    QFrame* m_card{nullptr};
    QFrame* m_waiting{nullptr};
    PlainLabel* m_waitingFor{nullptr};
    PlainLabel* m_elapsed{nullptr};
    QTimer* m_tick{nullptr};
    QElapsedTimer m_waitingSince;
    QPushButton* m_cancel{nullptr};
    PlainLabel* m_note{nullptr};
    bool m_isWaiting{false};
};

} // namespace chatmet::client
