// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbers inside of sentences, in the digits of the person's language.

#include <QString>

namespace chatmet::client {

/// Without separators of thousands: counts that are small, pixels, seconds.
[[nodiscard]] QString inDigits(qint64 number);
/// A size of data with its unit, in powers of ten: whole kilobytes, tenths of a megabyte.
[[nodiscard]] QString inBytes(qint64 bytes);
/// Seconds of a clock: two digits, 0..59.
[[nodiscard]] QString inTwoDigits(int number);

} // namespace chatmet::client
