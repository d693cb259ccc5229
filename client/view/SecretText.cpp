// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SecretText.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace chatmet::client {

namespace {

/// KDE's mark, which other managers on Linux know as well (Klipper; CopyQ, GPaste).
QString linuxMark()
{
    return QStringLiteral("x-kde-passwordManagerHint");
}

/// Windows: the clipboard history, the cloud clipboard and viewers leave out what has these formats ("Cloud
/// Clipboard and Clipboard History Formats"); Qt passes a format of this form on under its own name.
QString windowsMark(const char* name)
{
    return QStringLiteral("application/x-qt-windows-mime;value=\"%1\"").arg(QLatin1String(name));
}

/// macOS: nspasteboard.org's mark, which pasteboard histories leave out.
QString macosMark()
{
    return QStringLiteral("org.nspasteboard.ConcealedType");
}

} // namespace

void copyText(const QString& text)
{
    auto* data = new QMimeData;
    data->setText(text);
    data->setData(linuxMark(), QByteArrayLiteral("secret"));
    data->setData(windowsMark("ExcludeClipboardContentFromMonitorProcessing"), QByteArray(4, '\0'));
    data->setData(windowsMark("CanIncludeInClipboardHistory"), QByteArray(4, '\0'));
    data->setData(windowsMark("CanUploadToCloudClipboard"), QByteArray(4, '\0'));
    data->setData(macosMark(), QByteArray());
    QGuiApplication::clipboard()->setMimeData(data);
}

bool isMarkedSecret(const QMimeData& data)
{
    return data.hasFormat(linuxMark());
}

} // namespace chatmet::client
