// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the line is, in one line below the pages: where the window is too narrow for the sidebar that says it.

#include "client/net/ChatConnection.h"

#include <QFrame>

namespace chatmet::client {

class LineDot;
class PlainLabel;
class Theme;

class StatusLine : public QFrame
{
    Q_OBJECT

public:
    explicit StatusLine(const Theme& theme, QWidget* parent = nullptr);

    /// words: the sidebar's.
    void setLine(LineState state, const QString& words);

private:
    LineDot* m_dot;
    PlainLabel* m_words;
};

} // namespace chatmet::client
