// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page of what is known about a person: by the server as it says itself, on its disk, and what this
// computer could leak, as measured.

#include "client/model/HoldingsWatch.h"
#include "client/model/LeakFact.h"
#include "client/model/ServerCard.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QFrame;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace chatmet::client {

class HoldingsTable;
class LeakList;
class PlainLabel;
class Theme;

class PrivacyPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PrivacyPanel(const Theme& theme, QWidget* parent = nullptr);

    /// What the server has just said.
    void setHoldings(HoldingsWatch::State state, const QList<protocol::Holding>& holdings);
    /// Of what it says of itself, the access log; without a card, that it has not said it.
    void setServer(const std::optional<ServerCard>& card);
    /// As measured now; in the order in which they are to be read.
    void setLeakFacts(const QList<LeakFact>& facts);

    void focusFirst();
    /// The button for the menu, shown where there is no sidebar.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

Q_SIGNALS:
    /// The page is looked at, or not any more: what the server holds is asked for only meanwhile.
    void watchedChanged(bool watched);
    void closeRequested();
    void anonymousRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fit();
    QBoxLayout* buildPage();
    QBoxLayout* buildHead();
    QFrame* buildMemory();
    QFrame* buildDisk();
    QFrame* buildComputer();
    QFrame* card(const QString& objectName) const;
    void sayHeard();
    void showLines();

    const Theme& m_theme;
    QToolButton* m_menu{nullptr};
    QScrollArea* m_scroll{nullptr};
    PlainLabel* m_heard{nullptr};
    HoldingsTable* m_table{nullptr};
    PlainLabel* m_nothing{nullptr};
    QPushButton* m_every{nullptr};
    PlainLabel* m_disk{nullptr};
    QBoxLayout* m_page{nullptr};
    QBoxLayout* m_cards{nullptr};
    LeakList* m_leaks{nullptr};
    HoldingsWatch::State m_state{HoldingsWatch::State::Off};
    QList<protocol::Holding> m_holdings;
    QElapsedTimer m_sinceHeard;
    QTimer m_clock;
};

} // namespace chatmet::client
