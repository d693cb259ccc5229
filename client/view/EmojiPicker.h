// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A small popup to choose an emoji from, by group or by word.

#include "client/view/EmojiTable.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QListWidget;

namespace chatmet::client {

class PlainLabel;
class Theme;

class EmojiPicker : public QFrame
{
    Q_OBJECT

public:
    explicit EmojiPicker(const Theme& theme, QWidget* parent = nullptr);

    /// Opens over a button, inside its screen; Esc or a click elsewhere closes it.
    void openAbove(const QWidget* button);

Q_SIGNALS:
    void chosen(const QString& emoji);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void choose();

    QList<EmojiGroup> m_groups;
    QLineEdit* m_search;
    QComboBox* m_group;
    QListWidget* m_list;
    PlainLabel* m_nothing; ///< in its place
};

} // namespace chatmet::client
