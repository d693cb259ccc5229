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

QString inTwoDigits(int number)
{
    const QLocale locale;
    return locale.toString(number).rightJustified(2, locale.zeroDigit().at(0));
}

} // namespace chatmet::client
