// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/QrMatrix.h"

#include <qrencode.h>

#include <memory>

namespace chatmet::client {

QrMatrix QrMatrix::of(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.isEmpty())
        return {};
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.constData()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return {};
    QrMatrix matrix;
    matrix.side = code->width;
    const auto count = qsizetype{code->width} * code->width;
    matrix.modules.reserve(count);
    for (qsizetype i = 0; i < count; ++i)
        matrix.modules.append(static_cast<char>(code->data[i] & 1)); // the other bits say what kind it is
    return matrix;
}

} // namespace chatmet::client
