// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A panel over the whole window, inside it: no second window, no nested event loop; Esc closes it.

#include <QFrame>
#include <QPointer>

class QVBoxLayout;

namespace chatmet::client {

class Theme;

class Overlay : public QWidget
{
    Q_OBJECT

public:
    /// Covers parent, hidden at first. whole: the panel fills it, else it is a card in the middle.
    Overlay(const Theme& theme, QWidget* parent, bool whole);

    /// Shows it and remembers where the focus was.
    void open();
    /// Hides it and gives the focus back.
    void close();
    /// Hides it as it is, for something that has to be seen first: it is not closed, and open() shows it
    /// again.
    void setAside();

Q_SIGNALS:
    void opened();
    /// By Esc or a button; the panel is hidden already.
    void closed();
    /// Closed, and what had the focus before can't have it any more.
    void focusWanted();

protected:
    [[nodiscard]] QFrame* panel() const { return m_panel; }
    /// Where open() puts the focus.
    virtual QWidget* firstFocus() = 0;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void mousePressEvent(QMouseEvent* event) override;

    const Theme& m_theme;

private:
    QFrame* m_panel;
    QPointer<QWidget> m_focusBefore;
    bool m_whole;
};

} // namespace chatmet::client
