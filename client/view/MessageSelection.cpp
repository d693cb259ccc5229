// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageSelection.h"

#include <algorithm>

namespace chatmet::client {

void MessageSelection::begin(const TextSpan& anchor)
{
    m_anchor = anchor;
    m_span = anchor;
}

void MessageSelection::extend(const TextSpan& end)
{
    m_span = {std::min(m_anchor.from, end.from), std::max(m_anchor.to, end.to)};
}

TextRange MessageSelection::rangeIn(MessageKey key, int length) const
{
    if (isEmpty() || !touches(key))
        return {};
    const int from = key == m_span.from.key ? std::min(m_span.from.at, length) : 0;
    const int to = key == m_span.to.key ? std::min(m_span.to.at, length) : length;
    return {from, std::max(from, to)};
}

bool MessageSelection::touches(MessageKey key) const
{
    return hasAnchor() && key >= m_span.from.key && key <= m_span.to.key;
}

} // namespace chatmet::client
