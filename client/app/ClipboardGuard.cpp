// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/ClipboardGuard.h"

#include "client/view/SecretText.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QMimeData>

#include <utility>

namespace chatmet::client {

ClipboardGuard::ClipboardGuard(QClipboard* clipboard, std::function<const QObject*()> shown, QObject* parent)
    : QObject(parent), m_clipboard(clipboard), m_shown(std::move(shown))
{
    connect(clipboard, &QClipboard::dataChanged, this, &ClipboardGuard::mark);
    connect(clipboard, &QClipboard::selectionChanged, this, &ClipboardGuard::refuseSelection);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &ClipboardGuard::forget);
}

void ClipboardGuard::mark()
{
    if (!m_clipboard->ownsClipboard())
        return;
    const QMimeData* data = m_clipboard->mimeData();
    if (data == nullptr || data == m_held)
        return; // some systems say it again later, when another page may be shown
    if (data->hasText() && !isMarkedSecret(*data))
        return copyText(data->text()); // comes here again, marked
    m_held = data;
    m_from = m_shown();
}

void ClipboardGuard::refuseSelection()
{
    if (m_clipboard->ownsSelection())
        m_clipboard->clear(QClipboard::Selection);
}

void ClipboardGuard::forget()
{
    if (m_clipboard->ownsClipboard())
        m_clipboard->clear();
    refuseSelection();
}

void ClipboardGuard::forgetOf(const QObject* conversation)
{
    if (m_from == conversation)
        forget();
}

} // namespace chatmet::client
