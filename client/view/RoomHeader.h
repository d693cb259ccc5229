// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which room one is in, how many are there, and what can be done about it.

#include <QAction>
#include <QFrame>

class QMenu;
class QPushButton;
class QToolButton;

namespace chatmet::client {

class PlainLabel;
class Theme;

class RoomHeader : public QFrame
{
    Q_OBJECT

public:
    explicit RoomHeader(const Theme& theme, QWidget* parent = nullptr);

    /// Plain text.
    void setTitle(const QString& title);
    void setState(int members, int away, bool locked, bool host);
    /// An ended page has no way out but its own card.
    void setEnded(bool ended);
    /// The button for the main menu, shown where there is no sidebar.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }
    void setPicturesAtOnce(bool on) { m_atOnce->setChecked(on); }

Q_SIGNALS:
    void inviteRequested();
    void membersRequested();
    void lockRequested(bool locked);
    void picturesAtOnceRequested(bool on);
    void leaveRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Where the header is narrow, the menu has what the buttons are for.
    void placeButtons();

    QToolButton* m_menu;
    PlainLabel* m_title;
    PlainLabel* m_about;
    QPushButton* m_invite;
    QPushButton* m_members;
    QPushButton* m_leave;
    QToolButton* m_more;
    QMenu* m_moreMenu;
    QAction* m_lock;
    QAction* m_atOnce;
    int m_wholeWidth; ///< from here on the buttons have their place, px
    bool m_ended{false};
};

} // namespace chatmet::client
