// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/view/AccessibleChecks.h"

#include <QAccessible>
#include <QMetaEnum>
#include <QSet>
#include <QWidget>

namespace chatmet::client {

namespace {

/// What a list says of a row besides its name; nothing, where the row has no such thing: a folder has no
/// size.
bool isDetail(const QAccessibleInterface* one)
{
    auto* item = const_cast<QAccessibleInterface*>(one);
    return item->role() == QAccessible::TreeItem && item->tableCellInterface() != nullptr &&
           item->tableCellInterface()->columnIndex() > 0;
}

/// The one of a text field, which Qt makes and names nothing in.
bool isQtsMenu(const QAccessibleInterface* one)
{
    return one->role() == QAccessible::PopupMenu && one->object() != nullptr &&
           one->object()->objectName().isEmpty();
}

bool wantsName(QAccessible::Role role)
{
    static const QSet<int> named{
        QAccessible::Button,       QAccessible::ButtonMenu,  QAccessible::ButtonDropDown,
        QAccessible::CheckBox,     QAccessible::RadioButton, QAccessible::ComboBox,
        QAccessible::EditableText, QAccessible::List,        QAccessible::ListItem,
        QAccessible::Table,        QAccessible::Cell,        QAccessible::Tree,
        QAccessible::TreeItem,     QAccessible::SpinBox,     QAccessible::Slider,
        QAccessible::MenuItem,     QAccessible::PopupMenu,   QAccessible::ColumnHeader,
        QAccessible::Dialog,       QAccessible::ProgressBar, QAccessible::Graphic};
    return named.contains(role);
}

QString nameOf(const QAccessibleInterface* one)
{
    const QObject* object = one->object();
    return QStringLiteral("%1 %2 in %3")
        .arg(QString::fromLatin1(QMetaEnum::fromType<QAccessible::Role>().valueToKey(one->role())),
             object == nullptr ? QString() : object->objectName(),
             one->parent() == nullptr || one->parent()->object() == nullptr
                 ? QString()
                 : one->parent()->object()->objectName());
}

void find(const QAccessibleInterface* one, bool isTop, QStringList* problems)
{
    if (one == nullptr || !one->isValid() || one->state().invisible)
        return;
    const bool mayTakeFocus = one->state().focusable && !isTop;
    if ((wantsName(one->role()) || mayTakeFocus) && !isDetail(one) && !isQtsMenu(one) &&
        one->text(QAccessible::Name).trimmed().isEmpty())
        problems->append(QStringLiteral("no name for screen readers: %1").arg(nameOf(one)));
    for (int child = 0; child < one->childCount(); ++child)
        find(one->child(child), false, problems);
}

} // namespace

QStringList unnamedControls(QWidget* window)
{
    QStringList problems;
    find(QAccessible::queryAccessibleInterface(window), true, &problems);
    return problems;
}

} // namespace chatmet::client
