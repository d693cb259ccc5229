// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One of a few: a closed list that opens on a click.

#include <QComboBox>

namespace chatmet::client {

/// The list that it opens looks as the style sheet says: for Qt's own delegates of such lists there are no
/// rules.
void styleList(QComboBox* box);

class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    /// name: for screen readers.
    ChoiceBox(const QString& objectName, const QString& name);

    void add(const QString& text, const QVariant& value) { addItem(text, value); }
    /// Without picked(). A value that is none of the list leaves it empty.
    void setShown(const QVariant& value);

Q_SIGNALS:
    /// By the person, another than before.
    void picked(const QVariant& value);

protected:
    /// The page scrolls instead: nobody wants to choose by that.
    void wheelEvent(QWheelEvent* event) override;

private:
    int m_shown{-1};
};

} // namespace chatmet::client
