// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who one talks to, how sealed that is, and the ways out.

#include "client/model/ChatTypes.h"
#include "client/view/ReportButtons.h"

#include <QFrame>
#include <QStringList>

class QHBoxLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

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
    /// What may be said of the living conversation now.
    void setSeal(SealState state);
    /// What may be said of the partner while the conversation goes on.
    void setFacts(const PartnerFacts& facts);
    /// The list of reasons for a report.
    void openReasons();
    /// An ended page has no way out but its own card.
    void setEnded(bool ended);
    /// The button for the menu, shown where there is no sidebar.
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

Q_SIGNALS:
    void leaveRequested();
    void nextRequested();
    /// The person wants to see the emoji that the two may compare.
    void compareRequested();
    void reportRequested(chatmet::protocol::ReportReason reason);
    /// The list of reasons was closed without choosing one.
    void noReasonChosen();
    void blockRequested();
    /// What had the focus is gone.
    void focusWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showChip();
    /// Where the header is narrow the chip stands below all the rest, so that its words stay whole, and
    /// Report and Block are icons alone.
    void placeChip();

    QToolButton* m_menu;
    PlainLabel* m_name;
    PlainLabel* m_about;
    QPushButton* m_chip;
    ReportButtons* m_reporting;
    QPushButton* m_leave;
    QPushButton* m_next;
    QVBoxLayout* m_rows;
    QHBoxLayout* m_row;
    int m_wholeWidth; ///< from here on the chip has its place beside the name, px
    int m_wordyWidth; ///< from here on Report and Block say so, px
    SealState m_seal{SealState::NotSealed};
    bool m_ended{false};
};

} // namespace chatmet::client
