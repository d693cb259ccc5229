// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What this computer could leak, line by line: a tick where nothing does, a sign and bolder words where
// something can.

#include "client/model/LeakFact.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace chatmet::client {

class Theme;

class LeakList : public QWidget
{
    Q_OBJECT

public:
    explicit LeakList(const Theme& theme, QWidget* parent = nullptr);

    /// Plain text. What leaks comes first.
    void setFacts(const QList<LeakFact>& facts);

private:
    const Theme& m_theme;
    QVBoxLayout* m_lines;
    QList<LeakFact> m_facts;
    QWidget* m_shown{nullptr};
};

} // namespace chatmet::client
