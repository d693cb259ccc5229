// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Seven emoji to be compared with the partner by voice or in person, and what each of the two has said.

#include "client/model/PairSealing.h"
#include "client/view/Overlay.h"

#include <QList>

class QBoxLayout;
class QPushButton;
class QScrollArea;

namespace chatmet::client {

class PlainLabel;

class EmojiCheckPanel : public Overlay
{
    Q_OBJECT

public:
    EmojiCheckPanel(const Theme& theme, QWidget* parent);

    /// What stands in it; partner: plain text, checked by the model. Doesn't open it.
    void setCheck(const QString& partner, const seal::EmojiIndices& emoji, EmojiWord own, EmojiWord partners);
    /// Closes it and forgets what stood in it.
    void clear();

Q_SIGNALS:
    void said(bool match);

protected:
    QWidget* firstFocus() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void say(const QString& partner, EmojiWord own, EmojiWord partners);
    void fit();

    QList<PlainLabel*> m_emoji;
    QList<PlainLabel*> m_names;
    QScrollArea* m_scroll;
    QWidget* m_inside; ///< the words and the emoji
    PlainLabel* m_said;
    QBoxLayout* m_buttons{nullptr};
    QPushButton* m_match;
    QPushButton* m_differ;
    QPushButton* m_close;
};

} // namespace chatmet::client
