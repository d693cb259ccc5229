// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SearchMarks.h"

#include "client/model/SearchFolding.h"
#include "client/view/Theme.h"

namespace chatmet::client {

namespace {

bool isWritten(const Message& message)
{
    return message.kind == MessageKind::Text || message.kind == MessageKind::Picture;
}

} // namespace

QList<TextMark> SearchMarks::in(const Message& message, const Theme& theme) const
{
    QList<TextMark> marks;
    if (folded.isEmpty() || !isWritten(message))
        return marks;
    const ThemeColors& colors = theme.colors();
    for (const TextMatch& found : findMatches(message.text, folded)) {
        const TextRange range{static_cast<int>(found.start), static_cast<int>(found.start + found.length)};
        const bool here = message.key == key && marks.size() == match;
        marks.append(here ? TextMark{range, colors.markHere, colors.markHereText, colors.markHereEdge, 2}
                          : TextMark{range, colors.mark, colors.markText, colors.markEdge, 1});
    }
    return marks;
}

int SearchMarks::placeIn(const Message& message) const
{
    const QList<TextMatch> found =
        isWritten(message) ? findMatches(message.text, folded) : QList<TextMatch>();
    return message.key == key && match >= 0 && match < found.size() ? static_cast<int>(found[match].start)
                                                                    : -1;
}

} // namespace chatmet::client
