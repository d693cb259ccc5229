// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Report and Block, one click each, wherever a partner can be told of: header, ended page, home.

#include "common/protocol/Messages.h"

#include <QToolButton>
#include <QWidget>

#include <functional>

class QMenu;

namespace chatmet::client {

class Theme;

/// What can be said of a partner, and what was.
struct PartnerFacts
{
    bool mayReport{false};
    bool mayBlock{false};
    bool isReported{false}; ///< the server has taken it
    bool isBlocked{false};
    int leftSeconds{0}; ///< after the end: how long it can still be said; 0: no end is known yet
};

class ReportButtons : public QWidget
{
    Q_OBJECT

public:
    /// prefix: of the object names: "home" makes "homeReportButton", "homeBlockButton", "homeReportMenu".
    ReportButtons(const Theme& theme, const QString& prefix, QWidget* parent = nullptr);

    /// Shows what may be said.
    void setFacts(const PartnerFacts& facts);
    /// Words beside the icons, where there is room.
    void setWordy(bool wordy);
    /// The list of reasons, below its button; nothing where that is not there.
    void openReasons();

    /// One entry for each reason.
    static void addReasons(QMenu* menu, QObject* context,
                           const std::function<void(protocol::ReportReason)>& chosen);
    /// What became of it, one sentence or more; empty where nothing was said. partner: plain text; empty:
    /// nobody is named.
    [[nodiscard]] static QString words(const PartnerFacts& facts, const QString& partner);

Q_SIGNALS:
    void reportRequested(chatmet::protocol::ReportReason reason);
    void blockRequested();
    /// The list of reasons was closed without choosing one; from the event loop.
    void noReasonChosen();
    /// What had the focus is gone: the next key must not press what stands beside it.
    void focusWanted();

private:
    QToolButton* m_report;
    QToolButton* m_block;
    QMenu* m_reasons;
    bool m_isChosen{false}; ///< since the list was opened
};

} // namespace chatmet::client
