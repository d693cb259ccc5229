// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page of what is known about a person: what this computer could leak, as measured.

#include "client/model/LeakFact.h"

#include <QList>
#include <QWidget>

namespace chatmet::client {

class LeakList;
class Theme;

class PrivacyPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PrivacyPanel(const Theme& theme, QWidget* parent = nullptr);

    /// As measured now; in the order in which they are to be read.
    void setLeakFacts(const QList<LeakFact>& facts);

private:
    const Theme& m_theme;
    LeakList* m_leaks;
};

} // namespace chatmet::client
