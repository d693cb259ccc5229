// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SpokenNote.h"

#include "client/view/PlainLabel.h"

#include <QAccessibleWidget>

namespace chatmet::client {

namespace {

QAccessibleInterface* interfaceOf(const QString& className, QObject* object)
{
    if (className == QLatin1String("chatmet::client::SpokenNote"))
        return new QAccessibleWidget(qobject_cast<QWidget*>(object), QAccessible::Notification);
    return nullptr;
}

} // namespace

SpokenNote::SpokenNote(QWidget* window, int staysMs)
    : QFrame(window), m_words((new PlainLabel)->named(QStringLiteral("spokenWords")))
{
    static const bool installed = [] {
        QAccessible::installFactory(interfaceOf);
        return true;
    }();
    Q_UNUSED(installed);
    setObjectName(QStringLiteral("spokenNote"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    // Shown, or it would not be spoken; the words lie outside of what is seen of it.
    setFixedSize(1, 1);
    m_words->setParent(this);
    m_words->move(1, 1);
    m_clock.setSingleShot(true);
    m_clock.setInterval(staysMs);
    connect(&m_clock, &QTimer::timeout, this, &SpokenNote::forget);
    hide();
}

void SpokenNote::say(const QString& words)
{
    hide();
    // The label has them, not the note: braille shows the labels of a notification.
    m_words->setShown(words);
    m_words->adjustSize();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    m_clock.start();
}

void SpokenNote::forget()
{
    m_clock.stop();
    hide();
    m_words->setShown({});
}

} // namespace chatmet::client
