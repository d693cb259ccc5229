// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ChoiceBox.h"

#include <QAbstractItemView>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace chatmet::client {

void styleList(QComboBox* box)
{
    box->setItemDelegate(new QStyledItemDelegate(box));
}

ChoiceBox::ChoiceBox(const QString& objectName, const QString& name)
{
    styleList(this);
    setObjectName(objectName);
    setAccessibleName(name);
    view()->setAccessibleName(name); // the list that opens
    setFocusPolicy(Qt::StrongFocus); // not by the wheel
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index < 0 || index == m_shown)
            return;
        m_shown = index;
        Q_EMIT picked(itemData(index));
    });
}

void ChoiceBox::setShown(const QVariant& value)
{
    m_shown = findData(value);
    setCurrentIndex(m_shown);
}

void ChoiceBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace chatmet::client
