// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/Transport.h"

#include <algorithm>

namespace chatmet::client {

bool isGoodAddress(const ServerAddress& server)
{
    const QUrl& url = server.url;
    if (!url.isValid() || url.scheme() != QLatin1String("wss") || url.host().isEmpty() || url.port(443) == 0)
        return false;
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    const QByteArray& key = server.fingerprint;
    const auto isHex = [](char digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    };
    return key.isEmpty() || (key.size() == 64 && std::all_of(key.begin(), key.end(), isHex));
}

} // namespace chatmet::client
