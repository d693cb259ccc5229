// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/ClipboardGuard.h"

#include "client/view/SecretText.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QMimeData>

namespace chatmet::client {

ClipboardGuard::ClipboardGuard(QClipboard* clipboard, QObject* parent)
    : QObject(parent), m_clipboard(clipboard)
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
    if (data != nullptr && data->hasText() && !isMarkedSecret(*data))
        copyText(data->text()); // comes here again, marked
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

} // namespace chatmet::client
