// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The environment, which is what desktops and administrators hand their proxy on with. Qt's own way goes
// through libproxy, which fetches and runs scripts, and goes without a proxy where it finds none.
#include "client/net/SystemProxy.h"

namespace chatmet::client {

SystemProxy systemProxy()
{
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
        const QString words = qEnvironmentVariable(name).trimmed();
        if (!words.isEmpty())
            return systemProxyFrom(words);
    }
    if (qEnvironmentVariableIsSet("auto_proxy")) // of some desktops: the address of a script
        return {SystemProxy::Found::Automatic, {}};
    return {};
}

} // namespace chatmet::client
