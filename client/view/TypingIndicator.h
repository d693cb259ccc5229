// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "NAME is typing": keeps its place when it says nothing, so that the messages above don't jump.

#include <QStringList>
#include <QWidget>

namespace chatmet::client {

class PlainLabel;
class Theme;

class TypingIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit TypingIndicator(const Theme& theme, QWidget* parent = nullptr);

    void setPartner(const QString& name);
    void setTyping(bool typing);
    /// Several may write at once; none: nobody does. Plain text.
    void setNames(const QStringList& names);

private:
    void say();

    PlainLabel* m_label;
    QString m_partner;
    bool m_typing{false};
};

} // namespace chatmet::client
