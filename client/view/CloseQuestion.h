// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Asked once before a window closes that somebody is still talking in.

#include "client/view/Overlay.h"

#include <QKeySequence>
#include <QList>

class QPushButton;

namespace chatmet::client {

class PlainLabel;

/// Who would hear that the person has left.
struct Leaves
{
    QString partner; ///< of the living pair; empty: there is none
    int rooms{0};    ///< living ones

    [[nodiscard]] bool isAnybody() const { return !partner.isEmpty() || rooms > 0; }
    bool operator==(const Leaves&) const = default;
};

class CloseQuestion : public Overlay
{
    Q_OBJECT

public:
    /// passed: keys of the window that go on working, as they end more than this does.
    CloseQuestion(const Theme& theme, QWidget* parent, const QList<QKeySequence>& passed);

    /// What it asks follows what is so; where nobody is left it closes, as there is nothing to ask.
    void setLeaves(const Leaves& leaves);

Q_SIGNALS:
    void leaveRequested();

protected:
    bool event(QEvent* event) override;
    QWidget* firstFocus() override;

private:
    const QList<QKeySequence> m_passed;
    PlainLabel* m_words;
    QPushButton* m_stay;
    QPushButton* m_leave;
};

} // namespace chatmet::client
