// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One thing that LiveStatus says: a notification with a label in it, too small to be seen.

#include <QFrame>
#include <QTimer>

namespace chatmet::client {

class PlainLabel;

class SpokenNote : public QFrame
{
    Q_OBJECT

public:
    /// staysMs: until it forgets by itself.
    SpokenNote(QWidget* window, int staysMs);

    void say(const QString& words);
    void forget();

private:
    PlainLabel* m_words;
    QTimer m_clock;
};

} // namespace chatmet::client
