// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/Buttons.h"

#include "client/view/Icons.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QStyle>

#include <type_traits>

namespace chatmet::client {

namespace {

/// Enter presses it, as Space does: Qt leaves that to dialogs and some desktops. A key that is held presses
/// once.
template <class Button> class EnterButton : public Button
{
public:
    using Button::Button;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (!enter)
            Button::keyPressEvent(event);
        else if (!event->isAutoRepeat())
            press();
    }

private:
    void press()
    {
        if constexpr (std::is_same_v<Button, QToolButton>) {
            if (this->menu())
                return this->showMenu();
        }
        this->click();
    }
};

} // namespace

QPushButton* textButton(const QString& objectName, const QString& text, const QString& kind)
{
    auto* button = new EnterButton<QPushButton>(text);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    if (!kind.isEmpty())
        button->setProperty("kind", kind);
    return button;
}

QToolButton* iconButton(const Theme& theme, const QString& objectName, const QString& icon,
                        const QString& name)
{
    auto* button = new EnterButton<QToolButton>;
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
