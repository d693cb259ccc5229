// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of the network that is used now. Written to the documentation, not yet run.
#include "client/net/SystemProxy.h"

#include <CFNetwork/CFNetwork.h>
#include <CoreFoundation/CoreFoundation.h>

namespace chatmet::client {

namespace {

int number(CFDictionaryRef all, CFStringRef key)
{
    int value = 0;
    if (const auto found = static_cast<CFNumberRef>(CFDictionaryGetValue(all, key)))
        CFNumberGetValue(found, kCFNumberIntType, &value);
    return value;
}

SystemProxy named(CFDictionaryRef all, const QString& scheme, CFStringRef host, CFStringRef port)
{
    const auto found = static_cast<CFStringRef>(CFDictionaryGetValue(all, host));
    if (found == nullptr)
        return {};
    return systemProxyFrom(
        QStringLiteral("%1://%2:%3")
            .arg(scheme, QString::fromCFString(found), QString::number(number(all, port))));
}

SystemProxy of(CFDictionaryRef all)
{
    if (number(all, kCFNetworkProxiesProxyAutoConfigEnable) != 0 ||
        number(all, kCFNetworkProxiesProxyAutoDiscoveryEnable) != 0)
        return {SystemProxy::Found::Automatic, {}};
    if (number(all, kCFNetworkProxiesHTTPSEnable) != 0)
        return named(all, QStringLiteral("http"), kCFNetworkProxiesHTTPSProxy, kCFNetworkProxiesHTTPSPort);
    if (number(all, kCFNetworkProxiesSOCKSEnable) != 0)
        return named(all, QStringLiteral("socks5"), kCFNetworkProxiesSOCKSProxy, kCFNetworkProxiesSOCKSPort);
    return {};
}

} // namespace

SystemProxy systemProxy()
{
    CFDictionaryRef all = CFNetworkCopySystemProxySettings();
    if (all == nullptr)
        return {};
    const SystemProxy found = of(all);
    CFRelease(all);
    return found;
}

} // namespace chatmet::client
