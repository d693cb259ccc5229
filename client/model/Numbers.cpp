// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Numbers.h"

#include <QLocale>

namespace chatmet::client {

QString inDigits(qint64 number)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(number);
}

QString inBytes(qint64 bytes)
{
    constexpr qint64 mega = 1'000'000;
    return QLocale().formattedDataSize(bytes, bytes < mega ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString inTwoDigits(int number)
{
    const QLocale locale;
    return locale.toString(number).rightJustified(2, locale.zeroDigit().at(0));
}

} // namespace chatmet::client
