// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Buttons.h"

#include "client/view/Icons.h"
#include "client/view/Theme.h"

#include <QStyle>

namespace chatmet::client {

QPushButton* textButton(const QString& objectName, const QString& text, const QString& kind)
{
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    if (!kind.isEmpty())
        button->setProperty("kind", kind);
    return button;
}

QToolButton* iconButton(const Theme& theme, const QString& objectName, const QString& icon,
                        const QString& name)
{
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setIcon(themedIcon(theme, icon));
    button->setIconSize({theme.px(20), theme.px(20)});
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoRaise(true);
    return button;
}

QString asButtonText(const QString& text)
{
    return text.simplified().replace(u'&', QStringLiteral("&&"));
}

void setLook(QWidget* widget, const char* property, const QVariant& value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace chatmet::client
